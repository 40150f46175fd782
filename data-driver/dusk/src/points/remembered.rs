//! The last points, because a wallet uses the same keys again and again.

use core::cell::RefCell;

use dusk_core::JubJubExtended;
use dusk_core::signatures::bls::{PublicKey, Signature};

use super::{codec, jubjub_codec};

/// How many of each are remembered. A newer one takes the place of an older one with the same low
/// byte.
const REMEMBERED: usize = 64;

/// Compressed points with what they stand for.
type Points<T, const N: usize> = [Option<([u8; N], T)>; REMEMBERED];

std::thread_local! {
    static KEYS: RefCell<Points<PublicKey, 96>> = const { RefCell::new([None; REMEMBERED]) };
    static SIGNATURES: RefCell<Points<Signature, 48>> = const { RefCell::new([None; REMEMBERED]) };
    static JUBJUB: RefCell<Points<JubJubExtended, 32>> = const { RefCell::new([None; REMEMBERED]) };
}

/// The key that these bytes are the compressed form of.
pub(crate) fn public_key(bytes: &[u8; 96]) -> Option<PublicKey> {
    KEYS.with_borrow_mut(|points| point(points, bytes, codec::public_key))
}

/// The signature that these bytes are the compressed form of.
pub(crate) fn signature(bytes: &[u8; 48]) -> Option<Signature> {
    SIGNATURES.with_borrow_mut(|points| point(points, bytes, codec::signature))
}

/// The point of JubJub's subgroup of the large prime order that these bytes are the compressed form of.
pub(crate) fn jubjub(bytes: &[u8; 32]) -> Option<JubJubExtended> {
    JUBJUB.with_borrow_mut(|points| point(points, bytes, jubjub_codec::jubjub))
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
