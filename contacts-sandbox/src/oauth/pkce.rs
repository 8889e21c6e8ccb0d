//! The proof that a code is redeemed by whoever asked for it (RFC 7636). The documentation does not mention it; common
//! tools send it all the same, and what is sent is verified.

use aws_lc_rs::constant_time::verify_slices_are_equal;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;

use super::denial::Denial;
use super::form::Form;

/// What a code verifier must come to.
#[derive(Clone, Debug)]
pub(super) struct CodeChallenge {
    is_hashed: bool,
    challenge: String,
}

impl CodeChallenge {
    /// The challenge of an authorization request, if it has one.
    pub(super) fn of(form: &Form) -> Result<Option<Self>, Denial> {
        let method = form.get("code_challenge_method");
        let is_hashed = match method {
            None | Some("plain") => false,
            Some("S256") => true,
            Some(_) => return Err(Denial::invalid_request("code_challenge_method must be S256 or plain")),
        };
        match form.get("code_challenge") {
            None if method.is_some() => Err(Denial::invalid_request("code_challenge is missing")),
            None => Ok(None),
            Some(challenge) if is_verifier(challenge) => Ok(Some(Self { is_hashed, challenge: challenge.to_owned() })),
            Some(_) => Err(Denial::invalid_request("code_challenge must be 43 to 128 letters, digits or -._~")),
        }
    }

    /// Whether a verifier comes to it.
    fn is_met_by(&self, verifier: &str) -> bool {
        let hashed = BASE64_URL_SAFE_NO_PAD.encode(hmac_sha256::Hash::hash(verifier.as_bytes()));
        let given = if self.is_hashed { &*hashed } else { verifier };
        is_verifier(verifier) && verify_slices_are_equal(given.as_bytes(), self.challenge.as_bytes()).is_ok()
    }
}

/// Whether a token request has the verifier that the authorization request asked for: none, if it asked for none.
pub(super) fn is_proven(challenge: Option<&CodeChallenge>, verifier: Option<&str>) -> bool {
    match (challenge, verifier) {
        (None, None) => true,
        (Some(challenge), Some(verifier)) => challenge.is_met_by(verifier),
        _ => false,
    }
}

fn is_verifier(text: &str) -> bool {
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    (43..=128).contains(&text.len()) && text.bytes().all(is_allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of RFC 7636, appendix B.
    const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    fn challenge(is_hashed: bool, challenge: &str) -> CodeChallenge {
        CodeChallenge { is_hashed, challenge: challenge.to_owned() }
    }

    #[test]
    fn a_verifier_proves_the_challenge_that_it_comes_to() {
        let (hashed, plain) = (challenge(true, CHALLENGE), challenge(false, VERIFIER));
        assert!(is_proven(Some(&hashed), Some(VERIFIER)));
        assert!(is_proven(Some(&plain), Some(VERIFIER)));
        assert!(is_proven(None, None));
        assert!(!is_proven(Some(&hashed), Some(CHALLENGE)));
        assert!(!is_proven(Some(&hashed), None));
        assert!(!is_proven(None, Some(VERIFIER)));
    }
}
