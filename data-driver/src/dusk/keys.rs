//! Keys and signatures of BLS12-381, read and written several times faster than by their own serde.
//!
//! Their serde goes through the crate `bs58`, which takes most of the time of decoding; and reading a
//! key decompresses a point, which takes most of the time of encoding. Here base58 is
//! [this crate's](crate::base58), and in WebAssembly the last points are remembered, because a wallet
//! uses the same keys again and again. What a text stands for, and what is refused, is the same: a
//! text that is not read here is left to the type's own serde, which says what is wrong.

use alloc::string::String;
use core::marker::PhantomData;

use dusk_bytes::Serializable;
use dusk_core::signatures::bls::{PublicKey, Signature};

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

/// The key or signature that a text stands for, if it is a valid one of type `T`.
pub(crate) fn read<T>(text: &str) -> Option<T> {
    if same::<T, PublicKey>() {
        let bytes = base58::decode(text).ok()?.try_into().ok()?;
        into_type(memory::public_key(&bytes)?)
    } else if same::<T, Signature>() {
        let bytes = base58::decode(text).ok()?.try_into().ok()?;
        into_type(memory::signature(&bytes)?)
    } else {
        None
    }
}

/// Points that were decompressed before.
#[cfg(target_family = "wasm")]
mod memory {
    use super::{PublicKey, Serializable, Signature};
    use crate::single::Single;

    /// How many of each are remembered. A newer one takes the place of an older one with the same
    /// low byte.
    const REMEMBERED: usize = 64;

    /// Compressed points with what they stand for.
    type Points<T, const N: usize> = [Option<([u8; N], T)>; REMEMBERED];

    static KEYS: Single<Points<PublicKey, 96>> = Single::new([None; REMEMBERED]);
    static SIGNATURES: Single<Points<Signature, 48>> = Single::new([None; REMEMBERED]);

    pub(super) fn public_key(bytes: &[u8; 96]) -> Option<PublicKey> {
        KEYS.with(|points| point(points, bytes, |bytes| PublicKey::from_bytes(bytes).ok()))
    }

    pub(super) fn signature(bytes: &[u8; 48]) -> Option<Signature> {
        SIGNATURES.with(|points| point(points, bytes, |bytes| Signature::from_bytes(bytes).ok()))
    }

    fn point<T: Copy, const N: usize>(
        points: &mut Points<T, N>,
        bytes: &[u8; N],
        decompress: impl FnOnce(&[u8; N]) -> Option<T>,
    ) -> Option<T> {
        let place = &mut points[usize::from(bytes[N - 1]) % REMEMBERED];
        match place {
            // All bytes are compared: only a point that was valid before is taken for valid.
            Some((known, point)) if known == bytes => Some(*point),
            _ => {
                let point = decompress(bytes)?;
                *place = Some((*bytes, point));
                Some(point)
            }
        }
    }
}

/// Natively, decompressing is quick enough, and a driver holds no state between calls.
#[cfg(not(target_family = "wasm"))]
mod memory {
    use super::{PublicKey, Serializable, Signature};

    pub(super) fn public_key(bytes: &[u8; 96]) -> Option<PublicKey> {
        PublicKey::from_bytes(bytes).ok()
    }

    pub(super) fn signature(bytes: &[u8; 48]) -> Option<Signature> {
        Signature::from_bytes(bytes).ok()
    }
}
