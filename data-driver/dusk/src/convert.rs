//! The framework's helpers for drivers that are written by hand, with Dusk's keys read and written
//! quickly and described in errors.

use alloc::string::String;
use alloc::vec::Vec;

use bytecheck::CheckBytes;
use data_driver::json::{self, Integers};
use data_driver::{Describe, Error, JsonValue, from_rkyv, to_rkyv};
use rkyv::ser::serializers::AllocSerializer;
use rkyv::validation::validators::DefaultValidator;
use rkyv::{Archive, Deserialize, Infallible};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::Dusk;

/// [`data_driver::json_to_rkyv`] for types that hold Dusk's.
///
/// # Errors
/// The text is not a value of the type.
pub fn json_to_rkyv<I>(json: &str) -> Result<Vec<u8>, Error>
where
    I: Describe<Dusk> + DeserializeOwned + rkyv::Serialize<AllocSerializer<1024>>,
{
    to_rkyv(&json::from_str_with::<Dusk, I>(json)?)
}

/// [`data_driver::rkyv_to_json`] for types that hold Dusk's.
///
/// # Errors
/// The bytes are not an archive of the type.
pub fn rkyv_to_json<T>(rkyv: &[u8]) -> Result<JsonValue, Error>
where
    T: Serialize + Archive,
    for<'a> T::Archived: CheckBytes<DefaultValidator<'a>> + Deserialize<T, Infallible>,
{
    let mut text = String::new();
    json::write_with::<Dusk, T>(&from_rkyv(rkyv)?, Integers::AsDeclared, &mut text)?;
    json::from_str(&text)
}
