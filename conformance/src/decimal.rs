//! The integer types by what they are called in schemas.

/// An integer type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Int {
    /// Whether it can be negative.
    pub signed: bool,
    /// Its width in bits.
    pub bits: u32,
}

const fn int(signed: bool, bits: u32) -> Int {
    Int { signed, bits }
}

/// Every integer type.
pub const ALL: [Int; 12] = [
    int(false, 8),
    int(false, 16),
    int(false, 32),
    int(false, 64),
    int(false, 128),
    int(false, 256),
    int(true, 8),
    int(true, 16),
    int(true, 32),
    int(true, 64),
    int(true, 128),
    int(true, 256),
];

/// 2²⁵⁶ - 1, 2²⁵⁵ - 1 and 2²⁵⁵, for which Rust has no type.
const MOST_OF_256: &str =
    "115792089237316195423570985008687907853269984665640564039457584007913129639935";
const MOST_OF_255: &str =
    "57896044618658097711785492504343953926634992332820282019728792003956564819967";
const LEAST_OF_256: &str =
    "-57896044618658097711785492504343953926634992332820282019728792003956564819968";

impl Int {
    /// The type of that format.
    #[must_use]
    pub fn of_format(format: &str) -> Option<Self> {
        ALL.into_iter().find(|int| int.format() == format)
    }

    /// What `format` calls it.
    #[must_use]
    pub fn format(self) -> String {
        let sign = if self.signed { "" } else { "u" };
        format!("{sign}int{}", self.bits)
    }

    /// Whether drivers write it as a decimal string.
    #[must_use]
    pub const fn is_wide(self) -> bool {
        self.bits > 32
    }

    /// The least and the greatest value, in decimal.
    #[must_use]
    pub fn bounds(self) -> (String, String) {
        if self.bits > 128 {
            return match self.signed {
                true => (LEAST_OF_256.into(), MOST_OF_255.into()),
                false => ("0".into(), MOST_OF_256.into()),
            };
        }
        if self.signed {
            let greatest = i128::MAX >> (128 - self.bits);
            ((-greatest - 1).to_string(), greatest.to_string())
        } else {
            ("0".into(), (u128::MAX >> (128 - self.bits)).to_string())
        }
    }

    /// Whether this is a value in its one decimal form.
    #[must_use]
    pub fn holds(self, decimal: &str) -> bool {
        if self.bits > 128 {
            return self.holds_long(decimal);
        }
        let spare = 128 - self.bits;
        if self.signed {
            decimal.parse::<i128>().is_ok_and(|number| {
                (number << spare) >> spare == number && number.to_string() == decimal
            })
        } else {
            decimal.parse::<u128>().is_ok_and(|number| {
                (number << spare) >> spare == number && number.to_string() == decimal
            })
        }
    }

    /// Digits without zeros in front are greater the more there are.
    fn holds_long(self, decimal: &str) -> bool {
        let (least, greatest) = self.bounds();
        let (digits, bound) = match decimal.strip_prefix('-') {
            Some(digits) => (digits, least.strip_prefix('-').unwrap_or("")),
            None => (decimal, &*greatest),
        };
        let is_one_form = match digits.as_bytes() {
            [b'0'] => decimal.len() == 1,
            [b'1'..=b'9', ..] => digits.bytes().all(|digit| digit.is_ascii_digit()),
            _ => false,
        };
        is_one_form && (digits.len(), digits) <= (bound.len(), bound)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_those_of_rust() {
        let bounds = |format| Int::of_format(format).expect(format).bounds();
        let pair = |low: &str, high: &str| (low.to_owned(), high.to_owned());
        assert_eq!(bounds("uint8"), pair("0", "255"));
        assert_eq!(bounds("int16"), pair("-32768", "32767"));
        assert_eq!(bounds("uint64"), pair("0", &u64::MAX.to_string()));
        let extremes = pair(&i128::MIN.to_string(), &i128::MAX.to_string());
        assert_eq!(bounds("int128"), extremes);
        assert_eq!(bounds("uint128"), pair("0", &u128::MAX.to_string()));
        let greatest = data_driver::U256::MAX.to_string();
        assert_eq!(bounds("uint256"), pair("0", &greatest));
    }

    #[test]
    fn only_values_in_range_and_in_one_form_are_held() {
        for int in ALL {
            let (low, high) = int.bounds();
            assert!(int.holds(&low) && int.holds(&high), "{int:?}");
            for wrong in [format!("{high}0"), format!("0{high}"), format!("+{high}")] {
                assert!(!int.holds(&wrong), "{int:?} {wrong}");
            }
        }
        assert!(!Int::of_format("int8").expect("a type").holds("128"));
        assert!(!Int::of_format("int64").expect("a type").holds("-0"));
    }
}
