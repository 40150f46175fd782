//! Ids of contracts, read and written several times faster than by their own serde, which makes a text
//! of its own of each.

use alloc::string::String;
use core::marker::PhantomData;

use dusk_core::abi::{CONTRACT_ID_BYTES, ContractId};

use crate::json::hex;
use crate::same_type::{as_type, into_type, same};

/// Appends the value as JSON, if it is an id.
pub(crate) fn write<T: ?Sized>(value: &T, out: &mut String) -> bool {
    let Some(id) = as_type::<T, ContractId>(value) else {
        return false;
    };
    out.push('"');
    hex::encode(id.as_bytes(), out);
    out.push('"');
    true
}

/// Whether a seed reads an id in its own form.
pub(crate) fn is_seed<S>() -> bool {
    same::<S, PhantomData<ContractId>>()
}

/// The id that the bytes are, if `T` is one.
pub(crate) fn from_bytes<T>(bytes: [u8; CONTRACT_ID_BYTES]) -> Option<T> {
    into_type(ContractId::from_bytes(bytes))
}
