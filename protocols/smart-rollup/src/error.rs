//! What is wrong with bytes or a value.

use alloc::boxed::Box;
use alloc::string::String;
use core::fmt;
use core::ops::Deref;

use data_driver::Kind;

/// What is wrong with bytes or a value. Boxed, so that the path without a mistake stays short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error(Box<data_driver::Error>);

impl Error {
    /// A mistake that consists of a sentence.
    #[cold]
    #[must_use]
    pub fn new(kind: Kind, reason: impl Into<String>) -> Self {
        data_driver::Error::new(kind, reason).into()
    }

    /// Bytes that hold something else than expected at this offset.
    #[cold]
    #[must_use]
    pub fn bytes(
        kind: Kind,
        offset: usize,
        expected: impl Into<String>,
        found: impl Into<String>,
    ) -> Self {
        data_driver::Error::bytes(kind, offset, expected, found).into()
    }
}

impl Deref for Error {
    type Target = data_driver::Error;

    fn deref(&self) -> &data_driver::Error {
        &self.0
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl core::error::Error for Error {}

impl From<data_driver::Error> for Error {
    #[cold]
    fn from(error: data_driver::Error) -> Self {
        Self(Box::new(error))
    }
}

impl From<Error> for data_driver::Error {
    #[cold]
    fn from(error: Error) -> Self {
        *error.0
    }
}
