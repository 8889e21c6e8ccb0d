//! Operations that no call can be made of.
#![allow(clippy::too_many_lines, reason = "the rows of a table are no logic")]

mod workspace;

use workspace::edit;
use workspace::refusal::{Row, refuses};

#[test]
fn an_operation_needs_a_name_of_its_own() {
    let id = |to, message, help, rule| Row {
        edits: vec![edit("", "operationId: getContact\n", to)],
        rule,
        pointer: "/paths/~1contacts~1{contactId}/get/operationId",
        message,
        help,
    };
    let same = "become the same call";
    let none = "makes no name for a call";
    refuses(&[
        Row {
            edits: vec![edit(
                "",
                "    get:\n      tags: [contacts]\n      operationId: listContacts\n",
                "    $0get:\n",
            )],
            rule: "operation-id",
            pointer: "/paths/~1contacts/get",
            message: "GET /contacts has no operationId",
            help: "add one",
        },
        id("$0operationId: listContacts\n", same, "rename one", "colliding-names"),
        id(
            "$0operationId: list_contacts\n",
            "`list_contacts` and `listContacts` become",
            "rename one",
            "colliding-names",
        ),
        id("$0operationId: List-Contacts\n", same, "rename one", "colliding-names"),
        id("$0operationId: type\n", none, "choose one", "operation-id"),
        id("$0operationId: 2nd\n", none, "choose one", "operation-id"),
        id("$0operationId: '-'\n", none, "choose one", "operation-id"),
        id("$0operationId: self\n", none, "choose one", "operation-id"),
        id("$0operationId: all\n", "`all` is the name of something else", "choose another", "operation-id"),
        id("$0operationId: builder\n", "`builder` is the name of something else", "choose another", "operation-id"),
        id("$0operationId: baseUrl\n", "`baseUrl` is the name of something else", "choose another", "operation-id"),
    ]);
}

#[test]
fn a_path_must_be_one_that_calls_can_be_made_of() {
    refuses(&[
        Row {
            edits: vec![edit("", "  /contact-tags:\n", "  $0contact-tags:\n")],
            rule: "path",
            pointer: "/paths/contact-tags",
            message: "does not begin with a slash",
            help: "write `/contact-tags`",
        },
        Row {
            edits: vec![edit(
                "",
                "  /contact-tags:\n",
                "  /tags:\n    $0$ref: '#/paths/~1contacts'\n  /contact-tags:\n",
            )],
            rule: "path",
            pointer: "/paths/~1tags/$ref",
            message: "the operations of `/tags` are elsewhere",
            help: "write them here",
        },
        Row {
            edits: vec![edit(
                "",
                "  /contacts/{contactId}/forcedelete:\n    delete:",
                "  /contacts/{contactId}/{contactId}:\n    $0delete:",
            )],
            rule: "path-parameter",
            pointer: "/paths/~1contacts~1{contactId}~1{contactId}/delete",
            message: "`{contactId}` is in the path twice",
            help: "name one of them otherwise",
        },
        Row {
            edits: vec![
                edit(
                    "",
                    "  /contacts/{contactId}/forcedelete:\n    delete:",
                    "  /contacts/{contactId}/forcedelete:\n    $0delete:",
                ),
                edit("operationId: forceDeleteContact", "parameters/ContactIdPath'", "parameters/Count'"),
            ],
            rule: "path-parameter",
            pointer: "/paths/~1contacts~1{contactId}~1forcedelete/delete",
            message: "`{contactId}` in the path has no parameter",
            help: "add a parameter `contactId` with `in: path`",
        },
        Row {
            edits: vec![edit(
                "operationId: listContacts",
                "- $ref: '#/components/parameters/Count'",
                "- $0$ref: '#/components/parameters/ContactIdPath'",
            )],
            rule: "path-parameter",
            pointer: "/paths/~1contacts/get/parameters/9",
            message: "`/contacts` has no `{contactId}` for its path parameter",
            help: "name the segment and the parameter alike",
        },
        Row {
            edits: vec![edit("", "\npaths:\n", "\n$0paths: {}\nx-paths:\n")],
            rule: "no-operations",
            pointer: "/paths",
            message: "the document has no operations",
            help: "describe at least one",
        },
        Row {
            edits: vec![edit("", "  /contact-tags:\n    post:", "  /contact-tags/{x:\n    $0post:")],
            rule: "generator-refuses",
            pointer: "/paths/~1contact-tags~1{x/post",
            message: "progenitor cannot take this: invalid operation path",
            help: "write it in a form that other parts of the document use",
        },
    ]);
}

#[test]
fn a_parameter_is_a_scalar_in_the_path_or_the_query() {
    let row = |to, rule, message, help| Row {
        edits: vec![edit("operationId: listContacts", "\n      parameters:\n", to)],
        rule,
        pointer: "/paths/~1contacts/get/parameters/0",
        message,
        help,
    };
    let schema = |row: Row| Row { pointer: "/paths/~1contacts/get/parameters/0/schema", ..row };
    refuses(&[
        row(
            "\n      parameters:\n        - $0name: x\n          in: cookie\n          schema: {type: string}\n",
            "parameter-kind",
            "`x` is in a header or a cookie",
            "the generator takes path and query parameters",
        ),
        row(
            "\n      parameters:\n        - $0name: X-A\n          in: header\n          schema: {type: string}\n",
            "parameter-kind",
            "`X-A` is in a header or a cookie",
            "the generator takes path and query parameters",
        ),
        row(
            "\n      parameters:\n        - $0name: x\n          in: qurey\n          schema: {type: string}\n",
            "parameter",
            "`x` is in no known place",
            "write `in: path` or `in: query`",
        ),
        row(
            "\n      parameters:\n        - $0in: query\n          schema: {type: string}\n",
            "parameter",
            "a parameter has no name",
            "add `name`",
        ),
        row(
            "\n      parameters:\n        - $0name: x\n          in: query\n          content: {application/json: {schema: {type: string}}}\n",
            "parameter",
            "`x` has no schema",
            "give it a `schema`",
        ),
        row(
            "\n      parameters:\n        - $0name: x\n          in: query\n          style: deepObject\n          schema: {type: string}\n",
            "parameter-style",
            "`x` has a style of its own",
            "the generator writes `style: form`",
        ),
        row(
            "\n      parameters:\n        - $0name: x\n          in: query\n          schema: {type: object}\n",
            "parameter-kind",
            "`x` is no text, number or boolean",
            "the generator takes no others",
        ),
        row(
            "\n      parameters:\n        - $0name: x\n          in: query\n          schema: {type: array, items: {type: string}}\n",
            "parameter-kind",
            "`x` is no text, number or boolean",
            "the generator takes no others",
        ),
        row(
            "\n      parameters:\n        - $0name: x\n          in: query\n          schema: {$ref: '#/components/schemas/Contact'}\n",
            "parameter-kind",
            "`x` is no text, number or boolean",
            "the generator takes no others",
        ),
        row(
            "\n      parameters:\n        - $0name: x\n          in: query\n          schema: {}\n",
            "parameter-kind",
            "`x` is no text, number or boolean",
            "the generator takes no others",
        ),
        row(
            "\n      parameters:\n        - $0name: 2x\n          in: query\n          schema: {type: string}\n",
            "parameter",
            "`2x` makes no name for an argument",
            "the generator needs a name that begins with a letter",
        ),
        row(
            "\n      parameters:\n        - $0name: body\n          in: query\n          schema: {type: string}\n",
            "colliding-names",
            "`body` and what stands for the body become the same argument",
            "rename one",
        ),
        schema(row(
            "\n      parameters:\n        - name: x\n          in: query\n          $0schema: {type: string, enum: [A, B]}\n",
            "inline-enum",
            "the enum of `x` has no name",
            "move it under components/schemas",
        )),
        schema(row(
            "\n      parameters:\n        - name: x\n          in: query\n          style: deepObject\n          $0schema: {type: object, properties: {a: {type: string}}}\n",
            "inline-object",
            "`x` holds an object without a name",
            "move it under components/schemas",
        )),
        // However many operations refer to it, a parameter is wrong once.
        Row {
            edits: vec![edit(
                "    ContactIdPath:\n",
                "      schema:\n",
                "      $0schema:\n        enum: [a]\n      x-schema:\n",
            )],
            rule: "inline-enum",
            pointer: "/components/parameters/ContactIdPath/schema",
            message: "the enum of `contactId` has no name",
            help: "move it under components/schemas",
        },
        Row {
            edits: vec![
                edit("  parameters:\n", "    ContactIdPath:\n", "    $0ContactIdPath:\n"),
                edit("    $0ContactIdPath:\n", "schema:\n", "style: label\n      schema:\n"),
            ],
            rule: "parameter-style",
            pointer: "/components/parameters/ContactIdPath",
            message: "`contactId` has a style of its own",
            help: "the generator writes `style: simple`",
        },
        Row {
            edits: vec![edit(
                "operationId: listContacts",
                "- $ref: '#/components/parameters/Cursor'",
                "- $0name: contact_tag_id\n          in: query\n          schema: {type: string}",
            )],
            rule: "colliding-names",
            pointer: "/paths/~1contacts/get/parameters/10",
            message: "the parameter `contact_tag_id` and `contactTagId` become the same argument",
            help: "rename one of them",
        },
    ]);
}

#[test]
fn a_body_is_one_json_schema_with_a_name() {
    let request = |from, to, rule, message, help| Row {
        edits: vec![
            edit("operationId: createContact\n", "      requestBody:", "      $0requestBody:"),
            edit("operationId: createContact\n", from, to),
        ],
        rule,
        pointer: "/paths/~1contacts/post/requestBody",
        message,
        help,
    };
    let json = "          application/json:\n";
    let schema = "            schema:\n              $ref: '#/components/schemas/ContactCreate'\n";
    refuses(&[
        request(
            json,
            "          multipart/form-data:\n",
            "media-type",
            "found multipart/form-data",
            "describe other bodies in prose",
        ),
        request(
            json,
            "          application/xml: {}\n          application/json:\n",
            "media-type",
            "found application/xml, application/json",
            "describe",
        ),
        request(
            json,
            "          application/merge-patch+json:\n",
            "media-type",
            "found application/merge-patch+json",
            "describe",
        ),
        request(json, "          image/png:\n", "media-type", "found image/png", "describe"),
        request(schema, "", "media-type", "a body has no schema", "add a schema"),
        request(
            "        required: true\n",
            "",
            "optional-body",
            "the body of `createContact` can be left out",
            "the call takes one",
        ),
        Row {
            edits: vec![
                edit("  /contacts:\n", "    post:", "    $0post:"),
                edit("operationId: createContact\n", "$ref: '#/components/schemas/ContactCreate'", "type: object"),
            ],
            rule: "inline-body",
            pointer: "/paths/~1contacts/post",
            message: "a body of `createContact` has no name",
            help: "move the schema under components/schemas",
        },
        Row {
            edits: vec![
                edit("operationId: listContacts", "        '200':", "        $0'200':"),
                edit(
                    "operationId: listContacts",
                    "              schema:\n                $ref: '#/components/schemas/ContactList'\n",
                    "",
                ),
            ],
            rule: "media-type",
            pointer: "/paths/~1contacts/get/responses/200",
            message: "a body has no schema",
            help: "add a schema, or leave out the content",
        },
    ]);
}

#[test]
fn a_call_has_one_kind_of_success() {
    let answer = |edits, status, message, help| Row { edits, rule: "success", pointer: status, message, help };
    let one = "one call returns one type";
    refuses(&[
        answer(
            vec![edit(
                "operationId: listContacts",
                "        '400':\n",
                "        $0'201':\n          description: x\n          content: {application/json: {schema: {$ref: '#/components/schemas/Contact'}}}\n        '400':\n",
            )],
            "/paths/~1contacts/get/responses/201",
            "`listContacts` answers 200 and 201 with different bodies",
            one,
        ),
        answer(
            vec![edit(
                "operationId: listContacts",
                "        '400':\n",
                "        $0'204':\n          description: Nothing.\n        '400':\n",
            )],
            "/paths/~1contacts/get/responses/204",
            "`listContacts` answers 200 and 204 with different bodies",
            one,
        ),
        answer(
            vec![edit(
                "operationId: deleteContact\n",
                "        '401':\n",
                "        $0'302':\n          description: Elsewhere.\n        '401':\n",
            )],
            "/paths/~1contacts~1{contactId}/delete/responses/302",
            "`deleteContact` answers 204 and 302 with different bodies",
            one,
        ),
        answer(
            vec![edit(
                "operationId: getContactPhoto",
                "        '302':\n",
                "        $0'302':\n          content: {application/json: {schema: {$ref: '#/components/schemas/Contact'}}}\n",
            )],
            "/paths/~1contacts~1{contactId}~1photo/get/responses/302",
            "`getContactPhoto` redirects with a body",
            "a redirect is its `Location`",
        ),
        answer(
            vec![edit("operationId: listContacts", "'200':", "$0'2XX':")],
            "/paths/~1contacts/get/responses/2XX",
            "`listContacts` succeeds with \"2XX\", which is no number",
            "write the status that the page names",
        ),
        answer(
            vec![edit("operationId: getContactPhoto", "'302':", "$0'3XX':")],
            "/paths/~1contacts~1{contactId}~1photo/get/responses/3XX",
            "`getContactPhoto` succeeds with \"3XX\", which is no number",
            "write the status that the page names",
        ),
        answer(
            vec![edit("operationId: deleteContact\n", "'204':", "$0'20':")],
            "/paths/~1contacts~1{contactId}/delete/responses/20",
            "`deleteContact` succeeds with \"20\", which is no number",
            "write the status that the page names",
        ),
        answer(
            vec![
                edit("operationId: deleteContact\n", "      responses:\n", "      $0responses:\n"),
                edit("operationId: deleteContact\n", "'204':", "x-204:"),
            ],
            "/paths/~1contacts~1{contactId}/delete/responses",
            "`deleteContact` documents no success",
            "add the answer",
        ),
        answer(
            vec![
                edit("operationId: listContacts", "      responses:\n", "      $0responses:\n"),
                edit("operationId: listContacts", "'200':", "'418':"),
            ],
            "/paths/~1contacts/get/responses",
            "`listContacts` documents no success",
            "add the answer",
        ),
        answer(
            vec![
                edit("  /contacts/{contactId}:", "    delete:\n", "    $0delete:\n"),
                edit("operationId: deleteContact\n", "      responses:\n", "      x-responses:\n"),
            ],
            "/paths/~1contacts~1{contactId}/delete/responses",
            "`deleteContact` documents no success",
            "add the answer",
        ),
    ]);
}

#[test]
fn a_requirement_names_one_scope_and_any_one_suffices() {
    let row = |to, message| Row {
        edits: vec![edit("operationId: listContacts", "- oauth2: [contact]\n", to)],
        rule: "security",
        pointer: "/paths/~1contacts/get/security/0",
        message,
        help: "name one scope of one scheme",
    };
    refuses(&[
        row("- $0oauth2: [contact, contact.read]\n", "names contact, contact.read of oauth2 at once"),
        row("- $0oauth2: [contact]\n          basic: []\n", "names contact of oauth2, basic at once"),
        row("- $0oauth2: []\n", "names no scope"),
        row("- $0{}\n", "names no scope"),
    ]);
}

#[test]
fn a_path_item_holds_methods_and_what_they_share() {
    let row = |to, pointer, message, help| Row {
        edits: vec![edit("  /contacts:\n", "    get:\n", to)],
        rule: "path",
        pointer,
        message,
        help,
    };
    refuses(&[
        row("    $0gett:\n", "/paths/~1contacts/gett", "`gett` is no method", "write `get`"),
        row("    $0GET:\n", "/paths/~1contacts/GET", "`GET` is no method", "write `get`"),
        row(
            "    $0list-all:\n",
            "/paths/~1contacts/list-all",
            "`list-all` is no method",
            "write a method in lower case",
        ),
    ]);
}

#[test]
fn a_list_that_is_walked_page_by_page_says_how() {
    let row = |from, to, pointer, message, help| Row {
        edits: vec![edit("operationId: listContacts\n", from, to)],
        rule: "paging",
        pointer,
        message,
        help,
    };
    let cursor = "/paths/~1contacts/get/x-paging/cursor";
    let next = "/paths/~1contacts/get/x-paging/nextCursor";
    let items = "/paths/~1contacts/get/x-paging/items";
    let asked = "name a query parameter that is a plain text and may be left out";
    let text = "name a text of the answer by its members";
    refuses(&[
        row("cursor: cursor", "$0cursor: coursor", cursor, "cannot be asked for a page by `coursor`", asked),
        row("cursor: cursor", "$0cursor: count", cursor, "cannot be asked for a page by `count`", asked),
        row("cursor: cursor", "$0cursor: [cursor]", cursor, "`x-paging` takes a text as `cursor`", asked),
        row(
            "x-paging:\n        cursor: cursor\n        count: count\n        nextCursor: responseMetaData.nextCursor\n        items: contacts\n",
            "$0x-paging:\n        cursor: cursor\n        nextCursor: responseMetaData.nextCursor\n",
            items,
            "`x-paging` takes a text as `items`",
            "name a member",
        ),
        row("items: contacts", "$0items: contact", items, "`ContactList` has no list `contact`", "name a member"),
        row("items: contacts", "$0items: responseMetaData", items, "has no list `responseMetaData`", "name a member"),
        row(
            "nextCursor: responseMetaData.nextCursor",
            "$0nextCursor: nextCursor",
            next,
            "`ContactList` has no text `nextCursor`",
            text,
        ),
        row(
            "nextCursor: responseMetaData.nextCursor",
            "$0nextCursor: responseMetaData",
            next,
            "`ContactList` has no text `responseMetaData`",
            text,
        ),
    ]);
    refuses(&[
        Row {
            edits: vec![
                edit(
                    "    ContactList:\n",
                    "        contacts:\n",
                    "        others: {type: array, items: {type: string}}\n        contacts:\n",
                ),
                edit("operationId: listUserContacts\n", "      x-paging:\n", "      $0x-paging:\n"),
                edit("operationId: listUserContacts\n", "items: contacts\n", "items: others\n"),
            ],
            rule: "paging",
            pointer: "/paths/~1users~1{userId}~1contacts/get/x-paging",
            message: "`listUserContacts` and `listContacts` read the same answer in different ways",
            help: "give both the same `nextCursor` and `items`",
        },
        Row {
            edits: vec![
                edit("operationId: listContacts\n", "cursor: cursor", "$0cursor: cursor"),
                edit("", "operationId: createContactPhoto\n", "operationId: listContactsPaged\n"),
            ],
            rule: "paging",
            pointer: cursor,
            message: "`list_contacts_paged` is the call that walks `listContacts`, and another operation",
            help: "rename the other operation",
        },
    ]);
}

#[test]
fn what_the_client_is_made_of_besides_is_said_in_its_form() {
    let row = |after, from, to, pointer, message, help| Row {
        edits: vec![edit(after, from, to)],
        rule: "fact",
        pointer,
        message,
        help,
    };
    refuses(&[
        row(
            "",
            "          tokenUrl: https:",
            "          $0tokenUrl: http:",
            "/components/securitySchemes/oauth2/flows/authorizationCode/tokenUrl",
            "`/flows/authorizationCode/tokenUrl` has a form that makes no TOKEN_URL",
            "write an address that begins with `https://` there",
        ),
        row(
            "",
            "  headers:\n    used: rateLimit-ssed\n",
            "  $0headers:\n",
            "/x-rate-limits/headers/used",
            "`/x-rate-limits/headers/used` is missing, which the client needs for its RATE_LIMIT_USED",
            "write the name of a header there",
        ),
        row(
            "operationId: listUserContacts\n",
            "maxDays: 7",
            "$0maxDays: 8",
            "/paths/~1users~1{userId}~1contacts/get/x-window/maxDays",
            "`listUserContacts` says Duration::from_secs(691_200) and `listContacts` says Duration::from_secs(604_800)",
            "the client has one LIST_WINDOW for all operations: say the same",
        ),
    ]);
}
