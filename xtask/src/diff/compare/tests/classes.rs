//! Every class, by the documents of its page, in both directions.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use contacts_openapi::Direction;
use contacts_openapi::validate::Validator;
use expect_test::expect_file;
use serde_json::Value;

use super::super::super::{CLASSES, Class, class};
use super::super::compare;
use super::{parse, render};
use crate::lint;

/// What stands around the excerpts of the pages.
const BASE: &str = include_str!("../../classes/base.yaml");

/// The document that an excerpt of a page stands for.
fn whole(excerpt: &str) -> contacts_openapi::Document {
    let mut root = parse(BASE).root().clone();
    lay_over(&mut root, parse(excerpt).root());
    parse(&root.to_string())
}

fn lay_over(under: &mut Value, over: &Value) {
    match (under, over) {
        (Value::Object(under), Value::Object(over)) => {
            for (name, over) in over {
                if over.is_null() {
                    under.remove(name);
                } else {
                    lay_over(under.entry(name).or_insert(Value::Null), over);
                }
            }
        }
        (under, over) => *under = over.clone(),
    }
}

/// The excerpt under a heading of a page.
fn excerpt<'a>(class: &Class, page: &'a str, heading: &str) -> &'a str {
    let start = format!("\n## {heading}\n\n```yaml\n");
    let rest = page.split_once(&start).unwrap_or_else(|| panic!("{}: no {heading}", class.id)).1;
    rest.split_once("```\n").unwrap().0
}

#[test]
fn each_class_is_what_its_page_shows_and_its_reverse() {
    let mut text = String::new();
    for class in CLASSES {
        let before = whole(excerpt(class, class.page, "Before"));
        let after = whole(excerpt(class, class.page, "After"));
        let changes = compare(&before, &after);
        assert!(changes.iter().any(|change| change.class.id == class.id), "{}:\n{}", class.id, render(&changes));
        let reverse = compare(&after, &before);
        let tells_of = [Direction::Request, Direction::Response].map(|direction| {
            let mut of_class = changes.iter().filter(|change| change.class.id == class.id);
            of_class.any(|change| change.reach.iter().any(|reach| reach.direction == direction))
        });
        let tells_of = match tells_of {
            [true, true] => "requests and answers",
            [true, false] => "requests",
            [false, true] => "answers",
            [false, false] => "neither requests nor answers",
        };
        writeln!(text, "{} ({tells_of})\n{}back\n{}", class.id, render(&changes), render(&reverse)).unwrap();
    }
    expect_file!["../../../../tests/golden/diff_classes.txt"].assert_eq(&text);
}

/// Whoever copies an entry of ours out of a page should not be refused by lint.
#[test]
fn what_a_page_shows_of_our_own_lists_is_what_lint_takes() {
    let mut wrong = Vec::new();
    for class in CLASSES {
        for heading in ["Before", "After"] {
            let findings = lint::lint(&Validator::new(whole(excerpt(class, class.page, heading))), "2026-11-21");
            let own =
                findings.into_iter().filter(|it| ["dated-change", "constraint", "assumption"].contains(&&*it.rule));
            // The pages of an `x-rule` are those of the schema around it, of which an excerpt shows a part.
            let own = own.filter(|it| !it.pointer.as_ref().is_some_and(|at| at.as_str().ends_with("/x-rule")));
            wrong.extend(own.map(|it| format!("{} {heading}: {} {}", class.id, it.place, it.message)));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_page_says_its_summary_and_what_to_do_instead() {
    for class in CLASSES {
        let mut title = class.summary.to_owned();
        title[..1].make_ascii_uppercase();
        assert!(class.page.starts_with(&format!("# {title}.\n\n")), "{}", class.id);
        assert!(class.page.contains("\n## Instead\n\n"), "{}", class.id);
        assert!(class.page.lines().all(|line| line.chars().count() <= 120), "{}", class.id);
    }
}

#[test]
fn a_class_has_one_name_and_one_page() {
    let names: BTreeSet<String> = CLASSES.iter().map(|class| format!("{}.md", class.id)).collect();
    assert_eq!(names.len(), CLASSES.len());
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/diff/classes");
    let pages = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert_eq!(pages.filter(|name| name.contains(".md")).collect::<BTreeSet<_>>(), names);
    assert_eq!(class("member-removed").unwrap().id, "member-removed");
    assert!(class("member-retired").is_none());
}
