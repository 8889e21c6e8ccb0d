//! From the keywords of OpenAPI 3.0 to those of JSON Schema 2020-12.

use contacts_openapi::{Direction, Document, list};
use jsonptr::PointerBuf;
use serde_json::{Map, Value, json};

use super::facts::{self, Facts, assumes, covers, spoken};
use super::words::Words;
use super::{Bundler, Reading, reference};

/// A schema while it is translated.
struct Here<'d, 'f> {
    at: PointerBuf,
    value: &'d Value,
    is_assumed: bool,
    reading: Reading,
    facts: &'f Facts,
}

impl<'d> Bundler<'d> {
    /// The definition of a schema at a place.
    pub(super) fn definition(&mut self, at: &PointerBuf, reading: Reading) -> Value {
        let document = self.document;
        let value = document.pointer(at.as_str()).unwrap_or(&Value::Null);
        let facts = self.facts(at, value, false);
        self.schema(&Here { at: at.clone(), value, is_assumed: false, reading, facts: &facts }, &mut Vec::new())
    }

    fn facts(&self, at: &PointerBuf, value: &Value, is_assumed: bool) -> Facts {
        Facts::of(self.document, &facts::parts(self.document, at, value, is_assumed), self.direction)
    }

    /// The schema of an item or a member.
    fn position(&mut self, at: PointerBuf, value: &'d Value, is_assumed: bool, reading: Reading) -> Value {
        let facts = self.facts(&at, value, is_assumed);
        let schema = self.schema(&Here { at, value, is_assumed, reading, facts: &facts }, &mut Vec::new());
        if self.is_null_open && reading == Reading::Documented { widened(schema) } else { schema }
    }

    /// One schema; `chain` is what it is a part of, for one and the same value.
    fn schema(&mut self, here: &Here<'d, '_>, chain: &mut Vec<PointerBuf>) -> Value {
        if let Some(target) = here.value.get("$ref").and_then(Value::as_str).and_then(Document::target) {
            return json!({ "$ref": reference(&self.define(target, here.reading, None)) });
        }
        let Some(members) = here.value.as_object() else { return json!({}) };
        let is_assumed = here.is_assumed || here.value.get("x-assumption").is_some_and(Value::is_string);
        let here = &Here { at: here.at.clone(), is_assumed, ..*here };
        chain.push(here.at.clone());
        let mut words = Words::new(self.document, here.value);
        let mut out = Map::new();
        let mut all = Vec::new();
        for (keyword, value) in members {
            self.keyword(here, keyword, value, &mut out, &mut all, &mut words);
        }
        let at = here.at.with_trailing_token("allOf");
        let parts: Vec<Value> = list(here.value, "allOf")
            .enumerate()
            .map(|(index, value)| {
                let part = Here { at: at.with_trailing_token(index), value, ..*here };
                self.part(&part, chain)
            })
            .collect();
        all.splice(0..0, parts.into_iter().filter(|part| *part != json!({})));
        if !all.is_empty() {
            out.insert("allOf".to_owned(), Value::Array(all));
        }
        chain.pop();
        words.finish(out)
    }

    /// A part of a composition. What it refers to is referred to again, unless the other parts say something of its
    /// members that it does not say itself, or it leads back to what it is a part of.
    fn part(&mut self, here: &Here<'d, '_>, chain: &mut Vec<PointerBuf>) -> Value {
        let Some(reference) = here.value.get("$ref").and_then(Value::as_str) else { return self.schema(here, chain) };
        let document = self.document;
        let Some(target) = Document::target(reference) else { return json!({}) };
        let parts = facts::parts(document, &target, here.value, false);
        let leads_back = parts.iter().any(|part| chain.contains(&part.at));
        let own = Facts::of(document, &parts, self.direction);
        if !leads_back && here.facts.about(&spoken(document, &parts)) == own {
            return self.schema(here, chain);
        }
        let Some(first) = parts.first().filter(|first| !chain.contains(&first.at)) else { return json!({}) };
        let within = Here { at: first.at.clone(), value: first.value, is_assumed: false, ..*here };
        self.schema(&within, chain)
    }

    /// Adds what one keyword says.
    fn keyword(
        &mut self,
        here: &Here<'d, '_>,
        keyword: &str,
        value: &'d Value,
        out: &mut Map<String, Value>,
        all: &mut Vec<Value>,
        words: &mut Words<'_>,
    ) {
        let is_doubted = here.is_assumed || covers(here.value, keyword);
        let counts = here.reading == Reading::Whole || !is_doubted;
        let at = || here.at.with_trailing_token(keyword);
        match keyword {
            "title" | "default" | "deprecated" | "readOnly" | "writeOnly" => {
                out.insert(keyword.to_owned(), value.clone());
            }
            "example" => drop(out.insert("examples".to_owned(), json!([value]))),
            "items" => {
                let items = self.position(at(), value, is_doubted, here.reading);
                out.insert(keyword.to_owned(), items);
            }
            "properties" => drop(out.insert(keyword.to_owned(), self.properties(here, value))),
            "additionalProperties" => match value {
                Value::Object(_) => {
                    let schema = self.position(at(), value, is_doubted, here.reading);
                    out.insert(keyword.to_owned(), schema);
                }
                Value::Bool(false) if counts => drop(out.insert(keyword.to_owned(), value.clone())),
                Value::Bool(false) => words.assumed(keyword),
                _ => {}
            },
            "required" => Self::required(here, value, counts, out, words),
            "type" | "enum" | "minLength" | "maxLength" | "pattern" | "format" | "minimum" | "maximum"
            | "multipleOf" | "minItems" | "maxItems" | "uniqueItems" | "minProperties" | "maxProperties" | "anyOf"
            | "oneOf" | "not"
                if !counts =>
            {
                words.assumed(keyword);
            }
            "type" => {
                let is_nullable = here.value.get("nullable") == Some(&Value::Bool(true));
                out.insert(keyword.to_owned(), if is_nullable { json!([value, "null"]) } else { value.clone() });
            }
            "enum" | "minLength" | "maxLength" | "pattern" | "multipleOf" | "minItems" | "maxItems"
            | "minProperties" | "maxProperties" => drop(out.insert(keyword.to_owned(), value.clone())),
            "uniqueItems" if value == &Value::Bool(true) => drop(out.insert(keyword.to_owned(), value.clone())),
            "minimum" | "maximum" => {
                let exclusive = if keyword == "minimum" { "exclusiveMinimum" } else { "exclusiveMaximum" };
                let is_exclusive = here.value.get(exclusive) == Some(&Value::Bool(true));
                out.insert((if is_exclusive { exclusive } else { keyword }).to_owned(), value.clone());
            }
            "format" => format(value, out, all, words),
            "anyOf" | "oneOf" => self.choice(here, keyword, out, all, words),
            "not" => {
                if here.reading == Reading::Documented && assumes(self.document, &at(), value, here.is_assumed) {
                    words.assumed(keyword);
                } else {
                    let excluded = self.branch(here, at(), value, Reading::Whole);
                    out.insert(keyword.to_owned(), excluded);
                }
            }
            _ => {}
        }
    }

    /// The members of an object. One that is of no account in this direction may be anything.
    fn properties(&mut self, here: &Here<'d, '_>, properties: &'d Value) -> Value {
        let at = here.at.with_trailing_token("properties");
        let flag = match self.direction {
            Direction::Request => "readOnly",
            Direction::Response => "writeOnly",
        };
        let properties = properties.as_object().into_iter().flatten().map(|(name, value)| {
            let at = at.with_trailing_token(name.as_str());
            let schema = if here.facts.ignored.contains(name) {
                let description = value.get("description").map(|text| ("description".to_owned(), text.clone()));
                description.into_iter().chain([(flag.to_owned(), json!(true))]).collect()
            } else {
                self.position(at, value, here.is_assumed, here.reading)
            };
            (name.clone(), schema)
        });
        Value::Object(properties.collect())
    }

    /// The members that must be there: those that are of no account need not.
    fn required(here: &Here<'_, '_>, names: &Value, counts: bool, out: &mut Map<String, Value>, words: &mut Words<'_>) {
        let names = names.as_array().into_iter().flatten().filter_map(Value::as_str);
        let mut required: Vec<&str> = Vec::new();
        for name in names.filter(|name| !here.facts.ignored.contains(*name)) {
            if here.reading == Reading::Documented && (!counts || here.facts.assumed.contains(name)) {
                words.assumed(&format!("that {name} is required"));
            } else if !required.contains(&name) {
                required.push(name);
            }
        }
        if !required.is_empty() {
            out.insert("required".to_owned(), json!(required));
        }
    }

    /// A schema that the same value is held against beside others: what is of no account there is of none here.
    fn branch(&mut self, here: &Here<'d, '_>, at: PointerBuf, value: &'d Value, reading: Reading) -> Value {
        let document = self.document;
        let parts = facts::parts(document, &at, value, here.is_assumed);
        let own = Facts::of(document, &parts, self.direction);
        let mut facts = own.clone();
        facts.ignored.extend(here.facts.about(&spoken(document, &parts)).ignored);
        match parts.first() {
            // A reference is followed where the branch is not what it is elsewhere.
            Some(first) if value.get("$ref").is_some() && facts != own => {
                let within =
                    Here { at: first.at.clone(), value: first.value, is_assumed: false, reading, facts: &facts };
                self.schema(&within, &mut Vec::new())
            }
            _ => self.schema(&Here { at, value, is_assumed: here.is_assumed, reading, facts: &facts }, &mut Vec::new()),
        }
    }

    /// `anyOf` or `oneOf`.
    fn choice(
        &mut self,
        here: &Here<'d, '_>,
        keyword: &str,
        out: &mut Map<String, Value>,
        all: &mut Vec<Value>,
        words: &mut Words<'_>,
    ) {
        let at = here.at.with_trailing_token(keyword);
        let branches: Vec<(PointerBuf, &'d Value)> = list(here.value, keyword)
            .enumerate()
            .map(|(index, value)| (at.with_trailing_token(index), value))
            .collect();
        if here.value.get("discriminator").is_some() {
            // A branch may be composed of what has the choice: such a circle is cut by payloads alone.
            return words.note("A discriminator chooses among the schemas here; that is not asserted.");
        }
        let mut held = |reading| -> Vec<Value> {
            branches.iter().map(|(at, value)| self.branch(here, at.clone(), value, reading)).collect()
        };
        let is_settled = here.reading == Reading::Whole;
        if is_settled || keyword == "anyOf" {
            out.insert(keyword.to_owned(), held(here.reading).into());
            return;
        }
        let documented = held(Reading::Documented);
        let assumes = branches.iter().any(|(at, value)| assumes(self.document, at, value, here.is_assumed));
        if !assumes && !self.is_null_open {
            out.insert(keyword.to_owned(), documented.into());
            return;
        }
        // That too much fits is wrong only where nothing that is assumed, or open, has a part in it.
        let mut held = |reading| -> Vec<Value> {
            branches.iter().map(|(at, value)| self.branch(here, at.clone(), value, reading)).collect()
        };
        let whole = held(Reading::Whole);
        let fits = if assumes { "anyOf" } else { "oneOf" };
        all.push(json!({"anyOf": [{fits: whole}, {"oneOf": documented}]}));
    }
}

/// A format, if it is one that is asserted; of numbers as the range that it stands for, which JSON Schema has no format
/// for. Any other is an annotation to the engine, and would be asserted here.
fn format(value: &Value, out: &mut Map<String, Value>, all: &mut Vec<Value>, words: &mut Words<'_>) {
    let Some(format) = value.as_str() else { return };
    let range = match format {
        "int32" => json!({"minimum": i32::MIN, "maximum": i32::MAX}),
        "int64" => json!({"minimum": i64::MIN, "maximum": i64::MAX}),
        "float" => json!({"minimum": f32::MIN, "maximum": f32::MAX}),
        "date" | "date-time" => {
            out.insert("format".to_owned(), value.clone());
            return;
        }
        _ => return words.note(&format!("Format {format}, which is not asserted.")),
    };
    out.insert("format".to_owned(), value.clone());
    all.push(range);
}

/// A schema that also takes null.
fn widened(schema: Value) -> Value {
    match schema.as_object() {
        Some(members) if members.keys().all(|keyword| ANNOTATIONS.contains(&keyword.as_str())) => schema,
        _ => json!({"anyOf": [schema, {"type": "null"}]}),
    }
}

/// Keywords that hold nobody.
const ANNOTATIONS: [&str; 8] =
    ["title", "description", "$comment", "default", "examples", "deprecated", "readOnly", "writeOnly"];
