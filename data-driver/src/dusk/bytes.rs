//! Members that are bytes in hex, although their Rust types are `Vec<u8>` and `[u8; N]`.

use crate::describe::{Describe, Encoding, Type};

/// Bytes in hex: `serde_with::hex::Hex`.
pub(super) struct Hex;

impl Describe for Hex {
    const TYPE: &'static Type = &Type::Bytes {
        encoding: Encoding::Hex,
        length: None,
    };
}

/// As many bytes in hex.
pub(super) struct HexArray<const N: usize>;

impl<const N: usize> Describe for HexArray<N> {
    const TYPE: &'static Type = &Type::Bytes {
        encoding: Encoding::Hex,
        length: Some(N),
    };
}
