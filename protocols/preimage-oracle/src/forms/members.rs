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

/// A member of a form, from the one that may be there.
pub(super) trait Take<T>: Sized {
    fn take(member: Option<T>, name: &'static str) -> Result<Self, Missing>;
}

impl<T> Take<T> for T {
    fn take(member: Option<T>, name: &'static str) -> Result<Self, Missing> {
        member.ok_or(Missing(name))
    }
}

/// One that may be left out.
impl<T> Take<T> for Option<T> {
    fn take(member: Option<T>, _: &'static str) -> Result<Self, Missing> {
        Ok(member)
    }
}

/// Bytes of which there are so many in this form.
impl<const N: usize> Take<PrefixedHexVec> for PrefixedHexBytes<N> {
    fn take(member: Option<PrefixedHexVec>, name: &'static str) -> Result<Self, Missing> {
        let bytes = member.and_then(|bytes| bytes.as_slice().try_into().ok());
        bytes.map(PrefixedHexBytes).ok_or(Missing(name))
    }
}

/// How forms are read that are one of several: each has a member that tells it from those behind it.
macro_rules! forms {
    ($($form:ident { $($variant:ident if $sign:ident { $($member:ident),* })* })*) => {$(
        impl Read for $form {
            fn read(members: Members) -> Result<Self, Missing> {
                $(if members.$sign.is_some() {
                    return Ok(Self::$variant {
                        $($member: Take::take(members.$member, stringify!($member))?,)*
                    });
                })*
                Err(Missing("data"))
            }
        }
    )*};
}

pub(super) use forms;

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
