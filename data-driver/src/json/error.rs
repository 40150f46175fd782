//! Errors of the reader and writer while they bubble up through the value.

use alloc::borrow::ToOwned;
use alloc::boxed::Box;
use alloc::format;
use alloc::string::{String, ToString};
use core::fmt::{self, Display, Write};

use serde::de::{Expected, Unexpected};

use crate::abi::Code;
use crate::quote::text as quoted;
use crate::report::{Kind, Report, shortened};

/// A mistake. Boxed, so that the path without one stays cheap.
#[derive(Debug)]
pub struct Error(Box<Facts>);

#[derive(Debug)]
struct Facts {
    kind: Kind,
    /// The sentence, where `expected` and `found` do not make one.
    reason: Option<String>,
    expected: Option<String>,
    found: Option<String>,
    offset: Option<usize>,
    /// JSON Pointer, grown at the front on the way up.
    pointer: String,
}

impl Error {
    #[cold]
    pub(super) fn reason(kind: Kind, reason: impl Into<String>) -> Self {
        Self(Box::new(Facts {
            kind,
            reason: Some(reason.into()),
            expected: None,
            found: None,
            offset: None,
            pointer: String::new(),
        }))
    }

    #[cold]
    pub(super) fn expected(
        kind: Kind,
        expected: impl Into<String>,
        found: impl Into<String>,
    ) -> Self {
        Self(Box::new(Facts {
            kind,
            reason: None,
            expected: Some(expected.into()),
            found: Some(found.into()),
            offset: None,
            pointer: String::new(),
        }))
    }

    /// Notes where in the text it happened, unless that is known more exactly already.
    pub(super) fn at(mut self, offset: usize) -> Self {
        self.0.offset.get_or_insert(offset);
        self
    }

    /// Whether it is known where in the text it happened.
    pub(super) fn has_offset(&self) -> bool {
        self.0.offset.is_some()
    }

    /// Says what should have been there, where that is known better than where the error was made.
    #[cold]
    pub(super) fn expecting(mut self, expected: &str) -> Self {
        let facts = &mut *self.0;
        if let Some(reason) = &mut facts.reason {
            *reason = format!("expected {expected}: {reason}");
        }
        facts.expected = Some(expected.to_owned());
        self
    }

    /// The value in question is this member of the one above.
    pub(super) fn under_key(mut self, key: &str) -> Self {
        // The library's way of replacing text is ten times as long.
        let mut token = String::new();
        for character in key.chars() {
            match character {
                '~' => token.push_str("~0"),
                '/' => token.push_str("~1"),
                other => token.push(other),
            }
        }
        self.0.pointer = format!("/{}{}", shortened(&token), self.0.pointer);
        self
    }

    /// The value in question is this element of the one above.
    pub(super) fn under_index(mut self, index: usize) -> Self {
        self.0.pointer = format!("/{index}{}", self.0.pointer);
        self
    }

    /// The facts, in the shape that leaves the crate.
    pub(crate) fn into_report(self) -> Report {
        let facts = *self.0;
        let sentence = match (&facts.reason, &facts.expected, &facts.found) {
            (Some(reason), ..) => reason.clone(),
            (None, Some(expected), Some(found)) => format!("expected {expected}, found {found}"),
            _ => facts.kind.to_string(),
        };
        let message = if facts.pointer.is_empty() {
            sentence
        } else {
            format!("{}: {sentence}", crate::quote::shown(&facts.pointer))
        };
        let mut report = Report::new(Code::OperationError, facts.kind, message);
        report.expected = facts.expected;
        report.found = facts.found;
        report.offset = facts.offset.and_then(|offset| u32::try_from(offset).ok());
        report.pointer = Some(facts.pointer);
        report
    }
}

impl From<Error> for crate::Error {
    fn from(error: Error) -> Self {
        error.into_report().into()
    }
}

impl Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Facts {
                reason: Some(reason),
                ..
            } => f.write_str(reason),
            Facts {
                expected: Some(expected),
                found: Some(found),
                ..
            } => {
                write!(f, "expected {expected}, found {found}")
            }
            facts => facts.kind.fmt(f),
        }
    }
}

impl core::error::Error for Error {}

impl serde::ser::Error for Error {
    fn custom<T: Display>(message: T) -> Self {
        Self::reason(Kind::Other, message.to_string())
    }
}

impl serde::de::Error for Error {
    fn custom<T: Display>(message: T) -> Self {
        Self::reason(Kind::InvalidValue, message.to_string())
    }

    fn invalid_type(unexpected: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::expected(Kind::WrongType, expected.to_string(), describe(unexpected))
    }

    fn invalid_value(unexpected: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::expected(
            Kind::InvalidValue,
            expected.to_string(),
            describe(unexpected),
        )
    }

    fn invalid_length(length: usize, expected: &dyn Expected) -> Self {
        let expected = expected.to_string();
        // Some types give the number alone.
        let expected = if expected.bytes().all(|byte| byte.is_ascii_digit()) {
            format!("a length of {expected}")
        } else if let Some(count) = expected.strip_prefix("a tuple of size ") {
            format!("an array of {count} elements")
        } else if let Some((_, elements)) = expected.rsplit_once(" with ")
            && elements.contains(" element")
        {
            // What serde says of a struct, a tuple struct or a variant.
            format!("an array of {elements}")
        } else {
            expected
        };
        Self::expected(Kind::WrongLength, expected, length.to_string())
    }

    fn unknown_variant(variant: &str, known: &'static [&'static str]) -> Self {
        if known.len() <= MOST_NAMED {
            return Self::expected(Kind::InvalidValue, one_of(known), quoted(variant));
        }
        let expected = match &*crate::near::matches(variant, known) {
            [] => format!("one of {} names", known.len()),
            near => one_of(near),
        };
        Self::expected(Kind::InvalidValue, expected, quoted(variant))
    }

    fn unknown_field(field: &str, known: &'static [&'static str]) -> Self {
        Self::unknown_member(field, known)
    }

    fn missing_field(field: &'static str) -> Self {
        let mut error = Self::reason(
            Kind::MissingMember,
            format!("member \"{field}\" is missing"),
        );
        error.0.expected = Some(quoted(field));
        error
    }

    fn duplicate_field(field: &'static str) -> Self {
        duplicate_member(field)
    }
}

impl Error {
    /// An object has a member that it should not have.
    #[cold]
    pub(super) fn unknown_member(field: &str, known: &[&str]) -> Self {
        let mut reason = format!("unknown member {}", quoted(field));
        match *crate::near::matches(field, known) {
            [] => write!(reason, "; known are {}", one_of(known)),
            [nearest, ..] => write!(reason, "; did you mean \"{nearest}\"?"),
        }
        .unwrap_or_default();
        let mut error = Self::reason(Kind::UnknownMember, reason);
        error.0.expected = Some(one_of(known));
        error.0.found = Some(quoted(field));
        error
    }
}

/// An object has this member twice.
#[cold]
pub(super) fn duplicate_member(name: &str) -> Error {
    let mut error = Error::reason(
        Kind::DuplicateMember,
        format!("member {} stands twice", quoted(name)),
    );
    error.0.found = Some(quoted(name));
    error
}

/// Of more names than these, an error tells the nearest.
const MOST_NAMED: usize = 32;

/// The names as a choice.
pub(super) fn one_of(names: &[&str]) -> String {
    match names {
        [] => "nothing".to_owned(),
        [one] => quoted(one),
        many => {
            let mut list = String::from("one of ");
            for (i, name) in many.iter().enumerate() {
                let separator = if i == 0 { "" } else { ", " };
                write!(list, "{separator}\"{name}\"").unwrap_or_default();
            }
            list
        }
    }
}

fn describe(unexpected: Unexpected<'_>) -> String {
    match unexpected {
        Unexpected::Bool(value) => format!("{value}"),
        Unexpected::Unsigned(value) => format!("{value}"),
        Unexpected::Signed(value) => format!("{value}"),
        // Writing one takes 16 kB of code, which no contract has another use for.
        Unexpected::Float(_) => "a floating-point number".to_owned(),
        Unexpected::Str(text) => quoted(text),
        Unexpected::Unit | Unexpected::Option => "null".to_owned(),
        Unexpected::Seq => "an array".to_owned(),
        Unexpected::Map => "an object".to_owned(),
        Unexpected::UnitVariant => "a string".to_owned(),
        Unexpected::NewtypeVariant | Unexpected::TupleVariant | Unexpected::StructVariant => {
            "an object".to_owned()
        }
        Unexpected::Char(character) => quoted(character.encode_utf8(&mut [0; 4])),
        Unexpected::Bytes(_) => "bytes".to_owned(),
        Unexpected::NewtypeStruct | Unexpected::Enum => "a value of another kind".to_owned(),
        Unexpected::Other(words) => shortened(words).into_owned(),
    }
}
