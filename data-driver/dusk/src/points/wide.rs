//! Points by the types' own crate, where words of 64 bits multiply into 128.

use dusk_bytes::Serializable;
use dusk_core::signatures::bls::{PublicKey, Signature};

/// The key that these bytes are the compressed form of.
pub(crate) fn public_key(bytes: &[u8; 96]) -> Option<PublicKey> {
    PublicKey::from_bytes(bytes).ok()
}

/// The signature that these bytes are the compressed form of.
pub(crate) fn signature(bytes: &[u8; 48]) -> Option<Signature> {
    Signature::from_bytes(bytes).ok()
}

/// The compressed form of a key.
pub(crate) fn public_key_bytes(key: &PublicKey) -> [u8; 96] {
    key.to_bytes()
}

/// The compressed form of a signature.
pub(crate) fn signature_bytes(signature: &Signature) -> [u8; 48] {
    signature.to_bytes()
}
