//! Step one: what the generator would take silently, or panic on, said with a place and a remedy.

mod keywords;
mod operations;
mod schemas;
mod sources;

use contacts_openapi::validate::nearest;
use contacts_openapi::{Document, Finding, list};
use jsonptr::{Pointer, PointerBuf};
use serde_json::Value;

use super::model::{Model, SCHEMAS};
use super::{facts, paging};

/// Everything in a document that would not become sound Rust.
pub(crate) fn check(document: &Document) -> Vec<Finding> {
    let mut check = Check { document, findings: Vec::new() };
    check.version();
    check.references();
    check.sources();
    check.compositions();
    // The rest follows references, and must not walk in circles.
    if check.findings.is_empty() {
        let model = Model::new(document);
        check.operations(&model);
        check.schemas(&model);
        // Last, because what has the wrong form is better said in its own words.
        if check.findings.is_empty() {
            check.all_keywords(&model);
            check.passes(&model);
        }
    }
    check.findings.sort_by(|a, b| a.place.cmp(&b.place));
    // What a part does wrong is wrong in everything that is composed of it.
    check.findings.dedup();
    check.findings
}

/// The references of a document that lead nowhere.
pub(crate) fn dangling(document: &Document) -> Vec<Finding> {
    let mut check = Check { document, findings: Vec::new() };
    check.references();
    check.findings
}

/// What a pass of ours needs of the document and does not find there.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) at: PointerBuf,
    pub(crate) message: String,
    pub(crate) help: String,
}

struct Check<'a> {
    document: &'a Document,
    findings: Vec<Finding>,
}

impl<'a> Check<'a> {
    fn report(&mut self, rule: &'static str, pointer: PointerBuf, message: String, help: impl Into<String>) {
        self.findings.push(self.document.error(rule, pointer, message, help));
    }

    /// What the passes that read the document themselves have to say of it.
    fn passes(&mut self, model: &Model<'a>) {
        for Fault { at, message, help } in facts::facts(model).1 {
            self.report("fact", at, message, help);
        }
        for Fault { at, message, help } in paging::faults(model) {
            self.report("paging", at, message, help);
        }
    }

    /// Where the value at a place is written: behind its reference, if it is one.
    fn definition(&self, at: &PointerBuf) -> PointerBuf {
        let reference = self.document.pointer(at.as_str()).and_then(|value| value.get("$ref")).and_then(Value::as_str);
        reference.and_then(Document::target).unwrap_or_else(|| at.clone())
    }

    fn version(&mut self) {
        let version = self.document.pointer("/openapi");
        if !version.and_then(Value::as_str).is_some_and(|version| version.starts_with("3.0.")) {
            let found = version.map_or("no version".to_owned(), |version| format!("version {version}"));
            let message = format!("expected OpenAPI 3.0, found {found}");
            let help = "write `openapi: 3.0.3` at the top of the file";
            self.report("openapi-version", pointer(["openapi"]), message, help);
        }
    }

    fn references(&mut self) {
        let mut dangling = Vec::new();
        let document = self.document;
        document.walk(&mut |at, value| {
            let is_reference = at.last().is_some_and(|token| token.decoded() == "$ref");
            if let (true, Some(reference)) = (is_reference, value.as_str())
                && !is_data(at)
                && document.resolve(reference).is_none()
            {
                dangling.push((at.to_owned(), reference));
            }
        });
        for (at, reference) in dangling {
            let help = match self.nearest(reference) {
                Some(near) => format!("there is `{near}`; otherwise define what is meant under components"),
                None => "references start with `#/components/` and lead to something that exists".to_owned(),
            };
            self.report("dangling-reference", at, format!("`{reference}` leads nowhere"), help);
        }
    }

    /// The component whose name is most like that of a reference that leads nowhere.
    fn nearest(&self, reference: &str) -> Option<String> {
        let (parent, name) = reference.rsplit_once('/')?;
        let siblings = self.document.resolve(parent)?.as_object()?;
        nearest(siblings.keys().map(String::as_str), name).map(|closest| format!("{parent}/{closest}"))
    }

    /// A property may lead back to the object that holds it; a composition must end.
    fn compositions(&mut self) {
        for (name, schema) in self.document.components() {
            let mut composed = Vec::new();
            self.parts(schema, &mut composed);
            if composed.contains(&name) {
                let message = format!("`{name}` is composed of itself");
                let at = pointer(["components", "schemas", name]);
                self.report("endless-composition", at, message, "refer to it from a property, or drop the reference");
            }
        }
    }

    /// The names of the schemas that a schema takes its properties from.
    fn parts(&self, schema: &'a Value, found: &mut Vec<&'a str>) {
        let reference = schema.get("$ref").and_then(Value::as_str);
        if let Some(name) = reference.and_then(|it| it.strip_prefix(SCHEMAS))
            && !found.contains(&name)
        {
            found.push(name);
            self.parts(self.document.resolve(&format!("{SCHEMAS}{name}")).unwrap_or(&Value::Null), found);
        }
        list(schema, "allOf").for_each(|part| self.parts(part, found));
    }
}

fn pointer<const N: usize>(tokens: [&str; N]) -> PointerBuf {
    PointerBuf::from_tokens(tokens)
}

/// Whether a place is within example data, where `$ref` means nothing.
pub(crate) fn is_data(at: &Pointer) -> bool {
    let tokens: Vec<String> = at.tokens().map(|token| token.decoded().into_owned()).collect();
    let is_name = |index: usize| index > 0 && matches!(tokens[index - 1].as_str(), "properties" | "responses");
    let is_keyword = |token: &String| matches!(token.as_str(), "example" | "examples" | "default" | "enum");
    tokens.iter().enumerate().any(|(index, token)| is_keyword(token) && !is_name(index))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::codegen;
    use crate::exit::Failure;

    #[test]
    fn data_is_what_stands_under_a_keyword_and_not_under_a_name() {
        let rows = [
            ("/components/schemas/A/example/$ref", true),
            ("/components/schemas/A/default/0/$ref", true),
            ("/paths/~1a/get/responses/200/content/application~1json/examples/a/value/$ref", true),
            ("/paths/~1a/get/responses/default/$ref", false),
            ("/components/schemas/A/properties/default/$ref", false),
            ("/components/schemas/A/properties/enum/items/$ref", false),
            ("/components/schemas/A/properties/a/$ref", false),
        ];
        for (pointer, expected) in rows {
            assert_eq!(is_data(Pointer::parse(pointer).unwrap()), expected, "{pointer}");
        }
    }

    #[test]
    fn the_real_document_has_no_findings() {
        assert_eq!(check(&Document::contacts()), []);
    }

    #[test]
    fn findings_stand_in_the_order_of_the_text_and_not_twice() {
        let text = "openapi: 3.1.0\npaths:\n  /a:\n    $ref: '#/b'\n  /c:\n    $ref: '#/d'\n";
        let findings = check(&Document::parse("api.yaml", text).unwrap());
        let places: Vec<_> = findings.iter().map(|finding| (&*finding.rule, finding.place.line)).collect();
        assert_eq!(places, [("openapi-version", 1), ("dangling-reference", 4), ("dangling-reference", 6)]);
    }

    /// Every value of a small document in turn becomes something else, each of a few of the odd ones.
    #[test]
    fn whatever_stands_where_it_does_not_belong_is_a_finding_or_sound_code() {
        let small = Document::parse("small.yaml", include_str!("../../tests/golden/small.yaml")).unwrap();
        let odd = [
            json!(null),
            json!(true),
            json!(-7),
            json!("a b"),
            json!([]),
            json!({}),
            json!([null, {"a": []}]),
            json!({"$ref": "#/components/schemas/Tag"}),
            json!({"$ref": "#/components/responses/Error"}),
            json!({"type": "object", "properties": {"a": {"enum": ["b"]}}}),
        ];
        let mut pointers = Vec::new();
        small.walk(&mut |pointer, _| pointers.push(pointer.to_owned()));
        for (index, pointer) in pointers.iter().enumerate().filter(|(_, pointer)| !pointer.is_root()) {
            for odd in odd.iter().skip(index % 5).step_by(5) {
                let mut changed = small.root().clone();
                *changed.pointer_mut(pointer.as_str()).unwrap() = odd.clone();
                let document = Document::parse("small.yaml", changed.to_string()).unwrap();
                match codegen::generate(document) {
                    Ok(files) => {
                        for (name, text) in files {
                            let tree = syn::parse_file(&text);
                            assert!(tree.is_ok(), "{odd} at {pointer}: {name}: {:?}", tree.err());
                        }
                    }
                    Err(Failure::Findings { findings, .. }) => {
                        assert!(findings.iter().all(|it| it.help.is_some()), "{odd} at {pointer}");
                    }
                    Err(failure) => panic!("{odd} at {pointer} ends with {:?}", failure.exit_code()),
                }
            }
        }
    }
}
