//! Values as `serde_json` has them.

use alloc::string::String;

use serde::Serialize;

use super::ser::{Integers, write};
use crate::{Error, JsonValue};

/// Turns a value into JSON, in the form that its type's own `Serialize` gives it.
///
/// # Errors
/// The type cannot be said in JSON.
pub fn to_json<T: Serialize>(value: T) -> Result<JsonValue, Error> {
    let mut text = String::new();
    write(&value, Integers::AsDeclared, &mut text)?;
    Ok(serde_json::from_str(&text)?)
}
