//! Golden files: `golden/<contract>/<input|output|event>/<name>[.<variant>].{json,hex}`.
//!
//! The `.json` file is the text that a driver must give for the bytes in the `.hex` file, and for an
//! `input` also text that must encode to these bytes. Run the tests with `BLESS=1` to make them
//! again.

use std::path::PathBuf;

use anyhow::{Context, Result};
use data_driver::Decode;

use crate::files;

/// A pair of files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Golden {
    /// Which of a function's or event's types it is a value of.
    pub what: Decode,
    /// The function or event, and perhaps the variant behind a dot.
    pub file: String,
    /// The value's text.
    pub json: String,
    /// The value's bytes.
    pub bytes: Vec<u8>,
}

impl Golden {
    /// The function or event.
    #[must_use]
    pub fn name(&self) -> &str {
        self.file
            .split_once('.')
            .map_or(&self.file, |(name, _)| name)
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
        let mut paths: Vec<_> = entries
            .map(|entry| Ok(entry?.path()))
            .collect::<Result<_>>()?;
        paths.sort();
        for path in paths
            .iter()
            .filter(|path| path.extension().is_some_and(|e| e == "hex"))
        {
            let hex = std::fs::read_to_string(path)?;
            let json = path.with_extension("json");
            all.push(Golden {
                what,
                file: path
                    .file_stem()
                    .unwrap_or_default()
                    .to_string_lossy()
                    .into_owned(),
                json: std::fs::read_to_string(&json)
                    .with_context(|| json.display().to_string())?
                    .trim_end()
                    .to_owned(),
                bytes: hex::decode(hex.split_whitespace().collect::<String>())?,
            });
        }
    }
    Ok(all)
}

/// Writes a pair of files.
///
/// # Errors
/// They cannot be written.
pub fn write(contract: &str, golden: &Golden) -> Result<()> {
    let path = folder(contract)
        .join(folder_of(golden.what))
        .join(&golden.file);
    std::fs::create_dir_all(path.parent().unwrap_or(&path))?;
    // A file stem holds the variant behind a dot, so the extension is put behind it.
    let with = |extension: &str| PathBuf::from(format!("{}.{extension}", path.display()));
    let lines: Vec<String> = golden.bytes.chunks(32).map(hex::encode).collect();
    std::fs::write(with("hex"), lines.join("\n") + "\n")?;
    std::fs::write(with("json"), golden.json.clone() + "\n")?;
    Ok(())
}
