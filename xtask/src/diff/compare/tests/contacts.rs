//! What maintainers do to the real document, and everything that comes of it.

use std::fmt::Write as _;

use contacts_openapi::Direction;
use expect_test::expect_file;

use super::{RELEASED, compare, impact, parse};

/// An edit: what it does, behind which text, what is replaced, and by what.
type Edit = (&'static str, &'static str, &'static str, &'static str);

const EDITS: &[Edit] = &[
    (
        "a new member in answers",
        "    Contact:\n",
        "            createdTime:\n",
        "            isFavorite:\n              type: boolean\n              description: Whether it is a favorite.\n            createdTime:\n",
    ),
    (
        "a new member in requests and answers",
        "    ContactDetails:\n",
        "        emails:\n",
        "        pager:\n          type: string\n          description: Number of a pager.\n        emails:\n",
    ),
    (
        "a value retired",
        "    MessengerType:\n",
        "enum: [LINE, FACEBOOK, TWITTER, X, CUSTOM]",
        "enum: [LINE, FACEBOOK, X, CUSTOM]",
    ),
    (
        "a value more",
        "    MessengerType:\n",
        "enum: [LINE, FACEBOOK, TWITTER, X, CUSTOM]",
        "enum: [LINE, FACEBOOK, TWITTER, X, SIGNAL, CUSTOM]",
    ),
    ("a shorter text", "    ContactEmail:\n", "maxLength: 256", "maxLength: 128"),
    ("a longer text", "    ContactEmail:\n", "maxLength: 256", "maxLength: 320"),
    (
        "a member that POST needs",
        "    ContactCreate:\n",
        "        - $ref: '#/components/schemas/ContactInput'\n",
        "        - $ref: '#/components/schemas/ContactInput'\n        - required: [emails]\n",
    ),
    ("smaller pages", "    Count:\n      name: count\n", "maximum: 500", "maximum: 250"),
    (
        "a scope that is not enough any more",
        "      operationId: getContact\n",
        "        - oauth2: [contact.read]\n",
        "",
    ),
    (
        "a scope that is enough too",
        "      operationId: createContact\n",
        "        - oauth2: [contact]\n",
        "        - oauth2: [contact]\n        - oauth2: [contact.write]\n",
    ),
    ("another operationId", "paths:\n", "operationId: getContact\n", "operationId: readContact\n"),
    ("another name in a path", "paths:\n", "  /contacts/{contactId}/forcedelete:\n", "  /contacts/{id}/forcedelete:\n"),
    ("another status", "      operationId: createContact\n", "        '201':\n", "        '200':\n"),
    (
        "a form more",
        "    CustomPropertyValue:\n",
        "        - $ref: '#/components/schemas/CustomPropertyStringSingle'\n",
        "        - $ref: '#/components/schemas/CustomPropertyStringSingle'\n        - type: object\n          properties: {date: {type: string}}\n",
    ),
    (
        "no null any more",
        "    ContactTelephone:\n",
        "          type: string\n          nullable: true\n          maxLength: 100\n",
        "          type: string\n          maxLength: 100\n",
    ),
    (
        "an operation more",
        "paths:\n",
        "  /contacts:\n",
        "  /contacts/count:\n    get:\n      operationId: countContacts\n      responses:\n        '204': {description: None.}\n  /contacts:\n",
    ),
    ("an operation withdrawn", "  /contacts/{contactId}/forcedelete:\n", "    delete:\n", "    x-delete:\n"),
    (
        "a member always answered no more",
        "    ContactTag:\n",
        "required: [contactTagId, contactTagName]",
        "required: [contactTagId]",
    ),
    ("other words", "    ContactWebsite:\n", "description: A web site.", "description: A site on the web."),
    (
        "an assumption settled",
        "    ResponseMetaData:\n",
        "          x-assumption:
            covers: [nullable]
            reason: >-
              Whether it is then absent or null, or the whole object is left out, is not stated;
              null is allowed so that each can be read.
",
        "",
    ),
    ("a rule that says something else", "    ContactNameInput:\n", "minLength: 1", "minLength: 2"),
    ("fewer calls", "x-rate-limits:\n", "Lite: 240", "Lite: 120"),
    ("an error code more", "  responses:\n", "x-error-codes: [DELETED]", "x-error-codes: [DELETED, GONE]"),
    ("a day put off", "      x-dated-changes:\n", "'2026-11-15'", "'2027-02-15'"),
];

#[test]
fn what_maintainers_do_is_told_with_those_whom_it_reaches() {
    let base = parse(RELEASED);
    let mut text = String::new();
    for (what, after, from, to) in EDITS {
        let start = RELEASED.find(after).unwrap_or_else(|| panic!("no {after:?}"));
        assert!(RELEASED[start..].contains(from), "no {from:?} behind {after:?}");
        let edited = RELEASED[..start].to_owned() + &RELEASED[start..].replacen(from, to, 1);
        writeln!(text, "{what}").unwrap();
        for change in compare(&base, &parse(&edited)) {
            let reach = |direction: Option<Direction>| {
                let of = change.reach.iter().filter(|it| direction.is_none_or(|direction| it.direction == direction));
                let mut names: Vec<&str> = of.map(|it| it.operation.as_str()).collect();
                names.dedup();
                if names.len() > 20 { "everywhere".to_owned() } else { names.join(" ") }
            };
            if change.effects.is_empty() {
                writeln!(text, "  {}: words: {}", change.class.id, reach(None)).unwrap();
            }
            for effect in &change.effects {
                let (direction, impact) = (effect.direction, impact(effect.impact));
                writeln!(text, "  {}: {direction}: {impact}: {}", change.class.id, reach(Some(direction))).unwrap();
            }
        }
    }
    expect_file!["../../../../tests/golden/diff_contacts.txt"].assert_eq(&text);
}
