//! Which pages of the documentation a statement comes from, and what no page states.

use jsonptr::{Pointer, PointerBuf};
use serde_json::Value;

use crate::composition::list;
use crate::document::Document;

impl Document {
    /// The pages that the statement at a place was transcribed from, as `<slug>/<language>`: what the nearest
    /// `x-source` around it names, or the `source` of a rule or a dated change.
    ///
    /// ```
    /// let document = contacts_openapi::Document::contacts();
    /// let order = jsonptr::Pointer::from_static("/components/schemas/ContactOrderBy/enum");
    /// assert_eq!(document.sources(order), ["contact-user-list/en"]);
    /// ```
    pub fn sources(&self, at: &Pointer) -> Vec<&str> {
        let mut nearest = Some(at);
        while let Some(here) = nearest {
            if let Some(value) = self.pointer(here.as_str()) {
                let mut sources = list(value, "x-source").filter_map(Value::as_str).peekable();
                if sources.peek().is_some() {
                    return sources.collect();
                }
                // Only our own lists have a member of this name that means it.
                let is_own = here
                    .parent()
                    .and_then(Pointer::last)
                    .is_some_and(|token| ["x-constraints", "x-dated-changes"].contains(&&*token.decoded()));
                if is_own && value.get("source").is_some() {
                    return list(value, "source").filter_map(Value::as_str).collect();
                }
            }
            nearest = here.parent();
        }
        Vec::new()
    }

    /// The address of a page that `x-source` names, if the index knows it.
    ///
    /// ```
    /// let document = contacts_openapi::Document::contacts();
    /// assert_eq!(document.address("auth/en").as_deref(), Some("https://developers.worksmobile.com/en/docs/auth"));
    /// assert_eq!(document.address("auth/jp"), None, "no such copy was seen");
    /// ```
    pub fn address(&self, page: &str) -> Option<String> {
        let (slug, language) = page.split_once('/')?;
        let entry = self.root().get("x-source-index")?.get(slug)?;
        entry.get("seen").is_none_or(|seen| seen.get(language).is_some()).then_some(())?;
        Some(entry.get("url")?.as_str()?.replace("{lang}", language))
    }

    /// The addresses of the pages that the statement at a place was transcribed from.
    pub fn pages(&self, at: &Pointer) -> Vec<String> {
        self.sources(at).into_iter().filter_map(|page| self.address(page)).collect()
    }

    /// What is assumed of the keyword at a place, and where that is said. A reference leads out of what an
    /// assumption covers, so whoever follows one asks again behind it.
    ///
    /// ```
    /// let document = contacts_openapi::Document::contacts();
    /// let status = jsonptr::Pointer::from_static("/paths/~1contacts/post/responses/201");
    /// let (_, reason) = document.assumption(status).expect("no page prints the number");
    /// assert!(reason.starts_with("201 by analogy"));
    /// ```
    pub fn assumption(&self, at: &Pointer) -> Option<(PointerBuf, &str)> {
        let whole = |at: &Pointer| {
            let assumption = Assumption::of(self.pointer(at.as_str())?)?;
            assumption.is_whole().then(|| (at.to_owned(), assumption.reason))
        };
        let named = |at: &Pointer, keyword: &str| {
            let assumption = Assumption::of(self.pointer(at.as_str())?)?;
            assumption.covers(keyword).then(|| (at.to_owned(), assumption.reason))
        };
        if let Some(known) = whole(at) {
            return Some(known);
        }
        let (mut here, mut token) = (at.parent()?, at.last()?);
        // A place in the list of what is required is spoken of by the property of that name.
        if here.last().is_some_and(|last| last.decoded() == "required")
            && let Some(name) = self.pointer(at.as_str()).and_then(Value::as_str)
            && let Some(object) = here.parent()
        {
            let property = object.with_trailing_token("properties").with_trailing_token(name);
            if let Some(known) = named(&property, "required") {
                return Some(known);
            }
            (token, here) = (here.last()?, object);
        }
        if let Some(known) = named(here, &token.decoded()) {
            return Some(known);
        }
        // What a parameter assumes is about its schema.
        if here.last().is_some_and(|last| last.decoded() == "schema")
            && let Some(known) = here.parent().and_then(|parameter| named(parameter, &token.decoded()))
        {
            return Some(known);
        }
        let mut nearest = Some((here, token));
        while let Some((here, token)) = nearest {
            if let Some(known) = whole(here) {
                return Some(known);
            }
            if here.last().is_some_and(|last| last.decoded() == "responses")
                && let Some(operation) = here.parent()
                && let Some(assumed) = self.pointer(operation.as_str())?.get("x-assumed-responses")
                && let Some(reason) = assumed.get(&*token.decoded()).and_then(Value::as_str)
            {
                return Some((operation.with_trailing_token("x-assumed-responses"), reason));
            }
            nearest = here.parent().zip(here.last());
        }
        None
    }

    /// The address of the first of these pages.
    ///
    /// ```
    /// let document = contacts_openapi::Document::contacts();
    /// let memo = jsonptr::Pointer::from_static("/components/schemas/ContactDetails/properties/memo/maxLength");
    /// let page = document.page(memo).expect("every schema names its pages");
    /// assert!(page.ends_with("/jp/docs/contact-create"));
    /// ```
    pub fn page(&self, at: &Pointer) -> Option<String> {
        self.sources(at).first().and_then(|page| self.address(page))
    }
}

/// What the `x-assumption` of an object says that no page states.
///
/// ```
/// use contacts_openapi::Assumption;
/// use serde_json::json;
///
/// let schema = json!({"pattern": "^a", "maxLength": 3, "x-assumption": {"covers": ["pattern"], "reason": "It fits."}});
/// let assumption = Assumption::of(&schema).expect("there is one");
/// assert!(assumption.covers("pattern") && !assumption.covers("maxLength") && !assumption.is_whole());
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Assumption<'a> {
    /// The keywords that it names; without a list, everything is covered.
    covered: Option<&'a Value>,
    /// Why it was taken.
    pub reason: &'a str,
}

impl<'a> Assumption<'a> {
    /// The assumption beside the keywords of an object.
    pub fn of(object: &'a Value) -> Option<Self> {
        match object.get("x-assumption")? {
            Value::String(reason) => Some(Self { covered: None, reason }),
            assumption => Some(Self {
                covered: Some(assumption.get("covers").unwrap_or(&Value::Null)),
                reason: assumption.get("reason").and_then(Value::as_str).unwrap_or_default(),
            }),
        }
    }

    /// Whether it covers every keyword of the object, and of what is written within it.
    pub fn is_whole(&self) -> bool {
        self.covered.is_none()
    }

    /// Whether it covers a keyword of the object; `required`, on a property, is its place in that list.
    pub fn covers(&self, keyword: &str) -> bool {
        self.is_whole() || self.keywords().any(|covered| covered == keyword)
    }

    /// The keywords that it names.
    pub fn keywords(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.covered.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
    }
}

#[cfg(all(test, feature = "yaml"))]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const TEXT: &str = "
x-source-index:
  a: {url: 'https://example.com/{lang}/a', seen: {en: whole}}
  b: {url: 'https://example.com/b'}
paths:
  /a:
    get:
      x-source: [a/en, b/en]
      x-assumed-responses: {'403': As elsewhere.}
      x-constraints:
        - {id: one, source: [b/jp]}
        - {id: two}
      responses: {'200': {x-assumption: Lost.}, '403': {}, '404': {}}
      parameters:
        - {name: p, x-assumption: {covers: [pattern], reason: Deduced.}, schema: {type: string, pattern: a}}
components:
  schemas:
    A:
      required: [a, b, c]
      x-source: [c/en]
      properties:
        a: {maxLength: 3, minLength: 1, x-assumption: {covers: [required, maxLength], reason: Seen.}}
        b: {items: {type: string, properties: {c: {type: string}}}, x-assumption: Guessed.}
        c: {type: string, x-source: [], x-assumption: {covers: [], reason: Its name.}}
";

    #[test]
    fn an_assumption_covers_its_keywords_or_everything_within_and_a_place_in_required() {
        let document = Document::parse("api.yaml", TEXT).unwrap();
        let schema = "/components/schemas/A/properties";
        let rows = [
            (format!("{schema}/a/maxLength"), Some("Seen.")),
            (format!("{schema}/a/minLength"), None),
            (format!("{schema}/a"), None),
            ("/components/schemas/A/required/0".to_owned(), Some("Seen.")),
            ("/components/schemas/A/required/1".to_owned(), Some("Guessed.")),
            ("/components/schemas/A/required/2".to_owned(), None),
            (format!("{schema}/b"), Some("Guessed.")),
            (format!("{schema}/b/items/properties/c/type"), Some("Guessed.")),
            (format!("{schema}/c/type"), None),
            ("/paths/~1a/get/responses/200".to_owned(), Some("Lost.")),
            ("/paths/~1a/get/responses/403".to_owned(), Some("As elsewhere.")),
            ("/paths/~1a/get/responses/403/description".to_owned(), Some("As elsewhere.")),
            ("/paths/~1a/get/responses/404".to_owned(), None),
            ("/paths/~1a/get/parameters/0/schema/pattern".to_owned(), Some("Deduced.")),
            ("/paths/~1a/get/parameters/0/schema/type".to_owned(), None),
            ("/absent/place".to_owned(), None),
            (String::new(), None),
        ];
        for (pointer, reason) in rows {
            let at = Pointer::parse(&pointer).unwrap();
            assert_eq!(document.assumption(at).map(|(_, reason)| reason), reason, "{pointer}");
        }
    }

    #[test]
    fn pages_are_those_of_the_nearest_list_and_a_rule_has_its_own() {
        let document = Document::parse("api.yaml", TEXT).unwrap();
        let rows: [(&str, &[&str], &[&str]); 5] = [
            ("/paths/~1a/get/responses/200", &["a/en", "b/en"], &["https://example.com/en/a", "https://example.com/b"]),
            ("/paths/~1a/get/x-constraints/0", &["b/jp"], &["https://example.com/b"]),
            (
                "/paths/~1a/get/x-constraints/1/id",
                &["a/en", "b/en"],
                &["https://example.com/en/a", "https://example.com/b"],
            ),
            ("/components/schemas/A/properties/c/type", &["c/en"], &[]),
            ("/components", &[], &[]),
        ];
        for (pointer, sources, pages) in rows {
            let at = Pointer::parse(pointer).unwrap();
            assert_eq!(document.sources(at), sources, "{pointer}");
            assert_eq!(document.pages(at), pages, "{pointer}");
        }
        for page in ["a/jp", "a", "c/en", ""] {
            assert_eq!(document.address(page), None, "{page}");
        }
    }
}
