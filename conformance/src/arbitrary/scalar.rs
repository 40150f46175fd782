//! Text, integers and bytes.

use anyhow::Result;
use rand::Rng;
use serde_json::{Number, Value, json};

use super::{Arbitrary, Drawn, LONG};
use crate::decimal::Int;
use crate::text::Text;

/// The bytes of a long string of bytes. A memo has at most 512.
const LONG_BYTES: usize = 500;

/// The least integer that a double does not hold.
const NO_DOUBLE: &str = "9007199254740993";

impl<'a> Arbitrary<'a> {
    pub(super) fn text(&mut self, schema: &Value) -> Drawn {
        let text: String = (0..self.length(schema))
            .map(|_| self.draw.text())
            .filter_map(|part| part.as_str().map(str::to_owned))
            .collect();
        Drawn::same(json!(text))
    }

    pub(super) fn integer(&mut self, schema: &Value, int: Int) -> Result<Drawn> {
        let (least, greatest) = int.bounds();
        let digits = match self.draw.count(9) {
            0 => {
                self.mark(schema, "least");
                least
            }
            1 => {
                self.mark(schema, "greatest");
                greatest
            }
            2 if int.holds(NO_DOUBLE) => NO_DOUBLE.into(),
            _ => self.any_integer(int),
        };
        let given = if self.draw.coin() {
            self.mark(schema, "number");
            Text::number(&digits)
        } else {
            self.mark(schema, "string");
            Text::string(&digits)
        };
        let written = if int.is_wide() {
            json!(digits)
        } else {
            Value::Number(Number::from(digits.parse::<i64>()?))
        };
        Ok(Drawn {
            given,
            written,
            input_only: false,
        })
    }

    /// An integer of any size.
    pub(super) fn any_integer(&mut self, int: Int) -> String {
        let bits = self.draw.rng.gen_range(1..=int.bits);
        let number = self.draw.rng.r#gen::<u128>() >> (128 - bits);
        if !int.signed {
            return number.to_string();
        }
        let number = i128::try_from(number >> 1).unwrap_or_default();
        let number = if self.draw.coin() { !number } else { number };
        number.to_string()
    }

    pub(super) fn bytes(&mut self, schema: &Value, length: Option<usize>) -> Vec<u8> {
        let length = length.unwrap_or_else(|| match self.length(schema) {
            LONG => LONG_BYTES,
            some => some,
        });
        (0..length).map(|_| self.draw.rng.r#gen()).collect()
    }

    /// Bytes in one of the forms of hex.
    pub(super) fn hex(&mut self, schema: &'a Value, bytes: &[u8]) -> Result<Drawn> {
        let written = hex::encode(bytes);
        let given = match self.draw.count(3) {
            0 => {
                self.mark(schema, "plain");
                Text::string(&written)
            }
            1 => {
                self.mark(schema, "0x");
                Text::string(format!("0x{written}"))
            }
            2 => {
                self.mark(schema, "upper case");
                Text::string(hex::encode_upper(bytes))
            }
            _ => {
                self.mark(schema, "numbers");
                let text = self.draw.coin();
                let number = |byte: &u8| match text {
                    true => Text::string(byte.to_string()),
                    false => Text::number(byte),
                };
                Text::Array(bytes.iter().map(number).collect())
            }
        };
        let prefix = schema["prefix"].as_str().unwrap_or_default();
        let written = json!(format!("{prefix}{written}"));
        Ok(Drawn {
            given,
            written,
            input_only: false,
        })
    }
}
