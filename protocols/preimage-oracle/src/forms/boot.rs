//! The values that a program starts with, in JSON: a local key, and behind it the response with its value.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use data_driver::{Describe, PrefixedHexBytes, PrefixedHexVec, data};
use serde::Serialize;

use super::Wire;
use super::members::{Members, Missing, Read, Take, forms};
use crate::frame::{self, Prefix};
use crate::key::SIZE;
use crate::local::{Kona, OpProgram};
use crate::{Error, PreimageKey};

type Hash = PrefixedHexBytes<32>;

/// A local value under its number: the key's 32 bytes, the value's length in 8, and the value.
#[derive(Debug, Clone, PartialEq, Serialize, Describe)]
#[serde(untagged)]
pub enum BootValue {
    /// As it is. What it means only the program knows.
    Data {
        /// The key's number.
        index: u64,
        /// The value.
        data: PrefixedHexVec,
    },
    /// A number, 8 bytes, big-endian.
    #[describe(input)]
    Number {
        /// The key's number.
        index: u64,
        /// The number.
        value: u64,
    },
    /// Text, such as a configuration in JSON.
    #[describe(input)]
    Text {
        /// The key's number.
        index: u64,
        /// The text.
        text: String,
    },
}

/// A value in the form that its key says.
trait Held: Sized {
    fn bytes(&self) -> Vec<u8>;

    /// Reads the value, which stands at this offset.
    fn of(value: &[u8], at: usize) -> Result<Self, Error>;
}

impl Held for Hash {
    fn bytes(&self) -> Vec<u8> {
        self.to_vec()
    }

    fn of(value: &[u8], at: usize) -> Result<Self, Error> {
        Ok(Self(exactly(value, at)?))
    }
}

impl Held for u64 {
    fn bytes(&self) -> Vec<u8> {
        self.to_be_bytes().into()
    }

    fn of(value: &[u8], at: usize) -> Result<Self, Error> {
        exactly(value, at).map(Self::from_be_bytes)
    }
}

impl Held for String {
    fn bytes(&self) -> Vec<u8> {
        self.as_bytes().into()
    }

    fn of(value: &[u8], at: usize) -> Result<Self, Error> {
        let text = core::str::from_utf8(value).map_err(|error| {
            let wrong = error.valid_up_to();
            let found = format!("the byte {:02x}", value[wrong]);
            Error::value(at + wrong, "text in UTF-8", found)
        })?;
        Ok(text.into())
    }
}

fn exactly<const N: usize>(value: &[u8], at: usize) -> Result<[u8; N], Error> {
    value.try_into().map_err(|_| {
        let expected = format!("a value of {N} bytes");
        Error::length(at, expected, format!("{}", value.len()))
    })
}

/// The number of a local key, and what is behind it with the offset.
fn read(bytes: &[u8]) -> Result<(u64, &[u8], usize), Error> {
    let key = bytes.get(..SIZE).unwrap_or(bytes);
    let key = PreimageKey::from_bytes(key)?;
    let Some(index) = key.local_index() else {
        return Err(Error::value(
            0,
            "a local key with a number of 8 bytes",
            format!("{key}"),
        ));
    };
    let value = frame::read(Prefix::U64, &bytes[SIZE..]).map_err(|error| Error {
        offset: error.offset + SIZE,
        ..error
    })?;
    Ok((index, value, SIZE + Prefix::U64.size()))
}

fn write(index: u64, value: &[u8]) -> Result<Vec<u8>, Error> {
    let mut out = Vec::from(PreimageKey::local(index).to_bytes());
    frame::write(Prefix::U64, value, &mut out)?;
    Ok(out)
}

forms! {
    BootValue {
        Number if value { index, value }
        Text if text { index, text }
        Data if data { index, data }
    }
}

impl Wire for BootValue {
    fn to_wire(&self) -> Result<Vec<u8>, data_driver::Error> {
        Ok(match self {
            Self::Data { index, data } => write(*index, data),
            Self::Number { index, value } => write(*index, &value.bytes()),
            Self::Text { index, text } => write(*index, text.as_bytes()),
        }?)
    }

    fn from_wire(bytes: &[u8]) -> Result<Self, Error> {
        let (index, value, _) = read(bytes)?;
        let data = value.to_vec().into();
        Ok(Self::Data { index, data })
    }
}

/// Declares the values of a program.
macro_rules! values {
    ($(#[$doc:meta])* $values:ident of $program:ident as $called:literal {
        $($(#[$value_doc:meta])* $name:ident($ty:ty) = $text:literal,)*
    }) => {
        $(#[$doc])*
        #[data(codec())]
        #[derive(Debug, Clone, PartialEq)]
        pub enum $values {
            $($(#[$value_doc])* #[serde(rename = $text)] $name($ty),)*
        }

        impl Wire for $values {
            fn to_wire(&self) -> Result<Vec<u8>, data_driver::Error> {
                Ok(match self {
                    $(Self::$name(value) => write($program::$name.index(), &value.bytes()),)*
                }?)
            }

            fn from_wire(bytes: &[u8]) -> Result<Self, Error> {
                let (index, value, at) = read(bytes)?;
                Ok(match $program::from_index(index) {
                    $(Some($program::$name) => Self::$name(Held::of(value, at)?),)*
                    None => {
                        let expected = concat!("the number of a local key of ", $called);
                        return Err(Error::value(SIZE - 8, expected, format!("{index}")));
                    }
                })
            }
        }
    };
}

values! {
    /// A local value of `op-program`: the key's 32 bytes, the value's length in 8, and the value.
    OpProgramValue of OpProgram as "op-program" {
        /// Key 1: the hash of the L1 block that bounds what the program may look at.
        L1Head(Hash) = "L1Head",
        /// Key 2: the output root that both sides agree on.
        L2OutputRoot(Hash) = "L2OutputRoot",
        /// Key 3: the output root that is claimed.
        L2Claim(Hash) = "L2Claim",
        /// Key 4: the number of the block whose output is claimed; with interop, its timestamp.
        L2ClaimBlockNumber(u64) = "L2ClaimBlockNumber",
        /// Key 5: the L2 chain's id; the largest number says that the chain is a custom one.
        L2ChainId(u64) = "L2ChainID",
        /// Key 6, of a custom chain: the L2 chain's configuration, as JSON text.
        L2ChainConfig(String) = "L2ChainConfig",
        /// Key 7, of a custom chain: the rollup's configuration, as JSON text.
        RollupConfig(String) = "RollupConfig",
        /// Key 8, of a custom chain: which chains depend on each other, as JSON text.
        DependencySet(String) = "DependencySet",
        /// Key 9, of a custom chain: the L1 chain's configuration, as JSON text.
        L1ChainConfig(String) = "L1ChainConfig",
    }
}

values! {
    /// A local value of kona: the key's 32 bytes, the value's length in 8, and the value.
    KonaValue of Kona as "kona" {
        /// Key 1: the hash of the L1 block that bounds what the program may look at.
        L1Head(Hash) = "L1_HEAD_KEY",
        /// Key 2: the output root that both sides agree on; with interop, the pre-state.
        L2OutputRoot(Hash) = "L2_OUTPUT_ROOT_KEY",
        /// Key 3: the output root that is claimed; with interop, the post-state.
        L2Claim(Hash) = "L2_CLAIM_KEY",
        /// Key 4: the number of the block whose output is claimed; with interop, its timestamp.
        L2ClaimBlockNumber(u64) = "L2_CLAIM_BLOCK_NUMBER_KEY",
        /// Key 5: the L2 chain's id.
        L2ChainId(u64) = "L2_CHAIN_ID_KEY",
        /// Key 6: the rollup's configuration, as JSON text.
        L2RollupConfig(String) = "L2_ROLLUP_CONFIG_KEY",
        /// Key 7: the L1 chain's configuration, as JSON text.
        L1Config(String) = "L1_CONFIG_KEY",
    }
}
