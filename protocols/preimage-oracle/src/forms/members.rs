//! How forms are read from JSON.
//!
//! There are many forms, and few names of members among them. One struct that can hold the members of any
//! takes the place of one for each form, which would be most of the driver's code. Which members there are has
//! been compared with the form's description before.

use alloc::string::String;

use data_driver::{PrefixedHexBytes, PrefixedHexVec, from_members, members};

use super::boot::BootValue;
use super::{HintRequest, HintRequestU64, LengthPrefix, PreimageRequest, PreimageResponse};
use crate::local::{Kona, OpProgram};

members! {
    /// The members of any form.
    pub(super) struct Members {
        kind as "type": String,
        address: PrefixedHexBytes<20>,
        agreed_block_hash: PrefixedHexBytes<32>,
        block_hash: PrefixedHexBytes<32>,
        block_number: u64,
        chain_id: u64,
        commitment: PrefixedHexBytes<48>,
        data: PrefixedHexVec,
        data_utf8: String,
        hash: PrefixedHexBytes<32>,
        hint: String,
        index: u64,
        input: PrefixedHexVec,
        json: String,
        kona: Kona,
        op_program as "op-program": OpProgram,
        parent_block_hash: PrefixedHexBytes<32>,
        prefix: LengthPrefix,
        preimage: PrefixedHexVec,
        preimage_utf8: String,
        required_gas: u64,
        result: PrefixedHexVec,
        slot: PrefixedHexBytes<32>,
        status: i64,
        text: String,
        timestamp: u64,
        value: u64,
        z: PrefixedHexBytes<32>,
    }
}

/// How forms are read that are one of several: each has a member that tells it from those behind it.
macro_rules! forms {
    ($($form:ident { $($variant:ident if $sign:ident { $($member:ident),* })* })*) => {$(
        impl FromMembers<Members> for $form {
            fn from_members(members: &mut Members) -> Result<Self, Unfit> {
                $(if members.$sign.is_some() {
                    return Ok(Self::$variant {
                        $($member: Take::take(&mut members.$member, stringify!($member))?,)*
                    });
                })*
                Err(Unfit::Missing("data"))
            }
        }
    )*};
}

pub(super) use forms;

from_members! {
    Members => PreimageRequest, PreimageResponse, HintRequest, HintRequestU64, BootValue
}
