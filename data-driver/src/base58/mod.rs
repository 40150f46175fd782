//! Bytes as base58 with Bitcoin's alphabet, for `#[serde(with = "data_driver::base58")]` on a field
//! of bytes such as a key.
//!
//! Up to 96 bytes take time linear in the number of bytes times the number of digits, without a
//! division in the inner loop. That is several times faster than the crate `bs58`,
//! whose results are the same.
//!
//! ```
//! use data_driver::Describe;
//!
//! #[derive(serde::Serialize, serde::Deserialize, Describe)]
//! struct Owner {
//!     #[serde(with = "data_driver::base58")]
//!     key: [u8; 4],
//! }
//!
//! let owner: Owner = data_driver::json::from_str(r#"{"key": "2VfUX"}"#)?;
//! assert_eq!(owner.key, [1, 2, 3, 4]);
//! assert_eq!(data_driver::to_json(&owner)?.to_string(), r#"{"key":"2VfUX"}"#);
//! # Ok::<_, data_driver::Error>(())
//! ```

pub mod check;
mod decode;
mod encode;
mod tables;

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use serde::de::Error;

pub use decode::decode;
pub use encode::encode;

use crate::describe::Encoding;
use crate::notation::{Notation, adapter};
use crate::quote;

/// Base58.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Base58 {}

impl Notation for Base58 {
    const ENCODING: Encoding = Encoding::Base58;

    fn write(bytes: &[u8], out: &mut String) {
        encode(bytes, out);
    }

    fn read<E: Error>(text: &str, length: Option<usize>) -> Result<Vec<u8>, E> {
        match length {
            Some(length) => parse_bytes(text, length),
            None => parse_some(text),
        }
    }
}

adapter!(Base58);

/// The bytes that a text stands for, if there are so many.
pub(crate) fn parse_bytes<E: Error>(text: &str, length: usize) -> Result<Vec<u8>, E> {
    check_digits(text, length)?;
    let bytes = parse_any(text)?;
    if bytes.len() == length {
        Ok(bytes)
    } else {
        Err(wrong_length(length, bytes.len()))
    }
}

/// The most bytes that are written and read where a type does not say how many there are: base58 takes time that grows with
/// the square of the length. Keys, hashes and addresses have a hundredth of that.
pub const MAX_BYTES: usize = 4096;

/// The bytes that a text stands for, if they are not more than [`MAX_BYTES`].
fn parse_some<E: Error>(text: &str) -> Result<Vec<u8>, E> {
    if text.len() <= MAX_BYTES * 1366 / 1000 + 1 {
        return parse_any(text);
    }
    let digits = text.len();
    Err(E::invalid_length(
        digits / 1000 * 732 + digits % 1000 * 732 / 1000,
        &&*format!("at most {MAX_BYTES} bytes of base58"),
    ))
}

/// Refuses a text that has far more digits than so many bytes: to decode it would take time that grows with the
/// square of its length. How many bytes it stands for is told from the number of its digits.
fn check_digits<E: Error>(text: &str, length: usize) -> Result<(), E> {
    // log(256) / log(58) is below 1.366, log(58) / log(256) above 0.732.
    let most = length * 1366 / 1000 + 1;
    if text.len() <= 2 * most {
        return Ok(());
    }
    let digits = text.len();
    Err(wrong_length(
        length,
        digits / 1000 * 732 + digits % 1000 * 732 / 1000,
    ))
}

fn parse_any<E: Error>(text: &str) -> Result<Vec<u8>, E> {
    decode(text).map_err(|at| {
        let rest = text.get(at..).unwrap_or_default();
        let character = quote::character(rest.chars().next().unwrap_or_default());
        E::custom(format!("{character} at byte {at} is no digit of base58"))
    })
}

#[cold]
fn wrong_length<E: Error>(expected: usize, found: usize) -> E {
    E::invalid_length(found, &&*format!("{expected} bytes of base58"))
}
