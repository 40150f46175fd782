//! Members that are bytes in hex.

use alloc::vec::Vec;

use data_driver::describe::{Describe, Type};
use data_driver::hex::{self, Hex};
use serde::{Deserialize, Serialize};

/// Bytes, in hex.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Bytes(#[serde(with = "hex")] pub(crate) Vec<u8>);

impl<C> Describe<C> for Bytes {
    const TYPE: &'static Type = &<Vec<u8> as Hex>::TYPE;
}
