//! Golden vectors: values with their bytes, which travel in the driver so that whoever holds the file
//! can check what it does.
//!
//! They come from a folder of pairs of files, which the package's manifest names:
//! `<input|output|event>/<name>[.<case>].json`, the text that the driver gives, and `….hex`, its
//! bytes.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::{Error, Result};

/// The most bytes of a value that travels with the driver, of which hundreds may.
pub const MAX_BYTES: usize = 16 << 10;

/// What a vector is a value of, which is also the name of its folder.
const KINDS: [&str; 3] = ["input", "output", "event"];

/// The vectors of a folder as JSON text, a list of objects:
///
/// | member | meaning |
/// |---|---|
/// | `what` | `input` or `output` of a function, or `event` |
/// | `name` | the function's name, or the event's topic |
/// | `case` | tells several values of the same type apart; not there where there is one |
/// | `json` | the value's JSON, as text: exactly what the driver writes |
/// | `bytes` | its bytes in hex |
///
/// They are in the order of their kinds, names and cases. Values of more than [`MAX_BYTES`] bytes are
/// left out.
///
/// # Errors
/// [`Error::Io`] when a file cannot be read, or when there is only one of a pair;
/// [`Error::Vector`] when there is no JSON or no hex in it, or when there is no pair at all.
pub fn read(folder: &Path) -> Result<String> {
    let mut vectors = Vec::new();
    for what in KINDS {
        let folder = folder.join(what);
        if !folder.is_dir() {
            continue;
        }
        for stem in stems(&folder)? {
            let (name, case) = match stem.split_once('.') {
                Some((name, case)) => (name, Some(case)),
                None => (stem.as_str(), None),
            };
            let text = text(&folder.join(format!("{stem}.json")))?;
            let digits = hex(&folder.join(format!("{stem}.hex")))?;
            if digits.len() > 2 * MAX_BYTES {
                continue;
            }
            let mut vector = json!({ "what": what, "name": name, "json": text, "bytes": digits });
            if let Some(case) = case {
                vector["case"] = case.into();
            }
            vectors.push(vector);
        }
    }
    if vectors.is_empty() {
        return Err(wrong(folder, "there are no vectors"));
    }
    Ok(Value::from(vectors).to_string())
}

/// The names of the pairs, in order.
fn stems(folder: &Path) -> Result<Vec<String>> {
    let mut stems = Vec::new();
    for entry in fs::read_dir(folder).map_err(Error::io(folder))? {
        let path = entry.map_err(Error::io(folder))?.path();
        let is_half = |half: &&str| path.extension().is_some_and(|one| one == *half);
        let stem = path.file_stem().and_then(|stem| stem.to_str());
        if let (true, Some(stem)) = (["json", "hex"].iter().any(is_half), stem) {
            stems.push(stem.to_owned());
        }
    }
    stems.sort();
    stems.dedup();
    Ok(stems)
}

fn text(path: &Path) -> Result<String> {
    let text = fs::read_to_string(path).map_err(Error::io(path))?;
    let text = text.trim_end();
    match serde_json::from_str::<serde::de::IgnoredAny>(text) {
        Ok(_) => Ok(text.to_owned()),
        Err(error) => Err(wrong(path, &format!("it is no JSON: {error}"))),
    }
}

/// The digits, without the space between them.
fn hex(path: &Path) -> Result<String> {
    let text = fs::read_to_string(path).map_err(Error::io(path))?;
    let digits: String = text.split_ascii_whitespace().collect();
    let is_hex = |digit: u8| digit.is_ascii_digit() || (b'a'..=b'f').contains(&digit);
    if digits.len().is_multiple_of(2) && digits.bytes().all(is_hex) {
        Ok(digits)
    } else {
        Err(wrong(path, "it is no hex in lower case"))
    }
}

fn wrong(path: &Path, what: &str) -> Error {
    Error::Vector {
        path: PathBuf::from(path),
        what: what.to_owned(),
    }
}
