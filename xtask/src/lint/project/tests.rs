//! Documents that break a rule in one of its ways each, and documents that nobody would write.

use contacts_openapi::Document;
use contacts_openapi::validate::Validator;
use serde_json::json;

use crate::lint;

/// Every value of a small document in turn becomes something else, each of a few of the odd ones.
#[test]
fn whatever_stands_where_it_does_not_belong_lint_comes_to_an_end_and_says_what_to_do() {
    let small = Document::parse("small.yaml", include_str!("../../../tests/golden/small.yaml")).unwrap();
    let odd = [
        json!(null),
        json!(-7),
        json!("x-a/b"),
        json!([]),
        json!({}),
        json!([null, {"a": [], "x-source": 3, "source": {}}]),
        json!({"$ref": "#/components/schemas/Tag", "x-rule": 3, "x-dated-changes": [3, {"date": "2026-02-31"}]}),
        json!({"$ref": "#/paths", "x-constraints": {"id": 3}, "readOnly": 1, "x-examples": [{}]}),
        json!({"x-assumption": {"covers": [3]}, "x-error-codes": [3], "x-assumed-responses": [], "enum": [[]]}),
    ];
    let mut pointers = Vec::new();
    small.walk(&mut |pointer, _| pointers.push(pointer.to_owned()));
    for (index, pointer) in pointers.iter().enumerate().filter(|(_, pointer)| !pointer.is_root()) {
        for odd in odd.iter().skip(index % 9).step_by(9) {
            let mut changed = small.root().clone();
            *changed.pointer_mut(pointer.as_str()).unwrap() = odd.clone();
            let document = Document::parse("small.yaml", changed.to_string()).unwrap();
            let findings = lint::lint(&Validator::new(document), "2026-11-21");
            assert!(findings.iter().all(|finding| finding.help.is_some()), "{odd} at {pointer}");
            assert!(findings.iter().all(|finding| lint::rule(&finding.rule).is_some()), "{odd} at {pointer}");
        }
    }
}

/// What a rule says of a document.
fn said(rule: &str, text: &str) -> Vec<String> {
    let document = Document::parse("api.yaml", text).unwrap();
    let findings =
        lint::lint(&Validator::new(document), "2026-11-21").into_iter().filter(|finding| finding.rule == rule);
    findings.map(|finding| finding.message).collect()
}

#[test]
#[allow(clippy::too_many_lines, reason = "it is a table")]
fn every_form_of_a_fault_is_told_and_nothing_near_it() {
    let rows: [(&str, &str, &[&str]); 33] = [
        ("no-source", "x-limits: {a: {x-source: [b/en]}, c: {x-assumption: d}}", &[]),
        ("no-source", "x-limits: {a: {x-source: [b/en]}, c: 3}", &["`x-limits` names no page and is no assumption"]),
        ("no-source", "paths: {/a: {get: {x-assumption: b}}}\ncomponents: {headers: {A: {$ref: '#/b'}}}", &[]),
        (
            "no-source",
            "components: {schemas: {A: {type: string, x-assumption: {covers: [], reason: b}}}}",
            &["`A` names no page, and its assumption covers no keyword"],
        ),
        (
            "no-source",
            "components: {schemas: {A: {type: string, maxLength: 3, x-assumption: {covers: [maxLength], reason: b}}}}",
            &["`A` names no page, and its assumption does not cover `type`"],
        ),
        ("no-source", "components: {schemas: {A: {type: string, x-assumption: {covers: [type], reason: b}}}}", &[]),
        (
            "no-source",
            "x-limits: {a: {b: 1, x-assumption: {covers: [], reason: c}}}",
            &["`x-limits` names no page and is no assumption"],
        ),
        (
            "unknown-source",
            "x-source-index: {tag: {url: u, seen: {en: whole}}}\npaths: {/a: {get: {x-constraints: [{source: [tga/en]}]}}}",
            &["\"tga/en\" names no page that the document has an address for"],
        ),
        ("empty-source", "paths: {/a: {get: {x-constraints: [{source: []}]}}}", &["the list of pages is empty"]),
        (
            "external-docs",
            "x-source-index: {tag: {url: u, seen: {en: whole}}}\npaths: {/a: {get: {operationId: b, x-source: [tag/en]}}}",
            &["`b` leads to no page"],
        ),
        ("assumption", "x-a: {x-assumption: ' '}", &["the assumption gives no reason"]),
        ("assumption", "x-a: {x-assumption: 3}", &["`x-assumption` takes a text, or `covers` and a `reason`"]),
        ("assumption", "x-a: {b: 1, x-assumption: {covers: [b], reason: c}}", &[]),
        ("assumption", "components: {schemas: {A: {properties: {x-assumption: {type: string}}}}}", &[]),
        (
            "assumed-responses",
            "paths: {/a: {get: {operationId: b, x-assumed-responses: {'200': c, '404': ''}, responses: {'200': {}, '404': {$ref: d}}}}}",
            &["200 of `b` is written in place", "404 of `b` is assumed without a reason"],
        ),
        (
            "assumed-responses",
            "paths: {/a: {get: {x-assumed-responses: []}}}",
            &["`x-assumed-responses` is no object of statuses"],
        ),
        (
            "hollow-description",
            "components: {schemas: {A: {description: TODO}}}",
            &["the description of `A` says nothing"],
        ),
        (
            "hollow-description",
            "paths: {/a: {get: {operationId: b, summary: Do it, description: Do it}}}",
            &["the description of `b` repeats its summary"],
        ),
        ("hollow-description", "components: {schemas: {A: {description: A b.}, B: {description: A b.}}}", &[]),
        (
            "no-description",
            "components: {schemas: {A: {description: a, properties: {b: {allOf: [{$ref: '#/components/schemas/A'}]}}}}}",
            &[],
        ),
        (
            "no-description",
            "components: {schemas: {A: {description: a, properties: {b: {items: {properties: {c: {}}}, description: d}}}}}",
            &["`c` of `b` has no description"],
        ),
        ("enum-descriptions", "components: {schemas: {A: {enum: [b]}}}", &["`A` does not say what its values mean"]),
        (
            "dated-change",
            "components: {schemas: {A: {enum: [b], x-dated-changes: [{id: c, statement: d, value: e, replacement: f, date: '2026-02-31', applies: g}]}}}",
            &[
                "`value` is no value of the enum",
                "`replacement` is no value of the enum",
                "`date` is no day",
                "it is not said whether requests or answers change",
            ],
        ),
        (
            "dated-change",
            "components: {schemas: {A: {enum: [b], x-dated-changes: [{id: c, statement: d, value: b, date: '2026-02-01', applies: request, decision: {on: e}}]}}}",
            &["the decision lacks its day or its words"],
        ),
        (
            "dated-change",
            "components: {schemas: {A: {enum: [b], x-dated-changes: [{id: c, value: b, date: '2026-02-01', applies: request}, {statement: d, value: b, date: '2026-02-01', applies: request}]}}}",
            &["the change has no `statement`", "the change has no `id`"],
        ),
        (
            "undecided-change",
            "components: {schemas: {A: {enum: [b], x-dated-changes: [{id: c, date: '2026-11-21', decision: {review: '2026-11-21'}}, {id: d, date: '2026-11-22'}]}}}",
            &["the decision on `c` was to be looked at again on 2026-11-21"],
        ),
        (
            "constraint",
            "paths: {/a: {get: {x-constraints: [{id: b, x-assumption: c}]}}}\nx-a: {x-source: [b/en], x-rule: {id: d, message: e}}",
            &["the rule lacks its `id` or its `statement`", "`x-rule` stands beside nothing that it names"],
        ),
        ("unknown-name", "x-pagination: {cursorParameter: a}", &["\"a\" is not the name of a query parameter"]),
        (
            "example-misplaced",
            "paths: {/a: {get: {operationId: b, responses: {'200': {content: {c: {examples: {d: {externalValue: ./examples/b.request.en.json}}}}}}}}}\ncomponents: {schemas: {}}",
            &[],
        ),
        ("no-example", "paths: {/a: {get: {responses: {'200': {content: {application/json: {example: b}}}}}}}", &[]),
        ("whitespace", "a: 1 \nb: 2\r\n", &["the line ends with blanks", "1 line ends with a carriage return"]),
        ("whitespace", "a: 1\r\nb: 2 \r\n", &["2 lines end with a carriage return", "the line ends with blanks"]),
        (
            "unknown-extension",
            "components: {headers: {x-a: {x-b: 1, example: {x-c: 2}}}}",
            &["no table knows the keyword `x-b`"],
        ),
    ];
    let wrong = rows.into_iter().filter(|(rule, text, expected)| said(rule, text) != *expected);
    let wrong: Vec<_> = wrong.map(|(rule, text, _)| (rule, text, said(rule, text))).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
