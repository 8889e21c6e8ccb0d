//! Scopes as they are asked for.

#[cfg(feature = "service-account")]
use crate::generated::facts;

/// Scopes in one text. That a space separates them is what RFC 6749 says; the documentation does not.
pub(crate) fn join(scopes: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let mut text = String::new();
    for scope in scopes {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(scope.as_ref());
    }
    text
}

/// The scopes of the document that no other one implies: a bare name is good for all that `name.read` is.
#[cfg(feature = "service-account")]
pub(crate) fn all() -> String {
    let is_implied = |scope: &str| {
        let mut others = facts::SCOPES.iter();
        others.any(|other| scope.strip_prefix(other).is_some_and(|operation| operation.starts_with('.')))
    };
    join(facts::SCOPES.iter().filter(|scope| !is_implied(scope)))
}

#[cfg(test)]
mod tests {
    #[cfg(feature = "service-account")]
    #[test]
    fn a_scope_that_another_implies_is_not_asked_for() {
        assert_eq!(super::all(), "contact");
    }

    #[test]
    fn scopes_are_separated_by_a_space() {
        assert_eq!(super::join(["contact.read", "user"]), "contact.read user");
        assert_eq!(super::join([""; 0]), "");
    }
}
