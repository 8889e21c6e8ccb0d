//! How the tour is told: a heading for each step, and under it a line for each call.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use contacts_sandbox::{Exchange, Sandbox};

/// How wide a line may be.
const WIDTH: usize = 100;

/// What was told so far, and where to.
pub(super) struct Told<'o> {
    out: &'o mut dyn Write,
    steps: usize,
    /// The number of the last request that was told of.
    last: u64,
}

impl<'o> Told<'o> {
    pub(super) fn new(out: &'o mut dyn Write) -> Self {
        Self { out, steps: 0, last: 0 }
    }

    /// Begins a step.
    pub(super) fn step(&mut self, heading: &str) -> io::Result<()> {
        self.steps += 1;
        let bold = Style::new().bold();
        writeln!(self.out, "\n{bold}{}. {heading}{bold:#}", self.steps)
    }

    /// Tells of the requests that the sandbox had since it was last asked, those that are alike and follow each other in
    /// one line, and of what each line brought.
    pub(super) fn calls(&mut self, sandbox: &Sandbox, brought: &[&str]) -> io::Result<()> {
        let requests = sandbox.requests().since(self.last);
        let are_alike = |one: &Exchange, other: &Exchange| {
            one.operation().is_some() && (one.operation(), one.status()) == (other.operation(), other.status())
        };
        let mut brought = brought.iter();
        for run in requests.chunk_by(are_alike) {
            let Some(first) = run.first() else { continue };
            let known = contacts_client::Operation::ALL.iter().find(|it| Some(it.id) == first.operation());
            // What is no operation is addressed by what came in an answer, and tells nobody anything.
            let (name, path) = known.map_or_else(|| ("(the file)", elided(first.path())), |it| (it.id, it.path.into()));
            let brought = brought.next().copied().unwrap_or_default();
            let brought = match (run.len(), brought) {
                (1, brought) => brought.to_owned(),
                (times, "") => format!("{times} times"),
                (times, brought) => format!("{times} times: {brought}"),
            };
            self.line(name, first.method(), &path, first.status(), &brought)?;
        }
        self.last = requests.last().map_or(self.last, Exchange::number);
        Ok(())
    }

    /// Tells of a request, and of what it brought.
    pub(super) fn line(
        &mut self,
        name: &str,
        method: &str,
        path: &str,
        status: Option<u16>,
        brought: &str,
    ) -> io::Result<()> {
        let color = match status {
            Some(400..) => AnsiColor::Yellow.on_default(),
            _ => AnsiColor::Green.on_default(),
        };
        let status = status.map_or_else(|| "   ".to_owned(), |status| status.to_string());
        let line = format!("   {name:<18} {method:<6} {path:<28} {color}{status}{color:#}  {brought}");
        writeln!(self.out, "{}", line.trim_end())
    }

    /// Says something of what was told, in as many lines as it takes.
    pub(super) fn note(&mut self, text: &str) -> io::Result<()> {
        let (mut line, mut lines) = (String::new(), Vec::new());
        for word in text.split_whitespace() {
            if 3 + line.chars().count() + 1 + word.chars().count() > WIDTH {
                lines.push(std::mem::take(&mut line));
            }
            line = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        }
        lines.push(line);
        lines.iter().try_for_each(|line| writeln!(self.out, "   {line}"))
    }

    /// Where to look next.
    pub(super) fn next_steps(&mut self) -> io::Result<()> {
        let bold = Style::new().bold();
        writeln!(
            self.out,
            "
{bold}Where to look next{bold:#}
   cargo run -p contacts-cli -- sandbox    the same sandbox, for as long as you want it
   http://127.0.0.1:4010/                  its root: a reference in which to try calls, once it runs
   README.md                               what there is, and for whom
   cargo doc --open -p contacts-client     the client; contacts-sandbox is for your own tests
   cargo test -p contacts-conformance      every documented example, against a mock and the sandbox"
        )
    }
}

/// The first segments of a path, of which the last is a riddle.
fn elided(path: &str) -> String {
    path.rsplit_once('/').map_or_else(|| path.to_owned(), |(first, _)| format!("{first}/…"))
}
