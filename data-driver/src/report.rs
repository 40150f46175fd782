//! The shape of an error on its way across the ABI.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::String;
use core::fmt;

use serde::{Deserialize, Serialize};

use crate::abi::Code;

/// Declares the closed set of kinds with their stable names.
macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// What kind of mistake an error is. The names are stable.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[non_exhaustive]
        pub enum Kind {
            $($(#[$doc])* #[serde(rename = $name)] $variant,)*
        }

        impl Kind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stable name.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }
    };
}

kinds! {
    /// The driver has no function of that name.
    UnknownFunction = "unknown_function",
    /// The driver has no event of that name.
    UnknownEvent = "unknown_event",
    /// The driver knows the name but cannot do this with it.
    Unsupported = "unsupported",
    /// The text is not JSON.
    InvalidJson = "invalid_json",
    /// The value is of another JSON type than expected.
    WrongType = "wrong_type",
    /// The value is of the right JSON type, but its content is not valid.
    InvalidValue = "invalid_value",
    /// An array, a string of bytes or the data as a whole is too long or too short.
    WrongLength = "wrong_length",
    /// An object has a member that the type does not have.
    UnknownMember = "unknown_member",
    /// An object has the same member twice.
    DuplicateMember = "duplicate_member",
    /// An object lacks a member.
    MissingMember = "missing_member",
    /// The bytes are not what the type's encoding looks like.
    InvalidBytes = "invalid_bytes",
    /// A pointer, a name or a text was not valid for a call.
    InvalidInput = "invalid_input",
    /// A value nests too deep or a result would be too long.
    LimitExceeded = "limit_exceeded",
    /// The result does not fit into the caller's buffer.
    BufferTooSmall = "buffer_too_small",
    /// The driver cannot be loaded: not found, not the file that was pinned, or no driver.
    Load = "load",
    /// The driver trapped: its fault, not the caller's.
    Trap = "trap",
    /// The driver broke the ABI, for example by a pointer outside its memory: its fault.
    BadDriver = "bad_driver",
    /// The driver ran longer than the host allows.
    Timeout = "timeout",
    /// The caller closed what the driver ran on, or cancelled the call, before it had answered.
    Closed = "closed",
    /// The host failed: neither the caller's nor the driver's fault.
    Host = "host",
    /// A mistake that the driver reports in words only.
    Other = "other",
}

impl Kind {
    /// The kind of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.as_str() == name)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The function or the event that a conversion is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place<'a> {
    /// A function's input or output.
    Function(&'a str),
    /// An event's data.
    Event(&'a str),
}

impl<'a> Place<'a> {
    /// The name of the function or event.
    #[must_use]
    pub const fn name(self) -> &'a str {
        match self {
            Self::Function(name) | Self::Event(name) => name,
        }
    }
}

/// An error as every host shows it and as `get_last_error_details` returns it, in JSON.
///
/// Absent fields are left out of the JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Report {
    /// The number that the export returned, see [`Code`].
    pub code: i32,
    /// The kind of mistake.
    pub kind: Kind,
    /// One sentence that names the place, for a person.
    pub message: String,
    /// The function whose input or output it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub function: Option<String>,
    /// The event whose data it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<String>,
    /// JSON Pointer (RFC 6901) to the value in question; the whole value is the empty string.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
    /// Offset in bytes into the input, be it text or data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset: Option<u32>,
    /// What should have been there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<String>,
    /// What was there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<String>,
}

impl Report {
    /// A report that knows no more than a sentence.
    #[must_use]
    pub fn new(code: Code, kind: Kind, message: impl Into<String>) -> Self {
        Self {
            code: code as i32,
            kind,
            message: message.into(),
            function: None,
            event: None,
            pointer: None,
            offset: None,
            expected: None,
            found: None,
        }
    }

    /// Puts the function or event into its field and in front of the message.
    pub(crate) fn set_place(&mut self, place: Place<'_>) {
        self.message = format!("{}: {}", crate::quote::name(place.name()), self.message);
        match place {
            Place::Function(name) => self.function = Some(name.to_owned()),
            Place::Event(name) => self.event = Some(name.to_owned()),
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl core::error::Error for Report {}

/// The longest part of a caller's own text that a message repeats, in bytes.
pub(crate) const MAX_QUOTED: usize = 64;

/// The text, cut at a character where it is too long for a message.
pub(crate) fn shortened(text: &str) -> alloc::borrow::Cow<'_, str> {
    if text.len() <= MAX_QUOTED {
        return text.into();
    }
    let end = text.floor_char_boundary(MAX_QUOTED);
    format!("{}…", text.get(..end).unwrap_or_default()).into()
}
