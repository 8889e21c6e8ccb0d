//! How faults and their rules are spelt, for the header, the control plane and the command line alike.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use super::{Fault, FaultError, FaultRule, When};

/// Every fault there is, for whoever spelt one wrong.
const SPELLINGS: [&str; 11] = [
    "status=CODE[; retry-after=SECONDS]",
    "latency=DURATION",
    "reset",
    "hang-up",
    "truncate[=BYTES]",
    "slow=BYTES[; tick=DURATION]",
    "repeat-cursor",
    "expire-token",
    "unknown-enum",
    "extra-property",
    "malformed",
];

/// How long a tick of [`Fault::Slow`] is where nothing is said of it.
const TICK: Duration = Duration::from_millis(100);

/// The words behind a fault that say when it hits.
const WORDS: [&str; 4] = ["at", "every", "rate", "times"];

impl FromStr for Fault {
    type Err = FaultError;

    fn from_str(text: &str) -> Result<Self, FaultError> {
        let mut parts = text.split(';').map(str::trim);
        let (name, value) = pair(parts.next().unwrap_or_default());
        let mut details: Vec<(&str, Option<&str>)> = parts.map(pair).collect();
        let mut detail = |name: &str| {
            let at = details.iter().position(|(known, value)| *known == name && value.is_some())?;
            details.remove(at).1
        };
        let fault = match (name, value) {
            ("status", Some(status)) => {
                let status = status.parse().ok().filter(|status| (200..600).contains(status));
                let retry_after = detail("retry-after").map(|seconds| number(seconds, text)).transpose()?;
                Fault::Status { status: status.ok_or_else(|| wrong(text))?, retry_after }
            }
            ("latency", Some(delay)) => Fault::Latency(duration(delay).ok_or_else(|| wrong(text))?),
            ("reset", None) => Fault::Reset,
            ("hang-up", None) => Fault::HangUp,
            ("truncate", bytes) => Fault::Truncate(bytes.map(|bytes| number(bytes, text)).transpose()?),
            ("slow", Some(bytes)) => {
                let tick = detail("tick").map_or(Some(TICK), duration).filter(|tick| !tick.is_zero());
                let bytes = Some(number(bytes, text)?).filter(|bytes| *bytes > 0);
                Fault::Slow { bytes: bytes.ok_or_else(|| wrong(text))?, tick: tick.ok_or_else(|| wrong(text))? }
            }
            ("repeat-cursor", None) => Fault::RepeatCursor,
            ("expire-token", None) => Fault::ExpireToken,
            ("unknown-enum", None) => Fault::UnknownEnum,
            ("extra-property", None) => Fault::ExtraProperty,
            ("malformed", None) => Fault::Malformed,
            _ => return Err(wrong(text)),
        };
        if details.is_empty() { Ok(fault) } else { Err(wrong(text)) }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Status { status, retry_after: None } => write!(f, "status={status}"),
            Fault::Status { status, retry_after: Some(seconds) } => write!(f, "status={status}; retry-after={seconds}"),
            Fault::Latency(delay) => write!(f, "latency={}", Spelt(*delay)),
            Fault::Reset => f.write_str("reset"),
            Fault::HangUp => f.write_str("hang-up"),
            Fault::Truncate(None) => f.write_str("truncate"),
            Fault::Truncate(Some(bytes)) => write!(f, "truncate={bytes}"),
            Fault::Slow { bytes, tick: TICK } => write!(f, "slow={bytes}"),
            Fault::Slow { bytes, tick } => write!(f, "slow={bytes}; tick={}", Spelt(*tick)),
            Fault::RepeatCursor => f.write_str("repeat-cursor"),
            Fault::ExpireToken => f.write_str("expire-token"),
            Fault::UnknownEnum => f.write_str("unknown-enum"),
            Fault::ExtraProperty => f.write_str("extra-property"),
            Fault::Malformed => f.write_str("malformed"),
        }
    }
}

impl FromStr for FaultRule {
    type Err = FaultError;

    fn from_str(text: &str) -> Result<Self, FaultError> {
        let (operation, rest) = text.split_once(':').map_or((None, text), |(id, rest)| (Some(id.trim()), rest));
        let words: Vec<&str> = rest.split_whitespace().collect();
        let end = words.iter().position(|word| WORDS.contains(word)).unwrap_or(words.len());
        let mut rule = FaultRule::new(words[..end].join(" ").parse()?);
        if let Some(id) = operation {
            rule = rule.operation(id);
        }
        for pair in words[end..].chunks(2) {
            let is_first = rule.when == When::Always;
            rule = match *pair {
                ["at", call] if is_first => rule.at(positive(call, text)?),
                ["every", calls] if is_first => rule.every(positive(calls, text)?),
                ["rate", share] if is_first => {
                    let share = share.parse().ok().filter(|share| (0.0..=1.0).contains(share));
                    rule.rate(share.ok_or_else(|| not_when(text))?)
                }
                ["times", hits] if rule.times.is_none() => rule.times(positive(hits, text)?),
                _ => return Err(not_when(text)),
            };
        }
        Ok(rule)
    }
}

impl fmt::Display for FaultRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(id) = &self.operation {
            write!(f, "{id}: ")?;
        }
        write!(f, "{}", self.fault)?;
        match self.when {
            When::Always => {}
            When::At(call) => write!(f, " at {call}")?,
            When::Every(calls) => write!(f, " every {calls}")?,
            When::Rate(share) => write!(f, " rate {share}")?,
        }
        self.times.map_or(Ok(()), |hits| write!(f, " times {hits}"))
    }
}

/// `name=value`, or a name.
fn pair(text: &str) -> (&str, Option<&str>) {
    text.split_once('=').map_or((text, None), |(name, value)| (name.trim(), Some(value.trim())))
}

fn number<T: FromStr>(digits: &str, text: &str) -> Result<T, FaultError> {
    digits.parse().map_err(|_| wrong(text))
}

fn positive(digits: &str, text: &str) -> Result<u64, FaultError> {
    digits.parse().ok().filter(|number| *number > 0).ok_or_else(|| not_when(text))
}

fn wrong(text: &str) -> FaultError {
    FaultError(format!("`{text}` is no fault; there are {}", SPELLINGS.join(", ")))
}

fn not_when(text: &str) -> FaultError {
    FaultError(format!(
        "`{text}` does not say when; a fault is followed by one of `at N`, `every N`, `rate SHARE`, or nothing, and by \
         `times N`, or nothing"
    ))
}

/// The units of durations, the largest first, in milliseconds.
const UNITS: [(&str, u64); 5] = [("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1)];

/// A duration as it is spelt: a whole number and its unit, such as `250ms`, `90s`, `5m`, `2h` or `7d`.
pub(crate) fn duration(text: &str) -> Option<Duration> {
    let (number, unit) = text.split_at(text.find(|it: char| !it.is_ascii_digit())?);
    let (_, millis) = UNITS.iter().find(|(known, _)| *known == unit)?;
    number.parse::<u64>().ok()?.checked_mul(*millis).map(Duration::from_millis)
}

/// A duration by the largest unit of which it is a whole number.
struct Spelt(Duration);

impl fmt::Display for Spelt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let millis = self.0.as_millis();
        let (unit, of) =
            UNITS.iter().find(|(_, of)| millis > 0 && millis.is_multiple_of(u128::from(*of))).unwrap_or(&("ms", 1));
        write!(f, "{}{unit}", millis / u128::from(*of))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_is_spelt_as_it_is_read() {
        let faults = [
            "status=503",
            "status=429; retry-after=2",
            "latency=250ms",
            "latency=2s",
            "latency=0ms",
            "reset",
            "hang-up",
            "truncate",
            "truncate=100",
            "slow=64",
            "slow=64; tick=10ms",
            "repeat-cursor",
            "expire-token",
            "unknown-enum",
            "extra-property",
            "malformed",
        ];
        for text in faults {
            assert_eq!(text.parse::<Fault>().map(|fault| fault.to_string()).as_deref(), Ok(text));
            for when in ["", " at 3", " every 2", " rate 0.25", " times 4", " every 2 times 4", " rate 1 times 1"] {
                for operation in ["", "listContacts: "] {
                    let text = format!("{operation}{text}{when}");
                    assert_eq!(text.parse::<FaultRule>().map(|rule| rule.to_string()), Ok(text));
                }
            }
        }
        for spelling in SPELLINGS {
            let name = spelling.split(['=', '[']).next().unwrap_or_default();
            assert!(faults.iter().any(|fault| fault.starts_with(name)), "{name}");
        }
    }

    #[test]
    fn what_is_no_fault_is_told_what_there_is() {
        let wrong = [
            "",
            "status",
            "status=abc",
            "status=99",
            "status=600",
            "status=503; retry-after=soon",
            "status=503; other=1",
            "latency",
            "latency=2",
            "latency=2y",
            "reset=1",
            "slow=0",
            "slow=1; tick=0ms",
            "truncate=x",
            "Reset",
        ];
        for text in wrong {
            let error = text.parse::<Fault>().expect_err(text).to_string();
            assert!(SPELLINGS.iter().all(|spelling| error.contains(spelling)), "{error}");
        }
        for text in ["reset at", "reset at 0", "reset at 1 at 2", "reset every 2 at 3", "reset times", "reset rate 2"] {
            let error = text.parse::<FaultRule>().expect_err(text).to_string();
            assert!(error.contains("`rate SHARE`"), "{error}");
        }
    }
}
