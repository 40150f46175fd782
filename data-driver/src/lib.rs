#![doc = include_str!("../README.md")]
#![no_std]
#![deny(unsafe_code)]

extern crate alloc;

pub mod abi;
mod archive_error;
mod contract;
mod convert;
pub mod describe;
mod error;
pub mod export;
pub mod json;
mod near;
mod report;

pub use contract::{ConvertibleContract, Decode, decode_to_value};
pub use convert::{
    from_rkyv, json_to_rkyv, json_to_rkyv_pair_u64, json_to_rkyv_u64, rkyv_to_json,
    rkyv_to_json_pair_u64, rkyv_to_json_u64, rkyv_to_text, to_json, to_rkyv,
};
pub use error::Error;
pub use report::{Kind, Place, Report};
pub use serde_json::Value as JsonValue;
