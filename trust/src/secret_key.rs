//! The secret keys of those who sign.

use std::fmt;

use ed25519_dalek::{Signer as _, SigningKey};

use crate::{PublicKey, pem};

/// A secret key of Ed25519 (RFC 8032), in a file as PKCS #8 (RFC 8410) in PEM, as `openssl genpkey -algorithm ed25519` makes it.
///
/// Its bytes are overwritten in memory when it is dropped, and never shown.
pub struct SecretKey(SigningKey);

/// A file is no [`SecretKey`]. What is in it is not repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidSecretKey {
    /// Encrypted with a passphrase.
    #[error("the secret key is encrypted; decrypt it into a pipe, with `openssl pkey -in FILE`")]
    Encrypted,
    /// Not PKCS #8 in PEM, or a key of something else than Ed25519.
    #[error(
        "expected a secret key of Ed25519 in PKCS #8, as `openssl genpkey -algorithm ed25519` makes it"
    )]
    Form,
}

const LABEL: &str = "PRIVATE KEY";

/// What stands before the 32 bytes (RFC 8410, section 7): a sequence of the version 0, the algorithm 1.3.101.112 without
/// parameters, and an octet string in an octet string.
const HEAD: [u8; 16] = [
    0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
];

impl SecretKey {
    /// The key of 32 bytes, which have to be random, from the system's generator.
    #[must_use]
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    /// The key in a file.
    ///
    /// # Errors
    /// [`InvalidSecretKey`]
    pub fn from_pem(text: &str) -> Result<Self, InvalidSecretKey> {
        let (label, der) = pem::read(text).ok_or(InvalidSecretKey::Form)?;
        if label == "ENCRYPTED PRIVATE KEY" {
            return Err(InvalidSecretKey::Encrypted);
        }
        let seed = der.strip_prefix(&HEAD).filter(|_| label == LABEL);
        let seed = seed.and_then(|seed| seed.try_into().ok());
        Ok(Self::from_seed(seed.ok_or(InvalidSecretKey::Form)?))
    }

    /// The key as a file has it. Nobody but its owner may read that.
    #[must_use]
    pub fn to_pem(&self) -> String {
        pem::write(LABEL, &[&HEAD[..], self.0.as_bytes()].concat())
    }

    /// The key by which others know it.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        let bytes = self.0.verifying_key().to_bytes();
        PublicKey::from_bytes(bytes).expect("a multiple of the base point has no small order")
    }

    pub(crate) fn sign(&self, text: &str) -> [u8; 64] {
        self.0.sign(text.as_bytes()).to_bytes()
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SecretKey(of {})", self.public())
    }
}
