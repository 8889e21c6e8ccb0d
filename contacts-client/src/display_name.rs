//! A name as people read it: in which order its parts stand, and with what between them, is a matter of language.
//!
//! ```
//! use contacts_client::NameOrder;
//! use contacts_client::types::ContactName;
//!
//! let name = ContactName::default().set_first_name("太郎").set_last_name("ワークス");
//! assert_eq!(name.display(NameOrder::Japanese), "ワークス 太郎");
//!
//! let name = ContactName::default().set_first_name("길동").set_last_name("홍");
//! assert_eq!(name.display(NameOrder::Korean), "홍길동");
//!
//! let name = ContactName::default().set_first_name("John").set_last_name("Doe").set_prefix("Dr.");
//! assert_eq!(name.display(NameOrder::Western), "Dr. John Doe");
//! assert_eq!(name.display_plain(NameOrder::Western), "John Doe");
//! ```

use unicode_script::{Script, UnicodeScript as _};

use crate::types::ContactName;

/// In which order the parts of a name stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NameOrder {
    /// Family name, given name, middle name, with spaces: `ワークス 太郎`.
    Japanese,
    /// The same, but family and given name without a space where both are in Hangul or Han: `홍길동`, `Doe John`.
    Korean,
    /// Given name, middle name, family name, with spaces: `John Q Doe`.
    Western,
}

impl ContactName {
    /// The name with its titles: the prefix first and the suffix last, in every order.
    ///
    /// Parts that are missing, empty or blank are left out. Without a first and a last name it is the nickname, else the
    /// phonetic name, else an empty text; titles and a middle name alone are no name.
    ///
    /// Titles and the middle name are there for sure when one contact is read, and may be missing in lists: the
    /// same contact may be shown in two ways.
    ///
    /// Documentation: <https://developers.worksmobile.com/en/docs/contact>
    pub fn display(&self, order: NameOrder) -> String {
        match (self.full(order), part(self.prefix.as_deref()), part(self.suffix.as_deref())) {
            (Some(name), prefix, suffix) => join([prefix, Some(&name), suffix]),
            (None, ..) => self.substitute(order),
        }
    }

    /// The same without titles.
    pub fn display_plain(&self, order: NameOrder) -> String {
        self.full(order).unwrap_or_else(|| self.substitute(order))
    }

    fn full(&self, order: NameOrder) -> Option<String> {
        arrange(order, self.first_name.as_deref(), self.middle_name.as_deref(), self.last_name.as_deref())
    }

    fn substitute(&self, order: NameOrder) -> String {
        let phonetic = || arrange(order, self.phonetic_first_name.as_deref(), None, self.phonetic_last_name.as_deref());
        part(self.nick_name.as_deref()).map(str::to_owned).or_else(phonetic).unwrap_or_default()
    }
}

/// What there is to show of a part.
fn part(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

fn arrange(order: NameOrder, given: Option<&str>, middle: Option<&str>, family: Option<&str>) -> Option<String> {
    let [given, middle, family] = [given, middle, family].map(part);
    if given.is_none() && family.is_none() {
        return None;
    }
    Some(match (order, family, given) {
        (NameOrder::Western, ..) => join([given, middle, family]),
        (NameOrder::Korean, Some(family), Some(given)) if is_korean(family) && is_korean(given) => {
            join([Some(format!("{family}{given}").as_str()), middle])
        }
        (NameOrder::Japanese | NameOrder::Korean, ..) => join([family, given, middle]),
    })
}

fn join<'a>(parts: impl IntoIterator<Item = Option<&'a str>>) -> String {
    let parts: Vec<&str> = parts.into_iter().flatten().collect();
    parts.join(" ")
}

fn is_korean(text: &str) -> bool {
    text.chars().all(|it| matches!(it.script(), Script::Hangul | Script::Han))
}
