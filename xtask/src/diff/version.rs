//! Which version comes after a change, by [Semantic Versioning](https://semver.org) and by what Cargo makes of it below
//! 1.0.

use semver::{Prerelease, Version};

use super::Impact;

/// The least version that a document may have when its predecessor had `base` and the worst that changed is `impact`;
/// none is nothing at all.
///
/// Below 1.0 the leftmost number that is not zero says what fits together, as Cargo reads it: what breaks raises the
/// minor version, anything else the patch; of 0.0.x no two versions fit. What was announced as a pre-release is followed
/// by its release, whatever changed.
pub(crate) fn next(base: &Version, impact: Option<Impact>) -> Version {
    let Some(impact) = impact else { return base.clone() };
    if !base.pre.is_empty() {
        return Version { pre: Prerelease::EMPTY, ..Version::new(base.major, base.minor, base.patch) };
    }
    let raised = match (base.major, base.minor, impact) {
        (0, 0, _) | (0, _, Impact::Words | Impact::Compatible) | (_, _, Impact::Words) => 2,
        (0, _, Impact::Breaking) | (_, _, Impact::Compatible) => 1,
        (_, _, Impact::Breaking) => 0,
    };
    match raised {
        0 => Version::new(base.major.saturating_add(1), 0, 0),
        1 => Version::new(base.major, base.minor.saturating_add(1), 0),
        _ => Version::new(base.major, base.minor, base.patch.saturating_add(1)),
    }
}

/// Whether a document may have the version `head` after `base` and a change; if not, why. A version may be raised
/// further than it must.
pub(crate) fn fits(base: &Version, head: &Version, impact: Option<Impact>) -> Result<(), String> {
    let next = next(base, impact);
    if head < base {
        Err(format!("info.version went back from {base} to {head}; the next is {next}"))
    } else if *head < next && !is_on_the_way(head, &next, base) {
        Err(format!("info.version is {head}; the next is {next}"))
    } else {
        Ok(())
    }
}

/// Whether a version announces the next one: `0.2.0-rc.1` on the way from 0.1.0 to 0.2.0.
fn is_on_the_way(head: &Version, next: &Version, base: &Version) -> bool {
    !head.pre.is_empty() && head > base && (head.major, head.minor, head.patch) == (next.major, next.minor, next.patch)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const NOTHING: Option<Impact> = None;
    const WORDS: Option<Impact> = Some(Impact::Words);
    const COMPATIBLE: Option<Impact> = Some(Impact::Compatible);
    const BREAKING: Option<Impact> = Some(Impact::Breaking);

    fn version(text: &str) -> Version {
        Version::parse(text).unwrap()
    }

    #[test]
    fn the_next_version_follows_from_the_worst_that_changed() {
        let rows = [
            // base, nothing, words, compatible, breaking
            ("0.0.3", ["0.0.3", "0.0.4", "0.0.4", "0.0.4"]),
            ("0.1.0", ["0.1.0", "0.1.1", "0.1.1", "0.2.0"]),
            ("0.3.7", ["0.3.7", "0.3.8", "0.3.8", "0.4.0"]),
            ("1.0.0", ["1.0.0", "1.0.1", "1.1.0", "2.0.0"]),
            ("2.4.6", ["2.4.6", "2.4.7", "2.5.0", "3.0.0"]),
            ("1.0.0-rc.1", ["1.0.0-rc.1", "1.0.0", "1.0.0", "1.0.0"]),
            ("1.2.3+build", ["1.2.3+build", "1.2.4", "1.3.0", "2.0.0"]),
        ];
        for (base, expected) in rows {
            let next = [NOTHING, WORDS, COMPATIBLE, BREAKING].map(|impact| next(&version(base), impact).to_string());
            assert_eq!(next, expected, "{base}");
        }
    }

    #[test]
    fn a_version_fits_from_the_next_one_on() {
        let rows = [
            ("0.3.0", "0.3.0", NOTHING, Ok(())),
            ("0.3.0", "0.3.1", NOTHING, Ok(())),
            ("0.3.0", "0.3.0", WORDS, Err("info.version is 0.3.0; the next is 0.3.1")),
            ("0.3.0", "0.3.1", COMPATIBLE, Ok(())),
            ("0.3.0", "0.3.9", BREAKING, Err("info.version is 0.3.9; the next is 0.4.0")),
            ("0.3.0", "0.4.0", BREAKING, Ok(())),
            ("0.3.0", "1.0.0", BREAKING, Ok(())),
            ("0.3.0", "0.4.0-rc.1", BREAKING, Ok(())),
            ("1.4.0", "1.5.0", BREAKING, Err("info.version is 1.5.0; the next is 2.0.0")),
            ("1.4.0", "1.4.1", COMPATIBLE, Err("info.version is 1.4.1; the next is 1.5.0")),
            ("1.0.0-rc.1", "1.0.0-rc.2", BREAKING, Ok(())),
            ("0.3.0", "0.2.9", WORDS, Err("info.version went back from 0.3.0 to 0.2.9; the next is 0.3.1")),
        ];
        for (base, head, impact, expected) in rows {
            let fits = fits(&version(base), &version(head), impact);
            assert_eq!(fits.as_ref().map_err(String::as_str), expected.as_ref().map_err(|it| *it), "{base} {head}");
        }
    }
}
