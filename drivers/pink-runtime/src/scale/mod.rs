//! SCALE as a codec: integers little-endian, lengths as compact integers, values one behind the other.
//!
//! Decoding is strict: compact integers stand in their shortest form, `bool`, `Option` and `Result` begin
//! with `00` or `01`, and nothing is left over.

mod error;
mod input;

use alloc::format;
use alloc::vec::Vec;

use data_driver::codec::{Codec, Convert};
use data_driver::{Error, Kind};
use parity_scale_codec::{Decode, Encode};

use input::Bytes;

/// SCALE.
#[derive(Debug, Clone, Copy)]
pub struct Scale;

impl Codec for Scale {
    const ID: &'static str = "scale";
}

impl<T: Encode + Decode> Convert<T> for Scale {
    fn to_bytes(value: &T) -> Result<Vec<u8>, Error> {
        // Without a guess of the size, of which there would be code for every type.
        let mut bytes = Vec::new();
        value.encode_to(&mut bytes);
        Ok(bytes)
    }

    fn from_bytes(bytes: &[u8]) -> Result<T, Error> {
        let mut input = Bytes::new(bytes);
        match T::decode(&mut input) {
            Ok(value) => input.finish().map(|()| value),
            Err(_) => Err(error::explain(&input)),
        }
    }
}

impl Bytes<'_> {
    /// Nothing may be left over.
    #[inline(never)]
    fn finish(&self) -> Result<(), Error> {
        if self.rest().is_empty() {
            return Ok(());
        }
        let found = format!("{} more", self.rest().len());
        let (kind, expected) = (Kind::WrongLength, "the end of the bytes");
        Err(Error::bytes(kind, self.at(), expected, found))
    }
}
