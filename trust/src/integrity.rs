//! Content hashes, by which a driver file can be pinned.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest, Sha256};

/// The SHA-256 of a driver file, written as in Subresource Integrity: `sha256-` and base64.
///
/// ```
/// use data_driver_trust::Integrity;
///
/// let pin: Integrity = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=".parse()?;
/// assert_eq!(pin, Integrity::of(b""));
/// # Ok::<_, data_driver_trust::InvalidIntegrity>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Integrity([u8; 32]);

/// A text is not of the form `sha256-` and 32 bytes in base64.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected sha256- and 32 bytes in base64, found {0:?}")]
pub struct InvalidIntegrity(String);

const PREFIX: &str = "sha256-";

impl Integrity {
    /// The hash of these bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The 32 bytes of the hash.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl FromStr for Integrity {
    type Err = InvalidIntegrity;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.strip_prefix(PREFIX)
            .and_then(|hash| BASE64.decode(hash).ok())
            .and_then(|hash| hash.try_into().ok())
            .map(Self)
            .ok_or_else(|| InvalidIntegrity(text.into()))
    }
}

impl fmt::Display for Integrity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{PREFIX}{}", BASE64.encode(self.0))
    }
}

impl fmt::Debug for Integrity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Integrity({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_hash_are_one() {
        let integrity = Integrity::of(b"abc");
        let text = "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=";
        assert_eq!(integrity.to_string(), text);
        assert_eq!(text.parse(), Ok(integrity));
    }

    #[test]
    fn other_texts_are_refused() {
        for text in [
            "",
            "sha256-",
            "sha256-47DEQpj8HBSa",
            "sha384-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
            "SHA256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
            "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU",
            "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU= sha256-",
        ] {
            assert!(text.parse::<Integrity>().is_err(), "{text}");
        }
    }
}
