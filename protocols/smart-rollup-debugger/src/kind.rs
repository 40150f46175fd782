//! How bytes are shown.

use data_driver::ConvertibleContract as _;
use smart_rollup_driver::SmartRollupDriver;

/// What bytes are taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Bytes.
    Hex,
    /// Text.
    Text,
    /// A number of so many bytes, little-endian, perhaps with a sign.
    Number(u32, bool),
    /// A message of the smart-rollup driver, by the name of its function.
    Message(String),
}

const NUMBERS: [(&str, u32, bool); 12] = [
    ("u8", 1, false),
    ("u16", 2, false),
    ("uint16", 2, false),
    ("u32", 4, false),
    ("i32", 4, true),
    ("int32", 4, true),
    ("u64", 8, false),
    ("i64", 8, true),
    ("int64", 8, true),
    ("u128", 16, false),
    ("uint128", 16, false),
    ("u256", 32, false),
];

impl Kind {
    pub(crate) fn parse(name: &str) -> Self {
        match name {
            "hex" => Self::Hex,
            "string" => Self::Text,
            "uint256" => Self::Number(32, false),
            _ => {
                let number = NUMBERS.iter().find(|(known, ..)| *known == name);
                number.map_or_else(
                    || Self::Message(name.to_owned()),
                    |(_, length, signed)| Self::Number(*length, *signed),
                )
            }
        }
    }

    /// How many bytes there must be.
    pub(crate) const fn length(&self) -> Option<u32> {
        match self {
            Self::Number(length, _) => Some(*length),
            _ => None,
        }
    }

    /// The bytes as what they are taken for.
    ///
    /// # Errors
    /// They cannot be that.
    pub(crate) fn show(&self, bytes: &[u8]) -> Result<String, String> {
        match self {
            Self::Hex => Ok(hex::encode(bytes)),
            Self::Text => Ok(String::from_utf8_lossy(bytes).into_owned()),
            Self::Number(length, _) if bytes.len() != *length as usize => {
                Err(format!("expected {length} bytes, found {}", bytes.len()))
            }
            Self::Number(_, true) => {
                let negative = bytes.last().is_some_and(|byte| *byte >= 0x80);
                let mut wide = [if negative { 0xff } else { 0 }; 16];
                wide[..bytes.len()].copy_from_slice(bytes);
                Ok(i128::from_le_bytes(wide).to_string())
            }
            Self::Number(_, false) => Ok(decimal(bytes)),
            Self::Message(function) => SmartRollupDriver
                .decode_input_fn(function, bytes)
                .map(|json| json.to_string())
                .map_err(|error| error.to_string()),
        }
    }
}

/// A number of any size, from its bytes in little-endian order.
fn decimal(bytes: &[u8]) -> String {
    const BASE: u64 = 1_000_000_000;
    let mut digits: Vec<u64> = vec![0];
    for byte in bytes.iter().rev() {
        let mut carry = u64::from(*byte);
        for digit in &mut digits {
            carry += *digit << 8;
            *digit = carry % BASE;
            carry /= BASE;
        }
        if carry > 0 {
            digits.push(carry);
        }
    }
    let mut text = digits.pop().unwrap_or(0).to_string();
    for digit in digits.iter().rev() {
        text.push_str(&format!("{digit:09}"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_every_size() {
        for (kind, bytes, expected) in [
            ("u8", &[255][..], "255"),
            ("u16", &[1, 2], "513"),
            ("i32", &[0xff; 4], "-1"),
            ("u32", &[0xff; 4], "4294967295"),
            ("i64", &[0, 0, 0, 0, 0, 0, 0, 0x80], "-9223372036854775808"),
            (
                "u128",
                &[0xff; 16],
                "340282366920938463463374607431768211455",
            ),
            (
                "u256",
                &[0xff; 32],
                "115792089237316195423570985008687907853269984665640564039457584007913129639935",
            ),
            ("string", b"abc", "abc"),
            ("micheline_text", &[3, 11], "\"Unit\""),
        ] {
            assert_eq!(
                Kind::parse(kind).show(bytes).as_deref(),
                Ok(expected),
                "{kind}"
            );
        }
        assert_eq!(
            Kind::parse("u16").show(b"x").unwrap_err(),
            "expected 2 bytes, found 1"
        );
        assert!(Kind::parse("nothing").show(b"x").is_err());
    }
}
