//! A server that shows what really went over the wire, and says back exactly what it is told to.

#![allow(dead_code, reason = "each test file is its own crate and uses its own part of this")]
#![allow(unreachable_pub, reason = "each test file is its own crate")]

use std::fmt::Write as _;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use contacts_client::types::*;
use contacts_client::{Client, Error, Limiter, Operation, Retry};
use serde_json::Value;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpSocket, TcpStream};

/// The token of every client that a test builds.
pub const TOKEN: &str = "kr1AAABFNKyxc7xsVRQVKrTNFchiiMkQrfJMDM6whobYxfbO4fsF09m";
/// The ids of the documentation's examples.
pub const CONTACT_ID: &str = "contact2-a56d-44a4-5304-033e16fca8d1";
pub const CONTACT_TAG_ID: &str = "ctag2a81-94b6-4642-6903-03aa7977da91";
pub const USER_ID: &str = "userf7da-f82c-4284-13e7-030f3b4c756x";
pub const CUSTOM_PROPERTY_ID: &str = "custompi-5ge3-f6d7-ht33-35gr6e465u01";

/// What comes first on the connection with which [`Server::nothing_arrived`] proves its point.
const KNOCK: &[u8] = b"KNOCK\r\n\r\n";

/// A documented example, by the name of its file.
pub fn example(name: &str) -> Value {
    let path = format!("{}/../openapi/examples/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// One request, byte by byte.
#[derive(Clone)]
pub struct Request {
    /// Everything up to the empty line.
    pub head: String,
    pub body: Vec<u8>,
}

impl Request {
    pub fn method(&self) -> &str {
        self.head.split(' ').next().unwrap_or_default()
    }

    /// The path and the query, as they stand in the first line.
    pub fn target(&self) -> &str {
        self.head.split(' ').nth(1).unwrap_or_default()
    }

    pub fn path(&self) -> &str {
        self.target().split('?').next().unwrap_or_default()
    }

    pub fn query(&self) -> Option<&str> {
        self.target().split_once('?').map(|(_, query)| query)
    }

    /// The headers in the order of their names, which are in lower case.
    pub fn headers(&self) -> Vec<(String, String)> {
        let lines = self.head.lines().skip(1).filter_map(|line| line.split_once(": "));
        let mut headers: Vec<_> = lines.map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned())).collect();
        headers.sort();
        headers
    }

    pub fn header(&self, name: &str) -> Option<String> {
        self.headers().into_iter().find(|(other, _)| other == name).map(|(_, value)| value)
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("the request has a JSON body")
    }
}

/// What the server does once a request is complete.
#[derive(Clone)]
pub enum Answer {
    /// Sends these bytes and waits for the next request.
    Bytes(Vec<u8>),
    /// Sends these bytes and ends the connection as TCP wants it ended.
    Close(Vec<u8>),
    /// Sends these bytes and says no more, with the connection open.
    Hang(Vec<u8>),
    /// Sends these bytes and resets the connection.
    Reset(Vec<u8>),
}

impl Answer {
    /// A complete answer with these lines as further headers.
    pub fn new(status: u16, headers: &[&str], body: impl AsRef<[u8]>) -> Self {
        let body = body.as_ref();
        let mut head = format!("HTTP/1.1 {status} Whatever\r\n");
        for header in headers {
            let _ = write!(head, "{header}\r\n");
        }
        if status != 204 && status != 304 {
            let _ = write!(head, "content-length: {}\r\n", body.len());
        }
        Self::Bytes([head.as_bytes(), b"\r\n", body].concat())
    }

    pub fn json(status: u16, body: &Value) -> Self {
        Self::new(status, &["content-type: application/json"], body.to_string())
    }

    pub fn status(status: u16) -> Self {
        Self::new(status, &[], "")
    }
}

#[derive(Default)]
struct Seen {
    connections: usize,
    requests: Vec<Request>,
}

/// A server on a port of its own that keeps what it sees.
pub struct Server {
    address: SocketAddr,
    scheme: &'static str,
    seen: Arc<Mutex<Seen>>,
}

impl Server {
    /// Gives every request the same answer.
    pub async fn answering(answer: Answer) -> Self {
        Self::with(move |_| answer.clone()).await
    }

    /// Gives every request the answer that `answer` finds for it.
    pub async fn with(answer: impl Fn(&Request) -> Answer + Send + Sync + 'static) -> Self {
        Self::listen(answer, "http", |stream| async { Ok(stream) }).await
    }

    /// The same behind TLS.
    pub async fn behind_tls(acceptor: tokio_rustls::TlsAcceptor, answer: Answer) -> Self {
        let secure = move |stream| acceptor.clone().accept(stream);
        Self::listen(move |_| answer.clone(), "https", secure).await
    }

    async fn listen<S, F>(
        answer: impl Fn(&Request) -> Answer + Send + Sync + 'static,
        scheme: &'static str,
        secure: impl Fn(TcpStream) -> F + Send + Sync + 'static,
    ) -> Self
    where
        S: Connection,
        F: Future<Output = io::Result<S>> + Send,
    {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let address = listener.local_addr().expect("a listener has an address");
        let seen = Arc::new(Mutex::new(Seen::default()));
        let (shared, sight) = (Arc::new((answer, secure)), Arc::clone(&seen));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                sight.lock().expect("no test panics with it").connections += 1;
                let (shared, sight) = (Arc::clone(&shared), Arc::clone(&sight));
                tokio::spawn(async move {
                    if let Ok(stream) = (shared.1)(stream).await {
                        // A client that goes away in the middle is what some tests are about.
                        let _ = serve(stream, &shared.0, &sight).await;
                    }
                });
            }
        });
        Self { address, scheme, seen }
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    pub fn base_url(&self) -> String {
        format!("{}://{}/v1.0", self.scheme, self.address)
    }

    pub fn client(&self) -> Client {
        client(&self.base_url())
    }

    /// A client that sends what the document does not allow.
    pub fn unchecked_client(&self) -> Client {
        let builder =
            Client::builder().token(TOKEN).base_url(self.base_url()).retry(Retry::never()).limiter(Limiter::off());
        #[cfg(feature = "check")]
        let builder = builder.check_requests(false);
        builder.build().expect("the address is one of this machine")
    }

    /// The requests so far.
    pub fn requests(&self) -> Vec<Request> {
        self.seen.lock().expect("no test panics with it").requests.clone()
    }

    /// The one request so far.
    pub fn request(&self) -> Request {
        let requests = self.requests();
        assert_eq!(requests.len(), 1, "one request is sent");
        requests.into_iter().next().expect("there is one")
    }

    /// The request that came last.
    pub fn last_request(&self) -> Request {
        self.requests().pop().expect("a request is sent")
    }

    /// Whether nobody has as much as connected.
    ///
    /// Connections are taken in the order in which they are made, so whoever came before the knock has
    /// been counted once the knock is answered.
    pub async fn nothing_arrived(&self) -> bool {
        assert_eq!(self.scheme, "http", "a knock is in plain text");
        let before = self.seen.lock().expect("no test panics with it").connections;
        let mut stream = TcpStream::connect(self.address).await.expect("the server listens");
        stream.write_all(KNOCK).await.expect("the server reads");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.expect("the server answers");
        let mut seen = self.seen.lock().expect("no test panics with it");
        seen.connections -= 1;
        before == 0 && seen.connections == 0 && seen.requests.is_empty()
    }
}

/// A server with a client of its own, for many exchanges: to build a client takes a while.
pub struct Exchange {
    pub server: Server,
    pub client: Client,
    answer: Arc<Mutex<Answer>>,
}

impl Exchange {
    pub async fn start() -> Self {
        Self::through(Server::client).await
    }

    /// The same with a client that sends what the document does not allow.
    pub async fn unchecked() -> Self {
        Self::through(Server::unchecked_client).await
    }

    async fn through(client: impl Fn(&Server) -> Client) -> Self {
        let answer = Arc::new(Mutex::new(Answer::status(404)));
        let current = Arc::clone(&answer);
        let server = Server::with(move |_| current.lock().expect("no test panics with it").clone()).await;
        Self { client: client(&server), server, answer }
    }

    /// The client, for the next request of which this is the answer.
    pub fn next(&self, answer: Answer) -> &Client {
        *self.answer.lock().expect("no test panics with it") = answer;
        &self.client
    }
}

/// A stream that can be cut off.
pub trait Connection: AsyncRead + AsyncWrite + Unpin + Send + 'static {
    fn reset(self);
}

impl Connection for TcpStream {
    fn reset(self) {
        self.set_zero_linger().expect("a socket has this option");
    }
}

impl Connection for tokio_rustls::server::TlsStream<TcpStream> {
    fn reset(self) {
        self.into_inner().0.reset();
    }
}

async fn serve<S: Connection>(
    mut stream: S,
    answer: &impl Fn(&Request) -> Answer,
    seen: &Mutex<Seen>,
) -> io::Result<()> {
    while let Some(request) = read_request(&mut stream).await? {
        if request.head.as_bytes() == KNOCK {
            return stream.write_all(b"HERE").await;
        }
        let answer = answer(&request);
        seen.lock().expect("no test panics with it").requests.push(request);
        let (Answer::Bytes(bytes) | Answer::Close(bytes) | Answer::Hang(bytes) | Answer::Reset(bytes)) = &answer;
        stream.write_all(bytes).await?;
        stream.flush().await?;
        match answer {
            Answer::Bytes(_) => {}
            Answer::Close(_) => return stream.shutdown().await,
            Answer::Hang(_) => {
                while stream.read(&mut [0; 64]).await? > 0 {}
                return Ok(());
            }
            Answer::Reset(_) => {
                stream.reset();
                return Ok(());
            }
        }
    }
    Ok(())
}

async fn read_request(stream: &mut (impl AsyncRead + Unpin)) -> io::Result<Option<Request>> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read_u8().await {
            Ok(byte) => head.push(byte),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
            Err(error) => return Err(error),
        }
    }
    let head = String::from_utf8(head).map_err(io::Error::other)?;
    let mut request = Request { head, body: Vec::new() };
    assert_eq!(request.header("transfer-encoding"), None, "the length of a body is known before it is sent");
    let length = request.header("content-length").map_or(Ok(0), |length| length.parse()).map_err(io::Error::other)?;
    request.body.resize(length, 0);
    stream.read_exact(&mut request.body).await?;
    Ok(Some(request))
}

/// A client of the service at this address that sends a request once, and at once.
pub fn client(base_url: &str) -> Client {
    Client::builder()
        .token(TOKEN)
        .base_url(base_url)
        .retry(Retry::never())
        .limiter(Limiter::off())
        .build()
        .expect("the address is one of this machine")
}

/// A socket that nobody listens on: while it lives, nobody else gets its port.
pub fn nobody_listens() -> (TcpSocket, SocketAddr) {
    let socket = TcpSocket::new_v4().expect("there are sockets");
    socket.bind(([127, 0, 0, 1], 0).into()).expect("a port is free");
    let address = socket.local_addr().expect("a bound socket has an address");
    (socket, address)
}

/// Everything that an error says of itself: its `Display`, its `Debug`, and those of all its causes.
pub fn told(error: &Error) -> String {
    let mut told = format!("{error}\n{error:?}\n{error:#}\n{error:#?}\n");
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        let _ = write!(told, "{error}\n{error:?}\n{error:#?}\n");
        cause = error.source();
    }
    told
}

/// The operations that have an id in their path.
pub fn operations_with_an_id() -> impl Iterator<Item = &'static Operation> {
    Operation::ALL.iter().filter(|operation| operation.path.contains('{'))
}

/// The name of the parameter in the operation's path.
pub fn parameter(operation: &Operation) -> &'static str {
    let (_, rest) = operation.path.split_once('{').expect("the path has a parameter");
    rest.split_once('}').expect("a brace that opens closes").0
}

/// Calls any operation, with this id if it takes one, and leaves the value of its answer alone.
pub async fn call(client: &Client, operation: &Operation, id: &str) -> Result<u16, Error> {
    let name = ContactName::default().set_last_name("ワークス");
    let contact = ContactInput::new(Permission::new(AccessibleRange::All), name)
        .set_telephones([ContactTelephone::new(true, "0000-0001")]);
    let tag = ContactTagInput::new("company tag");
    let upload = ContactPhotoUpload::new("fileName", 1_000_000);
    let property = ContactCustomPropertyCreate::new(10_000_001, "ext_id", "ext_id", CustomPropertyType::String);
    macro_rules! status {
        ($call:expr) => {
            $call.await.map(|answer| answer.status().as_u16())
        };
    }
    match operation.id {
        "createContact" => status!(client.create_contact(&contact)),
        "listContacts" => status!(client.list_contacts(&ListContactsParams::default())),
        "listUserContacts" => status!(client.list_user_contacts(&id.into(), &ListUserContactsParams::default())),
        "getContact" => status!(client.get_contact(&id.into())),
        "updateContact" => status!(client.update_contact(&id.into(), &contact)),
        "patchContact" => status!(client.patch_contact(&id.into(), &ContactPatch::default())),
        "deleteContact" => status!(client.delete_contact(&id.into())),
        "forceDeleteContact" => status!(client.force_delete_contact(&id.into())),
        "createContactPhoto" => status!(client.create_contact_photo(&id.into(), &upload)),
        "getContactPhoto" => status!(client.get_contact_photo(&id.into())),
        "deleteContactPhoto" => status!(client.delete_contact_photo(&id.into())),
        "createContactTag" => status!(client.create_contact_tag(&tag)),
        "listContactTags" => status!(client.list_contact_tags(&ListContactTagsParams::default())),
        "getContactTag" => status!(client.get_contact_tag(&id.into())),
        "updateContactTag" => status!(client.update_contact_tag(&id.into(), &tag)),
        "patchContactTag" => status!(client.patch_contact_tag(&id.into(), &ContactTagPatch::default())),
        "deleteContactTag" => status!(client.delete_contact_tag(&id.into())),
        "createUserContactTag" => status!(client.create_user_contact_tag(&id.into(), &tag)),
        "listUserContactTags" => {
            status!(client.list_user_contact_tags(&id.into(), &ListUserContactTagsParams::default()))
        }
        "listCustomProperties" => status!(client.list_custom_properties(&ListCustomPropertiesParams::default())),
        "createCustomProperty" => status!(client.create_custom_property(&property)),
        "getCustomProperty" => {
            status!(client.get_custom_property(&id.into(), &GetCustomPropertyParams::default()))
        }
        "patchCustomProperty" => {
            status!(client.patch_custom_property(&id.into(), &ContactCustomPropertyPatch::default()))
        }
        "deleteCustomProperty" => {
            status!(client.delete_custom_property(&id.into(), &DeleteCustomPropertyParams::default()))
        }
        other => panic!("{other} is new: call it here"),
    }
}

/// What the examples show as the answer of an operation, if it has a body: of several the first by name.
pub fn documented_answer(operation: &Operation) -> Option<Value> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../openapi/examples");
    let files = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{folder}: {error}"));
    let names = files.map(|file| file.expect("a folder can be read").file_name().to_string_lossy().into_owned());
    let prefix = format!("{}.response.", operation.id);
    let name = names.filter(|name| name.starts_with(&prefix)).min()?;
    Some(example(name.strip_suffix(".json")?))
}
