//! Hints in JSON.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use data_driver::{Describe, data};
use serde::Serialize;

use super::Wire;
use super::members::{Members, Missing, Read};
use super::payload::TypedHint;
use crate::frame::{self, Prefix};
use crate::{Error, Hint};

/// A hint: the length of the text in 4 bytes, big-endian, and the text.
#[derive(Debug, Clone, PartialEq, Serialize, Describe)]
#[serde(untagged)]
pub enum HintRequest {
    /// Any text.
    Text {
        /// The text.
        hint: String,
    },
    /// Text of a known type, with its data.
    Typed(TypedHint),
}

/// A hint as o1vm writes it to its host: the length of the text in 8 bytes, big-endian, and the text.
///
/// Hosts of the deployed protocol read 4 bytes, and take this for two hints, of which the first is empty.
#[derive(Debug, Clone, PartialEq, Serialize, Describe)]
#[serde(untagged)]
pub enum HintRequestU64 {
    /// Any text.
    Text {
        /// The text.
        hint: String,
        /// A reminder of how long the length is.
        prefix: LengthPrefix,
    },
    /// The same without the reminder.
    #[describe(input)]
    Plain {
        /// The text.
        hint: String,
    },
    /// Text of a known type, with its data.
    Typed(TypedHint),
}

/// How long the length in front of a text is.
#[data(codec())]
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum LengthPrefix {
    /// 8 bytes.
    #[serde(rename = "u64")]
    U64,
}

/// The answer to a hint: one byte, zero. Clients read it and do not look at it.
#[data(codec())]
#[derive(Debug, Clone, PartialEq)]
pub struct HintAck {
    /// The byte.
    pub ack: u8,
}

/// A text, or the hint that it is.
enum Content {
    Text(String),
    Typed(TypedHint),
}

impl Read for HintRequest {
    fn read(members: Members) -> Result<Self, Missing> {
        Ok(match members.hint {
            Some(hint) => Self::Text { hint },
            None => Self::Typed(TypedHint::read(members)?),
        })
    }
}

impl Read for HintRequestU64 {
    fn read(mut members: Members) -> Result<Self, Missing> {
        Ok(match (members.hint.take(), members.prefix) {
            (Some(hint), Some(prefix)) => Self::Text { hint, prefix },
            (Some(hint), None) => Self::Plain { hint },
            (None, _) => Self::Typed(TypedHint::read(members)?),
        })
    }
}

fn write(prefix: Prefix, text: Option<&str>, hint: Option<&TypedHint>) -> Result<Vec<u8>, Error> {
    let text = match (text, hint) {
        (Some(text), _) => Cow::Borrowed(text),
        (None, Some(hint)) => Cow::Owned(Hint::from(hint).to_text()),
        (None, None) => Cow::Borrowed(""),
    };
    let mut out = Vec::new();
    frame::write(prefix, text.as_bytes(), &mut out)?;
    Ok(out)
}

fn read(prefix: Prefix, bytes: &[u8]) -> Result<Content, Error> {
    let text = frame::read(prefix, bytes)?;
    let text = core::str::from_utf8(text).map_err(|error| {
        let at = error.valid_up_to();
        let found = format!("the byte {:02x}", text[at]);
        Error::value(prefix.size() + at, "text in UTF-8", found)
    })?;
    let typed = Hint::parse(text).and_then(|hint| TypedHint::of(&hint));
    Ok(typed.map_or_else(|| Content::Text(text.to_string()), Content::Typed))
}

impl Wire for HintRequest {
    fn to_wire(&self) -> Result<Vec<u8>, data_driver::Error> {
        Ok(match self {
            Self::Text { hint } => write(Prefix::U32, Some(hint), None),
            Self::Typed(hint) => write(Prefix::U32, None, Some(hint)),
        }?)
    }

    fn from_wire(bytes: &[u8]) -> Result<Self, Error> {
        Ok(match read(Prefix::U32, bytes)? {
            Content::Text(hint) => Self::Text { hint },
            Content::Typed(hint) => Self::Typed(hint),
        })
    }
}

impl Wire for HintRequestU64 {
    fn to_wire(&self) -> Result<Vec<u8>, data_driver::Error> {
        Ok(match self {
            Self::Text { hint, .. } | Self::Plain { hint } => write(Prefix::U64, Some(hint), None),
            Self::Typed(hint) => write(Prefix::U64, None, Some(hint)),
        }?)
    }

    fn from_wire(bytes: &[u8]) -> Result<Self, Error> {
        Ok(match read(Prefix::U64, bytes)? {
            Content::Text(hint) => Self::Text {
                hint,
                prefix: LengthPrefix::U64,
            },
            Content::Typed(hint) => Self::Typed(hint),
        })
    }
}

impl Wire for HintAck {
    fn to_wire(&self) -> Result<Vec<u8>, data_driver::Error> {
        Ok([self.ack].into())
    }

    fn from_wire(bytes: &[u8]) -> Result<Self, Error> {
        match bytes {
            [ack] => Ok(Self { ack: *ack }),
            [] => Err(Error::length(0, "a byte", "the end")),
            more => {
                let found = format!("{} more", more.len() - 1);
                Err(Error::length(1, "the end of the bytes", found))
            }
        }
    }
}
