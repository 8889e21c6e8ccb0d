//! What the sandbox gives away and wants back unchanged: cursors, and the addresses of files.
//!
//! An envelope is closed with a key of the sandbox's seed, so that it tells nothing of what is in it and cannot be made
//! up; and nothing has to be kept for it.

use base64::prelude::{BASE64_URL_SAFE, Engine as _};
use hmac_sha256::HMAC;

/// Closes envelopes of one purpose, and opens them.
#[derive(Clone)]
pub(crate) struct Envelope {
    key: [u8; 32],
}

/// How much of a digest vouches for what is in an envelope.
const TAG: usize = 12;

impl Envelope {
    /// Envelopes of a purpose, from a sandbox of a seed.
    pub(crate) fn new(purpose: &str, seed: u64) -> Self {
        Self { key: HMAC::mac(purpose, seed.to_be_bytes()) }
    }

    /// What is plain as text for an address, good together with a context only.
    pub(crate) fn close(&self, mut plain: Vec<u8>, context: &str) -> String {
        let mut sealed = self.tag(&plain, context).to_vec();
        self.mask(&mut plain, &sealed);
        sealed.append(&mut plain);
        BASE64_URL_SAFE.encode(&sealed)
    }

    /// What is in an envelope that was closed here with the same context.
    pub(crate) fn open(&self, text: &str, context: &str) -> Option<Vec<u8>> {
        let sealed = BASE64_URL_SAFE.decode(text).ok()?;
        let (tag, masked) = sealed.split_at_checked(TAG)?;
        let mut plain = masked.to_vec();
        self.mask(&mut plain, tag);
        (self.tag(&plain, context) == tag).then_some(plain)
    }

    fn tag(&self, plain: &[u8], context: &str) -> [u8; TAG] {
        let mut mac = HMAC::new(self.key);
        mac.update(context.len().to_be_bytes());
        mac.update(context);
        mac.update(plain);
        let mut tag = [0; TAG];
        tag.copy_from_slice(&mac.finalize()[..TAG]);
        tag
    }

    /// Masks bytes, or takes the mask off.
    fn mask(&self, bytes: &mut [u8], tag: &[u8]) {
        for (number, block) in bytes.chunks_mut(32).enumerate() {
            let mut mac = HMAC::new(self.key);
            mac.update(tag);
            mac.update(number.to_be_bytes());
            block.iter_mut().zip(mac.finalize()).for_each(|(byte, mask)| *byte ^= mask);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_envelope_opens_as_it_was_closed_and_not_otherwise() {
        let envelope = Envelope::new("test", 7);
        let plain = "longer than one block of the mask, so that the second one counts".as_bytes().to_vec();
        let text = envelope.close(plain.clone(), "here");
        assert_eq!(envelope.open(&text, "here"), Some(plain));
        assert_eq!(envelope.open(&text, "there"), None);
        assert_eq!(Envelope::new("test", 8).open(&text, "here"), None);
        assert_eq!(Envelope::new("other", 7).open(&text, "here"), None);
        for at in 0..text.len() {
            let mut other = text.clone().into_bytes();
            other[at] = if other[at] == b'A' { b'B' } else { b'A' };
            assert_eq!(envelope.open(std::str::from_utf8(&other).unwrap_or_default(), "here"), None, "{at}");
        }
        for text in ["", "A", "AAAA", "not base64!", "\u{e9}"] {
            assert_eq!(envelope.open(text, "here"), None, "{text}");
        }
    }
}
