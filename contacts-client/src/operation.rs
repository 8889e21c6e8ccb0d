//! What is known of an operation before it is called.

/// An operation of the API, as the document describes it.
///
/// ```
/// use contacts_client::Operation;
///
/// let operation = Operation::LIST_CONTACTS;
/// assert_eq!((operation.method, operation.path), ("GET", "/contacts"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Operation {
    /// The operation id, such as `listContacts`.
    pub id: &'static str,
    /// The HTTP method.
    pub method: &'static str,
    /// The path template, such as `/contacts/{contactId}`.
    pub path: &'static str,
    /// The scopes of which any one suffices.
    pub scopes: &'static [&'static str],
    /// The page of the documentation that describes it.
    pub page: &'static str,
}

impl Operation {
    /// The operation with this id.
    pub fn by_id(id: &str) -> Option<&'static Operation> {
        Self::ALL.iter().find(|operation| operation.id == id)
    }
}
