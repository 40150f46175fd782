//! Entrypoints of contracts.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::String;

use data_driver::Kind;
use data_driver::describe::{Definition, Describe, Named, Text, Type};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::Error;
use crate::wire::{Reader, Wire, Writer};

/// An entrypoint's name: at most 31 letters, digits and `_.%@`, the first of which is a letter, a digit or `_`.
///
/// In JSON one `%` in front is passed over, as documents write `%default`. In bytes its length of 32 bits stands in
/// front; no name at all is read as `default`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entrypoint(String);

impl Entrypoint {
    /// The most bytes of a name.
    pub const MAX_LENGTH: usize = 31;

    /// What is called where no name is given.
    const DEFAULT: &'static str = "default";

    /// The entrypoint of that name.
    ///
    /// # Errors
    /// It is none.
    pub fn new(name: &str) -> Result<Self, Error> {
        if name.is_empty() {
            return Ok(Self::default());
        }
        match fault(name) {
            None => Ok(Self(name.to_owned())),
            Some((kind, _, expected, found)) => Err(Error::new(
                kind,
                format!("expected {expected}, found {found}"),
            )),
        }
    }

    /// The name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0
    }
}

impl Default for Entrypoint {
    fn default() -> Self {
        Self(Self::DEFAULT.to_owned())
    }
}

/// What is wrong with a name: where, and what was expected and found.
fn fault(name: &str) -> Option<(Kind, usize, String, String)> {
    if name.len() > Entrypoint::MAX_LENGTH {
        let expected = format!("an entrypoint of at most {} bytes", Entrypoint::MAX_LENGTH);
        return Some((Kind::WrongLength, 0, expected, format!("{}", name.len())));
    }
    let wrong = name.char_indices().find(|(at, character)| {
        let first = character.is_ascii_alphanumeric() || *character == '_';
        !(first || *at > 0 && matches!(character, '.' | '%' | '@'))
    });
    let (at, character) = wrong?;
    let expected =
        "a letter, a digit, `_`, or behind the first one `.`, `%` or `@`, of an entrypoint";
    Some((
        Kind::InvalidBytes,
        at,
        expected.into(),
        data_driver::quote::character(character),
    ))
}

impl<C> Describe<C> for Entrypoint {
    const TYPE: &'static Type = &Type::Named(&Named {
        name: "Entrypoint",
        doc: "An entrypoint's name, at most 31 characters; one `%` in front is passed over.",
        definition: Definition::Alias(&Type::Text(&Text {
            format: "entrypoint",
            pattern: "^%?([A-Za-z0-9_][A-Za-z0-9_.%@]{0,30})?$",
            max_length: Some(Self::MAX_LENGTH + 1),
        })),
    });
}

impl Serialize for Entrypoint {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Entrypoint {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::new(text.strip_prefix('%').unwrap_or(&text)).map_err(serde::de::Error::custom)
    }
}

impl Wire for Entrypoint {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
        let name = reader.text(Self::MAX_LENGTH, "an entrypoint")?;
        let start = reader.offset() - name.len();
        match fault(name) {
            Some((kind, at, expected, found)) => {
                Err(Error::bytes(kind, start + at, expected, found))
            }
            None if name.is_empty() => Ok(Self::default()),
            None => Ok(Self(name.to_owned())),
        }
    }

    fn write(&self, writer: &mut Writer) -> Result<(), Error> {
        writer.dynamic(self.0.as_bytes())
    }
}
