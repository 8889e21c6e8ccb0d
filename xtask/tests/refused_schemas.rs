//! Schemas that no type can be made of.
#![allow(clippy::too_many_lines, reason = "the rows of a table are no logic")]

mod workspace;

use workspace::edit;
use workspace::refusal::{Row, refuses};

#[test]
fn a_schema_needs_a_name_that_no_other_type_has() {
    let row = |to, pointer, rule, message, help| Row {
        edits: vec![edit("", "    ContactId:\n", to)],
        rule,
        pointer,
        message,
        help,
    };
    let taken = "is the name of another type of the client";
    refuses(&[
        row(
            "    ContactId: {type: string}\n    $0ContactID:\n",
            "/components/schemas/ContactID",
            "colliding-names",
            "`ContactID` and `ContactId` become the same type",
            "rename one",
        ),
        row(
            "    $0other_id: {type: string}\n    ContactId:\n",
            "/components/schemas/other_id",
            "schema-name",
            "`other_id` is no name for a Rust type",
            "call it `OtherId`",
        ),
        row(
            "    $03D: {type: string}\n    ContactId:\n",
            "/components/schemas/3D",
            "schema-name",
            "`3D` is no name for a Rust type",
            "begin it with a letter",
        ),
        row(
            "    $0String: {type: string}\n    ContactId:\n",
            "/components/schemas/String",
            "schema-name",
            taken,
            "call it otherwise",
        ),
        row(
            "    $0Option: {type: string}\n    ContactId:\n",
            "/components/schemas/Option",
            "schema-name",
            taken,
            "call it otherwise",
        ),
        row(
            "    $0DateTime: {type: string}\n    ContactId:\n",
            "/components/schemas/DateTime",
            "schema-name",
            taken,
            "call it otherwise",
        ),
        row(
            "    $0Client: {type: string}\n    ContactId:\n",
            "/components/schemas/Client",
            "schema-name",
            taken,
            "call it otherwise",
        ),
        row(
            "    $0ListContactsParams: {type: string}\n    ContactId:\n",
            "/components/schemas/ListContactsParams",
            "schema-name",
            taken,
            "call it otherwise",
        ),
    ]);
}

#[test]
fn a_named_schema_is_of_a_kind_that_has_a_rust_form() {
    let row = |to, message| Row {
        edits: vec![edit("", "    ExternalUserId:\n      type: string\n", to)],
        rule: "schema-type",
        pointer: "/components/schemas/ExternalUserId",
        message,
        help: "a named schema is an object, a union, an enum, a string or an integer",
    };
    let property = |to, message| Row {
        edits: vec![edit("", "        memo:\n          type: string\n", to)],
        rule: "schema-type",
        pointer: "/components/schemas/ContactDetails/properties/memo/type",
        message,
        help: "write one of string, integer, number, boolean, array, object",
    };
    refuses(&[
        row(
            "    $0ExternalUserId:\n      type: array\n      items: {type: string}\n",
            r#"`ExternalUserId` has type "array""#,
        ),
        row(
            "    $0ExternalUserId:\n      type: array\n      items: {$ref: '#/components/schemas/UserId'}\n",
            r#"has type "array""#,
        ),
        row("    $0ExternalUserId:\n      type: number\n      format: float\n", r#"has type "number""#),
        row("    $0ExternalUserId:\n      type: boolean\n", r#"has type "boolean""#),
        row("    $0ExternalUserId:\n      type: [string, 'null']\n", r#"has type ["string","null"]"#),
        row("    $0ExternalUserId:\n      x: y\n", "has nothing that tells its type"),
        row("    $0ExternalUserId:\n      $ref: '#/components/schemas/DayType'\n", "has nothing that tells its type"),
        property("        memo:\n          $0type: text\n", r#"`memo` has the type "text""#),
        property("        memo:\n          $0type: [string, 'null']\n", r#"`memo` has the type ["string","null"]"#),
    ]);
}

#[test]
fn a_property_makes_a_field_of_its_own_and_has_a_type_with_a_name() {
    let row = |to, pointer, rule, message, help| Row {
        edits: vec![edit("    ContactDetails:", "        memo:\n", to)],
        rule,
        pointer,
        message,
        help,
    };
    let none = "makes no name for a field";
    let inline = "`x` holds an object without a name";
    refuses(&[
        row(
            "        contactTagId: {type: string}\n        $0contact_tag_id: {type: string}\n        memo:\n",
            "/components/schemas/ContactDetails/properties/contact_tag_id",
            "colliding-names",
            "the property `contact_tag_id` and `contactTagId` become the same field",
            "rename one",
        ),
        row(
            "        $0extra: {type: string}\n        memo:\n",
            "/components/schemas/ContactDetails/properties/extra",
            "colliding-names",
            "`extra` and the field for unlisted properties",
            "rename one",
        ),
        row(
            "        $02fa: {type: string}\n        memo:\n",
            "/components/schemas/ContactDetails/properties/2fa",
            "property-name",
            none,
            "leave it to the unlisted properties",
        ),
        row(
            "        $0'-': {type: string}\n        memo:\n",
            "/components/schemas/ContactDetails/properties/-",
            "property-name",
            none,
            "leave it to the unlisted properties",
        ),
        row(
            "        $0'': {type: string}\n        memo:\n",
            "/components/schemas/ContactDetails/properties/",
            "property-name",
            none,
            "leave it to the unlisted properties",
        ),
        row(
            "        $0x: {type: string, enum: [A, B]}\n        memo:\n",
            "/components/schemas/ContactDetails/properties/x",
            "inline-enum",
            "the enum of `x` has no name",
            "move it under components/schemas",
        ),
        row(
            "        x: {type: array, items: {type: array, $0items: {type: string, enum: [A]}}}\n        memo:\n",
            "/components/schemas/ContactDetails/properties/x/items/items",
            "inline-enum",
            "the enum of `x` has no name",
            "move it under components/schemas",
        ),
        row(
            "        $0x: {type: object, properties: {a: {type: string}}}\n        memo:\n",
            "/components/schemas/ContactDetails/properties/x",
            "inline-object",
            inline,
            "move it under components/schemas",
        ),
        row(
            "        x: {type: array, $0items: {type: object, properties: {a: {type: string}}}}\n        memo:\n",
            "/components/schemas/ContactDetails/properties/x/items",
            "inline-object",
            inline,
            "move it under components/schemas",
        ),
        row(
            "        $0x: {allOf: [{$ref: '#/components/schemas/ContactName'}, {properties: {a: {type: string}}}]}\n        memo:\n",
            "/components/schemas/ContactDetails/properties/x",
            "inline-object",
            inline,
            "move it under components/schemas",
        ),
        Row {
            edits: vec![edit("    ContactEmail:", "required: [primary, email]", "$0required: [primary, email, kind]")],
            rule: "required",
            pointer: "/components/schemas/ContactEmail/required",
            message: "`kind` is required but is no property",
            help: "define it, or drop it from the list",
        },
        Row {
            edits: vec![
                edit(
                    "    Contact:\n",
                    "required: [contactId, permission, contactName]",
                    "required: [contactId, permission, contactName, linkedExternalUser]",
                ),
                edit("    Contact:\n", "linkedExternalUser:", "$0linkedExternalUser:"),
            ],
            rule: "nullable-reference",
            pointer: "/components/schemas/Contact/allOf/1/properties/linkedExternalUser",
            message: "is required, and a reference to a nullable schema",
            help: "a required property is a value",
        },
    ]);
}

#[test]
fn an_object_in_a_patch_is_for_patch_alone() {
    let help = "give PATCH a schema of its own, composed of the shared one";
    refuses(&[
        Row {
            edits: vec![edit(
                "    ContactDetails:",
                "        memo:\n",
                "        $0range: {$ref: '#/components/schemas/Permission'}\n        memo:\n",
            )],
            rule: "shared-patch",
            pointer: "/components/schemas/ContactDetails/properties/range",
            message: "`range` of `ContactPatch` is of `Permission`, which is not for PATCH alone",
            help,
        },
        Row {
            edits: vec![
                edit("    ContactPatch:", "ContactNamePatch'", "ContactName'"),
                edit("    ContactPatch:", "            contactName:\n", "            $0contactName:\n"),
            ],
            rule: "shared-patch",
            pointer: "/components/schemas/ContactPatch/allOf/1/properties/contactName",
            message: "`contactName` of `ContactPatch` is of `ContactName`, which is not for PATCH alone",
            help,
        },
        Row {
            edits: vec![
                edit("operationId: patchContact\n", "ContactPatch'", "ContactInput'"),
                edit("operationId: patchContact\n", "      requestBody:\n", "      $0requestBody:\n"),
            ],
            rule: "shared-patch",
            pointer: "/paths/~1contacts~1{contactId}/patch/requestBody",
            message: "other operations use `ContactInput` too, so that `patchContact` could clear nothing",
            help,
        },
    ]);
}

#[test]
fn an_enum_has_values_that_make_variants() {
    let row = |to, rule, message| Row {
        edits: vec![edit("    DayType:", "enum: [SOLAR, LUNAR]", to)],
        rule,
        pointer: "/components/schemas/DayType/enum",
        message,
        help: "",
    };
    refuses(&[
        row(
            "$0enum: [WORK_FAX, work-fax]",
            "colliding-names",
            r#"the value "work-fax" and "WORK_FAX" become the same variant"#,
        ),
        row("$0enum: [SOLAR, SOLAR]", "colliding-names", "become the same variant"),
        row("$0enum: [UNKNOWN]", "colliding-names", r#"the value "UNKNOWN" and the variant for unlisted values"#),
        row("$0enum: [SOLAR, '+']", "enum-value", r#"the value "+" makes no name"#),
        row("$0enum: [SOLAR, 24H]", "enum-value", r#"the value "24H" makes no name"#),
        row("$0enum: [SOLAR, Self]", "enum-value", r#"the value "Self" makes no name"#),
        row("$0enum: [SOLAR, '']", "enum-value", r#"the value "" makes no name"#),
        row("$0enum: [SOLAR, true]", "enum-value", "the value true is no text"),
        row("$0enum: [SOLAR, 1]", "enum-value", "the value 1 is no text"),
        row("$0enum: []", "enum-value", "the enum has no values"),
    ]);
}

#[test]
fn the_arms_of_a_union_are_objects_that_can_be_told_apart() {
    let row = |to, pointer, message, help| Row {
        edits: vec![
            edit(
                "    ContactTagInput:\n",
                "      allOf:\n        - $ref: '#/components/schemas/ContactTagProperties'\n        - type: object\n          required: [contactTagName]\n",
                to,
            ),
            edit("", "    ContactTagInput:\n", "    $0ContactTagInput:\n"),
        ],
        rule: "union",
        pointer,
        message,
        help,
    };
    let at = "/components/schemas/ContactTagInput";
    let (neither, name) = ("neither a named object nor a list of one", "give each arm a name");
    refuses(&[
        row("      oneOf:\n        - type: string\n        - type: integer\n", at, neither, name),
        row(
            "      oneOf:\n        - $ref: '#/components/schemas/ContactEmail'\n        - type: object\n          properties: {a: {type: string}}\n",
            at,
            neither,
            name,
        ),
        row(
            "      anyOf:\n        - $ref: '#/components/schemas/ContactEmail'\n        - $ref: '#/components/schemas/DayType'\n",
            at,
            neither,
            name,
        ),
        row(
            "      oneOf:\n        - $ref: '#/components/schemas/ContactEmail'\n        - $ref: '#/components/schemas/ContactTagInput'\n",
            at,
            neither,
            name,
        ),
        Row {
            edits: vec![edit(
                "    CustomPropertyValue:",
                "        - $ref: '#/components/schemas/CustomPropertyLinkSingle'",
                "        - $0$ref: '#/components/schemas/CustomPropertyStringSingle'",
            )],
            rule: "union",
            pointer: "/components/schemas/CustomPropertyValue/anyOf/2",
            message: "`CustomPropertyStringSingle` and `CustomPropertyStringSingle` cannot be told apart by their keys",
            help: "each needs a property that the other does not have",
        },
        Row {
            edits: vec![edit(
                "    CustomPropertyValue:",
                "        - $ref: '#/components/schemas/CustomPropertyLinkSingle'",
                "        - $0$ref: '#/components/schemas/CustomPropertyStringMulti'",
            )],
            rule: "union",
            pointer: "/components/schemas/CustomPropertyValue/anyOf/2",
            message: "`CustomPropertyStringMulti` and `CustomPropertyStringSingle` cannot be told apart by their keys",
            help: "each needs a property that the other does not have",
        },
    ]);
}

#[test]
fn an_assumption_covers_keywords_that_are_there() {
    let row = |after, from, to, pointer, message, help| Row {
        edits: vec![edit(after, from, to)],
        rule: "assumption",
        pointer,
        message,
        help,
    };
    let cursor = "/components/schemas/ResponseMetaData/properties/nextCursor/x-assumption";
    refuses(&[
        row(
            "        nextCursor:\n",
            "x-assumption:\n            covers: [nullable]\n",
            "$0x-assumption:\n            covers: nullable\n",
            cursor,
            "`x-assumption` takes a text, or `covers` and a `reason`",
            "`covers` is a list of keywords, `reason` a text",
        ),
        row(
            "        nextCursor:\n",
            "x-assumption:\n            covers: [nullable]\n            reason:",
            "$0x-assumption:\n            covers: [nullable]\n            because:",
            cursor,
            "`x-assumption` takes a text, or `covers` and a `reason`",
            "`covers` is a list of keywords, `reason` a text",
        ),
        row(
            "        nextCursor:\n",
            "covers: [nullable]",
            "covers: [nullable, $0required]",
            "/components/schemas/ResponseMetaData/properties/nextCursor/x-assumption/covers/1",
            "\"required\" is no keyword of the schema that is said to assume it",
            "name keywords that stand there, or none",
        ),
        row(
            "    TelephoneFilter:\n",
            "covers: [pattern]",
            "covers: [$0patern]",
            "/components/parameters/TelephoneFilter/x-assumption/covers/0",
            "\"patern\" is no keyword of the schema that is said to assume it",
            "name keywords that stand there, or none",
        ),
    ]);
}

#[test]
fn a_keyword_that_nobody_reads_is_no_constraint() {
    let row = |from, to, pointer, rule, message, help| Row {
        edits: vec![edit("    ContactDetails:", from, to)],
        rule,
        pointer,
        message,
        help,
    };
    refuses(&[
        row(
            "maxLength: 4000",
            "$0maxLenght: 4000",
            "/components/schemas/ContactDetails/properties/memo/maxLenght",
            "unknown-keyword",
            "`maxLenght` is no keyword of a schema",
            "write `maxLength` if that is meant",
        ),
        row(
            "maxLength: 4000",
            "$0maxLength: '4000'",
            "/components/schemas/ContactDetails/properties/memo/maxLength",
            "keyword-value",
            "`maxLength` takes a whole number from 0",
            "a value of another kind is ignored",
        ),
        row(
            "minItems: 0",
            "$0minItens: 0",
            "/components/schemas/ContactDetails/properties/emails/minItens",
            "unknown-keyword",
            "`minItens` is no keyword of a schema",
            "write `minItems` if that is meant",
        ),
    ]);
}
