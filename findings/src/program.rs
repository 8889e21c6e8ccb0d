//! Who reports: what the forms that programs read say of the program and of its rules.

use contacts_openapi::Severity;

/// A program that reports findings.
#[derive(Clone, Debug)]
pub struct Program {
    /// Its name, as code hosts show it beside its findings.
    pub name: &'static str,
    /// What of it was run, such as `contacts validate`.
    pub command: &'static str,
    /// Its version.
    pub version: &'static str,
    /// The rules that findings may break, where they are known before there are any: SARIF describes each, and in
    /// `JUnit` each is a test, instead of each payload.
    pub rules: Vec<Rule>,
}

impl Program {
    /// The rule of a name.
    pub(crate) fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == id)
    }
}

/// Something that a program looks for.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Its stable name, such as `dangling-reference`.
    pub id: &'static str,
    /// How much it matters when it is broken.
    pub severity: Severity,
    /// What breaks it, in a fragment.
    pub summary: &'static str,
    /// Why it is, and how to mend what breaks it: Markdown.
    pub page: &'static str,
}
