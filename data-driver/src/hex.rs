//! Bytes as hex, for `#[serde(with = "data_driver::hex")]` on a field of bytes: `Vec<u8>`,
//! `[u8; N]`, and these in an `Option`, a `Vec`, an array or a `Box`.
//!
//! Written without `0x` in lower case; read with or without `0x` in both cases, and from an array of
//! numbers.
//! [`prefixed`] writes `0x`, and reads the same.
//!
//! ```
//! use data_driver::Describe;
//!
//! #[derive(serde::Serialize, serde::Deserialize, Describe)]
//! struct Deposit {
//!     #[serde(with = "data_driver::hex")]
//!     address: [u8; 2],
//!     #[serde(with = "data_driver::hex::prefixed")]
//!     topics: Vec<[u8; 1]>,
//! }
//!
//! let deposit: Deposit = data_driver::json::from_str(r#"{"address": "0xABcd", "topics": ["00", [255]]}"#)?;
//! assert_eq!(data_driver::to_json(&deposit)?.to_string(), r#"{"address":"abcd","topics":["0x00","0xff"]}"#);
//! # Ok::<_, data_driver::Error>(())
//! ```

use alloc::string::String;
use alloc::vec::Vec;

use serde::de::Error;

use crate::describe::Encoding;
use crate::notation::{Notation, adapter};

/// Hex without `0x`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hex {}

impl Notation for Hex {
    const ENCODING: Encoding = Encoding::Hex;

    fn write(bytes: &[u8], out: &mut String) {
        crate::hex_digits::push(bytes, out);
    }

    fn read<E: Error>(text: &str, _length: Option<usize>) -> Result<Vec<u8>, E> {
        crate::json::hex_bytes(text).map_err(E::custom)
    }
}

adapter!(Hex);

/// Bytes as hex with `0x`, for `#[serde(with = "data_driver::hex::prefixed")]`.
pub mod prefixed {
    use super::{Encoding, Error, Hex, Notation, String, Vec, adapter};

    /// Hex with `0x`.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum PrefixedHex {}

    impl Notation for PrefixedHex {
        const ENCODING: Encoding = Encoding::PrefixedHex;

        fn write(bytes: &[u8], out: &mut String) {
            out.push_str("0x");
            Hex::write(bytes, out);
        }

        fn read<E: Error>(text: &str, length: Option<usize>) -> Result<Vec<u8>, E> {
            Hex::read(text, length)
        }
    }

    adapter!(PrefixedHex);
}
