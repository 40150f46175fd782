//! The format of the contract's bytes. This one is Borsh; write your own in its place.

use borsh::{BorshDeserialize, BorshSerialize};
use data_driver::codec::{Codec, Convert};
use data_driver::{Error, Kind};

/// Borsh: integers little-endian, lengths of 32 bits, values one behind the other.
#[derive(Debug, Clone, Copy)]
pub struct Borsh;

impl Codec for Borsh {
    const ID: &'static str = "borsh-1";
}

impl<T: BorshSerialize + BorshDeserialize> Convert<T> for Borsh {
    fn to_bytes(value: &T) -> Result<Vec<u8>, Error> {
        borsh::to_vec(value).map_err(|error| Error::Other(error.to_string()))
    }

    fn from_bytes(bytes: &[u8]) -> Result<T, Error> {
        let mut rest = bytes;
        let value = T::deserialize(&mut rest);
        let at = bytes.len() - rest.len();
        let value = value.map_err(|error| {
            Error::bytes(
                Kind::InvalidBytes,
                at,
                "a value in Borsh",
                error.to_string(),
            )
        })?;
        if rest.is_empty() {
            return Ok(value);
        }
        let found = format!("{} more", rest.len());
        Err(Error::bytes(
            Kind::WrongLength,
            at,
            "the end of the bytes",
            found,
        ))
    }
}
