//! Bytes as hex, for `#[serde(with = "data_driver::hex")]` on a field of bytes.
//!
//! Written without `0x` in lower case; read with or without `0x` in both cases, and from an array of
//! numbers.
//!
//! ```
//! use data_driver::Describe;
//!
//! #[derive(serde::Serialize, serde::Deserialize, Describe)]
//! struct Deposit {
//!     #[serde(with = "data_driver::hex")]
//!     address: [u8; 2],
//! }
//!
//! let deposit: Deposit = data_driver::json::from_str(r#"{"address": "0xABcd"}"#)?;
//! assert_eq!(data_driver::to_json(&deposit)?.to_string(), r#"{"address":"abcd"}"#);
//! # Ok::<_, data_driver::Error>(())
//! ```

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;

use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserializer, Serializer};

use crate::describe::{Encoding, Type};

/// Bytes that this adapter can write and read: `Vec<u8>` and `[u8; N]`.
pub trait Hex: AsRef<[u8]> + TryFrom<Vec<u8>> {
    /// What they look like.
    const TYPE: Type;
}

impl Hex for Vec<u8> {
    const TYPE: Type = Type::Bytes {
        encoding: Encoding::Hex,
        length: None,
    };
}

impl<const N: usize> Hex for [u8; N] {
    const TYPE: Type = Type::Bytes {
        encoding: Encoding::Hex,
        length: Some(N),
    };
}

/// Writes bytes as hex.
///
/// # Errors
/// As the serializer.
pub fn serialize<T: Hex, S: Serializer>(bytes: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let mut text = String::new();
    crate::json::hex_digits(bytes.as_ref(), &mut text);
    serializer.serialize_str(&text)
}

/// Reads bytes from hex, or from an array of numbers.
///
/// # Errors
/// The value is neither, or not of the type's length.
pub fn deserialize<'de, T: Hex, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let bytes = deserializer.deserialize_any(Bytes(PhantomData::<T>))?;
    let found = bytes.len();
    T::try_from(bytes).map_err(|_| {
        let expected = match T::TYPE {
            Type::Bytes {
                length: Some(length),
                ..
            } => format!("{length} bytes"),
            _ => "bytes".into(),
        };
        D::Error::invalid_length(found, &expected.as_str())
    })
}

struct Bytes<T>(PhantomData<T>);

impl<'de, T: Hex> Visitor<'de> for Bytes<T> {
    type Value = Vec<u8>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("bytes in hex or an array of numbers")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Vec<u8>, E> {
        crate::json::hex_bytes(text).map_err(E::custom)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Vec<u8>, A::Error> {
        let mut bytes = Vec::new();
        while let Some(byte) = elements.next_element()? {
            bytes.push(byte);
        }
        Ok(bytes)
    }
}
