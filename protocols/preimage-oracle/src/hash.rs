//! The hashes from which keys are made.

use sha2::Digest;

/// Keccak-256 of the parts, one behind the other, as Ethereum has it.
#[must_use]
pub fn keccak256(parts: &[&[u8]]) -> [u8; 32] {
    digest::<sha3::Keccak256>(parts)
}

/// SHA-256 of the parts, one behind the other.
#[must_use]
pub fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    digest::<sha2::Sha256>(parts)
}

fn digest<D: Digest<OutputSize = sha2::digest::consts::U32>>(parts: &[&[u8]]) -> [u8; 32] {
    let mut digest = D::new();
    for part in parts {
        digest.update(part);
    }
    digest.finalize().into()
}
