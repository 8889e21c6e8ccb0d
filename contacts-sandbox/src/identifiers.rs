//! Identifiers in the look of the documented ones: `contact2-a56d-44a4-5304-033e16fca8d1`.

use contacts_openapi::Document;

/// Makes identifiers out of the sandbox's seed and a counter, so that the same requests give the same ones.
#[derive(Clone, Debug)]
pub(crate) struct Identifiers {
    seed: u64,
    next: u64,
}

/// What an identifier begins with: the letters that the documented example does.
#[derive(Clone, Debug)]
pub(crate) struct Look(Box<str>);

/// The lengths of the groups of an identifier.
const GROUPS: [usize; 5] = [8, 4, 4, 4, 12];

impl Look {
    /// The look of the example of a component schema.
    pub(crate) fn of(document: &Document, schema: &str) -> Self {
        let example = document.pointer(&format!("/components/schemas/{schema}/example")).and_then(|it| it.as_str());
        let group = example.and_then(|example| example.split('-').next()).unwrap_or_default();
        let letters = group.find(|it: char| !it.is_ascii_alphabetic()).unwrap_or(group.len());
        Self(group[..letters.min(GROUPS[0])].into())
    }
}

impl Identifiers {
    pub(crate) fn new(seed: u64) -> Self {
        Self { seed, next: 0 }
    }

    /// How many were made.
    pub(crate) fn made(&self) -> u64 {
        self.next
    }

    /// Goes on behind those that a sandbox of the same seed made before.
    pub(crate) fn resume(&mut self, made: u64) {
        // A record may say anything, and the next one must still be counted.
        self.next = self.next.max(made.min(1 << 62));
    }

    /// The next one.
    pub(crate) fn next(&mut self, look: &Look) -> String {
        let words = [mixed(self.seed, self.next * 2), mixed(self.seed, self.next * 2 + 1)];
        self.next += 1;
        let mut text = String::with_capacity(GROUPS.iter().sum::<usize>() + GROUPS.len() - 1);
        text.push_str(&look.0);
        let (mut group, mut left) = (0, GROUPS[0] - look.0.len());
        for word in words {
            for shift in (0..u64::BITS).step_by(4) {
                while left == 0 {
                    group += 1;
                    let Some(length) = GROUPS.get(group) else { return text };
                    text.push('-');
                    left = *length;
                }
                text.push(char::from(DIGITS[(word >> shift & 15) as usize]));
                left -= 1;
            }
        }
        text
    }
}

const DIGITS: &[u8; 16] = b"0123456789abcdef";

/// A number that looks like chance and follows from a seed and a count: `SplitMix64`, of which no two counts of a seed
/// give the same.
fn mixed(seed: u64, count: u64) -> u64 {
    let mut word = seed.wrapping_add(count.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    word ^ (word >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_look_like_the_documented_ones_and_follow_from_the_seed() {
        let document = Document::contacts();
        let mut identifiers = Identifiers::new(7);
        for (schema, letters) in [("ContactId", "contact"), ("ContactTagId", "ctag"), ("CustomPropertyId", "custompi")]
        {
            let identifier = identifiers.next(&Look::of(&document, schema));
            assert!(identifier.starts_with(letters), "{identifier}");
            assert_eq!(identifier.split('-').map(str::len).collect::<Vec<_>>(), GROUPS);
        }
        let look = Look::of(&document, "ContactId");
        let (mut one, mut other) = (Identifiers::new(7), Identifiers::new(7));
        other.resume(1);
        let first = one.next(&look);
        assert_eq!(one.next(&look), other.next(&look));
        assert_ne!(first, one.next(&look));
    }
}
