//! Keywords that begin with `x-`: no tool complains of one that is misspelled, and what it says is lost.

use std::sync::OnceLock;

use contacts_openapi::validate::nearest;

use super::places::{is_data, is_name};
use crate::lint::{Lint, table};

table! {
    Error "unknown-extension": "a keyword of ours that no table knows";
}

/// The tables that say what each keyword of ours means.
const README: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../openapi/README.md"));

/// The keywords in the first column of its tables.
fn known() -> &'static [&'static str] {
    static KNOWN: OnceLock<Vec<&'static str>> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let section = README.split("\n## ").find(|section| section.starts_with("Keywords of ours"));
        let rows =
            section.into_iter().flat_map(str::lines).filter_map(|line| line.strip_prefix("| `")?.split('|').next());
        rows.flat_map(|row| row.split('`').filter(|word| word.starts_with("x-"))).collect()
    })
}

pub(super) fn check(lint: &mut Lint<'_>) {
    let mut strange = Vec::new();
    lint.document.walk(&mut |at, _| {
        if let Some(name) = at.last()
            && name.encoded().starts_with("x-")
            && !known().contains(&&*name.decoded())
            && !is_name(at)
            && !is_data(at)
        {
            strange.push((at.to_owned(), name.decoded().into_owned()));
        }
    });
    for (at, name) in strange {
        let help = match nearest(known().iter().copied(), &name) {
            Some(near) => format!("write `{near}` if that is meant"),
            None => "say in a row of openapi/README.md what it means, or drop it".to_owned(),
        };
        lint.report("unknown-extension", at, format!("no table knows the keyword `{name}`"), help);
    }
}

#[cfg(test)]
mod tests {
    use super::known;

    #[test]
    fn the_keywords_are_those_of_the_readme() {
        for keyword in ["x-source", "x-assumption", "x-window", "x-result-cap", "x-examples"] {
            assert!(known().contains(&keyword), "{keyword} is not in {:?}", known());
        }
        assert!(known().iter().all(|keyword| !keyword.contains(' ')), "{:?}", known());
    }
}
