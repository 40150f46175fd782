//! Keys, signatures and addresses, read and written several times faster than by their own serde.
//!
//! Their serde goes through the crate `bs58`, which takes most of the time of decoding; and reading a
//! key decompresses a point or two, which takes most of the time of encoding. Here base58 is
//! [this crate's](crate::base58); in WebAssembly points are decompressed by `data-driver-bls`, and the
//! last ones are remembered, because a wallet uses the same keys again and again. What a text
//! stands for, and what is refused, is the same.

use alloc::string::String;
use core::marker::PhantomData;

use dusk_core::signatures::{bls, schnorr};
use dusk_core::transfer::phoenix;
use serde::de::Error;

use super::jubjub_keys::*;
use super::points;
use crate::base58;
use crate::same_type::{as_type, into_type, same};

/// Goes through the types one by one: the compiler keeps the one that matches.
macro_rules! keys {
    ($($ty:ty: $length:literal, $write:expr, $read:path, $wrong:ident;)*) => {
        /// Appends the value as JSON; `None` if it is of another type.
        ///
        /// # Errors
        /// The value has no text, and why.
        pub(crate) fn write<T: ?Sized>(
            value: &T,
            out: &mut String,
        ) -> Option<Result<(), &'static str>> {
            $(if let Some(value) = as_type::<T, $ty>(value) {
                let bytes: Option<[u8; $length]> = $write(value);
                let bytes = bytes.as_ref().map(|bytes| &bytes[..]);
                return Some(write_bytes(bytes, out));
            })*
            None
        }

        /// Whether a seed reads one of the types in its own form.
        pub(crate) fn is_seed<S>() -> bool {
            $(same::<S, PhantomData<$ty>>())||*
        }

        /// The value that a text stands for; `None` if `T` is another type.
        ///
        /// # Errors
        /// The text is not base58, has another length, or stands for no valid value.
        pub(crate) fn read<T, E: Error>(text: &str) -> Option<Result<T, E>> {
            $(if same::<T, $ty>() {
                return parse::<$ty, E, $length>(text, $read, $wrong).map(into_type).transpose();
            })*
            None
        }
    };
}

keys! {
    bls::PublicKey: 96, |key| Some(points::public_key_bytes(key)), points::public_key, NO_BLS_POINT;
    bls::Signature: 48, |sig| Some(points::signature_bytes(sig)), points::signature, NO_BLS_POINT;
    schnorr::PublicKey: 32, schnorr_public_key_bytes, schnorr_public_key, NO_POINT;
    schnorr::Signature: 64, schnorr_signature_bytes, schnorr_signature, NO_POINT;
    schnorr::SignatureDouble:
        96, schnorr_signature_double_bytes, schnorr_signature_double, NO_POINT;
    phoenix::PublicKey: 64, phoenix_public_key_bytes, phoenix_public_key, NO_POINT;
    phoenix::ViewKey: 64, view_key_bytes, view_key, NO_POINT;
    phoenix::StealthAddress: 64, stealth_address_bytes, stealth_address, NO_POINT;
}

const NO_BLS_POINT: &str = "the bytes are no point of the curve's prime-order subgroup";
const NO_POINT: &str = "a point or a scalar in the bytes is not one of its curve";
pub(super) const NOWHERE: &str =
    "a point has a last coordinate of zero, so it is nowhere on its curve";

fn write_bytes(bytes: Option<&[u8]>, out: &mut String) -> Result<(), &'static str> {
    let bytes = bytes.ok_or(NOWHERE)?;
    out.push('"');
    base58::encode(bytes, out);
    out.push('"');
    Ok(())
}

fn parse<T, E: Error, const N: usize>(
    text: &str,
    read: impl FnOnce(&[u8; N]) -> Option<T>,
    wrong: &str,
) -> Result<T, E> {
    read(&base58::parse(text)?).ok_or_else(|| E::custom(wrong))
}
