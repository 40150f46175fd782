//! Golden files: `golden/<contract>/<input|output|event>/<name>[.<variant>].{json,hex}`.
//!
//! The `.json` file is the text that a driver must give for the bytes in the `.hex` file, and for an
//! `input` also text that must encode to these bytes. Run the tests with `BLESS=1` to make them
//! again.
//!
//! Each name has a file without a variant, which tells where the name ends in the others: names may
//! have dots in them.

use std::path::PathBuf;

use anyhow::Result;
use data_driver::Decode;
use data_driver_build::vectors::{self, Vector};
use serde_json::Value;

use crate::files;
use crate::sample::Sample;

/// A pair of files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Golden {
    /// Which of a function's or event's types it is a value of.
    pub what: Decode,
    /// The function or event.
    pub name: String,
    /// Tells it from others of this name.
    pub variant: Option<String>,
    /// The value's text.
    pub json: String,
    /// The value's bytes.
    pub bytes: Vec<u8>,
}

impl Golden {
    /// The value of a function's or event's type, and what tells it from others of this name.
    #[must_use]
    pub fn new(what: Decode, name: &str, variant: Option<&str>, sample: Sample) -> Self {
        Self {
            what,
            name: name.to_owned(),
            variant: variant.map(str::to_owned),
            json: sample.json,
            bytes: sample.bytes,
        }
    }

    /// The function or event.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The files' name: that of the function or event, and perhaps the variant behind a dot.
    #[must_use]
    pub fn file(&self) -> String {
        match &self.variant {
            Some(variant) => format!("{}.{variant}", self.name),
            None => self.name.clone(),
        }
    }
}

/// Whether golden files shall be written instead of compared.
#[must_use]
pub fn bless() -> bool {
    std::env::var_os("BLESS").is_some_and(|value| value == "1")
}

/// The folder of a contract's golden files.
#[must_use]
pub fn folder(contract: &str) -> PathBuf {
    files::root().join("host-tests/golden").join(contract)
}

/// All golden files of a contract, in the order of their names, as the build reads them.
///
/// # Errors
/// A file cannot be read or is half of a pair.
pub fn read(contract: &str) -> Result<Vec<Golden>> {
    let names = names(contract)?;
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let vectors = vectors::read(&folder(contract), &names)?;
    Ok(vectors.into_iter().map(Golden::from).collect())
}

/// The names of a contract's functions and events, from its document.
fn names(contract: &str) -> Result<Vec<String>> {
    let path = files::root().join(format!("schemas/{contract}.json"));
    // Contracts of tests have no document there, and no names with dots, which are all that it takes to know.
    if !path.exists() {
        return Ok(Vec::new());
    }
    let document: Value = serde_json::from_str(&std::fs::read_to_string(&path)?)?;
    let of = |list: &str, name: &str| {
        let entries = document[list].as_array().into_iter().flatten();
        let names = entries.filter_map(|entry| entry[name].as_str());
        names.map(str::to_owned).collect::<Vec<_>>()
    };
    Ok([of("functions", "name"), of("events", "topic")].concat())
}

impl From<Vector> for Golden {
    fn from(vector: Vector) -> Self {
        Self {
            what: vector.what,
            name: vector.name,
            variant: vector.case,
            json: vector.json,
            bytes: vector.bytes,
        }
    }
}

/// Writes a pair of files.
///
/// # Errors
/// They cannot be written.
pub fn write(contract: &str, golden: &Golden) -> Result<()> {
    let path = folder(contract)
        .join(golden.what.as_str())
        .join(golden.file());
    std::fs::create_dir_all(path.parent().unwrap_or(&path))?;
    // A file stem holds the variant behind a dot, so the extension is put behind it.
    let with = |extension: &str| PathBuf::from(format!("{}.{extension}", path.display()));
    let lines: Vec<String> = golden.bytes.chunks(32).map(hex::encode).collect();
    std::fs::write(with("hex"), lines.join("\n") + "\n")?;
    std::fs::write(with("json"), golden.json.clone() + "\n")?;
    Ok(())
}
