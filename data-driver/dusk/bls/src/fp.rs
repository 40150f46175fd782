//! The prime field of BLS12-381, in thirteen words of 30 bits.
//!
//! An element `a` is kept as `a·2³⁹⁰` modulo `p`, Montgomery's form, below `2p` and not always below
//! `p`. A product of two words has 60 bits, so that sixteen of them can be added before a carry.

#![allow(
    clippy::cast_possible_truncation,
    reason = "words are cut out of wider numbers, in functions that must be const"
)]

use crate::field::Field;

/// Writes out a loop over the words from the second on.
///
/// Drivers are compiled for size, where the compiler keeps loops. These are the ones that all the time
/// is spent in; written out, their arrays become variables.
macro_rules! for_each_word {
    ($i:ident => $body:expr) => {
        for_each_word!($i => $body; 1 2 3 4 5 6 7 8 9 10 11 12)
    };
    ($i:ident => $body:expr; $($n:literal)*) => {
        $({
            const $i: usize = $n;
            $body
        })*
    };
}

/// How many words an element has.
const WORDS: usize = 13;

/// Bits of a word.
const BITS: u32 = 30;

const MASK: u32 = (1 << BITS) - 1;

/// How many rows of a product are added up before the carries are moved on. Each row adds two
/// products to a column, and sixteen fit.
const ROWS: usize = 7;

/// Bytes of an element, in the compressed form and as the curve crates keep it.
pub(crate) const BYTES: usize = 48;

/// The field's order in bytes, the highest first.
const ORDER: [u8; BYTES] = [
    0x1a, 0x01, 0x11, 0xea, 0x39, 0x7f, 0xe6, 0x9a, 0x4b, 0x1b, 0xa7, 0xb6, 0x43, 0x4b, 0xac, 0xd7,
    0x64, 0x77, 0x4b, 0x84, 0xf3, 0x85, 0x12, 0xbf, 0x67, 0x30, 0xd2, 0xa0, 0xf6, 0xb0, 0xf6, 0x24,
    0x1e, 0xab, 0xff, 0xfe, 0xb1, 0x53, 0xff, 0xff, 0xb9, 0xfe, 0xff, 0xff, 0xff, 0xff, 0xaa, 0xab,
];

const P: [u32; WORDS] = words(&parts(&ORDER));
const TWO_P: [u32; WORDS] = sum(&P, &P);

/// `-1/p` modulo a word.
const MINUS_INVERSE: u32 = {
    // Newton's iteration: each step doubles the number of bits that are right.
    let mut inverse = 1_u32;
    let mut step = 0;
    while step < 5 {
        inverse = inverse.wrapping_mul(2_u32.wrapping_sub(P[0].wrapping_mul(inverse)));
        step += 1;
    }
    inverse.wrapping_neg() & MASK
};

/// What turns a number into Montgomery's form.
const INTO: Fp = Fp(power_of_two(2 * 390));

/// What turns Montgomery's form to that of the curve crates, which have six words of 64 bits.
const TO_CRATES: Fp = Fp(power_of_two(384));

/// An element of the field.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fp([u32; WORDS]);

impl Fp {
    pub(crate) const ZERO: Self = Self([0; WORDS]);
    pub(crate) const ONE: Self = Self(power_of_two(390));

    /// The element of a number in bytes, the highest first; it must be below the order.
    pub(crate) const fn new(bytes: &[u8; BYTES]) -> Self {
        multiply(&Self(words(&parts(bytes))), &INTO)
    }

    /// The element of a number in bytes, the highest first, if it is below the order.
    #[inline(never)]
    pub(crate) fn from_bytes(bytes: &[u8; BYTES]) -> Option<Self> {
        (bytes < &ORDER).then(|| Self::new(bytes))
    }

    /// The element in six words of 64 bits, the lowest byte first, as `a·2³⁸⁴` below the order.
    pub(crate) fn to_crates(self) -> [u8; BYTES] {
        let mut bytes = [0; BYTES];
        let parts = parts_of(&self.mul(&TO_CRATES).reduced());
        for (bytes, part) in bytes.as_chunks_mut().0.iter_mut().zip(parts) {
            *bytes = part.to_le_bytes();
        }
        bytes
    }

    /// Whether the number is larger than its negative.
    pub(crate) fn is_large(&self) -> bool {
        self.number().is_large()
    }

    fn number(&self) -> Number {
        let Self(words) = self;
        Number(divide(words.map(u64::from)).reduced())
    }

    pub(crate) fn neg(&self) -> Self {
        Self::ZERO.sub(self)
    }

    /// Half of the element.
    pub(crate) fn half(&self) -> Self {
        let Self(mut words) = *self;
        if words[0] & 1 == 1 {
            words = sum(&words, &P);
        }
        for i in 0..WORDS {
            let above = words.get(i + 1).map_or(0, |word| word & 1);
            words[i] = words[i] >> 1 | above << (BITS - 1);
        }
        Self(words)
    }

    /// The words of the number below the order.
    #[inline(never)]
    fn reduced(&self) -> [u32; WORDS] {
        let (difference, is_negative) = difference(&self.0, &P);
        if is_negative { self.0 } else { difference }
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
        let columns = words(&parts).map(|word| u64::from(word) << (390 - 384));
        Self(divide(columns).reduced())
    }

    /// The number's bytes, the highest first.
    pub(crate) fn to_bytes(&self) -> [u8; BYTES] {
        let mut bytes = [0; BYTES];
        let parts = parts_of(&self.0);
        for (bytes, part) in bytes.as_rchunks_mut().1.iter_mut().rev().zip(parts) {
            *bytes = part.to_be_bytes();
        }
        bytes
    }

    /// Whether it is larger than its negative.
    pub(crate) fn is_large(&self) -> bool {
        compare(&sum(&self.0, &self.0), &P) > 0
    }
}

impl Field for Fp {
    #[inline(never)]
    fn is_zero(&self) -> bool {
        self.0 == Self::ZERO.0 || self.0 == P
    }

    #[inline(never)]
    fn add(&self, other: &Self) -> Self {
        let sum = sum(&self.0, &other.0);
        if compare(&sum, &TWO_P) >= 0 {
            Self(difference(&sum, &TWO_P).0)
        } else {
            Self(sum)
        }
    }

    #[inline(never)]
    fn sub(&self, other: &Self) -> Self {
        let (difference, is_negative) = difference(&self.0, &other.0);
        if is_negative {
            Self(sum(&difference, &TWO_P))
        } else {
            Self(difference)
        }
    }

    fn mul(&self, other: &Self) -> Self {
        multiply(self, other)
    }

    fn square(&self) -> Self {
        multiply(self, self)
    }
}

/// Montgomery's product, `a·b/2³⁹⁰`, below `2p` if that holds for both.
#[inline(never)]
const fn multiply(Fp(a): &Fp, Fp(b): &Fp) -> Fp {
    let mut columns = [0_u64; WORDS];
    let mut row = 0;
    while row < WORDS {
        let digit = a[row] as u64;
        let lowest = columns[0] + digit * b[0] as u64;
        // Makes the lowest word a multiple of 2^30, which is then divided by.
        let multiple = ((lowest as u32).wrapping_mul(MINUS_INVERSE) & MASK) as u64;
        let carry = (lowest + multiple * P[0] as u64) >> BITS;
        for_each_word!(I => columns[I - 1] = columns[I] + digit * b[I] as u64 + multiple * P[I] as u64);
        columns[0] += carry;
        columns[WORDS - 1] = 0;
        row += 1;
        if row == ROWS {
            columns = carried(columns);
        }
    }
    narrowed(columns)
}

/// A number divided by `2³⁹⁰` modulo the order. Columns may hold more than a word: up to 64 of them.
#[inline(never)]
fn divide(mut columns: [u64; WORDS]) -> Fp {
    for _ in 0..WORDS {
        let multiple = u64::from((columns[0] as u32).wrapping_mul(MINUS_INVERSE) & MASK);
        let carry = (columns[0] + multiple * u64::from(P[0])) >> BITS;
        for_each_word!(I => columns[I - 1] = columns[I] + multiple * P[I] as u64);
        columns[0] += carry;
        columns[WORDS - 1] = 0;
    }
    narrowed(columns)
}

/// The words of columns after the carries.
#[inline(always)]
const fn narrowed(columns: [u64; WORDS]) -> Fp {
    let columns = carried(columns);
    let mut words = [0; WORDS];
    words[0] = columns[0] as u32;
    for_each_word!(I => words[I] = columns[I] as u32);
    Fp(words)
}

/// Moves on what is more than a word.
#[inline(always)]
const fn carried(mut columns: [u64; WORDS]) -> [u64; WORDS] {
    for_each_word!(I => {
        columns[I] += columns[I - 1] >> BITS;
        columns[I - 1] &= MASK as u64;
    });
    columns
}

/// `a + b` modulo `2³⁹⁰`.
#[inline(always)]
const fn sum(a: &[u32; WORDS], b: &[u32; WORDS]) -> [u32; WORDS] {
    let mut sum = [0; WORDS];
    let mut word = a[0] + b[0];
    sum[0] = word & MASK;
    for_each_word!(I => {
        word = a[I] + b[I] + (word >> BITS);
        sum[I] = word & MASK;
    });
    sum
}

/// `a - b` modulo `2³⁹⁰`, and whether it is negative.
#[inline(always)]
const fn difference(a: &[u32; WORDS], b: &[u32; WORDS]) -> ([u32; WORDS], bool) {
    let mut difference = [0; WORDS];
    let mut word = a[0].wrapping_sub(b[0]);
    difference[0] = word & MASK;
    for_each_word!(I => {
        word = a[I].wrapping_sub(b[I]).wrapping_sub(word >> 31);
        difference[I] = word & MASK;
    });
    (difference, word >> 31 == 1)
}

/// Below zero, zero or above, as `a` is to `b`.
const fn compare(a: &[u32; WORDS], b: &[u32; WORDS]) -> i32 {
    let mut i = WORDS;
    while i > 0 {
        i -= 1;
        if a[i] != b[i] {
            return if a[i] < b[i] { -1 } else { 1 };
        }
    }
    0
}

/// `2^exponent` modulo the order.
const fn power_of_two(exponent: u32) -> [u32; WORDS] {
    let mut power = [0; WORDS];
    power[0] = 1;
    let mut i = 0;
    while i < exponent {
        power = sum(&power, &power);
        if compare(&power, &P) >= 0 {
            power = difference(&power, &P).0;
        }
        i += 1;
    }
    power
}

/// A number in words of 32 bits, the lowest first.
type Parts = [u32; BYTES / 4];

/// The parts of a number in bytes, the highest first.
const fn parts(bytes: &[u8; BYTES]) -> Parts {
    let mut parts = [0; BYTES / 4];
    let mut i = 0;
    while i < parts.len() {
        let at = BYTES - 4 - 4 * i;
        let part = [bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]];
        parts[i] = u32::from_be_bytes(part);
        i += 1;
    }
    parts
}

const fn words(parts: &Parts) -> [u32; WORDS] {
    let mut words = [0; WORDS];
    let (mut held, mut bits, mut word) = (0_u64, 0, 0);
    let mut i = 0;
    while i < parts.len() {
        held |= (parts[i] as u64) << bits;
        bits += u32::BITS;
        while bits >= BITS {
            words[word] = held as u32 & MASK;
            held >>= BITS;
            bits -= BITS;
            word += 1;
        }
        i += 1;
    }
    words[word] = held as u32;
    words
}

fn parts_of(words: &[u32; WORDS]) -> Parts {
    let mut parts = [0; BYTES / 4];
    let (mut held, mut bits) = (0_u64, 0);
    let mut words = words.iter();
    for part in &mut parts {
        while bits < u32::BITS {
            held |= u64::from(words.next().copied().unwrap_or(0)) << bits;
            bits += BITS;
        }
        *part = held as u32;
        held >>= u32::BITS;
        bits -= u32::BITS;
    }
    parts
}
