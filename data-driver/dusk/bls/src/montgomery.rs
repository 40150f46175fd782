//! Arithmetic modulo a prime, in words that leave room for sums of their products.
//!
//! An element `a` of a field with `N` words of `BITS` bits is kept as `a·2^(N·BITS)` modulo the order
//! `p`, Montgomery's form, below `2p` and not always below `p`.

#![allow(
    clippy::cast_possible_truncation,
    reason = "words are cut out of wider numbers, in functions that must be const"
)]

use core::fmt;
use core::marker::PhantomData;

use crate::field::Field;

/// Writes out a loop over the words from the second on.
///
/// Drivers are compiled for size, where the compiler keeps loops. These are the ones that all the time
/// is spent in; written out, their arrays become variables.
macro_rules! for_each_word {
    ($i:ident < $n:expr => $body:expr) => {
        for_each_word!($i < $n => $body; 1 2 3 4 5 6 7 8 9 10 11 12)
    };
    ($i:ident < $n:expr => $body:expr; $($word:literal)*) => {
        $({
            const $i: usize = $word;
            if $i < $n {
                $body
            }
        })*
    };
}

/// The order of a prime field, and how wide a word is in it.
pub(crate) trait Modulus<const N: usize>: Copy {
    /// Bits of a word. Four times the order must have fewer bits than all words together.
    const BITS: u32;
    /// The order in words, the lowest first.
    const ORDER: [u32; N];
}

/// An element of the field of that order.
#[derive(Clone, Copy)]
pub(crate) struct Element<M, const N: usize>([u32; N], PhantomData<M>);

impl<M: Modulus<N>, const N: usize> Element<M, N> {
    const MASK: u32 = (1 << M::BITS) - 1;
    const TWICE_ORDER: [u32; N] = Self::sum(&M::ORDER, &M::ORDER);

    /// `-1/p` modulo a word.
    const MINUS_INVERSE: u32 = {
        // Newton's iteration: each step doubles the number of bits that are right.
        let mut inverse = 1_u32;
        let mut step = 0;
        while step < 5 {
            inverse = inverse.wrapping_mul(2_u32.wrapping_sub(M::ORDER[0].wrapping_mul(inverse)));
            step += 1;
        }
        inverse.wrapping_neg() & Self::MASK
    };

    /// How many rows of a product are added up before the carries are moved on. Each row adds two
    /// products to a column, and a carry needs the room of less than one.
    const ROWS: usize = (1 << (u64::BITS - 2 * M::BITS)) / 2 - 1;

    /// The exponent of two in Montgomery's form.
    pub(crate) const SHIFT: u32 = N as u32 * M::BITS;

    pub(crate) const ZERO: Self = Self::of([0; N]);
    pub(crate) const ONE: Self = Self::power_of_two(Self::SHIFT);

    /// What turns a number into Montgomery's form.
    const INTO: Self = Self::power_of_two(2 * Self::SHIFT);

    const fn of(words: [u32; N]) -> Self {
        Self(words, PhantomData)
    }

    /// The element of a number.
    pub(crate) const fn new(number: [u32; N]) -> Self {
        Self::of_product(number, &Self::INTO)
    }

    /// `2^exponent`, which turns one Montgomery's form into another.
    pub(crate) const fn power_of_two(exponent: u32) -> Self {
        Self::of(Self::power_of_two_words(exponent))
    }

    /// The element whose words are the product of a number, which may have any words, and a factor.
    pub(crate) const fn of_product(number: [u32; N], factor: &Self) -> Self {
        Self::multiply(&Self::of(number), factor)
    }

    /// The number, below the order, that is in Montgomery's form with an exponent of two that is at
    /// most six less than here. It may have any words.
    pub(crate) fn number_of_form(number: [u32; N], exponent: u32) -> [u32; N] {
        Self::divide(number.map(|word| u64::from(word) << (Self::SHIFT - exponent))).reduced()
    }

    /// The number below the order.
    pub(crate) fn number(&self) -> [u32; N] {
        Self::divide(self.0.map(u64::from)).reduced()
    }

    pub(crate) fn neg(&self) -> Self {
        Self::ZERO.sub(self)
    }

    /// Half of the element.
    pub(crate) fn half(&self) -> Self {
        let mut words = self.0;
        if words[0] & 1 == 1 {
            words = Self::sum(&words, &M::ORDER);
        }
        for i in 0..N {
            let above = words.get(i + 1).map_or(0, |word| word & 1);
            words[i] = words[i] >> 1 | above << (M::BITS - 1);
        }
        Self::of(words)
    }

    /// The words below the order.
    #[inline(never)]
    pub(crate) const fn reduced(&self) -> [u32; N] {
        let (difference, is_negative) = Self::difference(&self.0, &M::ORDER);
        if is_negative { self.0 } else { difference }
    }

    /// Whether a number below the order is larger than its negative.
    pub(crate) fn is_large(number: &[u32; N]) -> bool {
        compare(&Self::sum(number, number), &M::ORDER) > 0
    }

    /// Montgomery's product, `a·b/2^(N·BITS)`, below `2p` if that holds for both.
    #[inline(never)]
    pub(crate) const fn multiply(a: &Self, b: &Self) -> Self {
        let (Self(a, _), Self(b, _)) = (a, b);
        let mut columns = [0_u64; N];
        let mut row = 0;
        while row < N {
            let digit = a[row] as u64;
            columns[0] += digit * b[0] as u64;
            let multiple = Self::multiple(columns[0]);
            let carry = (columns[0] + multiple * M::ORDER[0] as u64) >> M::BITS;
            for_each_word!(I < N => {
                columns[I - 1] = columns[I] + digit * b[I] as u64 + multiple * M::ORDER[I] as u64;
            });
            columns[0] += carry;
            columns[N - 1] = 0;
            row += 1;
            if row == Self::ROWS {
                columns = Self::carried(columns);
            }
        }
        Self::narrowed(columns)
    }

    /// A number divided by `2^(N·BITS)` modulo the order. Columns may hold more than a word: up to 64
    /// of them.
    #[inline(never)]
    fn divide(mut columns: [u64; N]) -> Self {
        for _ in 0..N {
            let multiple = Self::multiple(columns[0]);
            let carry = (columns[0] + multiple * u64::from(M::ORDER[0])) >> M::BITS;
            for_each_word!(I < N => columns[I - 1] = columns[I] + multiple * M::ORDER[I] as u64);
            columns[0] += carry;
            columns[N - 1] = 0;
        }
        Self::narrowed(columns)
    }

    /// How many times the order makes the lowest word a multiple of `2^BITS`, which is then divided by.
    const fn multiple(lowest: u64) -> u64 {
        ((lowest as u32).wrapping_mul(Self::MINUS_INVERSE) & Self::MASK) as u64
    }

    /// The words of columns after the carries.
    #[inline(always)]
    const fn narrowed(columns: [u64; N]) -> Self {
        let columns = Self::carried(columns);
        let mut words = [0; N];
        words[0] = columns[0] as u32;
        for_each_word!(I < N => words[I] = columns[I] as u32);
        Self::of(words)
    }

    /// Moves on what is more than a word.
    #[inline(always)]
    const fn carried(mut columns: [u64; N]) -> [u64; N] {
        for_each_word!(I < N => {
            columns[I] += columns[I - 1] >> M::BITS;
            columns[I - 1] &= Self::MASK as u64;
        });
        columns
    }

    /// `a + b` modulo `2^(N·BITS)`.
    #[inline(always)]
    const fn sum(a: &[u32; N], b: &[u32; N]) -> [u32; N] {
        let mut sum = [0; N];
        let mut word = a[0] + b[0];
        sum[0] = word & Self::MASK;
        for_each_word!(I < N => {
            word = a[I] + b[I] + (word >> M::BITS);
            sum[I] = word & Self::MASK;
        });
        sum
    }

    /// `a - b` modulo `2^(N·BITS)`, and whether it is negative.
    #[inline(always)]
    const fn difference(a: &[u32; N], b: &[u32; N]) -> ([u32; N], bool) {
        let mut difference = [0; N];
        let mut word = a[0].wrapping_sub(b[0]);
        difference[0] = word & Self::MASK;
        for_each_word!(I < N => {
            word = a[I].wrapping_sub(b[I]).wrapping_sub(word >> 31);
            difference[I] = word & Self::MASK;
        });
        (difference, word >> 31 == 1)
    }

    /// `2^exponent` modulo the order.
    const fn power_of_two_words(exponent: u32) -> [u32; N] {
        let mut power = [0; N];
        power[0] = 1;
        let mut i = 0;
        while i < exponent {
            power = Self::sum(&power, &power);
            if compare(&power, &M::ORDER) >= 0 {
                power = Self::difference(&power, &M::ORDER).0;
            }
            i += 1;
        }
        power
    }
}

impl<M: Modulus<N>, const N: usize> Field for Element<M, N> {
    const ONE: Self = Self::ONE;

    #[inline(never)]
    fn is_zero(&self) -> bool {
        self.0 == [0; N] || self.0 == M::ORDER
    }

    #[inline(never)]
    fn add(&self, other: &Self) -> Self {
        let sum = Self::sum(&self.0, &other.0);
        if compare(&sum, &Self::TWICE_ORDER) >= 0 {
            Self::of(Self::difference(&sum, &Self::TWICE_ORDER).0)
        } else {
            Self::of(sum)
        }
    }

    #[inline(never)]
    fn sub(&self, other: &Self) -> Self {
        let (difference, is_negative) = Self::difference(&self.0, &other.0);
        if is_negative {
            Self::of(Self::sum(&difference, &Self::TWICE_ORDER))
        } else {
            Self::of(difference)
        }
    }

    fn mul(&self, other: &Self) -> Self {
        Self::multiply(self, other)
    }

    fn square(&self) -> Self {
        Self::multiply(self, self)
    }
}

impl<M, const N: usize> fmt::Debug for Element<M, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Element").field(&self.0).finish()
    }
}

/// Below zero, zero or above, as `a` is to `b`.
pub(crate) const fn compare<const N: usize>(a: &[u32; N], b: &[u32; N]) -> i32 {
    let mut i = N;
    while i > 0 {
        i -= 1;
        if a[i] != b[i] {
            return if a[i] < b[i] { -1 } else { 1 };
        }
    }
    0
}

/// The words of a number that is given in words of 32 bits, the lowest first.
pub(crate) const fn words<const N: usize>(parts: &[u32], bits_of_word: u32) -> [u32; N] {
    let mask = (1 << bits_of_word) - 1;
    let mut words = [0; N];
    let (mut held, mut bits, mut word) = (0_u64, 0, 0);
    let mut i = 0;
    while i < parts.len() {
        held |= (parts[i] as u64) << bits;
        bits += u32::BITS;
        while bits >= bits_of_word {
            words[word] = held as u32 & mask;
            held >>= bits_of_word;
            bits -= bits_of_word;
            word += 1;
        }
        i += 1;
    }
    words[word] = held as u32;
    words
}

/// The number in words of 32 bits, the lowest first.
pub(crate) fn parts<const L: usize>(words: &[u32], bits_of_word: u32) -> [u32; L] {
    let mut parts = [0; L];
    let (mut held, mut bits) = (0_u64, 0);
    let mut words = words.iter();
    for part in &mut parts {
        while bits < u32::BITS {
            held |= u64::from(words.next().copied().unwrap_or(0)) << bits;
            bits += bits_of_word;
        }
        *part = held as u32;
        held >>= u32::BITS;
        bits -= u32::BITS;
    }
    parts
}
