//! Bytes in hex, read with or without `0x`.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::error::Error;
use super::guide::Guide;
use crate::describe::{Encoding, Type};
use crate::quote::text as quoted;
use crate::report::Kind;

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
    // No digit has a higher bit than these, and what is none has one.
    let mut all = 0;
    let pairs = digits.as_bytes().as_chunks().0.iter();
    let bytes = pairs.map(|[high, low]| {
        let (high, low) = (VALUES[usize::from(*high)], VALUES[usize::from(*low)]);
        all |= high | low;
        high << 4 | low & 15
    });
    let bytes = bytes.collect();
    if all > 15 {
        return Err(Error::expected(
            Kind::InvalidValue,
            "bytes in hex",
            quoted(text),
        ));
    }
    Ok(bytes)
}

/// The value of each hex digit, and 255 for all other bytes.
static VALUES: [u8; 256] = {
    let mut values = [255; 256];
    let mut digit = 0_u8;
    while digit < 16 {
        let lower = b"0123456789abcdef"[digit as usize];
        values[lower as usize] = digit;
        values[lower.to_ascii_uppercase() as usize] = digit;
        digit += 1;
    }
    values
};

/// A text in hex as it is written, where the guide says that it is one: two texts of the
/// same bytes are the same then.
pub(super) fn canonical(text: &str, guide: Guide) -> Option<String> {
    let Guide::Type(Type::Bytes {
        encoding: encoding @ (Encoding::Hex | Encoding::PrefixedHex),
        ..
    }) = guide
    else {
        return None;
    };
    let digits = text.strip_prefix("0x").unwrap_or(text);
    let mut canonical = String::from(encoding.hex_prefix());
    canonical.push_str(&digits.to_ascii_lowercase());
    Some(canonical)
}
