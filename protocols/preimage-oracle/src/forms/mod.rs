//! What a data driver takes and gives in JSON.
//!
//! Bytes often say less than what they were made from: a key does not tell its preimage, a response not
//! what its bytes mean. Such forms are taken, and their bytes come back in the plain one.

mod boot;
mod hint;
mod layout;
mod members;
mod payload;
mod request;
mod response;

use alloc::vec::Vec;

use data_driver::Kind;
use data_driver::codec::{Codec, Convert};

pub use boot::{BootValue, KonaValue, OpProgramValue};
pub use hint::{HintAck, HintRequest, HintRequestU64, LengthPrefix};
pub use payload::TypedHint;
pub use request::{PreimageRequest, RawRequest};
pub use response::PreimageResponse;

use crate::{Error, Fault};

/// The bytes of the preimage oracle and hint protocols.
#[derive(Debug, Clone, Copy)]
pub struct PreimageOracle;

impl Codec for PreimageOracle {
    const ID: &'static str = "preimage-oracle";
}

/// A form that has bytes.
pub trait Wire: Sized {
    /// The bytes.
    ///
    /// # Errors
    /// There are none for this value.
    fn to_wire(&self) -> Result<Vec<u8>, data_driver::Error>;

    /// What the bytes are, all of them.
    ///
    /// # Errors
    /// They are none of the form.
    fn from_wire(bytes: &[u8]) -> Result<Self, Error>;
}

impl<T: Wire> Convert<T> for PreimageOracle {
    fn to_bytes(value: &T) -> Result<Vec<u8>, data_driver::Error> {
        value.to_wire()
    }

    fn from_bytes(bytes: &[u8]) -> Result<T, data_driver::Error> {
        Ok(T::from_wire(bytes)?)
    }
}

/// What answers nothing has no bytes.
impl Wire for () {
    fn to_wire(&self) -> Result<Vec<u8>, data_driver::Error> {
        Ok(Vec::new())
    }

    fn from_wire(bytes: &[u8]) -> Result<Self, Error> {
        if bytes.is_empty() {
            return Ok(());
        }
        let found = alloc::format!("{} more", bytes.len());
        Err(Error::length(0, "the end of the bytes", found))
    }
}

impl From<Error> for data_driver::Error {
    fn from(error: Error) -> Self {
        let kind = match error.fault {
            Fault::Length => Kind::WrongLength,
            Fault::Value => Kind::InvalidBytes,
        };
        Self::bytes(kind, error.offset, error.expected, error.found)
    }
}
