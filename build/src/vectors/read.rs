//! Vectors from a folder of pairs of files.

use std::fs;
use std::path::{Path, PathBuf};

use data_driver::Decode;

use super::{MAX_BYTES, Vector};
use crate::{Error, Result};

/// The vectors of a folder, in the order of their kinds, names and cases. Values of more than
/// [`MAX_BYTES`] bytes are left out.
///
/// A file is named after one of the `names`, the longest that fits, or after what stands in front of its
/// first dot.
///
/// # Errors
/// [`Error::Io`] when a file cannot be read, or when there is only one of a pair;
/// [`Error::Vector`] when there is no JSON or no hex in it, or when there is no pair at all.
pub fn read(folder: &Path, names: &[&str]) -> Result<Vec<Vector>> {
    let mut vectors = Vec::new();
    for what in [Decode::Input, Decode::Output, Decode::Event] {
        let folder = folder.join(what.as_str());
        if !folder.is_dir() {
            continue;
        }
        for stem in stems(&folder)? {
            let (name, case) = split(&stem, names);
            let path = folder.join(format!("{stem}.json"));
            let json = text(&path)?;
            let bytes = hex(&folder.join(format!("{stem}.hex")))?;
            if bytes.len() > MAX_BYTES {
                continue;
            }
            vectors.push(Vector {
                what,
                name: name.to_owned(),
                case: case.map(str::to_owned),
                json,
                bytes,
                path,
            });
        }
    }
    if vectors.is_empty() {
        return Err(wrong(folder, "there are no vectors"));
    }
    Ok(vectors)
}

/// The name that a pair is named after, and its case.
fn split<'a>(stem: &'a str, names: &[&str]) -> (&'a str, Option<&'a str>) {
    let of = |end: usize| (&stem[..end], stem.get(end + 1..));
    let fitting = names.iter().filter(|name| {
        let rest = stem.strip_prefix(**name);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    });
    let known = fitting.map(|name| name.len()).max();
    of(known.or(stem.find('.')).unwrap_or(stem.len()))
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

/// The bytes that the digits stand for, which white space may divide.
fn hex(path: &Path) -> Result<Vec<u8>> {
    let text = fs::read_to_string(path).map_err(Error::io(path))?;
    let digits = text.bytes().filter(|byte| !byte.is_ascii_whitespace());
    bytes(digits).ok_or_else(|| wrong(path, "it is no hex in lower case"))
}

/// The bytes that hexadecimal digits in lower case stand for.
pub(super) fn bytes(digits: impl Iterator<Item = u8>) -> Option<Vec<u8>> {
    let values: Option<Vec<u8>> = digits
        .map(|digit| match digit {
            b'0'..=b'9' => Some(digit - b'0'),
            b'a'..=b'f' => Some(digit - b'a' + 10),
            _ => None,
        })
        .collect();
    let values = values.filter(|values| values.len().is_multiple_of(2))?;
    Some(
        values
            .chunks(2)
            .map(|pair| pair[0] << 4 | pair[1])
            .collect(),
    )
}

fn wrong(path: &Path, what: &str) -> Error {
    Error::Vector {
        path: PathBuf::from(path),
        what: what.to_owned(),
    }
}
