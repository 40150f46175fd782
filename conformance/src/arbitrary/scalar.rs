//! Text, integers and bytes.

use anyhow::{Result, bail};
use data_driver::U256;
use rand::Rng;
use serde_json::{Number, Value, json};

use super::{Arbitrary, Drawn, LONG};
use crate::decimal::{self, Int};
use crate::text::Text;
use crate::validator::validator;

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
        if int.bits > 128 {
            return self.any_long_integer(int, bits);
        }
        let number = self.draw.rng.r#gen::<u128>() >> (128 - bits);
        if !int.signed {
            return number.to_string();
        }
        let number = i128::try_from(number >> 1).unwrap_or_default();
        let number = if self.draw.coin() { !number } else { number };
        number.to_string()
    }

    fn any_long_integer(&mut self, int: Int, bits: u32) -> String {
        // One bit is the sign's.
        let bits = bits - u32::from(int.signed && bits > 1);
        let mut bytes = [0_u8; 32];
        self.draw.rng.fill(&mut bytes);
        for (index, byte) in (0_u32..).zip(&mut bytes) {
            let left = bits.saturating_sub(8 * index).min(8);
            *byte &= u8::try_from((1_u32 << left) - 1).unwrap_or(u8::MAX);
        }
        let digits = U256::from_le_bytes(bytes).to_string();
        let negative = int.signed && self.draw.coin() && digits != "0";
        format!("{}{digits}", if negative { "-" } else { "" })
    }

    /// Text that is written in a certain way, as drivers write it, if the way is known.
    pub(super) fn written(&mut self, schema: &'a Value, format: &str) -> Result<Drawn> {
        let validator = validator(self.document, schema)?;
        for _ in 0..1000 {
            let drawn = match format {
                "decimal" => {
                    let int = decimal::ALL[self.draw.count(decimal::ALL.len() - 1)];
                    self.any_integer(int)
                }
                "timestamp" => {
                    let mut part =
                        |range: std::ops::RangeInclusive<u32>| self.draw.rng.gen_range(range);
                    format!(
                        "{}-{:02}-{:02}T{:02}:{:02}:{:02}Z",
                        part(1970..=2500),
                        part(1..=12),
                        part(1..=28),
                        part(0..=23),
                        part(0..=59),
                        part(0..=59)
                    )
                }
                "entrypoint" => self.word(),
                "annotation" => format!("%{}", self.word()),
                other => bail!("no text of the format {other:?} can be made"),
            };
            if validator.is_valid(&json!(drawn)) {
                return Ok(Drawn::same(json!(drawn)));
            }
        }
        bail!("no text of the format {format:?} matches")
    }

    fn word(&mut self) -> String {
        let length = 1 + self.draw.count(8);
        (0..length)
            .map(|_| char::from(b'a' + self.draw.rng.gen_range(0..26)))
            .collect()
    }

    pub(super) fn bytes(&mut self, schema: &Value, length: Option<usize>) -> Result<Vec<u8>> {
        let length = length.unwrap_or_else(|| match self.length(schema) {
            LONG => LONG_BYTES,
            some => some,
        });
        self.spend(length)?;
        Ok((0..length).map(|_| self.draw.rng.r#gen()).collect())
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
