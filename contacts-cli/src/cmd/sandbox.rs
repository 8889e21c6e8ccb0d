//! `contacts sandbox`: a Contacts service on the own machine, until it is interrupted.

use std::error::Error as _;
use std::fs;
use std::io::{self, Read as _, Write as _};
use std::net::{IpAddr, SocketAddr};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};
use clap::ValueEnum;
use contacts_openapi::operations;
use contacts_openapi::validate::Validator;
use contacts_sandbox::{Assumptions, Builder, Clock, Quota, Sandbox, StartError};
use tokio::runtime;

use super::validate::day;
use crate::exit::Failure;

const EXAMPLES: &str = "\
Examples:
  contacts sandbox
      Prints the address, a token, and the variables by which contacts-client finds both.
  contacts sandbox --data contacts.db
      What was done is there after a restart.
  contacts sandbox --empty --load contacts.ndjson --clock 2026-12-01T09:00:00+09:00
      Always begins with the same contacts at the same moment.
  contacts sandbox --port 0 --quiet
      Prints nothing but the base address, for a script to read.";

const EXITS: &str = "\
Exit codes:
  0    it was ended, by Ctrl-C or by SIGTERM
  2    it could not start: bad usage, a port or a file that it cannot have, or records that are wrong";

/// Run a Contacts service on this machine that behaves as the document says.
///
/// Every request is held against the document, and what it does is there for the next one. There
/// is one access token that is always good; it is printed at the start and is the same everywhere.
///
/// At the start there is what the examples of the documentation refer to: three tags, and the
/// definitions of five custom properties.
#[derive(clap::Args)]
#[command(verbatim_doc_comment, after_help = EXITS, after_long_help = format!("{EXAMPLES}\n\n{EXITS}"))]
pub(crate) struct Arguments {
    /// The port to listen at; 0 takes any that is free
    #[arg(long, value_name = "PORT", default_value_t = 4010, help_heading = "Where it listens")]
    port: u16,
    /// The address to listen at; whoever reaches another than this machine's own can do everything
    #[arg(long, value_name = "IP", default_value = "127.0.0.1", help_heading = "Where it listens")]
    address: IpAddr,
    /// What answers call the sandbox where they name an address on it, such as `http://sandbox.test:4010` [default: where
    /// it listens]
    #[arg(long, value_name = "URL", help_heading = "Where it listens")]
    public_url: Option<String>,
    /// How many threads serve requests [default: one for each processor]
    #[arg(long, value_name = "N", help_heading = "Where it listens")]
    workers: Option<NonZero<usize>>,

    /// Keep everything in this file, so that it survives a restart; what is in it counts, and not
    /// what would be there at the start
    #[arg(long, value_name = "FILE", help_heading = "What it holds")]
    data: Option<PathBuf>,
    /// Load records, one a line as NDJSON, at the start; - is standard input; may be repeated
    #[arg(long, value_name = "FILE", help_heading = "What it holds")]
    load: Vec<PathBuf>,
    /// Start without what the examples of the documentation refer to
    #[arg(long, help_heading = "What it holds")]
    empty: bool,

    /// What identifiers and cursors follow from
    #[arg(long, value_name = "N", default_value_t = 0, help_heading = "How it behaves")]
    seed: u64,
    /// Let the time stand still at this moment, as RFC 3339 writes it; windows of the quota then end when it is moved
    /// by `/_sandbox/clock` [default: the machine's time]
    #[arg(long, value_name = "MOMENT", value_parser = moment, help_heading = "How it behaves")]
    clock: Option<DateTime<Utc>>,
    /// The day by which dated changes of the API are judged [default: that of the time]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day, help_heading = "How it behaves")]
    calendar: Option<NaiveDate>,
    /// Values that the document has withdrawn by the day
    #[arg(long, value_enum, default_value_t = Withdrawn::Refuse, help_heading = "How it behaves")]
    withdrawn: Withdrawn,
    /// Requests that break only what the document marks as assumed
    #[arg(long, value_enum, default_value_t = Assumed::Accept, help_heading = "How it behaves")]
    assumptions: Assumed,
    /// How many calls of an operation a minute allows: as many as a plan does, such as Free; a
    /// number; or off [default: as many as the largest plan allows]
    #[arg(long, value_name = "PLAN|N|off", value_parser = quota, help_heading = "How it behaves")]
    quota: Option<Quota>,
    /// How long access tokens are good that are asked for [default: as the documentation says]
    #[arg(long, value_name = "SECONDS", help_heading = "How it behaves")]
    token_lifetime: Option<u64>,
    /// Hold every answer against the document; one that breaks it becomes an error with status 500
    #[arg(long, help_heading = "How it behaves")]
    check_answers: bool,

    /// Print nothing but the base address of the API
    #[arg(short, long, help_heading = "What is shown")]
    quiet: bool,
    /// Write the variables that contacts-client reads to this file, one a line
    #[arg(long, value_name = "FILE", help_heading = "What is shown")]
    env: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Withdrawn {
    Accept,
    Refuse,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Assumed {
    Accept,
    Enforce,
}

fn moment(text: &str) -> Result<DateTime<Utc>, String> {
    let moment = DateTime::parse_from_rfc3339(text);
    moment.map(|it| it.to_utc()).map_err(|_| "no moment: write it like 2026-07-31T09:00:00+09:00".to_owned())
}

#[allow(clippy::unnecessary_wraps, reason = "what reads an option may fail")]
fn quota(text: &str) -> Result<Quota, String> {
    Ok(match (text, text.parse()) {
        ("off", _) => Quota::Unlimited,
        (_, Ok(calls)) => Quota::Calls(calls),
        (plan, Err(_)) => Quota::Plan(plan.to_owned()),
    })
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let builder = builder(arguments)?;
    // It only waits: the sandbox has threads of its own.
    let runtime = runtime::Builder::new_current_thread().enable_io().build().map_err(Failure::System)?;
    runtime.block_on(async {
        let end = ending()?;
        let sandbox = builder.start().await.map_err(started)?;
        if !sandbox.address().ip().is_loopback() {
            let _ = writeln!(
                anstream::stderr(),
                "warning: other machines reach the sandbox at {}, and its token is no secret: whoever calls it can read and change everything",
                sandbox.address()
            );
        }
        if sandbox.is_resumed() && !arguments.load.is_empty() {
            let note = "note: nothing was loaded, because the data file holds what a sandbox left in it";
            let _ = writeln!(anstream::stderr(), "{note}");
        }
        if let Some(file) = &arguments.env {
            let text = variables(&sandbox).map(|(name, value)| format!("{name}={value}\n")).concat();
            fs::write(file, text).map_err(|error| unwritten(file, &error))?;
        }
        let text = if arguments.quiet { format!("{}\n", sandbox.base_url()) } else { greeting(&sandbox, arguments) };
        let mut stdout = io::stdout().lock();
        // Whoever closed standard output does not want to know.
        let _ = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
        drop(stdout);
        end.await;
        Ok(ExitCode::SUCCESS)
    })
}

fn builder(arguments: &Arguments) -> Result<Builder, Failure> {
    let workers = arguments.workers.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZero::get);
    let mut builder = Sandbox::builder()
        .address(SocketAddr::new(arguments.address, arguments.port))
        .workers(workers)
        .seed(arguments.seed)
        .withdrawn_values(arguments.withdrawn == Withdrawn::Accept)
        .assumptions(match arguments.assumptions {
            Assumed::Accept => Assumptions::Accept,
            Assumed::Enforce => Assumptions::Enforce,
        });
    if !arguments.empty {
        builder = builder.documented();
    }
    if let Some(url) = &arguments.public_url {
        builder = builder.public_url(url);
    }
    for file in &arguments.load {
        let (name, records) = records(file)?;
        builder = builder.load_as(name, records);
    }
    if let Some(file) = &arguments.data {
        builder = builder.data(file);
    }
    if let Some(moment) = arguments.clock {
        builder = builder.clock(Clock::fixed(moment.into()));
    }
    if let Some(day) = arguments.calendar {
        builder = builder.calendar(day.to_string());
    }
    if let Some(quota) = &arguments.quota {
        builder = builder.quota(quota.clone());
    }
    if let Some(seconds) = arguments.token_lifetime {
        builder = builder.access_token_lifetime(Duration::from_secs(seconds));
    }
    // In a debug build they are held against it anyway.
    if arguments.check_answers {
        builder = builder.check_answers(true);
    }
    Ok(builder)
}

/// What is to be loaded of a file, and what errors call it.
fn records(file: &Path) -> Result<(String, String), Failure> {
    let is_standard_input = file == Path::new("-");
    let name = if is_standard_input { "standard input".to_owned() } else { file.display().to_string() };
    let mut text = String::new();
    let read = if is_standard_input {
        io::stdin().read_to_string(&mut text)
    } else {
        fs::File::open(file).and_then(|mut file| file.read_to_string(&mut text))
    };
    read.map_err(|error| {
        Failure::Usage(
            format!("{name} cannot be read: {error}"),
            "`--load` takes a file of records, one a line as NDJSON, such as a dump of a sandbox".to_owned(),
        )
    })?;
    Ok((name, text))
}

/// Why the sandbox did not start, with what to do about it.
fn started(error: StartError) -> Failure {
    let kind = error.source().and_then(|source| source.downcast_ref::<io::Error>()).map(io::Error::kind);
    let help = match kind {
        Some(io::ErrorKind::AddrInUse) => {
            Some("end what listens there, or say another port with `--port`; 0 takes any that is free")
        }
        Some(io::ErrorKind::PermissionDenied) => Some("say a port above 1023 with `--port`; 0 takes any that is free"),
        Some(io::ErrorKind::AddrNotAvailable) => Some("say an address that this machine has with `--address`"),
        _ => None,
    };
    Failure::Start(error, help)
}

fn unwritten(file: &Path, error: &io::Error) -> Failure {
    Failure::Usage(
        format!("{} cannot be written: {error}", file.display()),
        "`--env` takes a file that is made, or replaced, in a folder that is there".to_owned(),
    )
}

/// What a person needs, to be copied.
fn greeting(sandbox: &Sandbox, arguments: &Arguments) -> String {
    let (url, base_url, token) = (sandbox.url(), sandbox.base_url(), sandbox.token());
    let operations = operations(Validator::contacts().document());
    let path = operations.iter().find(|operation| operation.id == "listContacts").map_or("", |it| it.path);
    let data = arguments.data.as_ref().map_or_else(String::new, |it| format!("\n  data       {}", it.display()));
    let exports = variables(sandbox).map(|(name, value)| format!("  export {name}={value}\n")).concat();
    format!(
        "The sandbox listens at {url}; Ctrl-C ends it.

  base URL   {base_url}
  token      {token}{data}
  reference  {url}/ (try calls in a browser)
  status     {url}/_sandbox/

  curl -H 'Authorization: Bearer {token}' '{base_url}{path}'

{exports}",
    )
}

/// What `ClientBuilder::from_env` of contacts-client reads.
fn variables(sandbox: &Sandbox) -> [(&'static str, String); 2] {
    [("LINE_WORKS_BASE_URL", sandbox.base_url()), ("LINE_WORKS_ACCESS_TOKEN", sandbox.token().to_owned())]
}

/// Ends when the program is to. What it has to do then is no more than to close its file.
#[cfg(unix)]
fn ending() -> Result<impl Future<Output = ()>, Failure> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut interrupt = signal(SignalKind::interrupt()).map_err(Failure::System)?;
    let mut terminate = signal(SignalKind::terminate()).map_err(Failure::System)?;
    Ok(async move {
        std::future::poll_fn(|context| {
            let is_interrupted = interrupt.poll_recv(context).is_ready();
            let is_terminated = terminate.poll_recv(context).is_ready();
            if is_interrupted || is_terminated { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
        })
        .await;
    })
}

#[cfg(not(unix))]
#[allow(clippy::unnecessary_wraps, reason = "it takes the place of the one above")]
fn ending() -> Result<impl Future<Output = ()>, Failure> {
    Ok(async { drop(tokio::signal::ctrl_c().await) })
}
