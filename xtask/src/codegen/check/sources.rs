//! What `x-source` must be like to become a link.

use contacts_openapi::list;
use contacts_openapi::validate::nearest;
use serde_json::Value;

use super::{Check, is_data};
use crate::codegen::docs;

/// The member that names the pages behind what stands beside it.
const SOURCE: &str = "x-source";

impl Check<'_> {
    pub(super) fn sources(&mut self) {
        let mut unknown = Vec::new();
        let document = self.document;
        document.walk(&mut |at, value| {
            // Few values have one, and to take a place apart is work.
            if value.get(SOURCE).is_none() || is_data(at) {
                return;
            }
            let here = || at.with_trailing_token(SOURCE);
            if value.get(SOURCE).is_some_and(|sources| !sources.is_array()) {
                unknown.push((here(), None));
            }
            for (index, source) in list(value, SOURCE).enumerate() {
                if source.as_str().and_then(|source| docs::page(document, source)).is_none() {
                    unknown.push((here().with_trailing_token(index), Some(source)));
                }
            }
        });
        for (at, source) in unknown {
            let message = match source {
                Some(source) => format!("{source} names no page that the document has an address for"),
                None => "`x-source` is no list of pages".to_owned(),
            };
            let near = source.and_then(Value::as_str).and_then(|source| self.nearest_source(source));
            let help = match near {
                Some(near) => format!("there is `{near}`; otherwise add the page to `x-source-index`"),
                None => "write `[<slug>/<language>]`, and give the slug a `url` in `x-source-index`".to_owned(),
            };
            self.report("unknown-source", at, message, help);
        }
    }

    /// The page whose name is most like that of one without an address, in the same language if it has one.
    fn nearest_source(&self, source: &str) -> Option<String> {
        let index = self.document.pointer("/x-source-index")?.as_object()?;
        let mut parts = source.split('/');
        let slug = nearest(index.keys().map(String::as_str), parts.next()?)?;
        let mut pages = parts.next().into_iter().chain(["en"]).map(|language| format!("{slug}/{language}"));
        pages.find(|page| docs::page(self.document, page).is_some())
    }
}
