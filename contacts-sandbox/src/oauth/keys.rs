//! The keys of assertions: a pair that the sandbox makes when somebody first asks for it, and the public half of one
//! that somebody else has.
//!
//! A pair takes a good part of a second to make, and most sandboxes never need one: one is made a process, for all its
//! sandboxes. It is the only thing here that does not follow from the seed; nothing of it is in any answer.

use std::sync::OnceLock;

use aws_lc_rs::encoding::AsDer as _;
use aws_lc_rs::error::Unspecified;
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{KeyPair as _, ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256};
use pem::{EncodeConfig, LineEnding, Pem};

use crate::service::StartError;

/// The pair that the sandbox made; none if it could not be made.
static OWN: OnceLock<Option<Own>> = OnceLock::new();

struct Own {
    private_pem: String,
    public: ParsedPublicKey,
}

impl Own {
    fn make() -> Result<Self, Unspecified> {
        let pair = KeyPair::generate(KeySize::Rsa2048)?;
        let public = ParsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, pair.public_key()).map_err(|_| Unspecified)?;
        let private = Pem::new("PRIVATE KEY", pair.as_der()?.as_ref());
        Ok(Self {
            private_pem: pem::encode_config(&private, EncodeConfig::new().set_line_ending(LineEnding::LF)),
            public,
        })
    }
}

/// The private key that the sandbox made, as PKCS#8 in PEM; made now, if nobody asked before. Empty if the machine has
/// no randomness to make one of.
pub(super) fn private_pem() -> String {
    let own = OWN.get_or_init(|| Own::make().ok());
    own.as_ref().map_or_else(String::new, |own| own.private_pem.clone())
}

/// The keys by which assertions are verified.
pub(super) struct Keys {
    registered: Option<ParsedPublicKey>,
}

impl Keys {
    /// The sandbox's own, and one in PEM.
    pub(super) fn new(registered: Option<&str>) -> Result<Self, StartError> {
        Ok(Self { registered: registered.map(parse).transpose()? })
    }

    /// Whether one of the keys has signed a message as RS256 has it.
    pub(super) fn have_signed(&self, message: &[u8], signature: &[u8]) -> bool {
        // Nobody has the sandbox's own key before it is made.
        let own = OWN.get().and_then(Option::as_ref).map(|own| &own.public);
        self.registered.iter().chain(own).any(|key| key.verify_sig(message, signature).is_ok())
    }
}

fn parse(text: &str) -> Result<ParsedPublicKey, StartError> {
    let refused = |what: &str| StartError::setting(format!("the public key {what}; give one that begins with {BEGIN}"));
    let pem = pem::parse(text).map_err(|_| refused("is no PEM"))?;
    if !pem.tag().ends_with("PUBLIC KEY") {
        return Err(refused("is a PEM of something else"));
    }
    ParsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, pem.contents()).map_err(|_| refused("is no RSA key"))
}

const BEGIN: &str = "-----BEGIN PUBLIC KEY-----";
