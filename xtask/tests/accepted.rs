//! Constructs that the real document does not use, and that become sound Rust all the same.
#![allow(clippy::unwrap_used, clippy::panic)]

mod workspace;

use std::fs;

use workspace::{CONTACTS, Edit, SMALL, Workspace, edit, edited};

/// Generates, reads everything back as Rust, and looks for texts in files.
fn becomes(document: &str, edits: &[Edit<'_>], expected: &[(&str, &str)]) {
    let workspace = Workspace::generated(&edited(document, edits).0);
    for entry in fs::read_dir(workspace.folder()).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        syn::parse_file(&text).unwrap_or_else(|error| panic!("{edits:?}: {}: {error}", path.display()));
    }
    for (file, text) in expected {
        let found = workspace.read(file);
        assert!(found.contains(text), "{edits:?}: {text:?} is not in {file}:\n{found}");
    }
    workspace.check().succeeds();
}

/// A property of `ApiError`, as it is written and as it is generated.
fn property(yaml: &str, rust: &str) {
    becomes(SMALL, &[edit("    ApiError:", "        code: {type: string}\n", yaml)], &[("types.rs", rust)]);
}

#[test]
fn properties_of_every_plain_type_become_fields() {
    let rows = [
        ("        x: {type: boolean, nullable: true}\n", "    pub x: Option<bool>,"),
        ("        x: {type: integer}\n", "    pub x: Option<i64>,"),
        ("        x: {type: integer, format: int32, minimum: 1}\n", "    pub x: Option<i32>,"),
        ("        x: {type: number}\n", "    pub x: Option<f64>,"),
        ("        x: {type: number, format: float}\n", "    pub x: Option<f32>,"),
        ("        x: {type: string, format: date}\n", "    pub x: Option<String>,"),
        ("        x: {type: string, format: uuid, pattern: '^[', minLength: 3}\n", "    pub x: Option<String>,"),
        ("        x: {type: string, format: date-time}\n", "    pub x: Option<DateTime>,"),
        ("        x: {type: array, items: {type: string}, uniqueItems: true}\n", "    pub x: Vec<String>,"),
        ("        x: {type: array, items: {type: array, items: {type: integer}}}\n", "    pub x: Vec<Vec<i64>>,"),
        ("        x: {type: array, nullable: true, items: {type: string}}\n", "    pub x: Option<Vec<String>>,"),
        ("        x: {type: array, items: {type: string, format: date-time}}\n", "    pub x: Vec<DateTime>,"),
        ("        x: {type: array}\n", "    pub x: Vec<serde_json::Value>,"),
        ("        x: {description: Anything.}\n", "    pub x: Option<serde_json::Value>,"),
        ("        x: {oneOf: [{type: string}, {type: integer}]}\n", "    pub x: Option<serde_json::Value>,"),
        ("        x: {type: object}\n", "    pub x: serde_json::Map<String, serde_json::Value>,"),
        (
            "        x: {type: object, additionalProperties: {type: string}}\n",
            "    pub x: serde_json::Map<String, serde_json::Value>,",
        ),
        (
            "        x: {allOf: [{$ref: '#/components/schemas/TagColor'}], default: RED}\n",
            "    pub x: Option<TagColor>,",
        ),
        ("        x: {$ref: '#/components/schemas/ApiError'}\n", "    pub x: Option<Box<ApiError>>,"),
        ("        x: {type: array, items: {$ref: '#/components/schemas/ApiError'}}\n", "    pub x: Vec<ApiError>,"),
    ];
    for (yaml, rust) in rows {
        property(yaml, rust);
    }
}

#[test]
fn an_object_within_itself_can_be_absent() {
    let edits = [edit(
        "    ApiError:",
        "        code: {type: string}\n",
        "        cause: {$ref: '#/components/schemas/ApiError'}\n",
    )];
    let attribute =
        "    #[serde(default, skip_serializing_if = \"Option::is_none\")]\n    pub cause: Option<Box<ApiError>>,";
    becomes(SMALL, &edits, &[("types.rs", attribute)]);
    // In a circle of two as well, and through everything that a contact is.
    let edits = [edit(
        "    Contact:\n",
        "          properties:\n",
        "          properties:\n            twin: {$ref: '#/components/schemas/Contact'}\n",
    )];
    becomes(CONTACTS, &edits, &[("types.rs", "    pub twin: Option<Box<Contact>>,")]);
}

#[test]
fn names_that_rust_reserves_or_cannot_spell_are_renamed_and_kept_on_the_wire() {
    let rows = [
        ("        gen: {type: string}\n", "rename = \"gen\"", "    pub gen_: Option<String>,"),
        ("        self: {type: string}\n", "rename = \"self\"", "    pub self_: Option<String>,"),
        ("        type: {type: string}\n", "rename = \"type\"", "    pub type_: Option<String>,"),
        ("        '@type': {type: string}\n", "rename = \"@type\"", "    pub type_: Option<String>,"),
        ("        $id: {type: string}\n", "rename = \"$id\"", "    pub id: Option<String>,"),
        ("        a b: {type: string}\n", "rename = \"a b\"", "    pub a_b: Option<String>,"),
        ("        it's: {type: string}\n", "rename = \"it's\"", "    pub its: Option<String>,"),
        ("        'a\"b': {type: string}\n", "rename = \"a\\\"b\"", "    pub a_b: Option<String>,"),
        ("        連絡先: {type: string}\n", "", "    pub 連絡先: Option<String>,"),
    ];
    for (yaml, rename, field) in rows {
        let edits = [edit("    ApiError:", "        code: {type: string}\n", yaml)];
        becomes(SMALL, &edits, &[("types.rs", rename), ("types.rs", field)]);
    }
}

#[test]
fn named_schemas_of_every_kind_become_types() {
    let rows: [(&str, &str, &str); 11] = [
        ("      type: integer\n      enum: [1, 2]\n", "ids.rs", "    pub struct TagColor(i64);"),
        ("      enum: [A, B]\n", "enums.rs", "        B = \"B\","),
        ("      type: string\n      nullable: true\n      enum: [A, null]\n", "enums.rs", "        A = \"A\",\n    }"),
        ("      type: string\n      x-extensible-enum: [A, B]\n", "enums.rs", "        B = \"B\","),
        ("      type: string\n      format: date-time\n", "ids.rs", "    pub struct TagColor;"),
        (
            "      type: object\n",
            "unions.rs",
            "pub type TagColor = std::collections::BTreeMap<String, serde_json::Value>;",
        ),
        (
            "      type: object\n      additionalProperties: false\n      properties: {}\n",
            "unions.rs",
            "pub type TagColor =",
        ),
        (
            "      type: object\n      additionalProperties: {type: string}\n",
            "unions.rs",
            "BTreeMap<String, serde_json::Value>;",
        ),
        // `TagInput` only adds rules, and has no type of its own.
        (
            "      type: object\n      additionalProperties: {$ref: '#/components/schemas/MarkRules'}\n",
            "unions.rs",
            "BTreeMap<String, MarkText>;",
        ),
        (
            "      oneOf:\n        - $ref: '#/components/schemas/MarkRules'\n        - $ref: '#/components/schemas/MarkLink'\n",
            "unions.rs",
            "        Text(MarkText) = object [\"text\"],",
        ),
        (
            "      oneOf:\n        - $ref: '#/components/schemas/MarkText'\n        - type: array\n          items: {$ref: '#/components/schemas/MarkText'}\n",
            "unions.rs",
            "        TextList(Vec<MarkText>) = list [\"text\"],",
        ),
    ];
    for (yaml, file, rust) in rows {
        let edits = [
            edit("", "      type: string\n      description: Color of a tag.\n      enum: [RED, DARK_RED]\n", yaml),
            edit(
                "",
                "    MarkText:\n",
                "    MarkRules:\n      allOf:\n        - $ref: '#/components/schemas/MarkText'\n        - maxProperties: 1\n    MarkText:\n",
            ),
        ];
        becomes(SMALL, &edits, &[(file, rust)]);
    }
}

#[test]
fn a_schema_that_is_another_has_the_same_fields() {
    let edits = [edit(
        "    MarkLink:",
        "      type: object\n      properties:\n        link: {type: string}\n",
        "      $ref: '#/components/schemas/ApiError'\n",
    )];
    becomes(
        SMALL,
        &edits,
        &[("types.rs", "pub struct MarkLink {"), ("unions.rs", "Link(MarkLink) = object [\"code\", \"description\"]")],
    );
}

#[test]
fn what_only_a_request_has_starts_unset_when_an_answer_is_written_back() {
    let mail = "        - type: object\n          properties: {sendMail: {type: boolean}, to: {type: array, items: {type: string}}}\n";
    let edits = [edit("    TagInput:", "        - type: object\n", mail)];
    becomes(
        SMALL,
        &edits,
        &[("types.rs", "            send_mail: None,"), ("types.rs", "            to: Vec::new(),")],
    );
    // Of what must be given, an answer that lacks it makes nothing.
    let name = edit(
        "    TagInput:",
        "          required: [name]\n",
        "          required: [name, sendMail]\n          properties: {sendMail: {type: boolean}}\n",
    );
    let workspace = Workspace::generated(&edited(SMALL, &[name]).0);
    assert!(!workspace.read("types.rs").contains("impl From<Tag> for TagInput"));
}

#[test]
fn what_an_answer_always_has_and_a_body_need_not_have_is_written_back() {
    let both = [
        edit(
            "    TagProperties:",
            "        name:\n",
            "        size: {type: integer}\n        lines: {type: array, nullable: true, items: {type: string}}\n        name:\n",
        ),
        edit(
            "    TagInput:",
            "          required: [name]\n",
            "          required: [name]\n          properties: {lines: {type: array, items: {type: string}}}\n",
        ),
        edit("    Tag:", "          required: [tagId, name]\n", "          required: [tagId, name, size]\n"),
    ];
    let rows = [
        ("types.rs", "            size: Some(value.size),"),
        ("types.rs", "            lines: value.lines.unwrap_or_default(),"),
    ];
    becomes(SMALL, &both, &rows);
}

#[test]
fn a_list_is_walked_by_what_its_paging_says() {
    let plain = [
        ("operations.rs", "    pub fn list_tags_paged(&self, mut params: ListTagsParams) -> Pages<TagList> {"),
        ("operations.rs", "            Some(super::facts::RESULT_CAP),\n"),
        ("operations.rs", "        self.next_cursor.as_deref().filter(|cursor| !cursor.is_empty())"),
        ("operations.rs", "    type Item = Tag;"),
        ("operations.rs", "        self.tags\n"),
    ];
    becomes(SMALL, &[], &plain);
    // A cursor in the depth, a list that may be null, and a path and a body beside the query.
    let deep = [
        edit("operationId: listTags", "nextCursor: nextCursor", "nextCursor: meta.page.next"),
        edit(
            "operationId: listTags",
            "      responses:\n",
            "      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/TagInput'}}}}\n      responses:\n",
        ),
        edit(
            "",
            "  /tags:\n",
            "  /owners/{ownerId}/tags:\n    parameters:\n      - {name: ownerId, in: path, required: true, schema: {type: string}}\n",
        ),
        edit("    TagList:", "          type: array\n", "          type: array\n          nullable: true\n"),
        edit(
            "    TagList:",
            "        nextCursor:\n          type: string\n          nullable: true\n",
            "        meta: {$ref: '#/components/schemas/Meta'}\n",
        ),
        edit(
            "",
            "    TagValues:\n",
            "    Meta:\n      type: object\n      required: [page]\n      properties: {page: {$ref: '#/components/schemas/MetaPage'}}\n    MetaPage:\n      type: object\n      required: [next]\n      properties: {next: {type: string}}\n    TagValues:\n",
        ),
    ];
    let rows = [
        (
            "operations.rs",
            "        owner_id: &String,\n        mut params: ListTagsParams,\n        body: &TagInput,\n    ) -> Pages<TagList> {",
        ),
        ("operations.rs", "client.list_tags(&owner_id, &params, &body).await"),
        ("operations.rs", "Some(self.meta.as_ref()?.page.next.as_str()).filter(|cursor| !cursor.is_empty())"),
        ("operations.rs", "        self.tags.unwrap_or_default()\n"),
    ];
    becomes(SMALL, &deep, &rows);
    let none = edit(
        "operationId: listTags",
        "      x-paging:\n        cursor: cursor\n        nextCursor: nextCursor\n        items: tags\n",
        "",
    );
    let workspace = Workspace::generated(&edited(SMALL, &[none]).0);
    assert!(!workspace.read("operations.rs").contains("Page"));
}

#[test]
fn parameters_of_the_path_item_count_unless_the_operation_has_its_own() {
    let item = "  /tags:\n    parameters:\n      - name: count\n        in: query\n        schema: {type: string}\n      - name: color\n        in: query\n        schema: {$ref: '#/components/schemas/TagColor'}\n";
    becomes(
        SMALL,
        &[edit("", "  /tags:\n", item)],
        &[
            (
                "params.rs",
                "pub struct ListTagsParams {\n    /// `color`.\n    #[serde(default, skip_serializing_if = \"Option::is_none\")]\n    pub color: Option<TagColor>,\n",
            ),
            ("params.rs", "    pub count: Option<i32>,"),
            (
                "params.rs",
                "pub struct CreateTagParams {\n    /// `count`.\n    #[serde(default, skip_serializing_if = \"Option::is_none\")]\n    pub count: Option<String>,\n",
            ),
        ],
    );
}

#[test]
fn query_parameters_that_must_be_given_are_arguments_of_a_constructor() {
    let color = "      parameters:\n        - name: color\n          in: query\n          required: true\n          schema: {$ref: '#/components/schemas/TagColor'}\n        - name: since\n          in: query\n          required: true\n          schema: {type: string, format: date-time}\n";
    becomes(
        SMALL,
        &[edit("operationId: listTags", "      parameters:\n", color)],
        &[
            (
                "params.rs",
                "#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]\n#[cfg_attr(feature = \"schemars\", derive(schemars::JsonSchema))]\npub struct ListTagsParams {",
            ),
            ("params.rs", "    pub color: TagColor,"),
            ("params.rs", "    pub fn new(color: impl Into<TagColor>, since: impl Into<DateTime>) -> Self {"),
        ],
    );
}

#[test]
fn what_is_written_back_is_what_one_named_call_answered() {
    let doc = "/// What [`update_tag`](crate::Client::update_tag) takes to write back what\n/// [`get_tag`](crate::Client::get_tag) answered.\n///\n/// Left out is what only the answer has: [`tag_id`](Tag::tag_id),\n/// [`created_time`](Tag::created_time).\n///\n/// It is for that answer only.";
    becomes(SMALL, &[], &[("types.rs", doc)]);
}

#[test]
fn a_member_of_a_patch_is_set_or_cleared() {
    let rows = [
        "    pub fn set_name(mut self, value: impl Into<String>) -> Self {\n        self.name = Patch::Value(value.into());\n",
        "    /// Sends null for [`name`](Self::name).\n    #[must_use]\n    pub fn clear_name(mut self) -> Self {\n        self.name = Patch::Null;\n",
        "        self.marks = Patch::Value(value.into_iter().map(Into::into).collect());\n",
        "    pub fn clear_marks(mut self) -> Self {\n",
    ];
    becomes(SMALL, &[], &rows.map(|text| ("types.rs", text)));
}

#[test]
fn every_2xx_is_a_success() {
    for status in ["'200'", "'202'", "'299'"] {
        let to = format!("        {status}:\n");
        let expected = ("operations.rs", "Result<Response<TagList>, Error>");
        becomes(SMALL, &[edit("operationId: listTags", "        '200':\n", &to)], &[expected]);
    }
    // Two that answer the same are one.
    let both = "        '200':\n          description: Replaced.\n        '204':\n";
    becomes(SMALL, &[edit("operationId: deleteTag", "        '204':\n", both)], &[]);
}

#[test]
fn error_answers_may_be_of_any_form() {
    let answers = "        '429':\n          description: Slow down.\n          content: {text/html: {}}\n        '410':\n          description: Gone.\n          content: {application/json: {schema: {type: object, properties: {a: {type: string}}}}}\n        default:\n";
    becomes(
        SMALL,
        &[edit("operationId: listTags", "        default:\n", answers)],
        &[("operations.rs", "    /// - 410: Gone.")],
    );
}

#[test]
fn references_in_examples_are_data() {
    let example = "      description: Identifies a tag.\n      example: {$ref: '#/nowhere'}\n";
    becomes(SMALL, &[edit("    TagId:", "      description: Identifies a tag.\n", example)], &[]);
    // A property may be called `example`.
    let property = "        example: {$ref: '#/components/schemas/TagColor'}\n        code: {type: string}\n";
    let edits = [edit("    ApiError:", "        code: {type: string}\n", property)];
    becomes(SMALL, &edits, &[("types.rs", "    pub example: Option<TagColor>,")]);
}

#[test]
fn text_that_a_comment_cannot_hold_does_not_reach_one() {
    let bad = "      description: \"A\\rB \\u202e C \\u0007 */ ///\"\n";
    becomes(
        SMALL,
        &[
            edit("    TagColor:", "      description: Color of a tag.\n", bad),
            edit(
                "    ApiError:",
                "      type: object\n",
                "      type: object\n      description: \"A\\rB \\u2066 C\"\n",
            ),
        ],
        &[("enums.rs", "    /// A B   C   */ ///\n"), ("types.rs", "/// A B   C\n")],
    );
}

#[test]
fn operation_ids_of_other_scripts_and_cases_become_calls() {
    for (id, call) in
        [("TagsList", "tags_list"), ("tags/list", "tags_list"), ("一覧", "一覧"), ("list.tags.v2", "list_tags_v2")]
    {
        let to = format!("operationId: {id}\n");
        let function = format!("    pub async fn {call}(");
        becomes(SMALL, &[edit("", "operationId: listTags\n", &to)], &[("operations.rs", &function)]);
    }
}
