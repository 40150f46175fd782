//! The prime field of BLS12-381, in thirteen words of 30 bits.

use crate::field::Field;
use crate::montgomery::{self, Element, Modulus};

/// An element of the field.
pub(crate) type Fp = Element<Base, WORDS>;

/// The order of the field.
#[derive(Clone, Copy)]
pub(crate) struct Base;

impl Modulus<WORDS> for Base {
    /// A product of two words has 60 bits, so that sixteen of them can be added before a carry.
    const BITS: u32 = 30;
    const ORDER: [u32; WORDS] = words(&ORDER);
}

/// How many words an element has.
const WORDS: usize = 13;

/// Bytes of an element, in the compressed form and as the curve crates keep it.
pub(crate) const BYTES: usize = 48;

/// The curve crates have six words of 64 bits.
const CRATES_SHIFT: u32 = 384;

/// What turns Montgomery's form to that of the curve crates.
const TO_CRATES: Fp = Fp::power_of_two(CRATES_SHIFT);

/// The field's order in bytes, the highest first.
const ORDER: [u8; BYTES] = [
    0x1a, 0x01, 0x11, 0xea, 0x39, 0x7f, 0xe6, 0x9a, 0x4b, 0x1b, 0xa7, 0xb6, 0x43, 0x4b, 0xac, 0xd7,
    0x64, 0x77, 0x4b, 0x84, 0xf3, 0x85, 0x12, 0xbf, 0x67, 0x30, 0xd2, 0xa0, 0xf6, 0xb0, 0xf6, 0x24,
    0x1e, 0xab, 0xff, 0xfe, 0xb1, 0x53, 0xff, 0xff, 0xb9, 0xfe, 0xff, 0xff, 0xff, 0xff, 0xaa, 0xab,
];

impl Fp {
    /// The element of a number in bytes, the highest first; it must be below the order.
    pub(crate) const fn of_bytes(bytes: &[u8; BYTES]) -> Self {
        Self::new(words(bytes))
    }

    /// The element of a number in bytes, the highest first, if it is below the order.
    #[inline(never)]
    pub(crate) fn from_bytes(bytes: &[u8; BYTES]) -> Option<Self> {
        (bytes < &ORDER).then(|| Self::of_bytes(bytes))
    }

    /// The element in six words of 64 bits, the lowest byte first, as `a·2³⁸⁴` below the order.
    pub(crate) fn to_crates(self) -> [u8; BYTES] {
        let mut bytes = [0; BYTES];
        let parts = parts(&self.mul(&TO_CRATES).reduced());
        for (bytes, part) in bytes.as_chunks_mut().0.iter_mut().zip(parts) {
            *bytes = part.to_le_bytes();
        }
        bytes
    }

    /// Whether the number is larger than its negative.
    pub(crate) fn is_large_number(&self) -> bool {
        Self::is_large(&self.number())
    }
}

/// The number of an element, below the order.
pub(crate) struct Number([u32; WORDS]);

impl Number {
    /// The number of an element in six words of 64 bits, the lowest byte first, as `a·2³⁸⁴`.
    pub(crate) fn from_crates(bytes: &[u8; BYTES]) -> Self {
        let mut parts = [0; BYTES / 4];
        for (part, bytes) in parts.iter_mut().zip(bytes.as_chunks().0) {
            *part = u32::from_le_bytes(*bytes);
        }
        let words = montgomery::words(&parts, Base::BITS);
        Self(Fp::number_of_form(words, CRATES_SHIFT))
    }

    /// The number's bytes, the highest first.
    pub(crate) fn to_bytes(&self) -> [u8; BYTES] {
        let mut bytes = [0; BYTES];
        for (bytes, part) in (bytes.as_rchunks_mut().1.iter_mut().rev()).zip(parts(&self.0)) {
            *bytes = part.to_be_bytes();
        }
        bytes
    }

    /// Whether it is larger than its negative.
    pub(crate) fn is_large(&self) -> bool {
        Fp::is_large(&self.0)
    }
}

/// The words of a number in bytes, the highest first.
const fn words(bytes: &[u8; BYTES]) -> [u32; WORDS] {
    let mut parts = [0; BYTES / 4];
    let mut i = 0;
    while i < parts.len() {
        let at = BYTES - 4 - 4 * i;
        let part = [bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]];
        parts[i] = u32::from_be_bytes(part);
        i += 1;
    }
    montgomery::words(&parts, Base::BITS)
}

fn parts(words: &[u32; WORDS]) -> [u32; BYTES / 4] {
    montgomery::parts(words, Base::BITS)
}
