#![doc = include_str!("../README.md")]
#![no_std]
#![deny(unsafe_code)]

extern crate alloc;

pub mod abi;
#[cfg(feature = "rkyv")]
mod archive;
pub mod base58;
mod byte_types;
pub mod codec;
mod contract;
pub mod declared;
pub mod describe;
mod error;
pub mod export;
pub mod foreign;
pub mod hex;
mod hex_digits;
pub mod json;
#[doc(hidden)]
pub mod layout;
pub mod members;
mod narrow_u128;
mod near;
pub mod notation;
pub mod quote;
mod report;
mod same_type;
#[cfg(target_family = "wasm")]
mod single;
#[cfg(not(target_family = "wasm"))]
pub mod testing;
mod u256;

#[cfg(feature = "rkyv")]
pub use archive::{
    from_rkyv, json_to_rkyv, json_to_rkyv_pair_u64, json_to_rkyv_u64, rkyv_to_json,
    rkyv_to_json_pair_u64, rkyv_to_json_u64, rkyv_to_text, to_rkyv,
};
pub use byte_types::{HexBytes, HexVec, PrefixedHexBytes, PrefixedHexVec};
pub use contract::{ConvertibleContract, Decode, decode_to_value};
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
/// * A function's name is an identifier, or text where the contract's is none: `query fn "total.supply"()`.
///   Behind it may stand other names by which the driver knows the function: `fn deposit | "3"(…)`.
/// * An event has one or more topics, strings or paths of `&str` constants.
/// * `#[schema(since = "1.2", id = 3)]` in front of a function or event adds members to its object in the
///   schema: text, integers of 32 bits, `true` or `false`.
/// * Every type must [describe itself](trait@Describe), have serde's traits for JSON, and bytes in the
///   contract's wire format: [`#[data_driver::data]`](macro@data) brings all of it.
/// * Behind the contract's name, `codec = path` names its [wire format](codec), the default being rkyv,
///   and `types = path` the [types of other crates](foreign) that it may use:
///   `pub D("Contract", codec = Borsh, types = Dusk) { … }`.
/// * `#[codec(path)]` in front of a type takes two functions from that module or type instead:
///   [`encode`](codec::Encode) and [`decode`](codec::Decode). It is allowed for a function's only
///   parameter, its output and an event's data.
/// * `use path::to::OtherDriver;` among the functions takes in the functions and events of another declared
///   contract, which has the same wire format, where it stands.
/// * Doc comments become part of the schema. The version is that of the crate.
///
/// `CounterDriver::CONTRACT` is the [declaration](declared::Contract) as data, and outside of
/// WebAssembly `CounterDriver::encode_value` encodes outputs and events too, for tests.
pub use data_driver_macros::contract;
/// Puts on a type of a contract what its bytes, its JSON and its description need.
///
/// ```
/// /// Tokens that move.
/// #[data_driver::data]
/// #[derive(Debug, Clone, PartialEq)]
/// pub struct Transfer {
///     /// The account that gets them.
///     #[serde(with = "data_driver::hex")]
///     pub to: [u8; 20],
///     /// How many.
///     pub value: u64,
/// }
/// ```
///
/// It stands for `Archive`, `Serialize` and `Deserialize` of rkyv with validation (`CheckBytes`), for
/// `Serialize` and `Deserialize` of serde, and for [`Describe`](trait@Describe). The author's manifest
/// needs neither rkyv nor bytecheck nor serde; their attributes (`#[serde(…)]`, `#[archive(…)]`) can be
/// used as ever.
///
/// `#[data(codec(borsh::BorshSerialize, borsh::BorshDeserialize))]` derives these for the bytes instead,
/// `#[data(codec())]` nothing.
#[cfg(feature = "rkyv")]
pub use data_driver_macros::data;
#[cfg(not(feature = "rkyv"))]
pub use data_driver_macros::data_without_rkyv as data;
pub use describe::Describe;
pub use error::Error;
pub use json::to_json;
pub use narrow_u128::U128Align8;
pub use report::{Kind, Place, Report};
pub use serde_json::Value as JsonValue;
pub use u256::{ParseU256Error, U256};

/// Not public API: what the code of the macros names.
#[doc(hidden)]
pub mod __private {
    pub use alloc::string::String;
    pub use alloc::vec::Vec;

    #[cfg(feature = "rkyv")]
    pub use rkyv;
    pub use serde;

    #[cfg(feature = "rkyv")]
    pub use crate::archive::Rkyv as DefaultCodec;

    /// Stands where a declaration names no codec, and has no bytes for anything.
    #[cfg(not(feature = "rkyv"))]
    pub struct NoCodecWasNamed;

    #[cfg(not(feature = "rkyv"))]
    pub use NoCodecWasNamed as DefaultCodec;

    #[cfg(not(feature = "rkyv"))]
    impl crate::codec::Codec for NoCodecWasNamed {
        const ID: &'static str = "";
    }

    /// How an enum is tagged whose content shows the variant.
    #[cfg(feature = "choices")]
    #[must_use]
    pub const fn untagged() -> crate::describe::Tag {
        crate::describe::Tag::Untagged
    }

    /// Does not compile where it is used.
    #[cfg(not(feature = "choices"))]
    #[must_use]
    pub const fn untagged() -> crate::describe::Tag {
        panic!("`#[serde(untagged)]` needs the feature `choices` of data-driver")
    }

    pub type Result<T> = core::result::Result<T, crate::Error>;
}
