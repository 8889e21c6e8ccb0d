//! Documents that are sound YAML and that no sound Rust can be made of: a finding with a place, a pointer
//! and a remedy, and nothing written.
#![allow(clippy::unwrap_used, clippy::panic)]

mod workspace;

use expect_test::expect_file;
use workspace::refusal::{Row, refuses};
use workspace::{CONTACTS, SMALL, Workspace, edit, edited};

#[test]
fn a_version_that_the_generator_does_not_know_is_refused() {
    let row = |to, message| Row {
        edits: vec![edit("", "openapi: 3.0.3", to)],
        rule: "openapi-version",
        pointer: "/openapi",
        message,
        help: "write `openapi: 3.0.3`",
    };
    refuses(&[
        row("$0openapi: 3.1.0", r#"expected OpenAPI 3.0, found version "3.1.0""#),
        row("$0openapi: 3.0", "found version 3.0"),
        row("$0openapi: '2.0'", r#"found version "2.0""#),
    ]);
}

#[test]
fn a_reference_must_lead_somewhere() {
    refuses(&[
        Row {
            edits: vec![edit(
                "    ContactDetails:",
                "$ref: '#/components/schemas/ContactEmail'",
                "$0$ref: '#/components/schemas/ContactEmial'",
            )],
            rule: "dangling-reference",
            pointer: "/components/schemas/ContactDetails/properties/emails/items/$ref",
            message: "`#/components/schemas/ContactEmial` leads nowhere",
            help: "there is `#/components/schemas/ContactEmail`;",
        },
        Row {
            edits: vec![edit(
                "    ContactDetails:",
                "$ref: '#/components/schemas/ContactEmail'",
                "$0$ref: './email.yaml'",
            )],
            rule: "dangling-reference",
            pointer: "/components/schemas/ContactDetails/properties/emails/items/$ref",
            message: "`./email.yaml` leads nowhere",
            help: "references start with `#/components/`",
        },
        // An answer called `default` is no default value.
        Row {
            edits: vec![edit(
                "operationId: listContacts",
                "$ref: '#/components/responses/UnexpectedError'",
                "$0$ref: '#/components/responses/UnexpectedErrors'",
            )],
            rule: "dangling-reference",
            pointer: "/paths/~1contacts/get/responses/default/$ref",
            message: "leads nowhere",
            help: "there is `#/components/responses/UnexpectedError`;",
        },
        Row {
            edits: vec![edit(
                "    ContactDetails:",
                "          type: string\n          description: Free text.",
                "          $0$ref: '#/components/parameters/Count'",
            )],
            rule: "reference",
            pointer: "/components/schemas/ContactDetails/properties/memo/$ref",
            message: "is no schema with a name",
            help: "refer to one under `#/components/schemas/`",
        },
        Row {
            edits: vec![edit(
                "    ContactDetails:",
                "          type: string\n          description: Free text.",
                "          $0$ref: '#/components/schemas/ContactName/properties/prefix'",
            )],
            rule: "reference",
            pointer: "/components/schemas/ContactDetails/properties/memo/$ref",
            message: "is no schema with a name",
            help: "refer to one under `#/components/schemas/`",
        },
    ]);
}

#[test]
fn a_source_must_be_a_page_that_the_document_has_an_address_for() {
    let row = |to, pointer, message, help| Row {
        edits: vec![edit("    ContactTagId:\n", "[contact-tag-create/en,", to)],
        rule: "unknown-source",
        pointer,
        message,
        help,
    };
    let first = "/components/schemas/ContactTagId/x-source/0";
    let unknown = "names no page that the document has an address for";
    refuses(&[
        row("[$0contact-tag-craete/kr,", first, unknown, "there is `contact-tag-create/kr`; otherwise add the page"),
        row("[$0contact-tag-create,", first, unknown, "there is `contact-tag-create/en`;"),
        row("[$0contact-tag-create/,", first, unknown, "there is `contact-tag-create/en`;"),
        row("[$0'contact-tag-create/kr/2',", first, unknown, "there is `contact-tag-create/kr`;"),
        row("[$0zoo/kr,", first, unknown, "write `[<slug>/<language>]`"),
        row("[$03,", first, unknown, "write `[<slug>/<language>]`"),
    ]);
    refuses(&[Row {
        edits: vec![edit(
            "    ContactTagId:\n",
            "x-source: [",
            "$0x-source: contact-tag-create/kr\n      x-sources: [",
        )],
        rule: "unknown-source",
        pointer: "/components/schemas/ContactTagId/x-source",
        message: "`x-source` is no list of pages",
        help: "write `[<slug>/<language>]`",
    }]);
}

#[test]
fn a_composition_must_end() {
    let row = |from, to, pointer| Row {
        edits: vec![edit("  schemas:", from, to)],
        rule: "endless-composition",
        pointer,
        message: "is composed of itself",
        help: "refer to it from a property",
    };
    refuses(&[
        row(
            "    ContactTagProperties:\n      type: object\n",
            "    $0ContactTagProperties:\n      allOf:\n        - $ref: '#/components/schemas/ContactTagProperties'\n",
            "/components/schemas/ContactTagProperties",
        ),
        row(
            "    ContactId:\n      type: string\n",
            "    $0ContactId:\n      $ref: '#/components/schemas/ContactId'\n",
            "/components/schemas/ContactId",
        ),
    ]);
    // Each of two that are composed of each other is at fault.
    let (text, _) = edited(
        CONTACTS,
        &[edit(
            "",
            "    ContactTagProperties:\n      type: object\n",
            "    ContactTagProperties:\n      allOf:\n        - type: object\n          allOf:\n            - $ref: '#/components/schemas/ContactTagInput'\n",
        )],
    );
    let outcome = Workspace::new(text).generate().exits_with(1);
    outcome.says("`ContactTagProperties` is composed of itself").says("`ContactTagInput` is composed of itself");
}

#[test]
fn a_mistake_in_a_part_is_told_once_and_several_mistakes_in_the_order_of_the_text() {
    let edits = [
        edit("", "operationId: listTags", "operationId: getTag"),
        edit("", "        name:\n          type: string", "        name:\n          enum: [A]\n          type: string"),
        edit("", "        code: {type: string}", "        extra: {type: string}"),
    ];
    let outcome = Workspace::new(edited(SMALL, &edits).0).generate().exits_with(1);
    expect_file!["golden/refused_several.txt"].assert_eq(&outcome.stderr);
}

#[test]
fn findings_are_fit_to_read() {
    let rows = [
        ("version", edit("", "openapi: 3.0.3", "openapi: 3.1.0")),
        ("reference", edit("", "schemas/TagInput'", "schemas/TagImput'")),
        ("no_id", edit("", "      operationId: listTags\n", "")),
        ("same_call", edit("", "operationId: listTags", "operationId: get_tag")),
        (
            "same_field",
            edit("    Tag:", "            tagId:\n", "            tag_id: {type: string}\n            tagId:\n"),
        ),
        (
            "inline_enum",
            edit(
                "    Tag:",
                "            createdTime:\n              type: string\n",
                "            createdTime:\n              type: string\n              enum: [NOW]\n",
            ),
        ),
        ("header", edit("    Count:", "in: query", "in: header")),
        ("multipart", edit("operationId: createTag", "application/json", "multipart/form-data")),
        (
            "two_successes",
            edit(
                "operationId: createTag",
                "        default:",
                "        '204':\n          description: Nothing.\n        default:",
            ),
        ),
        ("union", edit("    MarkLink:", "link: {type: string}", "text: {type: string}")),
        (
            "endless",
            edit("    MarkLink:", "      type: object", "      allOf: [{$ref: '#/components/schemas/MarkLink'}]"),
        ),
        ("schema_type", edit("    ApiError:", "type: object", "type: array")),
    ];
    let workspace = Workspace::new(SMALL);
    for (name, row) in rows {
        workspace.set_document(edited(SMALL, &[row]).0);
        let outcome = workspace.generate().exits_with(1);
        expect_file![format!("golden/refused_{name}.txt")].assert_eq(&outcome.stderr);
    }
}
