//! What reads a whole text.

use core::marker::PhantomData;

use serde::de::Deserialize;

use super::de::Deserializer;
use super::guide::Guide;
use crate::describe::Describe;
use crate::foreign::{ForeignTypes, Plain};

/// Reads a value from JSON text.
///
/// # Errors
/// The text is not JSON, something follows the value, or the value is not one of the type. The error
/// tells the JSON Pointer to the place, its offset, and what was expected and found.
pub fn from_str<'de, T: Deserialize<'de>>(text: &'de str) -> Result<T, crate::Error> {
    read::<Plain, T>(text, Guide::Unknown)
}

/// Reads a value as [`from_str`] does, guided by its description: bytes are taken in hex with or
/// without `0x` and as an array of numbers, whatever form the type's own `Deserialize` wants, and
/// errors say what the description knows.
///
/// # Errors
/// As [`from_str`].
pub fn from_str_described<'de, T>(text: &'de str) -> Result<T, crate::Error>
where
    T: Deserialize<'de> + Describe,
{
    from_str_with::<Plain, T>(text)
}

/// Reads a value as [`from_str_described`] does, where types of other crates are among those that
/// `C` knows.
///
/// # Errors
/// As [`from_str`].
pub fn from_str_with<'de, C, T>(text: &'de str) -> Result<T, crate::Error>
where
    C: ForeignTypes,
    T: Deserialize<'de> + Describe<C>,
{
    read::<C, T>(text, Guide::from(T::TYPE))
}

fn read<'de, C, T>(text: &'de str, guide: Guide) -> Result<T, crate::Error>
where
    C: ForeignTypes,
    T: Deserialize<'de>,
{
    let mut deserializer = Deserializer::<C>::new(text);
    let entered = deserializer.enter(guide);
    match deserializer.seeded(PhantomData::<T>) {
        Ok(value) => deserializer.end().map(|()| value),
        Err(error) => Err(entered.explain(error).into()),
    }
}
