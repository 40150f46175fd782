//! The last points, because a wallet uses the same keys again and again, and the last keys' texts, because
//! events name the same stakers again and again.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::cell::RefCell;

use dusk_core::JubJubExtended;
use dusk_core::signatures::bls::{PublicKey, Signature};

use super::{PUBLIC_KEY, codec, jubjub_codec};

/// How many of each are remembered. A newer one takes the place of an older one with the same low
/// byte.
const REMEMBERED: usize = 64;

/// Compressed points with what they stand for.
type Points<T, const N: usize> = [Option<([u8; N], T)>; REMEMBERED];

std::thread_local! {
    static KEYS: RefCell<Points<PublicKey, 96>> = const { RefCell::new([None; REMEMBERED]) };
    static SIGNATURES: RefCell<Points<Signature, 48>> = const { RefCell::new([None; REMEMBERED]) };
    static JUBJUB: RefCell<Points<JubJubExtended, 32>> = const { RefCell::new([None; REMEMBERED]) };
    static TEXTS: RefCell<Texts> = const { RefCell::new(Vec::new()) };
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

/// How many keys' texts are remembered: several times as many as stake at a time, so that few have the same
/// place. All of them take 350 kB; there is room for those alone that occur.
const TEXTS_REMEMBERED: usize = 1024;

/// Coordinates with the text that they have.
type Texts = Vec<Option<Box<(Raw, String)>>>;

/// What a key is in memory.
type Raw = [u8; 193];

/// Compares eight bytes at a time, as WebAssembly's `memcmp` does not.
fn is_same(a: &Raw, b: &Raw) -> bool {
    let word = |raw: &Raw, i: usize| {
        let mut word = [0; 8];
        word.copy_from_slice(&raw[8 * i..8 * i + 8]);
        u64::from_le_bytes(word)
    };
    // Other keys differ here already.
    word(a, 0) == word(b, 0)
        && (1..24).fold(0, |all, i| all | (word(a, i) ^ word(b, i))) == 0
        && a[192] == b[192]
}

/// Appends a key's text.
pub(crate) fn write_public_key(key: &PublicKey, out: &mut String) {
    let raw = key.to_raw_bytes();
    TEXTS.with_borrow_mut(|texts| {
        if texts.is_empty() {
            texts.resize_with(TEXTS_REMEMBERED, || None);
        }
        let place = usize::from(u16::from_le_bytes([raw[0], raw[1]])) % TEXTS_REMEMBERED;
        let place = &mut texts[place];
        if let Some(known) = place
            && is_same(&known.0, &raw)
        {
            return out.push_str(&known.1);
        }
        let start = out.len();
        PUBLIC_KEY.write(&codec::public_key_bytes(key), out);
        let text = &out[start..];
        match place {
            // Into the room of the older one: keys that are all new would be allocated and freed for nothing.
            Some(known) => {
                known.0 = raw;
                known.1.clear();
                known.1.push_str(text);
            }
            None => *place = Some(Box::new((raw, text.into()))),
        }
    });
}
