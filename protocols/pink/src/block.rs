//! Blocks of the events that contract calls brought about, which form a chain.
//!
//! The types are those of `crates/pink/runtime/src/types.rs` of Phala's repository.

use alloc::vec;
use alloc::vec::Vec;

use parity_scale_codec::{Decode, Encode, Error, Input, Output};

use crate::{AccountId, BlockNumber, Bytes, Hash};

/// The header of a block of events: 80 bytes.
#[cfg_attr(feature = "data-driver", data_driver::data(codec()))]
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct EventsBlockHeader {
    /// The block's number in its chain, from 0.
    pub number: u64,
    /// The version of the runtime that made it, major and minor; it says what the body is.
    pub runtime_version: (u32, u32),
    /// blake2b-256 of the header before; zeros in the first one.
    pub parent_hash: Hash,
    /// blake2b-256 of the body.
    pub body_hash: Hash,
}

/// The body of a block of events, as far as it can be read without the metadata of the runtime that made it.
#[cfg_attr(feature = "data-driver", data_driver::data(codec()))]
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct EventsBlockBody {
    /// The block of Phala's chain that brought the events about.
    pub phala_block_number: BlockNumber,
    /// The nonce of the contract call, where there was one.
    pub contract_call_nonce: Option<Bytes>,
    /// The contract that was called, where there was one.
    pub entry_contract: Option<AccountId>,
    /// The rest, whose layout depends on the runtime's version: `SystemEvents`, the records of its pallets'
    /// events, and behind them `origin`, an optional account that made the call.
    pub events_and_origin: Undecoded,
}

/// A block of events, the second argument of ocall 16.
#[cfg_attr(feature = "data-driver", data_driver::data(codec()))]
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct EventsBlock {
    /// Its header.
    pub header: EventsBlockHeader,
    /// Its body.
    pub body: EventsBlockBody,
}

/// All bytes up to the end of the input, without their number.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Undecoded(
    /// The bytes.
    pub Vec<u8>,
);

impl Encode for Undecoded {
    fn size_hint(&self) -> usize {
        self.0.len()
    }

    fn encode_to<O: Output + ?Sized>(&self, out: &mut O) {
        out.write(&self.0);
    }
}

impl Decode for Undecoded {
    fn decode<I: Input>(input: &mut I) -> Result<Self, Error> {
        let length = input.remaining_len()?;
        let length = length.ok_or("the end of the input is not known")?;
        let mut bytes = vec![0; length];
        input.read(&mut bytes)?;
        Ok(Self(bytes))
    }
}
