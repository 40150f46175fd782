//! Golden files: `golden/<contract>/<input|output|event>/<name>[.<variant>].{json,hex}`.
//!
//! The `.json` file is the text that a driver must give for the bytes in the `.hex` file, and for an
//! `input` also text that must encode to these bytes. Run the tests with `BLESS=1` to make them
//! again.
//!
//! Each name has a file without a variant, which tells where the name ends in the others: names may
//! have dots in them.

use std::path::PathBuf;

use anyhow::{Context, Result};
use data_driver::Decode;

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

const fn folder_of(what: Decode) -> &'static str {
    match what {
        Decode::Input => "input",
        Decode::Output => "output",
        Decode::Event => "event",
    }
}

/// All golden files of a contract, in the order of their names.
///
/// # Errors
/// A file cannot be read or is half of a pair.
pub fn read(contract: &str) -> Result<Vec<Golden>> {
    let mut all = Vec::new();
    for what in [Decode::Input, Decode::Output, Decode::Event] {
        let folder = folder(contract).join(folder_of(what));
        // A contract without events has no such folder.
        if what == Decode::Event && !folder.exists() {
            continue;
        }
        let entries = std::fs::read_dir(&folder).with_context(|| folder.display().to_string())?;
        let mut stems: Vec<String> = Vec::new();
        for entry in entries {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == "hex") {
                let stem = path.file_stem().unwrap_or_default();
                stems.push(stem.to_string_lossy().into_owned());
            }
        }
        stems.sort();
        for stem in &stems {
            let (name, variant) = split(stem, &stems);
            let read = |extension: &str| {
                let path = folder.join(format!("{stem}.{extension}"));
                std::fs::read_to_string(&path).with_context(|| path.display().to_string())
            };
            let digits: String = read("hex")?.split_whitespace().collect();
            let sample = Sample {
                json: read("json")?.trim_end().to_owned(),
                bytes: hex::decode(digits)?,
            };
            all.push(Golden::new(what, name, variant, sample));
        }
    }
    Ok(all)
}

/// A stem's name and variant: another stem is the name alone.
fn split<'a>(stem: &'a str, stems: &[String]) -> (&'a str, Option<&'a str>) {
    let mut ends = stem.match_indices('.').map(|(end, _)| end);
    match ends.find(|end| stems.iter().any(|other| *other == stem[..*end])) {
        Some(end) => (&stem[..end], Some(&stem[end + 1..])),
        None => (stem, None),
    }
}

/// Writes a pair of files.
///
/// # Errors
/// They cannot be written.
pub fn write(contract: &str, golden: &Golden) -> Result<()> {
    let path = folder(contract)
        .join(folder_of(golden.what))
        .join(golden.file());
    std::fs::create_dir_all(path.parent().unwrap_or(&path))?;
    // A file stem holds the variant behind a dot, so the extension is put behind it.
    let with = |extension: &str| PathBuf::from(format!("{}.{extension}", path.display()));
    let lines: Vec<String> = golden.bytes.chunks(32).map(hex::encode).collect();
    std::fs::write(with("hex"), lines.join("\n") + "\n")?;
    std::fs::write(with("json"), golden.json.clone() + "\n")?;
    Ok(())
}
