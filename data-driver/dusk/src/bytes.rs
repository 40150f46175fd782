//! Members that are bytes in hex, although their Rust types are `Vec<u8>` and `[u8; N]`.

use data_driver::describe::{Describe, Encoding, Type};

/// Bytes in hex: `serde_with::hex::Hex`.
pub(super) struct Hex;

impl<C> Describe<C> for Hex {
    const TYPE: &'static Type = &Type::Bytes {
        encoding: Encoding::Hex,
        length: None,
    };
}

/// As many bytes in hex.
pub(super) struct HexArray<const N: usize>;

impl<C, const N: usize> Describe<C> for HexArray<N> {
    const TYPE: &'static Type = &Type::Bytes {
        encoding: Encoding::Hex,
        length: Some(N),
    };
}
