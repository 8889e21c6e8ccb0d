//! The private key of a service account.
//!
//! The developer console gives it out once, as a file, and it comes to a program by many ways: as that file, as an
//! environment variable whose line ends became `\n`, with the line ends of another system. All of these are read,
//! and what is no such key is told apart, because the wrong file is easily taken.

use std::fmt;
use std::fs::{self, File};
use std::io::Read as _;
use std::path::Path;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeyPair;
use aws_lc_rs::signature::RSA_PKCS1_SHA256;
use rustls_pki_types::PrivateKeyDer;
use rustls_pki_types::pem::PemObject as _;
use secrecy::zeroize::Zeroizing;

use crate::error::Error;

/// The most that is read of a file, in bytes; a key of 8192 bits has about 6,400.
const LONGEST_FILE: usize = 64 << 10;
/// What to do about a key that was taken for another.
const TAKE_THE_OTHER: &str = "take the private key that the developer console gave out for the service account";

/// An RSA key that assertions are signed with. Nothing prints it.
///
/// ```no_run
/// use contacts_client::auth::PrivateKey;
///
/// let key = PrivateKey::from_file("/run/secrets/private.key")?;
/// # Ok::<(), contacts_client::Error>(())
/// ```
#[derive(Clone)]
pub struct PrivateKey(KeyPair);

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PrivateKey").finish_non_exhaustive()
    }
}

impl PrivateKey {
    /// Reads a key in PEM: PKCS#8 or PKCS#1, without a password. Ends of lines may be spelled `\n`, as they come in
    /// environment variables.
    ///
    /// # Errors
    ///
    /// When it is no such key; the error says what it seems to be.
    pub fn from_pem(pem: impl AsRef<str>) -> Result<Self, Error> {
        parse(pem.as_ref()).map(Self).map_err(|why| Error::configuration(format!("the private key {why}")))
    }

    /// Reads such a key from a file, which on Unix nobody but its owner may read.
    ///
    /// # Errors
    ///
    /// When there is no such file, others may read it, or it holds no such key.
    pub fn from_file(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let refuse = |why: String| Error::configuration(format!("the private key file {} {why}", path.display()));
        let text = read(path).map_err(refuse)?;
        parse(&text).map(Self).map_err(refuse)
    }

    /// Signs a message as RS256 has it.
    pub(crate) fn sign(&self, message: &[u8]) -> Result<Vec<u8>, Error> {
        let mut signature = vec![0; self.0.public_modulus_len()];
        match self.0.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message, &mut signature) {
            Ok(()) => Ok(signature),
            Err(_) => Err(Error::authentication("the assertion cannot be signed with the private key")),
        }
    }
}

fn read(path: &Path) -> Result<Zeroizing<String>, String> {
    let unreadable = |error: std::io::Error| format!("cannot be read: {error}");
    // Before it is opened: to open a pipe is to wait for whoever writes to it.
    let metadata = fs::metadata(path).map_err(unreadable)?;
    if metadata.is_dir() {
        return Err("is a directory".to_owned());
    }
    if !metadata.is_file() {
        return Err("is no regular file".to_owned());
    }
    let file = File::open(path).map_err(unreadable)?;
    let metadata = file.metadata().map_err(unreadable)?;
    if metadata.len() > LONGEST_FILE as u64 {
        return Err(format!("is larger than {} KiB, so that it is no key; {TAKE_THE_OTHER}", LONGEST_FILE >> 10));
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;

        if metadata.permissions().mode() & 0o077 != 0 {
            return Err(format!("can be read by others; run `chmod 600 '{}'`", path.display()));
        }
    }
    // As long as it may be from the start, so that no copy is left behind when it grows.
    let mut bytes = Zeroizing::new(Vec::with_capacity(LONGEST_FILE));
    file.take(LONGEST_FILE as u64).read_to_end(&mut bytes).map_err(unreadable)?;
    match std::str::from_utf8(&bytes) {
        Ok(text) => Ok(Zeroizing::new(text.to_owned())),
        Err(_) => Err(format!("is no text; {NOT_PEM}")),
    }
}

const NOT_PEM: &str = "a key in PEM begins with -----BEGIN PRIVATE KEY----- or -----BEGIN RSA PRIVATE KEY-----";

/// Reads a key, or says what the text is, to be put behind what the text is of.
fn parse(text: &str) -> Result<KeyPair, String> {
    let text = Zeroizing::new(text.replace("\\r", ""));
    let text = Zeroizing::new(text.replace("\\n", "\n"));
    let lines = text.trim_start_matches('\u{feff}').lines().map(str::trim);
    let pem = Zeroizing::new(lines.fold(String::with_capacity(text.len() + 1), |pem, line| pem + line + "\n"));
    if let Some(what) = mistaken_for(&pem) {
        return Err(what);
    }
    let damaged = || "is damaged: its text is no PEM from BEGIN to END; copy it again, line by line".to_owned();
    let der = PrivateKeyDer::from_pem_slice(pem.as_bytes()).map_err(|_| damaged())?;
    let pair = match &der {
        PrivateKeyDer::Pkcs8(der) => KeyPair::from_pkcs8(der.secret_pkcs8_der()),
        PrivateKeyDer::Pkcs1(der) => KeyPair::from_der(der.secret_pkcs1_der()),
        _ => return Err(format!("is no RSA key; {TAKE_THE_OTHER}")),
    };
    pair.map_err(|rejected| match rejected.description_() {
        "WrongAlgorithm" => format!("is no RSA key; {TAKE_THE_OTHER}"),
        "TooSmall" => "is an RSA key of less than 2048 bits; have a new one made in the developer console".to_owned(),
        "TooLarge" => "is an RSA key of more than 8192 bits, which nobody reads".to_owned(),
        _ => format!("is damaged, or no RSA key; {TAKE_THE_OTHER}"),
    })
}

/// What a PEM is by its own words, unless it may be the key.
fn mistaken_for(pem: &str) -> Option<String> {
    let labels: Vec<&str> = pem.lines().filter_map(|line| line.strip_prefix("-----BEGIN ")).collect();
    let is_any = |end: &str| labels.iter().any(|label| label.ends_with(end));
    let is_encrypted = is_any("ENCRYPTED PRIVATE KEY-----") || pem.contains("Proc-Type: 4,ENCRYPTED");
    Some(match labels.first() {
        None => format!("is no PEM; {NOT_PEM}"),
        _ if is_encrypted => {
            "is encrypted with a password; decrypt it with `openssl pkcs8 -in ENCRYPTED -out private.key`".to_owned()
        }
        _ if is_any("OPENSSH PRIVATE KEY-----") => format!("is a key of OpenSSH; {TAKE_THE_OTHER}"),
        _ if is_any("EC PRIVATE KEY-----") => format!("is no RSA key; {TAKE_THE_OTHER}"),
        _ if is_any("PRIVATE KEY-----") => return None,
        _ if is_any("PUBLIC KEY-----") => format!("is a public key; {TAKE_THE_OTHER}"),
        _ if is_any("CERTIFICATE-----") => format!("is a certificate; {TAKE_THE_OTHER}"),
        _ => format!("is a PEM of something else; {NOT_PEM}"),
    })
}
