//! A moment as the service writes it.

use crate::id::string_id;

string_id! {
    /// A moment as text, `2021-08-10T11:05:41+09:00`: RFC 3339, with or without a fraction of a second.
    ///
    /// The text is kept as it came, so that neither the offset nor the fraction is lost on the way back, and
    /// a moment that no calendar knows does not cost a page of contacts. Hand it to the date library of your
    /// choice to compute with it.
    ///
    /// ```
    /// use contacts_client::types::DateTime;
    ///
    /// let created = DateTime::from("2021-08-10T11:05:41+09:00");
    /// assert_eq!(created.as_str(), "2021-08-10T11:05:41+09:00");
    /// ```
    ///
    /// Documentation: <https://developers.worksmobile.com/jp/docs/contact-list>
    #[cfg_attr(feature = "schemars", schemars(extend("format" = "date-time")))]
    pub struct DateTime;
}
