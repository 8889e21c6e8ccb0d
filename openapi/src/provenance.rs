//! Which page of the documentation a statement comes from.

use jsonptr::Pointer;
use serde_json::Value;

use crate::document::Document;

impl Document {
    /// The address of the page that the statement at a place was transcribed from: the first that the nearest
    /// `x-source` around it names.
    ///
    /// ```
    /// let document = contacts_openapi::Document::contacts();
    /// let memo = jsonptr::Pointer::from_static("/components/schemas/ContactDetails/properties/memo/maxLength");
    /// let page = document.page(memo).expect("every schema names its pages");
    /// assert!(page.ends_with("/jp/docs/contact-create"));
    /// ```
    pub fn page(&self, at: &Pointer) -> Option<String> {
        let mut nearest = Some(at);
        while let Some(here) = nearest {
            let sources = self.pointer(here.as_str()).and_then(|value| value.get("x-source"));
            if let Some(source) = sources.and_then(Value::as_array).and_then(|sources| sources.first()) {
                let (slug, language) = source.as_str()?.split_once('/')?;
                let url = self.root().get("x-source-index")?.get(slug)?.get("url")?.as_str()?;
                return Some(url.replace("{lang}", language));
            }
            nearest = here.parent();
        }
        None
    }
}
