//! Keys and signatures of BLS12-381, read and written several times faster than by their own serde.
//!
//! Their serde goes through the crate `bs58`, which takes most of the time of decoding; and reading a
//! key decompresses a point, which takes most of the time of encoding. Here base58 is
//! [this crate's](crate::base58); in WebAssembly points are decompressed by `data-driver-bls`, and the
//! last ones are remembered, because a wallet uses the same keys again and again. What a text stands
//! for, and what is refused, is the same.

use alloc::string::String;
use core::marker::PhantomData;

use dusk_bytes::Serializable;
use dusk_core::signatures::bls::{PublicKey, Signature};
use serde::de::Error;

use super::points;
use crate::base58;
use crate::same_type::{as_type, into_type, same};

/// Appends the value as JSON, if it is a key or signature.
pub(crate) fn write<T: ?Sized>(value: &T, out: &mut String) -> bool {
    if let Some(key) = as_type::<T, PublicKey>(value) {
        write_bytes(&key.to_bytes(), out);
    } else if let Some(signature) = as_type::<T, Signature>(value) {
        write_bytes(&signature.to_bytes(), out);
    } else {
        return false;
    }
    true
}

fn write_bytes(bytes: &[u8], out: &mut String) {
    out.push('"');
    base58::encode(bytes, out);
    out.push('"');
}

/// Whether a seed reads a key or signature in its own form.
pub(crate) fn is_seed<S>() -> bool {
    same::<S, PhantomData<PublicKey>>() || same::<S, PhantomData<Signature>>()
}

/// The key or signature that a text stands for; `None` if `T` is neither.
///
/// # Errors
/// The text is not base58, has another length, or stands for no point of the right subgroup.
pub(crate) fn read<T, E: Error>(text: &str) -> Option<Result<T, E>> {
    if same::<T, PublicKey>() {
        point(text, points::public_key).map(into_type).transpose()
    } else if same::<T, Signature>() {
        point(text, points::signature).map(into_type).transpose()
    } else {
        None
    }
}

fn point<T, E: Error, const N: usize>(
    text: &str,
    decompress: impl FnOnce(&[u8; N]) -> Option<T>,
) -> Result<T, E> {
    decompress(&base58::parse(text)?)
        .ok_or_else(|| E::custom("the bytes are no point of the curve's prime-order subgroup"))
}
