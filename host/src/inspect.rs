//! What a driver file says about itself without being run.

use data_driver::JsonValue;
use data_driver::abi::sections;
use wasmparser::{Parser, Payload};

use crate::load_error::check_beginning;
use crate::{Integrity, LoadError, MAX_SCHEMA};

/// The texts that a driver file carries in its custom sections. Those it does not have are `None`; a
/// driver works without any.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Sections<'a> {
    /// JSON: version of the interface, codec, name of the contract, version of the driver.
    pub meta: Option<&'a str>,
    /// JSON: the document that describes the contract, as [`Driver::schema`](crate::Driver::schema)
    /// gives it.
    pub schema: Option<&'a str>,
    /// TypeScript declarations.
    pub types: Option<&'a str>,
    /// JSON: golden vectors. Those for which the file has no room stand in a file beside it, see
    /// [`Self::vectors_beside`].
    pub vectors: Option<&'a str>,
}

impl Sections<'_> {
    /// The hash of the file with the golden vectors that are not in this one: beside `token.wasm` it is
    /// `token.vectors.json`, with a list as in [`Self::vectors`]. `None` where there is no such file.
    ///
    /// # Errors
    /// [`LoadError::Section`] where the section that says it is not JSON, or holds something else there.
    pub fn vectors_beside(&self) -> Result<Option<Integrity>, LoadError> {
        let Some(meta) = self.meta else {
            return Ok(None);
        };
        let fault = |reason| LoadError::Section {
            name: sections::META,
            reason,
        };
        let meta: JsonValue = serde_json::from_str(meta).map_err(|_| fault("it is not JSON"))?;
        let vectors = &meta["vectors"];
        if vectors.is_null() {
            return Ok(None);
        }
        let hash = vectors["integrity"]
            .as_str()
            .and_then(|hash| hash.parse().ok());
        hash.map(Some)
            .ok_or_else(|| fault("it has no hash of the vectors"))
    }
}

/// Reads a driver file's custom sections. Nothing is compiled or run, and the module need not be one
/// that a host would load.
///
/// # Errors
/// [`LoadError::Invalid`] where the file is not a WebAssembly module, [`LoadError::Section`] where a
/// section is not text, stands there twice or is longer than [`MAX_SCHEMA`].
pub fn inspect(wasm: &[u8]) -> Result<Sections<'_>, LoadError> {
    check_beginning(wasm)?;
    let mut found = Sections::default();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload.map_err(|error| LoadError::Invalid(error.to_string()))?;
        let section = match payload {
            Payload::CustomSection(section) => section,
            Payload::Version {
                encoding: wasmparser::Encoding::Component,
                ..
            } => return Err(LoadError::Invalid("it is a component".into())),
            _ => continue,
        };
        let (name, slot) = match section.name() {
            sections::META => (sections::META, &mut found.meta),
            sections::SCHEMA => (sections::SCHEMA, &mut found.schema),
            sections::TYPES => (sections::TYPES, &mut found.types),
            sections::VECTORS => (sections::VECTORS, &mut found.vectors),
            _ => continue,
        };
        let fault = |reason| LoadError::Section { name, reason };
        // Whoever reads it as JSON would need a hundred times as much memory.
        if section.data().len() > MAX_SCHEMA {
            return Err(fault("it has more than 1 MiB"));
        }
        let text = str::from_utf8(section.data()).map_err(|_| fault("it is not UTF-8"))?;
        // Readers that take the first and readers that take the last would see different drivers.
        if slot.replace(text).is_some() {
            return Err(fault("there are two"));
        }
    }
    Ok(found)
}
