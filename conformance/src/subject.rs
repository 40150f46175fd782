//! A driver with a document to which it is held.

use anyhow::{Context, Result};
use data_driver::{Decode, Error};
use data_driver_host::Driver;
use serde_json::Value;

/// A driver that is held to a document.
pub trait Subject {
    /// The bytes of a value.
    ///
    /// # Errors
    /// The text is not a value of the type.
    fn encode(&self, part: &Part<'_>, json: &str) -> Result<Vec<u8>, Error>;

    /// The text of the value that the bytes hold.
    ///
    /// # Errors
    /// The bytes are not of the type.
    fn decode(&self, part: &Part<'_>, bytes: &[u8]) -> Result<String, Error>;

    /// Whether values of this kind can be encoded. A module encodes arguments alone.
    fn encodes(&self, _what: Decode) -> bool {
        true
    }
}

/// A driver that was loaded from its file.
impl Subject for Driver {
    fn encode(&self, part: &Part<'_>, json: &str) -> Result<Vec<u8>, Error> {
        Ok(self.encode_input(&part.name, json)?)
    }

    fn decode(&self, part: &Part<'_>, bytes: &[u8]) -> Result<String, Error> {
        Ok(self.decode_text(part.what, &part.name, bytes)?)
    }

    fn encodes(&self, what: Decode) -> bool {
        what == Decode::Input
    }
}

/// A schema of the document with what it is for.
#[derive(Debug, Clone)]
pub struct Part<'a> {
    /// Whether it is of an input, an output or an event.
    pub what: Decode,
    /// The function or event.
    pub name: String,
    /// The schema.
    pub schema: &'a Value,
}

/// All inputs, outputs and events of a document.
///
/// # Errors
/// It is no driver's document.
pub fn parts(document: &Value) -> Result<Vec<Part<'_>>> {
    let mut parts = Vec::new();
    for (list, name, schema, what) in [
        ("functions", "name", "inputSchema", Decode::Input),
        ("functions", "name", "outputSchema", Decode::Output),
        ("events", "topic", "dataSchema", Decode::Event),
    ] {
        for item in document[list].as_array().context(list)? {
            parts.push(Part {
                what,
                name: item[name].as_str().context(name)?.to_owned(),
                schema: item.get(schema).context(schema)?,
            });
        }
    }
    Ok(parts)
}
