#![doc = include_str!("../README.md")]
#![no_std]
#![deny(unsafe_code)]

extern crate alloc;

pub mod abi;
mod archive_error;
pub mod base58;
pub mod codec;
mod contract;
mod convert;
pub mod declared;
pub mod describe;
#[cfg(feature = "dusk")]
pub mod dusk;
mod error;
pub mod export;
pub mod hex;
pub mod json;
mod near;
mod report;
#[cfg(feature = "dusk")]
mod same_type;
#[cfg(target_family = "wasm")]
mod single;

pub use contract::{ConvertibleContract, Decode, decode_to_value};
pub use convert::{
    from_rkyv, json_to_rkyv, json_to_rkyv_pair_u64, json_to_rkyv_u64, rkyv_to_json,
    rkyv_to_json_pair_u64, rkyv_to_json_u64, rkyv_to_text, to_json, to_rkyv,
};
/// Derives the trait [`Describe`](trait@Describe).
pub use data_driver_macros::Describe;
/// Declares a contract: the driver's type, its [trait](ConvertibleContract) and its schema from one
/// place.
///
/// ```
/// use data_driver::ConvertibleContract;
///
/// data_driver::contract! {
///     /// Keeps a count.
///     pub CounterDriver("CounterContract") {
///         /// Adds to the count.
///         transaction fn add(amount: u64);
///         /// The count.
///         query fn count() -> u64;
///         /// Every count there was between two block heights, one by one.
///         feed fn history(from: u64, to: u64) -> (u64, u64);
///         /// The count changed.
///         event "added" | "reset": u64;
///     }
/// }
///
/// let bytes = CounterDriver.encode_input_fn("history", r#"["1", 2]"#)?;
/// assert_eq!(CounterDriver.decode_input_fn("history", &bytes)?.to_string(), r#"["1","2"]"#);
/// # Ok::<_, data_driver::Error>(())
/// ```
///
/// * A function is a `transaction`, which changes state, a `query`, which reads, or a `feed`, which
///   gives items one by one. Several parameters are a tuple on the wire and an array in JSON.
/// * An event has one or more topics, strings or paths of `&str` constants.
/// * Every type must [describe itself](trait@Describe), have serde's traits for JSON, and rkyv's
///   with validation for the wire.
/// * `#[codec(path)]` in front of a type takes two functions from that module instead of serde and
///   rkyv: [`encode`](codec::Encode) and [`decode`](codec::Decode). It is allowed for a function's
///   only parameter, its output and an event's data.
/// * Doc comments become part of the schema. The version is that of the crate.
///
/// `CounterDriver::CONTRACT` is the [declaration](declared::Contract) as data, and outside of
/// WebAssembly `CounterDriver::encode_value` encodes outputs and events too, for tests.
pub use data_driver_macros::contract;
pub use describe::Describe;
pub use error::Error;
pub use report::{Kind, Place, Report};
pub use serde_json::Value as JsonValue;

/// Not public API: what the code of the macros names.
#[doc(hidden)]
pub mod __private {
    pub use alloc::string::String;
    pub use alloc::vec::Vec;

    pub type Result<T> = core::result::Result<T, crate::Error>;
}
