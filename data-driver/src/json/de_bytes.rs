//! Reads bytes, in each of the forms that text has for them.

use alloc::borrow::Cow;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use serde::de::Deserialize;

use super::de::Deserializer;
use super::error::Error;
use super::guide::{Guide, describe_bytes};
use crate::base58::check;
use crate::describe::{Encoding, Prefix, Type};
use crate::foreign::{self, ForeignTypes};
use crate::report::Kind;

impl<'de, C: ForeignTypes> Deserializer<'de, C> {
    /// Bytes are as many as the description says, which a visitor that takes any number does not know.
    pub(super) fn check_count(&self, bytes: &[u8]) -> Result<(), Error> {
        match self.guide {
            Guide::Type(Type::Bytes {
                length: Some(length),
                ..
            }) if *length != bytes.len() => Err(wrong_length(*length, bytes.len())),
            _ => Ok(()),
        }
    }

    /// Bytes in any form, as the hex digits that a type which reads hex takes.
    pub(super) fn hex(
        &mut self,
        encoding: Encoding,
        length: Option<usize>,
    ) -> Result<String, Error> {
        let bytes = self.bytes()?;
        if let Some(length) = length
            && length != bytes.len()
        {
            return Err(wrong_length(length, bytes.len()));
        }
        let mut digits = String::from(encoding.hex_prefix());
        crate::hex_digits::push(&bytes, &mut digits);
        Ok(digits)
    }

    /// The bytes of a foreign type, as many as it has.
    pub(super) fn bytes_in(&mut self, form: foreign::Form) -> Result<Vec<u8>, Error> {
        match form.encoding {
            Encoding::Hex | Encoding::PrefixedHex => {
                let bytes = self.bytes()?;
                if bytes.len() == form.length {
                    Ok(bytes)
                } else {
                    Err(wrong_length(form.length, bytes.len()))
                }
            }
            Encoding::Base58 | Encoding::Base58Check(_) => {
                crate::base58::parse_bytes(&self.plain_string()?, form.length)
            }
        }
    }

    pub(super) fn checked_bytes_in(
        &mut self,
        prefix: Prefix,
        length: usize,
    ) -> Result<Vec<u8>, Error> {
        check::parse(&self.plain_string()?, prefix, Some(length))
    }

    fn plain_string(&mut self) -> Result<Cow<'de, str>, Error> {
        if self.scanner.peek() != Some(b'"') {
            return Err(self.wrong_type("a string"));
        }
        self.scanner.string()
    }

    /// Bytes: hex with or without `0x`, or an array of numbers.
    pub(super) fn bytes(&mut self) -> Result<Vec<u8>, Error> {
        match self.scanner.peek() {
            Some(b'[') => Vec::deserialize(&mut *self),
            Some(b'"') => {
                let text = self.scanner.string()?;
                super::hex::decode(&text)
            }
            _ => Err(self.wrong_type("bytes in hex or an array of numbers")),
        }
    }
}

/// The bytes of a foreign type that a text stands for.
pub(super) fn form_bytes(form: foreign::Form, text: &str) -> Result<Vec<u8>, Error> {
    match form.encoding {
        Encoding::Hex | Encoding::PrefixedHex => {
            let bytes = super::hex::decode(text)?;
            if bytes.len() == form.length {
                Ok(bytes)
            } else {
                Err(wrong_length(form.length, bytes.len()))
            }
        }
        Encoding::Base58 => crate::base58::parse_bytes(text, form.length),
        Encoding::Base58Check(prefix) => check::parse(text, prefix, Some(form.length)),
    }
}

#[cold]
pub(super) fn wrong_length(expected: usize, found: usize) -> Error {
    let expected = describe_bytes(Encoding::Hex, Some(expected));
    Error::expected(Kind::WrongLength, expected, found.to_string())
}
