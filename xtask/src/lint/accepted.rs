//! Findings that the document accepts, each with a reason: a comment right above what the finding points at.
//!
//! A rule can be right and its finding still stay, because the service is as it is. Then the reason belongs beside the
//! thing itself, where the next reader wonders about it, and not into a list elsewhere: `# lint: accept ID: reason`.

use contacts_openapi::{Document, Finding, Severity};
use jsonptr::PointerBuf;

/// How such a comment begins.
const MARK: &str = "# lint: accept ";

/// Takes out the findings that the document accepts, and adds one for each comment that accepts nothing.
pub(super) fn without(document: &Document, findings: Vec<Finding>) -> Vec<Finding> {
    let lines: Vec<&str> = document.text().lines().collect();
    let mut idle: Vec<(usize, &str, bool)> = marks(&lines).collect();
    let mut left = Vec::with_capacity(findings.len());
    for finding in findings {
        let comments = above(&lines, finding.place.line);
        let accepting = comments.filter(|(_, id, has_reason)| *has_reason && *id == finding.rule).map(|it| it.0).next();
        match accepting {
            Some(line) => idle.retain(|(other, ..)| *other != line),
            None => left.push(finding),
        }
    }
    for (line, id, has_reason) in idle {
        let message = if has_reason {
            format!("there is no finding of `{id}` here to accept")
        } else {
            format!("`{id}` is accepted without a reason")
        };
        let help = "write `# lint: accept ID: reason` right above what the finding points at, or drop the comment";
        let mut finding = document.error("idle-acceptance", PointerBuf::new(), message, help);
        finding.severity = Severity::Warning;
        finding.pointer = None;
        finding.place.line = line;
        finding.place.column = lines[line - 1].find('#').unwrap_or_default() + 1;
        left.push(finding);
    }
    left
}

/// The comments of the whole text, by their lines.
fn marks<'t>(lines: &[&'t str]) -> impl Iterator<Item = (usize, &'t str, bool)> {
    let comments = lines.iter().enumerate().filter_map(|(index, line)| Some((index, parse(line)?)));
    comments.map(|(index, (id, has_reason))| (index + 1, id, has_reason))
}

/// The comments right above a line.
fn above<'t>(lines: &[&'t str], line: usize) -> impl Iterator<Item = (usize, &'t str, bool)> {
    let before = lines.iter().enumerate().take(line.saturating_sub(1)).rev();
    let comments = before.take_while(|(_, line)| line.trim_start().starts_with('#'));
    comments.filter_map(|(index, line)| parse(line).map(|(id, has_reason)| (index + 1, id, has_reason)))
}

/// The rule that a comment accepts a finding of, and whether it says why.
fn parse(line: &str) -> Option<(&str, bool)> {
    let accepted = line.trim_start().strip_prefix(MARK)?;
    let (id, reason) = accepted.split_once(':').unwrap_or((accepted, ""));
    Some((id.trim(), !reason.trim().is_empty()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use contacts_openapi::validate::Validator;

    use super::*;

    /// What is left of the findings of a document whose `Tag` is a list that does not say what it holds.
    fn left(above: &str) -> Vec<(String, usize)> {
        let text = format!("components:\n  schemas:\n{above}    Tag: {{type: array}}\n");
        let validator = Validator::new(Document::parse("api.yaml", text).unwrap());
        let findings = crate::lint::lint(&validator, "2026-11-21").into_iter();
        let findings = findings.filter(|it| ["array-items", "idle-acceptance"].contains(&&*it.rule));
        findings.map(|it| (it.message, it.place.line)).collect()
    }

    #[test]
    fn a_comment_right_above_accepts_what_it_names_with_a_reason_and_nothing_else() {
        let is_there = |line| ("a list without `items`".to_owned(), line);
        let idle = |line| ("there is no finding of `array-items` here to accept".to_owned(), line);
        let bare = |line| ("`array-items` is accepted without a reason".to_owned(), line);
        let other = |line| ("there is no finding of `array-item` here to accept".to_owned(), line);
        let rows = [
            ("", vec![is_there(3)]),
            ("    # lint: accept array-items: it is so\n", vec![]),
            ("# lint: accept array-items: it is so,\n    # and this says more\n", vec![]),
            ("    # lint: accept array-items: it is so\n\n", vec![idle(3), is_there(5)]),
            ("    # lint: accept array-items: it is so\n    A: {type: string}\n", vec![idle(3), is_there(5)]),
            ("    # lint: accept array-items: one\n    # lint: accept array-items: two\n", vec![idle(3)]),
            ("    # lint: accept array-items:  \n", vec![bare(3), is_there(4)]),
            ("    # lint: accept array-items\n", vec![bare(3), is_there(4)]),
            ("    # lint: accept array-item: it is so\n", vec![other(3), is_there(4)]),
        ];
        for (above, expected) in rows {
            assert_eq!(left(above), expected, "{above:?}");
        }
    }
}
