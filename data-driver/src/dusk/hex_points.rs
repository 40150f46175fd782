//! Points of JubJub in hex, read and written several times faster than by their own serde.
//!
//! They may be of any order, as for their own serde, which panics at points in memory that are
//! nowhere.

use alloc::string::String;
use core::marker::PhantomData;

use dusk_core::{JubJubAffine, JubJubExtended};

use super::keys::NOWHERE;
use super::points::{jubjub_bytes, jubjub_of_any_order};
use crate::json::hex;
use crate::same_type::{as_type, into_type, same};

/// Why bytes are refused.
pub(crate) const NO_POINT: &str = "the bytes are no point of the curve JubJub";

/// Appends the value as JSON, if it is a point.
///
/// # Errors
/// The point has no text, and why.
pub(crate) fn write<T: ?Sized>(value: &T, out: &mut String) -> Option<Result<(), &'static str>> {
    if let Some(point) = as_type::<T, JubJubAffine>(value) {
        return Some(write_point(&JubJubExtended::from(*point), out));
    }
    as_type(value).map(|point| write_point(point, out))
}

fn write_point(point: &JubJubExtended, out: &mut String) -> Result<(), &'static str> {
    let [bytes] = jubjub_bytes([point]).ok_or(NOWHERE)?;
    out.push('"');
    hex::encode(&bytes, out);
    out.push('"');
    Ok(())
}

/// Whether a seed reads a point in its own form.
pub(crate) fn is_seed<S>() -> bool {
    same::<S, PhantomData<JubJubAffine>>() || same::<S, PhantomData<JubJubExtended>>()
}

/// The point that the bytes are, if they are one and `T` is the type of points.
pub(crate) fn from_bytes<T>(bytes: &[u8; 32]) -> Option<T> {
    let point = jubjub_of_any_order(bytes)?;
    let affine = || JubJubAffine::from_raw_unchecked(point.get_u(), point.get_v());
    into_type(point).or_else(|| into_type(affine()))
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use dusk_core::GENERATOR_EXTENDED;
    use serde::Serialize;
    use serde::de::DeserializeOwned;

    use super::*;
    use crate::json::{self, Integers};

    fn as_its_own<T: Serialize + DeserializeOwned + PartialEq + 'static>(value: &T) {
        let text = serde_json::to_string(value).unwrap();
        let mut ours = String::new();
        json::write(value, Integers::AsDeclared, &mut ours).unwrap();
        assert_eq!(ours, text);
        assert!(json::from_str::<T>(&text).unwrap() == *value);

        // A bit less or more of these makes points of another order, or none.
        for bit in 0..8 {
            let mut bytes = hex::decode(text.trim_matches('"')).unwrap();
            bytes[9] ^= 1 << bit;
            let mut damaged = String::from("\"");
            hex::encode(&bytes, &mut damaged);
            damaged.push('"');
            let ours = json::from_str::<T>(&damaged);
            let theirs = serde_json::from_str::<T>(&damaged);
            assert!(ours.as_ref().ok() == theirs.as_ref().ok());
            if let Err(error) = ours {
                assert_eq!(error.to_string(), NO_POINT);
            }
        }
    }

    #[test]
    fn points_in_hex_are_read_and_written_as_by_their_own_serde() {
        let small = jubjub_of_any_order(&[0; 32]).unwrap();
        let mut point = GENERATOR_EXTENDED;
        for _ in 0..10 {
            point = point.double() + small;
            as_its_own(&point);
            as_its_own(&JubJubAffine::from(point));
        }
    }

    /// T2: where their own serde panics.
    #[test]
    fn a_point_that_is_nowhere_has_no_text() {
        let point = crate::from_rkyv::<JubJubExtended>(&[0; 160]).unwrap();
        let error = json::write(&point, Integers::AsDeclared, &mut String::new()).unwrap_err();
        assert_eq!(error.to_string(), NOWHERE);
        assert_eq!(error.kind(), crate::Kind::InvalidBytes);
    }
}
