//! What means the same is the same, however it is spelled.

use contacts_openapi::CONTACTS_YAML;

use super::{SMALL, compare, parse, render};

/// A document with the first of each pair replaced by the second.
fn edited(text: &str, edits: &[(&str, &str)]) -> String {
    edits.iter().fold(text.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    })
}

/// Edits of the small document that change no meaning, by what they do.
const SPELLINGS: &[(&str, &[(&str, &str)])] = &[
    ("an enum in another order", &[("[RED, DARK_RED]", "[DARK_RED, RED]")]),
    ("required names in another order", &[("required: [tagId, name]", "required: [name, tagId]")]),
    ("an enum value twice", &[("[RED, DARK_RED]", "[RED, DARK_RED, RED]")]),
    (
        "parameters in another order",
        &[(
            "        - $ref: '#/components/parameters/Count'
        - name: cursor
          in: query
          schema: {type: string}
",
            "        - name: cursor
          in: query
          schema: {type: string}
        - $ref: '#/components/parameters/Count'
",
        )],
    ),
    (
        "a parameter where it was referred to",
        &[(
            "        - $ref: '#/components/parameters/Count'\n",
            "        - name: count
          in: query
          description: How many tags a page may have.
          schema:
            type: integer
            format: int32
            minimum: 1
            maximum: 100
",
        )],
    ),
    (
        "a parameter of a path at each of its operations",
        &[(
            "  /tags/{tagId}/image:
    get:
      operationId: getTagImage
      summary: Get the image of a tag
      x-download:
        domains: [example.com]
      parameters:
        - name: tagId
          in: path
          required: true
          schema:
            $ref: '#/components/schemas/TagId'
",
            "  /tags/{tagId}/image:
    parameters:
      - name: tagId
        in: path
        required: true
        schema:
          $ref: '#/components/schemas/TagId'
    get:
      operationId: getTagImage
      summary: Get the image of a tag
      x-download:
        domains: [example.com]
",
        )],
    ),
    (
        "members of a mapping in another order",
        &[(
            "          maxLength: 30
          description: Name of the tag.
",
            "          description: Name of the tag.
          maxLength: 30
",
        )],
    ),
    (
        "a schema where it was referred to",
        &[(
            "        tags:
          type: array
          items:
            $ref: '#/components/schemas/Tag'
",
            "        tags:
          type: array
          items:
            description: A tag as answers carry it.
            allOf:
              - $ref: '#/components/schemas/TagProperties'
              - type: object
                required: [tagId, name]
                properties:
                  tagId:
                    $ref: '#/components/schemas/TagId'
                  createdTime:
                    type: string
                    format: date-time
                    readOnly: true
",
        )],
    ),
    (
        "a part within the whole",
        &[(
            "      description: A tag as answers carry it.
      allOf:
        - $ref: '#/components/schemas/TagProperties'
        - type: object
          required: [tagId, name]
          properties:
            tagId:
              $ref: '#/components/schemas/TagId'
            createdTime:
              type: string
              format: date-time
              readOnly: true
",
            "      description: A tag as answers carry it.
      type: object
      required: [tagId, name]
      properties:
        tagId:
          $ref: '#/components/schemas/TagId'
        createdTime:
          type: string
          format: date-time
          readOnly: true
      allOf:
        - $ref: '#/components/schemas/TagProperties'
",
        )],
    ),
    (
        "a member in a part of its own",
        &[(
            "    TagList:
      type: object
      properties:
        tags:
          type: array
          items:
            $ref: '#/components/schemas/Tag'
",
            "    NewPart:
      properties:
        tags:
          type: array
          items:
            $ref: '#/components/schemas/Tag'
    TagList:
      type: object
      allOf:
        - $ref: '#/components/schemas/NewPart'
      properties:
",
        )],
    ),
    (
        "a reference as the only part",
        &[(
            "        color:\n          $ref: '#/components/schemas/TagColor'\n",
            "        color:\n          allOf:\n            - $ref: '#/components/schemas/TagColor'\n",
        )],
    ),
    (
        "a bound that another part makes needless",
        &[(
            "          maxLength: 30\n",
            "          maxLength: 30\n          allOf:\n            - maxLength: 50\n            - maxLength: 30\n",
        )],
    ),
    (
        "forms in another order",
        &[(
            "        - $ref: '#/components/schemas/MarkText'
        - $ref: '#/components/schemas/MarkLink'
",
            "        - $ref: '#/components/schemas/MarkLink'
        - $ref: '#/components/schemas/MarkText'
",
        )],
    ),
    ("no least length", &[("          maxLength: 30\n", "          maxLength: 30\n          minLength: 0\n")]),
    ("a number with a fraction of nothing", &[("        maximum: 100\n", "        maximum: 100.0\n")]),
    (
        "what is meant anyway",
        &[(
            "        - name: cursor\n          in: query\n",
            "        - name: cursor\n          in: query\n          required: false\n          style: form\n          explode: true\n",
        )],
    ),
    (
        "additional members by another word",
        &[(
            "    MarkText:\n      type: object\n",
            "    MarkText:\n      type: object\n      additionalProperties: true\n",
        )],
    ),
    (
        "additional members of whatever kind",
        &[(
            "    MarkText:\n      type: object\n",
            "    MarkText:\n      type: object\n      additionalProperties: {}\n",
        )],
    ),
    (
        "additional members with words alone",
        &[(
            "    MarkText:\n      type: object\n",
            "    MarkText:\n      type: object\n      additionalProperties: {description: Whatever there is.}\n",
        )],
    ),
    (
        "a whole number above another",
        &[("        minimum: 1\n", "        minimum: 0\n        exclusiveMinimum: true\n")],
    ),
    (
        "a whole number below another",
        &[("        maximum: 100\n", "        maximum: 101\n        exclusiveMaximum: true\n")],
    ),
    ("multiples of one", &[("        maximum: 100\n", "        maximum: 100\n        multipleOf: 1\n")]),
    ("an empty pattern", &[("          maxLength: 30\n", "          maxLength: 30\n          pattern: ''\n")]),
    (
        "parts of what has none",
        &[(
            "        - name: cursor\n          in: query\n",
            "        - name: cursor\n          in: query\n          explode: false\n",
        )],
    ),
    (
        "a choice of one form",
        &[(
            "        color:\n          $ref: '#/components/schemas/TagColor'\n",
            "        color:\n          anyOf:\n            - $ref: '#/components/schemas/TagColor'\n",
        )],
    ),
    (
        "a choice of one form at a member",
        &[(
            "            createdTime:\n              type: string\n",
            "            createdTime:\n              oneOf: [{type: string}]\n",
        )],
    ),
    (
        "flags that are not raised",
        &[(
            "          maxLength: 30\n",
            "          maxLength: 30\n          deprecated: false\n          nullable: false\n          readOnly: false\n",
        )],
    ),
    (
        "the security of the document at an operation",
        &[("      operationId: getTag\n", "      operationId: getTag\n      security:\n        - oauth2: [contact]\n")],
    ),
];

#[test]
fn what_means_the_same_is_the_same() {
    let small = parse(SMALL);
    for (what, edits) in SPELLINGS {
        let other = parse(&edited(SMALL, edits));
        assert_eq!(render(&compare(&small, &other)), "  nothing\n", "{what}");
        assert_eq!(render(&compare(&other, &small)), "  nothing\n", "{what}, back");
    }
}

#[test]
fn a_component_may_have_another_name() {
    let renamed = SMALL.replace("TagProperties", "TagParts").replace("schemas/Tag'", "schemas/Label'");
    let renamed = renamed.replace("    Tag:\n", "    Label:\n").replace("TagColor", "Color");
    let renamed = renamed.replace("parameters/Count'", "parameters/HowMany'").replace("    Count:\n", "    HowMany:\n");
    let changes = compare(&parse(SMALL), &parse(&renamed));
    let rows: Vec<_> = changes.iter().map(|it| (it.class.id, it.detail.join(" "), it.effects.len())).collect();
    let row = |detail: &str| ("schema-renamed", detail.to_owned(), 0);
    // A part that nothing refers to but a composition has no place where one name stands for the other.
    assert_eq!(rows, [row("TagColor Color"), row("Tag Label")]);
}

#[test]
fn a_document_does_not_differ_from_itself() {
    let real = parse(CONTACTS_YAML);
    assert_eq!(render(&compare(&contacts_openapi::Document::contacts(), &real)), "  nothing\n");
}
