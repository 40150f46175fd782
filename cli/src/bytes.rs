//! Bytes as text.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use clap::ValueEnum;
use data_driver::Kind;

use crate::failure::{Failure, Given, Result};
use crate::input;

/// How bytes are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Form {
    /// Hexadecimal digits, with or without `0x`
    #[default]
    Hex,
    /// Base64
    Base64,
    /// The bytes themselves
    Raw,
}

/// The bytes that an argument stands for. In digits, white space has no meaning.
pub(crate) fn read(argument: &str, form: Form) -> Result<Vec<u8>> {
    let given = input::bytes(argument)?;
    match form {
        Form::Raw => Ok(given),
        Form::Hex => hex(given),
        Form::Base64 => {
            let digits: Vec<u8> = given
                .iter()
                .copied()
                .filter(|byte| !byte.is_ascii_whitespace())
                .collect();
            STANDARD.decode(digits).map_err(|error| {
                let message = format!("the bytes are not base64: {error}");
                Failure::value(Kind::InvalidInput, message)
            })
        }
    }
}

fn hex(given: Vec<u8>) -> Result<Vec<u8>> {
    let prefix = if given.starts_with(b"0x") || given.starts_with(b"0X") {
        2
    } else {
        0
    };
    let mut digits = Vec::with_capacity(given.len() / 2);
    let mut half = None;
    for (at, byte) in given.iter().enumerate().skip(prefix) {
        if byte.is_ascii_whitespace() {
            continue;
        }
        let Some(value) = char::from(*byte)
            .to_digit(16)
            .and_then(|value| u8::try_from(value).ok())
        else {
            let found = given[at..]
                .utf8_chunks()
                .next()
                .and_then(|chunk| chunk.valid().chars().next());
            let found = found.map_or_else(|| format!("byte 0x{byte:02x}"), |c| format!("{c:?}"));
            return Err(wrong(at, "a hexadecimal digit", found, given));
        };
        match half.take() {
            None => half = Some(value),
            Some(high) => digits.push(high << 4 | value),
        }
    }
    match half {
        None => Ok(digits),
        Some(_) => Err(wrong(
            given.len(),
            "an even number of hexadecimal digits",
            "half a byte".into(),
            given,
        )),
    }
}

fn wrong(offset: usize, expected: &str, found: String, given: Vec<u8>) -> Failure {
    let message = format!("the bytes are not hex: expected {expected}, found {found}");
    let mut failure = Failure::value(Kind::InvalidInput, message);
    if let Failure::Value(report, shown) = &mut failure {
        report.offset = u32::try_from(offset).ok();
        report.expected = Some(expected.to_owned());
        report.found = Some(found);
        *shown = Some(match String::from_utf8(given) {
            Ok(text) => Given::Text(text),
            Err(error) => Given::Bytes(error.into_bytes()),
        });
    }
    failure
}

/// The bytes in base64.
pub(crate) fn to_base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hex_has_a_few_forms() {
        for text in ["00ff", "0x00FF", "0X00ff", "00 ff\n", " 00\tfF"] {
            assert_eq!(read(text, Form::Hex).unwrap(), [0, 255], "{text}");
        }
        assert_eq!(read("AP8=", Form::Base64).unwrap(), [0, 255]);
        assert_eq!(read("@@x", Form::Raw).unwrap(), b"@x");
    }

    #[test]
    fn what_is_no_hex_has_a_place() {
        for (text, offset) in [("0g", 1), ("0x1", 3), ("é0", 0), ("12 3", 4)] {
            let failure = read(text, Form::Hex).unwrap_err();
            assert_eq!(failure.report().unwrap().offset, Some(offset), "{text}");
        }
    }
}
