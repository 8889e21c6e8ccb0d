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
    /// Its place in [`Operation::ALL`].
    pub(crate) index: usize,
}

impl Operation {
    /// The operations that some values of this one's parameters would address instead: same method, as many
    /// segments, and a literal where this one has a parameter.
    pub(crate) fn more_literal(&self) -> impl Iterator<Item = &'static Operation> {
        let own: Vec<&'static str> = self.path.split('/').collect();
        let method = self.method;
        Self::ALL.iter().filter(move |other| {
            let theirs: Vec<&str> = other.path.split('/').collect();
            let mut pairs = own.iter().zip(&theirs).map(|(own, other)| (placeholder(own), placeholder(other)));
            other.method == method
                && theirs.len() == own.len()
                && own.iter().zip(&theirs).all(|(a, b)| a == b || placeholder(a).is_some() || placeholder(b).is_some())
                && pairs.any(|(own, other)| own.is_some() && other.is_none())
        })
    }
}

/// The name in a segment of a template that stands for a value.
pub(crate) fn placeholder(segment: &str) -> Option<&str> {
    segment.strip_prefix('{')?.strip_suffix('}')
}

#[cfg(test)]
mod tests {
    use super::Operation;

    #[test]
    fn an_operation_is_found_by_its_id_and_stands_where_its_index_says() {
        for (index, operation) in Operation::ALL.iter().enumerate() {
            assert_eq!(operation.index, index);
            assert_eq!(Operation::by_id(operation.id), Some(operation));
        }
        assert_eq!(Operation::by_id("listcontacts"), None);
    }
}
