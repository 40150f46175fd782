//! The public keys of those who sign.

use std::fmt;
use std::str::FromStr;

use ed25519_dalek::VerifyingKey;

use crate::text::{base64, from_base64};

/// A public key of Ed25519 (RFC 8032), written as its 32 bytes in base64.
///
/// It is none of the points of small order, under which signatures can be made that fit any text, and is written as RFC 8032
/// writes it, so that one point has one text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PublicKey([u8; 32]);

/// A text or bytes are no [`PublicKey`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidKey {
    /// Not 32 bytes in base64.
    #[error("expected a public key, 32 bytes in base64")]
    Form,
    /// The number is not smaller than the field's prime: another text is the same point.
    #[error("the public key is not written as RFC 8032 has it")]
    NotCanonical,
    /// A point of small order.
    #[error("the public key is weak: anybody can sign for it")]
    Weak,
}

/// Where the sign of a point's other coordinate stands, in the last byte.
const SIGN: u8 = 0x80;

/// 2^255 - 19, from the lowest byte on.
const PRIME: [u8; 32] = {
    let mut prime = [0xff; 32];
    prime[0] = 0xed;
    prime[31] = 0x7f;
    prime
};

/// The `y` of the eight points whose order divides 8; two points of order 4 and four of order 8 share theirs.
const SMALL_ORDER: [[u8; 32]; 5] = [
    // Order 4.
    [0; 32],
    // The neutral element.
    {
        let mut one = [0; 32];
        one[0] = 1;
        one
    },
    // Order 2: -1.
    {
        let mut minus_one = PRIME;
        minus_one[0] = 0xec;
        minus_one
    },
    // Order 8.
    [
        0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98,
        0xf0, 0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53,
        0xfc, 0x05,
    ],
    [
        0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10, 0x67,
        0x0f, 0x2a, 0x20, 0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac,
        0x03, 0x7a,
    ],
];

/// Whether a point is written in its one way and not of small order.
pub(crate) fn check_point(point: &[u8; 32]) -> Result<(), InvalidKey> {
    let mut y = *point;
    y[31] &= !SIGN;
    if y.iter().rev().ge(PRIME.iter().rev()) {
        return Err(InvalidKey::NotCanonical);
    }
    if SMALL_ORDER.contains(&y) {
        return Err(InvalidKey::Weak);
    }
    Ok(())
}

impl PublicKey {
    /// The key of these bytes. Whether they are a point of the curve shows when a signature is verified: with others, none is good.
    ///
    /// # Errors
    /// [`InvalidKey`]
    pub fn from_bytes(bytes: [u8; 32]) -> Result<Self, InvalidKey> {
        check_point(&bytes)?;
        Ok(Self(bytes))
    }

    /// The bytes of the key.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Whether the signature of this text is by this key, strictly: no other 64 bytes that anybody can make of good ones are.
    pub(crate) fn has_signed(&self, text: &str, signature: &[u8; 64]) -> bool {
        let Some((point, _)) = signature.split_first_chunk::<32>() else {
            return false;
        };
        let Ok(key) = VerifyingKey::from_bytes(&self.0) else {
            return false;
        };
        let signature = ed25519_dalek::Signature::from_bytes(signature);
        check_point(point).is_ok() && key.verify_strict(text.as_bytes(), &signature).is_ok()
    }
}

impl FromStr for PublicKey {
    type Err = InvalidKey;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::from_bytes(from_base64(text).ok_or(InvalidKey::Form)?)
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&base64(&self.0))
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({self})")
    }
}
