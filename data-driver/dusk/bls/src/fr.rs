//! The scalar field of BLS12-381, over which JubJub is, in nine words of 29 bits.

use crate::field::Field;
use crate::montgomery::{self, Element, Modulus};
use crate::power::power;

/// An element of the field.
pub(crate) type Fr = Element<Scalar, WORDS>;

/// The order of the field.
#[derive(Clone, Copy)]
pub(crate) struct Scalar;

impl Modulus<WORDS> for Scalar {
    /// A product of two words has 58 bits, so that all of a column are added before a carry.
    const BITS: u32 = 29;
    const ORDER: [u32; WORDS] = words(&ORDER);
}

/// How many words an element has.
const WORDS: usize = 9;

/// The curve crates have four words of 64 bits.
const CRATES_SHIFT: u32 = 256;

/// What turns Montgomery's form to that of the curve crates.
const TO_CRATES: Fr = Fr::power_of_two(CRATES_SHIFT);

/// What turns it back.
const FROM_CRATES: Fr = Fr::power_of_two(2 * Fr::SHIFT - CRATES_SHIFT);

/// The field's order, the lowest word first: one more than `2³²·t` for an odd `t`.
const ORDER: [u64; 4] = [
    0xffff_ffff_0000_0001,
    0x53bd_a402_fffe_5bfe,
    0x3339_d808_09a1_d805,
    0x73ed_a753_299d_7d48,
];

/// The order divided by a power of two and rounded down, the lowest word first.
pub(crate) const fn order_divided(bits: u32) -> [u64; 4] {
    let (words, bits) = (bits as usize / 64, bits % 64);
    let mut quotient = [0; 4];
    let mut i = 0;
    while i + words < 4 {
        quotient[i] = ORDER[i + words] >> bits;
        if bits > 0 && i + words < 3 {
            quotient[i] |= ORDER[i + words + 1] << (64 - bits);
        }
        i += 1;
    }
    quotient
}

impl Fr {
    /// The element of a number, the lowest word first; below twice the order.
    pub(crate) const fn of_number(number: [u64; 4]) -> Self {
        Self::new(words(&number))
    }

    /// The element of a number in bytes, the lowest first, if it is below the order.
    pub(crate) fn from_bytes(bytes: &[u8; 32]) -> Option<Self> {
        let mut number = [0; 4];
        for (word, bytes) in number.iter_mut().zip(bytes.as_chunks().0) {
            *word = u64::from_le_bytes(*bytes);
        }
        number
            .iter()
            .rev()
            .lt(ORDER.iter().rev())
            .then(|| Self::of_number(number))
    }

    /// The number's bytes, the lowest first.
    pub(crate) fn to_bytes(self) -> [u8; 32] {
        let mut bytes = [0; 32];
        let parts: [u32; 8] = montgomery::parts(&self.number(), Scalar::BITS);
        for (bytes, part) in bytes.as_chunks_mut().0.iter_mut().zip(parts) {
            *bytes = part.to_le_bytes();
        }
        bytes
    }

    /// The element in four words of 64 bits, the lowest first, as `a·2²⁵⁶` below the order.
    pub(crate) fn to_crates(self) -> [u64; 4] {
        let parts: [u32; 8] = montgomery::parts(&self.mul(&TO_CRATES).reduced(), Scalar::BITS);
        core::array::from_fn(|i| u64::from(parts[2 * i]) | u64::from(parts[2 * i + 1]) << 32)
    }

    /// The element that [`Self::to_crates`] gives, or any other words modulo the order.
    pub(crate) fn from_crates(number: &[u64; 4]) -> Self {
        Self::of_product(words(number), &FROM_CRATES)
    }

    /// What gives one when multiplied by the element; `None` if that is zero.
    pub(crate) fn inverse(&self) -> Option<Self> {
        const ORDER_MINUS_TWO: [u64; 4] = [ORDER[0] - 2, ORDER[1], ORDER[2], ORDER[3]];
        let inverse = power(self, &ORDER_MINUS_TWO);
        (!self.is_zero()).then_some(inverse)
    }

    /// Whether the number is odd.
    pub(crate) fn is_odd(&self) -> bool {
        self.number()[0] & 1 == 1
    }
}

/// The words of a number in words of 64 bits, the lowest first.
#[allow(
    clippy::cast_possible_truncation,
    reason = "the word is cut, in a function that must be const"
)]
const fn words(number: &[u64; 4]) -> [u32; WORDS] {
    let mut parts = [0; 8];
    let mut i = 0;
    while i < 4 {
        parts[2 * i] = number[i] as u32;
        parts[2 * i + 1] = (number[i] >> 32) as u32;
        i += 1;
    }
    montgomery::words(&parts, Scalar::BITS)
}
