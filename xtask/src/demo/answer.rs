//! What one half of the demo found out.

use anyhow::{Context, Result, ensure};
use serde_json::Value;

/// The results of one host.
#[derive(Debug)]
pub(crate) struct Answer {
    /// The host's name, and its version where it knows.
    pub(crate) host: String,
    /// The driver's version.
    pub(crate) version: String,
    /// Microseconds from the file's bytes to a driver that is ready.
    pub(crate) load: f64,
    /// Microseconds to encode the call, at first and again.
    pub(crate) encode: [f64; 2],
    /// Microseconds to decode the event, at first and again.
    pub(crate) decode: [f64; 2],
    /// The call's bytes.
    pub(crate) bytes: Vec<u8>,
    /// The event's JSON text.
    pub(crate) text: String,
}

impl Answer {
    /// Reads the JSON object that a half prints.
    pub(crate) fn read(output: &[u8]) -> Result<Self> {
        let value: Value = serde_json::from_slice(output)?;
        let text = |key: &str| {
            value[key]
                .as_str()
                .map(str::to_owned)
                .with_context(|| format!("no text in {key}"))
        };
        let number = |value: &Value, key: &str| {
            value
                .as_f64()
                .with_context(|| format!("no number in {key}"))
        };
        let pair = |key: &str| -> Result<[f64; 2]> {
            Ok([number(&value[key][0], key)?, number(&value[key][1], key)?])
        };
        Ok(Self {
            host: text("host")?,
            version: text("version")?,
            load: number(&value["load"], "load")?,
            encode: pair("encode")?,
            decode: pair("decode")?,
            bytes: from_hex(&text("bytes")?)?,
            text: text("text")?,
        })
    }
}

/// The bytes of a text of hex digits, which white space may divide.
pub(crate) fn from_hex(text: &str) -> Result<Vec<u8>> {
    let digits: Vec<u8> = text
        .bytes()
        .filter(|byte| !byte.is_ascii_whitespace())
        .collect();
    ensure!(
        digits.len().is_multiple_of(2),
        "an odd number of hex digits"
    );
    digits
        .chunks(2)
        .map(|pair| Ok(u8::from_str_radix(str::from_utf8(pair)?, 16)?))
        .collect()
}
