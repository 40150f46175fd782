//! The integer types, and how to tell that a type is one.

use alloc::format;
use alloc::string::String;

use crate::describe::Integer;

/// A primitive integer type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct IntType {
    signed: bool,
    bits: u32,
}

/// Lists the integer types with their ids.
macro_rules! int_types {
    ($($type:ty),*) => {
        impl IntType {
            /// The integer type that `T` is.
            ///
            /// A type like `u64` that its owner reads from text with `FromStr` shows here, where
            /// the visitor says what it makes. That is how a number is taken for it as well.
            pub(super) fn of<T: ?Sized>() -> Option<Self> {
                let id = typeid::of::<T>();
                $(
                    if id == typeid::of::<$type>() {
                        return Some(Self { signed: <$type>::MIN != 0, bits: <$type>::BITS });
                    }
                )*
                None
            }
        }
    };
}

int_types!(
    u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize
);

impl IntType {
    pub(super) const fn new(signed: bool, bits: u32) -> Self {
        Self { signed, bits }
    }

    /// The other type, if it is a narrower one all of whose values are values of this one.
    pub(super) const fn limited_by(self, other: Self) -> Self {
        if other.bits < self.bits && (self.signed || !other.signed) {
            other
        } else {
            self
        }
    }

    /// Whether Rust has no such type, so that its values are handed over as text.
    pub(super) const fn is_beyond_128_bits(self) -> bool {
        self.bits > 128
    }

    /// How many digits a number may have without being out of range, whatever they are.
    const fn free_digits(self) -> usize {
        let bits = self.bits - self.signed as u32;
        // The logarithm of 2, a little less.
        (bits as usize * 1233) >> 12
    }

    /// Whether an integer in decimal form is in range.
    pub(super) fn holds(self, decimal: &str) -> bool {
        // Most have so few digits that all of such numbers are in range: WebAssembly has no arithmetic to multiply 64 bits
        // and notice what does not fit.
        let digits = decimal.strip_prefix('-').filter(|_| self.signed);
        let digits = digits.unwrap_or(decimal);
        if digits.len() <= self.free_digits() && !digits.starts_with('-') {
            return true;
        }
        self.holds_long(decimal)
    }

    /// The range in words.
    pub(super) fn describe(self) -> String {
        let Self { signed, bits } = self;
        let (low, high) = Integer { signed, bits }.bounds();
        format!("an integer from {low} to {high}")
    }

    /// The same for a long one: of two decimal numbers the one with fewer digits is smaller, and of two with as many
    /// the one that is first in order.
    fn holds_long(self, decimal: &str) -> bool {
        let Self { signed, bits } = self;
        // The usual ones need not be worked out.
        let (low, high) = match (signed, bits) {
            (false, 64) => ("0".into(), "18446744073709551615".into()),
            (true, 64) => ("-9223372036854775808".into(), "9223372036854775807".into()),
            _ => Integer { signed, bits }.bounds(),
        };
        let (digits, limit) = match (decimal.strip_prefix('-'), low.strip_prefix('-')) {
            (Some(digits), Some(low)) => (digits, low),
            (Some(_), None) => return false,
            (None, _) => (decimal, &*high),
        };
        digits.bytes().all(|digit| digit.is_ascii_digit())
            && (digits.len(), digits) <= (limit.len(), limit)
    }
}

/// The methods of a `serde::Deserializer` that read integers, for a type that has
/// `fn integer<T: FromStr>(self, IntType) -> Result<T, Error>` and, for integers of up to 32 bits,
/// `fn narrow(self, IntType) -> Result<i64, Error>`.
macro_rules! deserialize_integers {
    () => {
        deserialize_integers! { integer:
            deserialize_u64 visit_u64 u64,
            deserialize_u128 visit_u128 u128,
            deserialize_i64 visit_i64 i64,
            deserialize_i128 visit_i128 i128,
        }
        deserialize_integers! { narrow:
            deserialize_u8 visit_u8 u8,
            deserialize_u16 visit_u16 u16,
            deserialize_u32 visit_u32 u32,
            deserialize_i8 visit_i8 i8,
            deserialize_i16 visit_i16 i16,
            deserialize_i32 visit_i32 i32,
        }
    };
    (integer: $($method:ident $visit:ident $type:ty,)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            visitor.$visit(self.integer(IntType::new(<$type>::MIN != 0, <$type>::BITS))?)
        }
    )*};
    (narrow: $($method:ident $visit:ident $type:ty,)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            let wide = self.narrow(IntType::new(<$type>::MIN != 0, <$type>::BITS))?;
            // It is in range, or it would not have been read.
            visitor.$visit(<$type>::try_from(wide).unwrap_or_default())
        }
    )*};
}

pub(super) use deserialize_integers;

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::*;

    #[test]
    fn integer_types_are_told_from_others() {
        assert_eq!(IntType::of::<u64>(), Some(IntType::new(false, 64)));
        assert_eq!(IntType::of::<i8>(), Some(IntType::new(true, 8)));
        assert_eq!(IntType::of::<String>(), None);
        assert_eq!(IntType::of::<&str>(), None);
        assert_eq!(IntType::of::<[u64; 1]>(), None);
        assert_eq!(IntType::of::<Option<u64>>(), None);
    }

    #[test]
    fn ranges() {
        let cases: [(IntType, String, String); 5] = [
            (IntType::new(false, 64), 0.to_string(), u64::MAX.to_string()),
            (IntType::new(false, 8), 0.to_string(), u8::MAX.to_string()),
            (
                IntType::new(true, 64),
                i64::MIN.to_string(),
                i64::MAX.to_string(),
            ),
            (
                IntType::new(false, 128),
                0.to_string(),
                u128::MAX.to_string(),
            ),
            (
                IntType::new(true, 128),
                i128::MIN.to_string(),
                i128::MAX.to_string(),
            ),
        ];
        for (int, low, high) in cases {
            assert!(int.holds(&low) && int.holds(&high));
            // One more digit, and the largest last one.
            assert!(!int.holds(&format!("{low}0")) || low == "0");
            assert!(!int.holds(&format!("{high}0")));
            assert!(!int.holds(&format!("{}9", &high[..high.len() - 1])));
            assert_eq!(int.describe(), format!("an integer from {low} to {high}"));
        }
        assert!(!IntType::new(false, 8).holds("256"));
        assert!(!IntType::new(false, 8).holds("-1"));
        assert!(!IntType::new(true, 8).holds("-129"));
        assert!(!IntType::new(false, 128).holds("340282366920938463463374607431768211456"));
    }
}
