//! Conversions between JSON and archives, for any type that has both.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;
use core::mem::size_of;

use bytecheck::CheckBytes;
use rkyv::ser::serializers::AllocSerializer;
use rkyv::validation::validators::DefaultValidator;
use rkyv::{AlignedVec, Archive, Deserialize, Infallible, check_archived_root};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::error::invalid_archive;
use crate::abi::{ALLOC_ALIGN, Code};
use crate::json::{self, Integers};
use crate::report::{Kind, Report};
use crate::{Error, JsonValue, to_json};

/// Turns JSON text into the archive of a value.
///
/// Integers are taken as numbers and as decimal strings at every depth. See [`json::from_str`] for
/// what else is taken and refused.
///
/// # Errors
/// The text is not a value of the type.
pub fn json_to_rkyv<I>(json: &str) -> Result<Vec<u8>, Error>
where
    I: DeserializeOwned + rkyv::Serialize<AllocSerializer<1024>>,
{
    to_rkyv(&json::from_str::<I>(json)?)
}

/// Turns an archive into JSON, in the form that the type's own `Serialize` gives it.
///
/// Integers wider than 64 bits, which a [`JsonValue`] cannot hold as numbers, become decimal strings.
///
/// # Errors
/// As [`from_rkyv`]; or the type cannot be said in JSON.
pub fn rkyv_to_json<T>(rkyv: &[u8]) -> Result<JsonValue, Error>
where
    T: Serialize + Archive,
    for<'a> T::Archived: CheckBytes<DefaultValidator<'a>> + Deserialize<T, Infallible>,
{
    to_json(&from_rkyv::<T>(rkyv)?)
}

/// Appends the text of what [`rkyv_to_json`] gives, without building the value.
///
/// # Errors
/// As [`rkyv_to_json`].
pub fn rkyv_to_text<T>(rkyv: &[u8], integers: Integers, out: &mut String) -> Result<(), Error>
where
    T: Serialize + Archive,
    for<'a> T::Archived: CheckBytes<DefaultValidator<'a>> + Deserialize<T, Infallible>,
{
    json::write(&from_rkyv::<T>(rkyv)?, integers, out)
}

/// Turns a value into its archive.
///
/// # Errors
/// The type's own rkyv code fails.
pub fn to_rkyv<T: rkyv::Serialize<AllocSerializer<1024>>>(value: &T) -> Result<Vec<u8>, Error> {
    rkyv::to_bytes(value)
        .map(AlignedVec::into_vec)
        .map_err(|error| Error::Rkyv(format!("cannot serialize: {error}")))
}

/// Turns an archive into a value. The bytes need no alignment.
///
/// # Errors
/// The bytes are not a valid archive of the type, or an archive that consists of its root alone has
/// bytes left over.
pub fn from_rkyv<T>(rkyv: &[u8]) -> Result<T, Error>
where
    T: Archive,
    for<'a> T::Archived: CheckBytes<DefaultValidator<'a>> + Deserialize<T, Infallible>,
{
    let aligned;
    let rkyv = if rkyv.as_ptr().align_offset(ALLOC_ALIGN) == 0 {
        rkyv
    } else {
        aligned = copied(rkyv);
        &aligned
    };
    check_length(rkyv, size_of::<T::Archived>(), |root| {
        check_archived_root::<T>(root).is_ok()
    })?;
    let archived = check_archived_root::<T>(rkyv).map_err(|error| invalid_archive(&error))?;
    archived
        .deserialize(&mut Infallible)
        .map_err(|error| Error::Rkyv(format!("cannot deserialize: {error}")))
}

/// The bytes where they are aligned for every archive.
fn copied(rkyv: &[u8]) -> AlignedVec {
    let mut aligned = AlignedVec::with_capacity(rkyv.len());
    aligned.extend_from_slice(rkyv);
    aligned
}

/// Whether there are as many bytes as a root has, with others in front of it only where it needs
/// them. One that is valid by itself points to nothing there, so what is there is foreign.
fn check_length(rkyv: &[u8], size: usize, is_valid: fn(&[u8]) -> bool) -> Result<(), Error> {
    let Some(start) = rkyv.len().checked_sub(size) else {
        let expected = format!("at least {}", bytes(size));
        return Err(wrong_length(expected, rkyv.len()));
    };
    if start > 0 && is_valid(&copied(&rkyv[start..])) {
        return Err(wrong_length(bytes(size), rkyv.len()));
    }
    Ok(())
}

fn bytes(count: usize) -> String {
    match count {
        1 => "1 byte".to_owned(),
        count => format!("{count} bytes"),
    }
}

#[cold]
fn wrong_length(expected: String, found: usize) -> Error {
    let found = bytes(found);
    let message = format!("expected {expected}, found {found}");
    let mut report = Report::new(Code::OperationError, Kind::WrongLength, message);
    report.expected = Some(expected);
    report.found = Some(found);
    report.into()
}

/// Turns a `u64` in JSON, number or decimal string, into its archive.
///
/// # Errors
/// The text is not a `u64`.
pub fn json_to_rkyv_u64(json: &str) -> Result<Vec<u8>, Error> {
    json_to_rkyv::<u64>(json)
}

/// Turns the archive of a `u64` into a decimal string.
///
/// # Errors
/// There are more or fewer than 8 bytes.
pub fn rkyv_to_json_u64(rkyv: &[u8]) -> Result<JsonValue, Error> {
    from_rkyv::<u64>(rkyv).map(decimal)
}

/// Turns an array of two `u64` in JSON, numbers or decimal strings, into the archive of a pair.
///
/// # Errors
/// The text is not an array of two `u64`.
pub fn json_to_rkyv_pair_u64(json: &str) -> Result<Vec<u8>, Error> {
    json_to_rkyv::<(u64, u64)>(json)
}

/// Turns the archive of a pair of `u64` into an array of two decimal strings.
///
/// # Errors
/// There are more or fewer than 16 bytes.
pub fn rkyv_to_json_pair_u64(rkyv: &[u8]) -> Result<JsonValue, Error> {
    from_rkyv::<(u64, u64)>(rkyv).map(|(a, b)| JsonValue::Array(vec![decimal(a), decimal(b)]))
}

fn decimal(value: u64) -> JsonValue {
    JsonValue::String(value.to_string())
}
