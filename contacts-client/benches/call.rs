//! What a call costs beside the same call by reqwest alone, with the same time-outs and decoded into the same type;
//! and what the check of a request costs beside decoding the same body.
//!
//! `cargo bench -p contacts-client --bench call` prints ratios of times. To count instructions, run its program with
//! `CONTACTS_BENCH=ours:1000` and `reqwest:1000` under callgrind, and take off what it counts with `:0`; the server
//! is a process of its own.

use std::hint::black_box;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use contacts_client::types::{ContactInput, ContactList, ContactTag, ContactTagId};
use contacts_client::{Client, Limiter, Operation, check};
use criterion::Criterion;
use tokio::runtime::Runtime;

/// How often each is timed for the ratio that is printed at the end, and how many calls one time is of.
const ROUNDS: usize = 31;
const CALLS: usize = 200;

const TOKEN: &str = "kr1AAABFNKyxc7xsVRQVKrTNFchiiMkQrfJMDM6whobYxfbO4fsF09m";
const TAG: &str = "ctag2a81-94b6-4642-6903-03aa7977da91";
const ANSWER: &str = include_str!("../../openapi/examples/getContactTag.response.kr.json");
const PAGE: &str = include_str!("../../openapi/examples/listContacts.response.jp.json");

fn main() -> Result<(), Box<dyn std::error::Error>> {
    if std::env::var_os("CONTACTS_BENCH_SERVES").is_some() {
        return serve();
    }
    let server = Server::start()?;
    let bench = Bench::new(&server.base_url)?;
    if let Ok(spec) = std::env::var("CONTACTS_BENCH") {
        let (which, times) = spec.split_once(':').ok_or("CONTACTS_BENCH is ours:TIMES or reqwest:TIMES")?;
        let times = times.parse()?;
        match which {
            "ours" => bench.ours(times),
            "reqwest" => bench.reqwest(times),
            "check" => (0..times).for_each(|_| bench.check()),
            "decode" => (0..times).for_each(|_| bench.decode()),
            _ => return Err("there is no such part".into()),
        }
        return Ok(());
    }
    let mut criterion = Criterion::default().configure_from_args().sample_size(10);
    let mut group = criterion.benchmark_group("a small call");
    group.bench_function("contacts-client", |bencher| bencher.iter(|| bench.ours(1)));
    group.bench_function("reqwest", |bencher| bencher.iter(|| bench.reqwest(1)));
    group.finish();
    let mut group = criterion.benchmark_group("a body");
    group.bench_function("check", |bencher| bencher.iter(|| bench.check()));
    group.bench_function("decode", |bencher| bencher.iter(|| bench.decode()));
    group.finish();
    criterion.final_summary();

    // As a test, it only has to run.
    if std::env::args().any(|argument| argument == "--bench") {
        let mut rounds = [const { Vec::new() }; 4];
        for _ in 0..ROUNDS {
            rounds[0].push(time(|| bench.ours(CALLS)));
            rounds[1].push(time(|| bench.reqwest(CALLS)));
            rounds[2].push(time(|| (0..CALLS).for_each(|_| bench.check())));
            rounds[3].push(time(|| (0..CALLS).for_each(|_| bench.decode())));
        }
        let [ours, reqwest, check, decode] = rounds.map(median);
        println!("a call, ours / reqwest    {:.2}", ours.as_secs_f64() / reqwest.as_secs_f64());
        println!("a body, checked / decoded {:.2}", check.as_secs_f64() / decode.as_secs_f64());
    }
    Ok(())
}

fn time(run: impl FnOnce()) -> Duration {
    let began = Instant::now();
    run();
    began.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

struct Bench {
    runtime: Runtime,
    client: Client,
    id: ContactTagId,
    reqwest: reqwest::Client,
    base_url: String,
    body: ContactInput,
    text: String,
}

impl Bench {
    fn new(base_url: &str) -> Result<Self, Box<dyn std::error::Error>> {
        // Let through at once, and still counted: a limit that no bench reaches.
        let limiter = Limiter::per_window(100_000_000);
        let client = Client::builder().base_url(base_url).token(TOKEN).limiter(limiter).check_requests(false);
        let reqwest = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .no_proxy()
            .timeout(Duration::from_secs(30))
            .connect_timeout(Duration::from_secs(3));
        let page: ContactList = serde_json::from_str(PAGE)?;
        let body = ContactInput::from(page.contacts.into_iter().next().ok_or("there is a contact")?);
        Ok(Self {
            runtime: tokio::runtime::Builder::new_current_thread().enable_all().build()?,
            client: client.build()?,
            id: ContactTagId::from(TAG),
            reqwest: reqwest.build()?,
            base_url: base_url.to_owned(),
            text: serde_json::to_string(&body)?,
            body,
        })
    }

    fn ours(&self, times: usize) {
        self.runtime.block_on(async {
            for _ in 0..times {
                let tag = self.client.get_contact_tag(&self.id).await.expect("the server answers");
                black_box(tag);
            }
        });
    }

    fn reqwest(&self, times: usize) {
        self.runtime.block_on(async {
            for _ in 0..times {
                black_box(self.fetch().await.expect("the server answers"));
            }
        });
    }

    async fn fetch(&self) -> reqwest::Result<ContactTag> {
        let url = format!("{}/contact-tags/{}", self.base_url, self.id);
        let request = self.reqwest.get(url).bearer_auth(TOKEN).header("accept", "application/json");
        request.send().await?.error_for_status()?.json().await
    }

    /// What a call does before it sends this body.
    fn check(&self) {
        black_box(check::body(&Operation::UPDATE_CONTACT, &self.body).expect("it is documented"));
    }

    fn decode(&self) {
        black_box(serde_json::from_str::<ContactInput>(&self.text).expect("it is documented"));
    }
}

/// This program once more, as a server.
struct Server {
    process: Child,
    base_url: String,
}

impl Server {
    fn start() -> Result<Self, Box<dyn std::error::Error>> {
        let mut process = Command::new(std::env::current_exe()?)
            .env("CONTACTS_BENCH_SERVES", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut port = String::new();
        BufReader::new(process.stdout.take().ok_or("it has an output")?).read_line(&mut port)?;
        Ok(Self { process, base_url: format!("http://127.0.0.1:{}/v1.0", port.trim()) })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It ends with its input.
        drop(self.process.stdin.take());
        let _ = self.process.wait();
    }
}

fn serve() -> Result<(), Box<dyn std::error::Error>> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    println!("{}", listener.local_addr()?.port());
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            std::thread::spawn(move || answer(stream));
        }
    });
    std::io::stdin().read_to_end(&mut Vec::new())?;
    Ok(())
}

fn answer(mut stream: TcpStream) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let answer = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nrateLimit-limit: 100000000\r\ncontent-length: {}\r\n\r\n{ANSWER}",
        ANSWER.len()
    );
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    while let Some(line) = lines.next().transpose()? {
        if line.is_empty() {
            stream.write_all(answer.as_bytes())?;
        }
    }
    Ok(())
}
