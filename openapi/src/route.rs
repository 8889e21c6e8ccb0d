//! Which operation a request addresses.

use percent_encoding::percent_decode_str;

use crate::operations::Operation;

/// The operation that a method and a path address, as a server finds it.
///
/// The path has no query, and begins where the templates do. Where several templates fit, the first segment
/// in which they differ decides: one that is written out wins over a parameter.
///
/// ```
/// use contacts_openapi::{Document, operations, route};
///
/// let document = Document::contacts();
/// let operations = operations(&document);
/// let operation = route(&operations, "GET", "/contacts/custom-properties/photo").expect("two templates fit");
/// assert_eq!(operation.path, "/contacts/custom-properties/{customPropertyId}");
/// ```
pub fn route<'o, 'd>(operations: &'o [Operation<'d>], method: &str, path: &str) -> Option<&'o Operation<'d>> {
    find(operations, method, path, |base| base == 0)
}

/// The operation that a recorded request addresses: its path may begin with that of a server's address, such
/// as `/v1.0`, and nobody says where that ends. Of the templates that fit the end, the longest wins.
pub fn route_recorded<'o, 'd>(operations: &'o [Operation<'d>], method: &str, path: &str) -> Option<&'o Operation<'d>> {
    find(operations, method, path, |_| true)
}

/// `may_precede` says whether so many segments may stand before those of the template.
fn find<'o, 'd>(
    operations: &'o [Operation<'d>],
    method: &str,
    path: &str,
    may_precede: fn(usize) -> bool,
) -> Option<&'o Operation<'d>> {
    let path: Vec<&str> = path.strip_prefix('/')?.split('/').collect();
    let fitting = operations.iter().filter(|operation| operation.method.as_str() == method).filter_map(|operation| {
        let template: Vec<&str> = operation.path.strip_prefix('/')?.split('/').collect();
        let base = path.len().checked_sub(template.len()).filter(|base| may_precede(*base))?;
        let segments = template.iter().zip(path.iter().skip(base));
        let written_out = segments.map(|(expected, found)| fit(expected, found)).collect::<Option<Vec<bool>>>()?;
        Some((operation, (template.len(), written_out)))
    });
    fitting.max_by(|(_, one), (_, other)| one.cmp(other)).map(|(operation, _)| operation)
}

/// Whether a segment fits that of a template, and if so, whether the template has it written out.
fn fit(expected: &str, found: &str) -> Option<bool> {
    let is_parameter = expected.starts_with('{') && expected.ends_with('}');
    let fits = if is_parameter { !found.is_empty() } else { percent_decode_str(found).eq(expected.bytes()) };
    fits.then_some(!is_parameter)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::operations::operations;

    type Route = for<'o, 'd> fn(&'o [Operation<'d>], &str, &str) -> Option<&'o Operation<'d>>;

    fn check(route: Route, rows: &[(&str, &str, Option<&str>)]) {
        let document = Document::contacts();
        let operations = operations(&document);
        for (method, path, expected) in rows {
            let found = route(&operations, method, path);
            assert_eq!(found.map(|operation| operation.id), *expected, "{method} {path}");
        }
    }

    #[test]
    fn every_operation_is_found_by_its_own_template() {
        let document = Document::contacts();
        let operations = operations(&document);
        for operation in &operations {
            let method = operation.method.as_str();
            assert_eq!(route(&operations, method, operation.path).map(|it| it.id), Some(operation.id));
            let recorded = format!("/some/base{}", operation.path);
            assert_eq!(route_recorded(&operations, method, &recorded).map(|it| it.id), Some(operation.id));
        }
    }

    #[test]
    fn a_segment_that_is_written_out_wins_over_a_parameter() {
        check(
            route,
            &[
                ("GET", "/contacts/c1", Some("getContact")),
                ("GET", "/contacts/custom-properties", Some("listCustomProperties")),
                ("GET", "/contacts/c1/photo", Some("getContactPhoto")),
                ("GET", "/contacts/custom-properties/p1", Some("getCustomProperty")),
                ("GET", "/contacts/custom-properties/photo", Some("getCustomProperty")),
                ("GET", "/contacts/custom%2Dproperties/photo", Some("getCustomProperty")),
                ("GET", "/contacts/a%2Fb/photo", Some("getContactPhoto")),
            ],
        );
    }

    #[test]
    fn what_no_template_fits_is_no_operation() {
        check(
            route,
            &[
                ("GET", "", None),
                ("GET", "/", None),
                ("GET", "contacts", None),
                ("GET", "/contacts/", None),
                ("GET", "/contacts//photo", None),
                ("GET", "/contacts/c1/photo/large", None),
                ("GET", "/v1.0/contacts", None),
                ("get", "/contacts", None),
                ("TRACE", "/contacts", None),
            ],
        );
    }

    #[test]
    fn a_recorded_path_may_have_a_base_and_is_taken_at_its_longest() {
        check(
            route_recorded,
            &[
                ("GET", "/contacts", Some("listContacts")),
                ("GET", "/v1.0/contacts", Some("listContacts")),
                ("GET", "/a/b/contacts/c1", Some("getContact")),
                ("GET", "/v1.0/contacts/contacts", Some("getContact")),
                ("GET", "/v1.0/users/me/contacts", Some("listUserContacts")),
                ("GET", "/v1.0/contacts/custom-properties/photo", Some("getCustomProperty")),
                ("GET", "/v1.0/groups", None),
                ("GET", "/v1.0contacts", None),
            ],
        );
    }
}
