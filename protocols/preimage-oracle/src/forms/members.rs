//! How forms are read from JSON.
//!
//! There are many forms, and few names of members among them. One struct that can hold the members of any
//! takes the place of one for each form, which would be most of the driver's code. Which members there are has
//! been compared with the form's description before.

use alloc::string::String;

use data_driver::{PrefixedHexBytes, PrefixedHexVec};
use serde::de::{Deserialize, Deserializer, Error};

use super::boot::BootValue;
use super::{HintRequest, HintRequestU64, LengthPrefix, PreimageRequest, PreimageResponse};
use crate::local::{Kona, OpProgram};

/// The members of any form.
#[derive(serde::Deserialize)]
pub(super) struct Members {
    #[serde(rename = "type")]
    pub(super) kind: Option<String>,
    pub(super) address: Option<PrefixedHexBytes<20>>,
    pub(super) agreed_block_hash: Option<PrefixedHexBytes<32>>,
    pub(super) block_hash: Option<PrefixedHexBytes<32>>,
    pub(super) block_number: Option<u64>,
    pub(super) chain_id: Option<u64>,
    pub(super) commitment: Option<PrefixedHexBytes<48>>,
    pub(super) data: Option<PrefixedHexVec>,
    pub(super) data_utf8: Option<String>,
    pub(super) hash: Option<PrefixedHexBytes<32>>,
    pub(super) hint: Option<String>,
    pub(super) index: Option<u64>,
    pub(super) input: Option<PrefixedHexVec>,
    pub(super) json: Option<String>,
    pub(super) kona: Option<Kona>,
    #[serde(rename = "op-program")]
    pub(super) op_program: Option<OpProgram>,
    pub(super) parent_block_hash: Option<PrefixedHexBytes<32>>,
    pub(super) prefix: Option<LengthPrefix>,
    pub(super) preimage: Option<PrefixedHexVec>,
    pub(super) preimage_utf8: Option<String>,
    pub(super) required_gas: Option<u64>,
    pub(super) result: Option<PrefixedHexVec>,
    pub(super) slot: Option<PrefixedHexBytes<32>>,
    pub(super) status: Option<u8>,
    pub(super) text: Option<String>,
    pub(super) timestamp: Option<u64>,
    pub(super) value: Option<u64>,
    pub(super) z: Option<PrefixedHexBytes<32>>,
}

/// A member that the form needs is not there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Missing(pub(super) &'static str);

/// A form that is read from its members.
pub(super) trait Read: Sized {
    fn read(members: Members) -> Result<Self, Missing>;
}

impl Members {
    /// The data, where it has a length.
    pub(super) fn fixed<const N: usize>(&self) -> Result<PrefixedHexBytes<N>, Missing> {
        let data = self
            .data
            .as_ref()
            .and_then(|data| data.as_slice().try_into().ok());
        data.map(PrefixedHexBytes).ok_or(Missing("data"))
    }
}

macro_rules! read {
    ($($form:ty,)*) => {
        $(impl<'de> Deserialize<'de> for $form {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let members = Members::deserialize(deserializer)?;
                Self::read(members).map_err(|Missing(name)| D::Error::missing_field(name))
            }
        })*
    };
}

read! {
    PreimageRequest,
    PreimageResponse,
    HintRequest,
    HintRequestU64,
    BootValue,
}
