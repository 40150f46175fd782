//! Bytes as hex: written without `0x`, read with or without.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::error::{Error, quoted};
use crate::report::Kind;

/// Appends the bytes in hex.
pub(crate) fn encode(bytes: &[u8], out: &mut String) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    out.reserve(2 * bytes.len());
    for byte in bytes {
        out.push(char::from(DIGITS[usize::from(byte >> 4)]));
        out.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
}

/// The bytes that a text in hex stands for.
pub(crate) fn decode(text: &str) -> Result<Vec<u8>, Error> {
    let digits = text.strip_prefix("0x").unwrap_or(text);
    if digits.len() % 2 == 1 {
        let found = format!("{} digits", digits.len());
        return Err(Error::expected(
            Kind::InvalidValue,
            "an even number of hex digits",
            found,
        ));
    }
    let value = |digit: u8| {
        char::from(digit)
            .to_digit(16)
            .and_then(|v| u8::try_from(v).ok())
    };
    digits
        .as_bytes()
        .chunks_exact(2)
        .map(|pair| Some(value(pair[0])? << 4 | value(pair[1])?))
        .collect::<Option<_>>()
        .ok_or_else(|| Error::expected(Kind::InvalidValue, "bytes in hex", quoted(text)))
}
