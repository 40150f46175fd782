//! Preimages in JSON.

use alloc::string::String;
use alloc::vec::Vec;

use data_driver::{Describe, PrefixedHexVec};
use serde::Serialize;

use super::Wire;
use super::members::{Members, Missing, Read, Take, forms};
use crate::Error;
use crate::frame::{self, Prefix};

/// A preimage: its length in 8 bytes, big-endian, and the bytes.
#[derive(Debug, Clone, PartialEq, Serialize, Describe)]
#[serde(untagged)]
pub enum PreimageResponse {
    /// As it is.
    Data {
        /// The preimage.
        data: PrefixedHexVec,
    },
    /// Of text.
    #[describe(input)]
    Text {
        /// The preimage, in UTF-8.
        data_utf8: String,
    },
    /// A precompile's: the status in front of the result.
    #[describe(input)]
    Precompile {
        /// 1 where the call succeeded, 0 where it was reverted.
        status: u8,
        /// What the call returned; nothing where it was reverted.
        result: PrefixedHexVec,
    },
    /// A local value that is a number, such as the block number that is claimed.
    #[describe(input)]
    Number {
        /// The number of the local key, which the bytes do not tell.
        index: u64,
        /// The value, 8 bytes, big-endian.
        value: u64,
    },
}

forms! {
    PreimageResponse {
        Text if data_utf8 { data_utf8 }
        Precompile if status { status, result }
        Number if value { index, value }
        Data if data { data }
    }
}

impl Wire for PreimageResponse {
    fn to_wire(&self) -> Result<Vec<u8>, data_driver::Error> {
        let mut out = Vec::new();
        match self {
            Self::Data { data } => frame::write(Prefix::U64, data, &mut out),
            Self::Text { data_utf8 } => frame::write(Prefix::U64, data_utf8.as_bytes(), &mut out),
            Self::Precompile { status, result } => {
                let content = [&[*status], result.as_slice()].concat();
                frame::write(Prefix::U64, &content, &mut out)
            }
            Self::Number { value, .. } => frame::write(Prefix::U64, &value.to_be_bytes(), &mut out),
        }?;
        Ok(out)
    }

    fn from_wire(bytes: &[u8]) -> Result<Self, Error> {
        let data = frame::read(Prefix::U64, bytes)?.to_vec().into();
        Ok(Self::Data { data })
    }
}
