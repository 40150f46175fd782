//! What is wrong with bytes, as facts.

use alloc::borrow::Cow;
use core::fmt;

/// Bytes that are none of the protocol.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// What kind of mistake it is.
    pub fault: Fault,
    /// Where in the bytes.
    pub offset: usize,
    /// What should stand there.
    pub expected: Cow<'static, str>,
    /// What stands there.
    pub found: Cow<'static, str>,
}

/// A kind of mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// There are more bytes or fewer.
    Length,
    /// The bytes stand for nothing.
    Value,
}

impl Error {
    pub(crate) fn length(
        offset: usize,
        expected: impl Into<Cow<'static, str>>,
        found: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self {
            fault: Fault::Length,
            offset,
            expected: expected.into(),
            found: found.into(),
        }
    }

    pub(crate) fn value(
        offset: usize,
        expected: impl Into<Cow<'static, str>>,
        found: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self {
            fault: Fault::Value,
            ..Self::length(offset, expected, found)
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            offset,
            expected,
            found,
            ..
        } = self;
        write!(f, "at byte {offset}: expected {expected}, found {found}")
    }
}

impl core::error::Error for Error {}
