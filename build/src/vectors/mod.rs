//! Golden vectors: values with their bytes, which travel with the driver so that whoever holds its
//! file can check what it does.
//!
//! They come from a folder of pairs of files, which the package's manifest names:
//! `<input|output|event>/<name>[.<case>].json`, the text that the driver gives, and `….hex`, its
//! bytes. The build asks the driver for each before it lets them travel. Names with dots in them are
//! known from the driver's schema.
//!
//! Those that are larger, compressed, than [`SHARE`] leaves room for stand in a file beside the
//! driver's, `<driver>.vectors.json`, whose hash is in the driver's file.

mod parse;
mod read;
mod replay;
mod split;

use std::path::PathBuf;

use data_driver::Decode;
use serde_json::{Value, json};

pub use parse::{Unreadable, parse};
pub use read::read;
pub use replay::Disagreement;
pub(crate) use replay::replay;
pub use split::SHARE;
pub(crate) use split::{only, split};

/// The most bytes of a value that travels with the driver, of which hundreds may.
pub const MAX_BYTES: usize = 16 << 10;

/// A value with its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Vector {
    /// Whether it is the input or the output of a function, or the data of an event.
    pub what: Decode,
    /// The function's name, or the event's topic.
    pub name: String,
    /// Tells several values of the same type apart.
    pub case: Option<String>,
    /// The value's JSON: exactly what the driver writes.
    pub json: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The file that the JSON comes from; its neighbour has the bytes.
    pub path: PathBuf,
}

/// The vectors as JSON text, a list of objects:
///
/// | member | meaning |
/// |---|---|
/// | `what` | `input` or `output` of a function, or `event` |
/// | `name` | the function's name, or the event's topic |
/// | `case` | tells several values of the same type apart; not there where there is one. Those whose case is a word, `example` or `mainnet`, are the ones to show first |
/// | `json` | the value's JSON, as text: exactly what the driver writes |
/// | `bytes` | its bytes in hex |
#[must_use]
pub fn text(vectors: &[Vector]) -> String {
    let list: Vec<Value> = vectors.iter().map(Vector::to_json).collect();
    Value::from(list).to_string()
}

impl Vector {
    fn to_json(&self) -> Value {
        let digits: String = self
            .bytes
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let what = self.what.as_str();
        let mut vector =
            json!({ "what": what, "name": self.name, "json": self.json, "bytes": digits });
        if let Some(case) = &self.case {
            vector["case"] = case.as_str().into();
        }
        vector
    }
}
