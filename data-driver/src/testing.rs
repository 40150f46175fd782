//! For tests, and not part of the `.wasm`: whether a description says what a type does.
//!
//! A [derived](crate::Describe) description is made from the type itself. One of a type of another crate
//! is written beside it, as a mirror, and is right until that crate changes its type:
//!
//! ```
//! use data_driver::testing::assert_mirrors;
//! # mod chain {
//! #     /// A type of another crate.
//! #     #[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
//! #     pub struct Receipt { pub gas: u64, pub block: Option<u32> }
//! # }
//!
//! data_driver::foreign_types! {
//!     /// The types of the chain.
//!     pub Chain {}
//! }
//!
//! /// What a transaction cost.
//! #[derive(data_driver::Describe)]
//! #[describe(remote = chain::Receipt, types = Chain)]
//! #[serde(rename = "Receipt")]
//! # #[allow(dead_code)]
//! struct ReceiptMirror {
//!     /// The gas that was spent.
//!     gas: u64,
//!     /// The block it is in, once it is in one.
//!     block: Option<u32>,
//! }
//!
//! // In a test, with values of every kind that there is:
//! assert_mirrors::<Chain, chain::Receipt>(&[
//!     chain::Receipt { gas: 7, block: None },
//!     chain::Receipt { gas: u64::MAX, block: Some(1) },
//! ]);
//! ```
//!
//! The declaration then names the marker, `contract! { pub D("Contract", types = Chain) { … } }`, and the
//! type may stand in it and in the members of others.

mod compare;

use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::String;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::describe::Describe;
use crate::foreign::ForeignTypes;
use crate::json::{self, Integers};
use crate::{JsonValue, json::write_with};

use compare::Comparison;

/// Compares values with the description of their type, as [`mirrors`] does.
///
/// # Panics
/// They differ; the words say where.
#[track_caller]
pub fn assert_mirrors<C, T>(samples: &[T])
where
    C: ForeignTypes,
    T: Describe<C> + Serialize + DeserializeOwned,
{
    if let Err(difference) = mirrors::<C, T>(samples) {
        panic!("{difference}");
    }
}

/// Whether a type is as its description for the marker `C` says, by these values of it: what is written
/// of them has the described members and forms and no others, is read again as it was, and among them
/// every variant, and `null` and something else of every `Option`, is found.
///
/// # Errors
/// The first difference, with its place.
pub fn mirrors<C, T>(samples: &[T]) -> Result<(), String>
where
    C: ForeignTypes,
    T: Describe<C> + Serialize + DeserializeOwned,
{
    let mut seen = BTreeSet::new();
    for sample in samples {
        let text = written::<C, T>(sample)?;
        let value: JsonValue =
            serde_json::from_str(&text).map_err(|error| format!("{error}: {text}"))?;
        let mut comparison = Comparison { seen: &mut seen };
        comparison
            .value(&value, T::TYPE, PLACE)
            .map_err(|difference| format!("{difference}, in {text}"))?;
        let read =
            json::from_str_with::<C, T>(&text).map_err(|error| format!("{error}, in {text}"))?;
        let again = written::<C, T>(&read)?;
        if again != text {
            return Err(format!("{text} is read and written as {again}"));
        }
    }
    compare::all_seen(T::TYPE, PLACE, &seen)
}

/// What the samples themselves are called.
const PLACE: &str = "the type";

fn written<C: ForeignTypes, T: Serialize>(sample: &T) -> Result<String, String> {
    let mut text = String::new();
    write_with::<C, T>(sample, Integers::WideAsText, &mut text)
        .map_err(|error| format!("{error}"))?;
    Ok(text)
}
