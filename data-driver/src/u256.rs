//! Unsigned integers of 256 bits.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::str::FromStr;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::describe::{Describe, Integer, Type};

/// An unsigned integer of 256 bits, in JSON a decimal string.
///
/// It holds its four words of 64 bits, the lowest first, which in an archive are 32 bytes,
/// little-endian, aligned to 8.
///
/// ```
/// use data_driver::U256;
///
/// let wei: U256 = "1000000000000000000000".parse().unwrap();
/// assert_eq!(wei.to_string(), "1000000000000000000000");
/// assert_eq!(U256::from_be_bytes(wei.to_be_bytes()), wei);
/// assert!("115792089237316195423570985008687907853269984665640564039457584007913129639936".parse::<U256>().is_err());
/// ```
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "rkyv",
    derive(rkyv::Archive, rkyv::Serialize, rkyv::Deserialize),
    archive(check_bytes)
)]
pub struct U256(
    /// The words, the lowest first.
    pub [u64; 4],
);

/// As many decimal digits as fit into a word.
const DIGITS: usize = 19;
/// The first number with more.
const BASE: u64 = 10_u64.pow(19);

impl U256 {
    /// The greatest.
    pub const MAX: Self = Self([u64::MAX; 4]);

    /// The integer that these bytes are, the highest first.
    #[must_use]
    pub fn from_be_bytes(mut bytes: [u8; 32]) -> Self {
        bytes.reverse();
        Self::from_le_bytes(bytes)
    }

    /// Its bytes, the highest first.
    #[must_use]
    pub fn to_be_bytes(self) -> [u8; 32] {
        let mut bytes = self.to_le_bytes();
        bytes.reverse();
        bytes
    }

    /// The integer that these bytes are, the lowest first.
    #[must_use]
    pub fn from_le_bytes(bytes: [u8; 32]) -> Self {
        let mut words = [0; 4];
        for (word, bytes) in words.iter_mut().zip(bytes.as_chunks::<8>().0) {
            *word = u64::from_le_bytes(*bytes);
        }
        Self(words)
    }

    /// Its bytes, the lowest first.
    #[must_use]
    pub fn to_le_bytes(self) -> [u8; 32] {
        let mut bytes = [0; 32];
        for (word, bytes) in self.0.iter().zip(bytes.as_chunks_mut::<8>().0) {
            *bytes = word.to_le_bytes();
        }
        bytes
    }

    /// Multiplies and adds; none where the result has more bits.
    #[expect(clippy::cast_possible_truncation, reason = "the lower half is meant")]
    fn multiply_add(self, factor: u64, summand: u64) -> Option<Self> {
        let mut words = self.0;
        let mut carry = u128::from(summand);
        for word in &mut words {
            let product = u128::from(*word) * u128::from(factor) + carry;
            *word = product as u64;
            carry = product >> 64;
        }
        (carry == 0).then_some(Self(words))
    }

    /// Divides, and gives the remainder.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a digit of a division fits"
    )]
    fn divide(self, divisor: u64) -> (Self, u64) {
        let mut words = self.0;
        let mut rest = 0_u64;
        for word in words.iter_mut().rev() {
            let dividend = u128::from(rest) << 64 | u128::from(*word);
            *word = (dividend / u128::from(divisor)) as u64;
            rest = (dividend % u128::from(divisor)) as u64;
        }
        (Self(words), rest)
    }
}

impl PartialOrd for U256 {
    fn partial_cmp(&self, other: &Self) -> Option<core::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for U256 {
    fn cmp(&self, other: &Self) -> core::cmp::Ordering {
        self.0.iter().rev().cmp(other.0.iter().rev())
    }
}

impl From<u64> for U256 {
    fn from(value: u64) -> Self {
        Self([value, 0, 0, 0])
    }
}

impl From<u128> for U256 {
    #[expect(clippy::cast_possible_truncation, reason = "the lower half is meant")]
    fn from(value: u128) -> Self {
        Self([value as u64, (value >> 64) as u64, 0, 0])
    }
}

/// A text is no unsigned integer of 256 bits in decimal form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected an unsigned integer of 256 bits in decimal form")]
pub struct ParseU256Error;

impl FromStr for U256 {
    type Err = ParseU256Error;

    fn from_str(text: &str) -> Result<Self, ParseU256Error> {
        if text.is_empty() || !text.bytes().all(|digit| digit.is_ascii_digit()) {
            return Err(ParseU256Error);
        }
        let mut value = Self::default();
        for digits in text.as_bytes().chunks(DIGITS) {
            let number = digits
                .iter()
                .fold(0, |number, digit| number * 10 + u64::from(digit - b'0'));
            let factor = digits.iter().fold(1, |factor, _| factor * 10);
            value = value.multiply_add(factor, number).ok_or(ParseU256Error)?;
        }
        Ok(value)
    }
}

impl fmt::Display for U256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = Vec::new();
        let mut left = *self;
        while left != Self::default() {
            let (quotient, part) = left.divide(BASE);
            parts.push(part);
            left = quotient;
        }
        let mut text = String::new();
        for (i, part) in parts.iter().rev().enumerate() {
            let mut buffer = itoa::Buffer::new();
            let digits = buffer.format(*part);
            if i > 0 {
                text.extend(core::iter::repeat_n('0', DIGITS - digits.len()));
            }
            text.push_str(digits);
        }
        f.pad_integral(true, "", if text.is_empty() { "0" } else { &text })
    }
}

impl<C> Describe<C> for U256 {
    const TYPE: &'static Type = &Type::Integer(Integer {
        signed: false,
        bits: 256,
    });
}

impl Serialize for U256 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for U256 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Decimal)
    }
}

struct Decimal;

impl Visitor<'_> for Decimal {
    type Value = U256;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an unsigned integer of 256 bits")
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<U256, E> {
        Ok(value.into())
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<U256, E> {
        Ok(value.into())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<U256, E> {
        text.parse().map_err(E::custom)
    }
}
