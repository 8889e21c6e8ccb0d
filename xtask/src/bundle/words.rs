//! What a schema says to people: descriptions, the rules in words, and where all of it comes from.

use contacts_openapi::{Document, list};
use serde_json::{Map, Value, json};

/// The words of a schema while they are collected. JSON Schema has `$comment` for what is not meant for users of a form.
pub(super) struct Words<'d> {
    title: Option<String>,
    description: String,
    comments: Vec<String>,
    assumed: Vec<String>,
    pages: Vec<String>,
    document: &'d Document,
}

impl<'d> Words<'d> {
    pub(super) fn new(document: &'d Document, schema: &Value) -> Self {
        let text = |value: Option<&Value>| value.and_then(Value::as_str).unwrap_or_default().to_owned();
        let mut words = Self {
            title: None,
            description: text(schema.get("description")),
            comments: Vec::new(),
            assumed: Vec::new(),
            pages: Vec::new(),
            document,
        };
        if let Some(rule) = schema.get("x-rule") {
            words.title = Some(text(rule.get("message")));
            words.note(&format!("Rule {}.", text(rule.get("id"))));
        }
        for (value, meaning) in schema.get("x-enumDescriptions").and_then(Value::as_object).into_iter().flatten() {
            let separator = match words.description.rsplit('\n').next() {
                Some(line) if line.starts_with("- ") => "\n",
                _ => "\n\n",
            };
            let meaning = meaning.as_str().unwrap_or_default();
            words.description.extend([separator, "- `", value, "`: ", meaning]);
        }
        words.pages = list(schema, "x-source").filter_map(|source| words.page(source.as_str()?)).collect();
        words
    }

    /// The address of a page, `<slug>/<language>`.
    fn page(&self, source: &str) -> Option<String> {
        let (slug, language) = source.split_once('/')?;
        let url = self.document.root().get("x-source-index")?.get(slug)?.get("url")?.as_str()?;
        Some(url.replace("{lang}", language))
    }

    /// Adds a sentence for those who look behind the schema.
    pub(super) fn note(&mut self, sentence: &str) {
        self.comments.push(sentence.to_owned());
    }

    /// Adds something that is assumed, and so not in the schema.
    pub(super) fn assumed(&mut self, what: &str) {
        self.assumed.push(what.to_owned());
    }

    /// The schema with its words in front.
    pub(super) fn finish(mut self, schema: Map<String, Value>) -> Value {
        if !self.assumed.is_empty() {
            self.comments.push(format!("Assumed, and so not asserted: {}.", self.assumed.join(", ")));
        }
        if !self.pages.is_empty() {
            self.comments.push(format!("Source: {}", self.pages.join(" ")));
        }
        let mut out = Map::new();
        if let Some(title) = self.title.filter(|_| !schema.contains_key("title")) {
            out.insert("title".to_owned(), json!(title));
        }
        let description = self.description.trim();
        if !description.is_empty() {
            out.insert("description".to_owned(), json!(description));
        }
        if !self.comments.is_empty() {
            out.insert("$comment".to_owned(), json!(self.comments.join(" ")));
        }
        out.extend(schema);
        Value::Object(out)
    }
}
