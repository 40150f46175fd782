//! Bytes as text.

use base64::engine::general_purpose::STANDARD;
use base64::{DecodeError, Engine as _};
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
        Form::Base64 => base64(given),
    }
}

fn base64(given: Vec<u8>) -> Result<Vec<u8>> {
    let places = given.iter().enumerate();
    let (places, digits): (Vec<usize>, Vec<u8>) = places
        .filter(|(_, byte)| !byte.is_ascii_whitespace())
        .unzip();
    STANDARD.decode(digits).map_err(|error| {
        let (at, expected) = match error {
            DecodeError::InvalidByte(at, _) => (at, "a digit of base64"),
            DecodeError::InvalidLastSymbol(at, _) => {
                (at, "a last digit whose bits beyond the bytes are 0")
            }
            DecodeError::InvalidLength(_) | DecodeError::InvalidPadding => {
                (places.len(), "a multiple of 4 digits, filled up with =")
            }
        };
        let at = places.get(at).copied().unwrap_or(given.len());
        wrong(Form::Base64, at, expected, given)
    })
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
            return Err(wrong(Form::Hex, at, "a hexadecimal digit", given));
        };
        match half.take() {
            None => half = Some(value),
            Some(high) => digits.push(high << 4 | value),
        }
    }
    match half {
        None => Ok(digits),
        Some(_) => {
            let expected = "an even number of hexadecimal digits";
            Err(wrong(Form::Hex, given.len(), expected, given))
        }
    }
}

fn wrong(form: Form, offset: usize, expected: &str, given: Vec<u8>) -> Failure {
    let rest = given.get(offset..).unwrap_or_default();
    let first = rest
        .utf8_chunks()
        .next()
        .and_then(|chunk| chunk.valid().chars().next());
    let (name, end) = match form {
        Form::Base64 => ("base64", "the end"),
        Form::Hex | Form::Raw => ("hex", "half a byte"),
    };
    let found = match (first, rest.first()) {
        (Some(character), _) => format!("{character:?}"),
        (None, Some(byte)) => format!("byte 0x{byte:02x}"),
        (None, None) => end.to_owned(),
    };
    let message = format!("the bytes are not {name}: expected {expected}, found {found}");
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

    #[test]
    fn what_is_no_base64_has_a_place() {
        for (text, offset, found) in [
            ("AP *8=", 3, "'*'"),
            ("é===", 0, "'é'"),
            ("AP9=", 2, "'9'"),
            ("AP8", 3, "the end"),
            ("AAAAA", 5, "the end"),
        ] {
            let failure = read(text, Form::Base64).unwrap_err();
            let report = failure.report().unwrap();
            assert_eq!(report.offset, Some(offset), "{text}: {}", report.message);
            assert_eq!(report.found.as_deref(), Some(found), "{text}");
            assert!(
                report
                    .message
                    .starts_with("the bytes are not base64: expected ")
            );
        }
    }
}
