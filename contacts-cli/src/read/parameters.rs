//! What an address says: the operation's path, and the parameters of a request.

use contacts_openapi::Location;
use percent_encoding::percent_decode_str;

/// The path of an address, without what is before and behind it.
pub(super) fn path(url: &str) -> &str {
    let url = url.split(['?', '#']).next().unwrap_or(url);
    match url.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("", |start| &rest[start..]),
        None => url,
    }
}

/// The parameters in an address, decoded. The path ends with segments like those of the template.
pub(super) fn values(template: &str, url: &str) -> Vec<(Location, String, String)> {
    let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    let segments = template.rsplit('/').zip(path(url).rsplit('/'));
    let in_path = segments.filter_map(|(expected, found)| {
        let name = expected.strip_prefix('{')?.strip_suffix('}')?;
        Some((Location::Path, name.to_owned(), decoded(found)))
    });
    let query = url.split('#').next().and_then(|url| url.split_once('?')).map_or("", |(_, query)| query);
    let in_query = query.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let [name, value] = [name, value].map(|text| decoded(&text.replace('+', " ")));
        (Location::Query, name, value)
    });
    in_path.chain(in_query).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_of_an_address_stands_between_its_host_and_its_query() {
        let rows = [
            ("https://www.worksapis.com/v1.0/contacts?count=1&cursor=a/b", "/v1.0/contacts"),
            ("http://127.0.0.1:8080/contacts#x", "/contacts"),
            ("/contacts", "/contacts"),
            ("https://contacts", ""),
            ("https://contacts?a=/b", ""),
            ("", ""),
        ];
        for (url, expected) in rows {
            assert_eq!(path(url), expected, "{url}");
        }
    }

    #[test]
    fn parameters_are_decoded() {
        let found = values("/a/{b}/c/{d}", "https://h/v1/a/x%2Fy/c/%E5%90%8D?e=1+2%2B&f&g=%26=#?h=1");
        let found: Vec<_> = found.iter().map(|(location, name, value)| (*location, &**name, &**value)).collect();
        let expected = [
            (Location::Path, "d", "名"),
            (Location::Path, "b", "x/y"),
            (Location::Query, "e", "1 2+"),
            (Location::Query, "f", ""),
            (Location::Query, "g", "&="),
        ];
        assert_eq!(found, expected);
    }
}
