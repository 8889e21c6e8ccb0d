//! Whatever a document looks like, a comparison ends, and finds nothing where nothing changed.

use serde_json::{Value, json};

use super::{SMALL, compare, parse, render};

/// What a value is turned into.
fn odd(index: usize) -> Value {
    let odd = [
        json!(null),
        json!({"allOf": [{"$ref": "#/components/schemas/Tag"}], "anyOf": [{}], "not": {}, "properties": {"a": 3}}),
        json!("odd"),
        json!({"$ref": "#/components/schemas/Tag"}),
        json!([[{}], null, "odd", 7]),
    ];
    odd[index % odd.len()].clone()
}

/// What nobody feels: a path has no optional parameters, and a part without a type is of that of the others.
fn is_without_meaning(pointer: &str) -> bool {
    (pointer.contains("/parameters/") && pointer.ends_with("/required")) || pointer.ends_with("/allOf/1/type")
}

#[test]
fn any_value_may_be_odd() {
    let small = parse(SMALL);
    let mut pointers = Vec::new();
    small.walk(&mut |pointer, _| pointers.push(pointer.to_string()));
    pointers.retain(|pointer| !pointer.is_empty());
    let mut unseen = Vec::new();
    for (index, pointer) in pointers.into_iter().enumerate() {
        let mut root = small.root().clone();
        *root.pointer_mut(&pointer).unwrap() = odd(index);
        let document = parse(&root.to_string());
        assert_eq!(render(&compare(&document, &document)), "  nothing\n", "{pointer}");
        compare(&document, &small);
        let is_same = small.pointer(&pointer) == Some(&odd(index)) || is_without_meaning(&pointer);
        if !is_same && compare(&small, &document).is_empty() {
            unseen.push(pointer);
        }
    }
    assert_eq!(unseen.join("\n"), "");
}

#[test]
fn what_is_found_does_not_depend_on_the_run() {
    let head = SMALL.replace("name", "label").replace("maxLength: 30", "maxLength: 20").replace("RED", "PINK");
    let run = || render(&compare(&parse(SMALL), &parse(&head)));
    assert_eq!(run(), run());
}

#[test]
fn circles_and_long_chains_end() {
    let body = |schemas: &str| {
        format!(
            "paths: {{/a: {{post: {{requestBody: {{content: {{application/json: {{schema: {{$ref: '#/components/schemas/A0'}}}}}}}}}}}}}}\ncomponents: {{schemas: {schemas}}}\n"
        )
    };
    let chain = |last: &str| {
        let links = (0..1000).map(|index| {
            format!("A{index}: {{properties: {{next: {{$ref: '#/components/schemas/A{}'}}}}}},\n ", index + 1)
        });
        format!("{{{}A1000: {last}}}", links.collect::<String>())
    };
    let composed =
        (0..600).map(|index| format!("A{index}: {{allOf: [{{$ref: '#/components/schemas/A{}'}}]}},", index + 1));
    let composed = format!("{{{} A600: {{}}}}", composed.collect::<String>());
    let own = "{$ref: '#/components/schemas/A0'}, {not: {$ref: '#/components/schemas/A0'}}, ";
    let texts = [
        "{A0: {$ref: '#/components/schemas/A0'}}".to_owned(),
        "{A0: {allOf: [{$ref: '#/components/schemas/A0'}], properties: {a: {$ref: '#/components/schemas/A0'}}}}"
            .to_owned(),
        "{A0: {not: {$ref: '#/components/schemas/A0'}}}".to_owned(),
        "{A0: {anyOf: [{$ref: '#/components/schemas/A0'}, {items: {$ref: '#/components/schemas/A0'}}]}}".to_owned(),
        "{A0: {x-rule: {id: a}, anyOf: [{not: {$ref: '#/components/schemas/A0'}}, {$ref: '#/components/schemas/A0'}]}}"
            .to_owned(),
        format!("{{A0: {{x-rule: {{id: a}}, anyOf: [{}], oneOf: [{}]}}}}", own.repeat(40), own.repeat(40)),
        format!("{{A0: {{anyOf: [{}]}}}}", "{$ref: '#/components/schemas/A0'}, ".repeat(100)),
        composed,
        chain("{type: string}"),
        chain("{type: integer}"),
    ];
    for (one, other) in texts.iter().zip(&texts).chain(texts.iter().zip(texts.iter().cycle().skip(1))) {
        let changes = compare(&parse(&body(one)), &parse(&body(other)));
        assert_eq!(changes.is_empty(), one == other, "{}", render(&changes));
    }
}
