//! What a relay has recorded.

use std::fs::File;
use std::io::{self, BufRead, BufReader, ErrorKind, Read};
use std::path::{Path, PathBuf};

use preimage_oracle::PreimageKey;

use crate::{Failure, FolderStore, Result};

/// The file in the folder that says what came in which order.
pub(crate) const LOG: &str = "log";

/// The most bytes of a hint that is recorded.
pub(crate) const MAX_HINT: u64 = 64 << 20;

/// The most bytes of a line of the log: the largest hint in hex, a word before and the end of the line behind.
const MAX_LINE: u64 = "hint \n".len() as u64 + 2 * MAX_HINT;

/// The folder of a recording: a [store](FolderStore) of the preimages that passed, and a file `log` with one line for each message.
///
/// | line | |
/// |---|---|
/// | `hint <hex>` | the bytes of a hint, without the length |
/// | `preimage <64 hex digits> <length>` | a preimage, by its key |
#[derive(Debug)]
pub struct Recording {
    store: FolderStore,
}

/// A message that passed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// A hint, which need not be text.
    Hint(Vec<u8>),
    /// A preimage.
    Preimage {
        /// Its key.
        key: PreimageKey,
        /// How many bytes it has.
        length: u64,
    },
}

impl Recording {
    /// The recording in that folder.
    ///
    /// # Errors
    /// There is none.
    pub fn open(folder: impl Into<PathBuf>) -> Result<Self> {
        let store = FolderStore::open(folder)?;
        let log = store.folder().join(LOG);
        match std::fs::metadata(&log) {
            Ok(_) => Ok(Self { store }),
            Err(error) => Err(Failure::file(log)(error)),
        }
    }

    /// The preimages that passed.
    #[must_use]
    pub fn store(&self) -> &FolderStore {
        &self.store
    }

    /// The messages in their order.
    ///
    /// # Errors
    /// The log cannot be read. Of each entry: it is none.
    pub fn entries(&self) -> Result<impl Iterator<Item = Result<Entry>> + use<>> {
        let path = self.store.folder().join(LOG);
        let file = File::open(&path).map_err(Failure::file(&path))?;
        let mut reader = BufReader::new(file);
        let mut number = 0_u64;
        Ok(std::iter::from_fn(move || {
            number += 1;
            line(&mut reader, &path, number).transpose()
        }))
    }
}

fn line(reader: &mut impl BufRead, path: &Path, number: u64) -> Result<Option<Entry>> {
    let mut text = String::new();
    let read = reader.take(MAX_LINE).read_line(&mut text);
    let wrong = |expected: String| {
        let error = format!("line {number}: expected {expected}");
        Failure::file(path)(io::Error::new(ErrorKind::InvalidData, error))
    };
    let read = read.map_err(Failure::file(path))?;
    if read == 0 {
        return Ok(None);
    }
    let line = text.strip_suffix('\n').unwrap_or(&text);
    if line.len() == read && read as u64 == MAX_LINE {
        return Err(wrong(format!("at most {MAX_LINE} bytes, found more")));
    }
    entry(line)
        .map(Some)
        .ok_or_else(|| wrong("`hint <hex>` or `preimage <key> <length>`".into()))
}

fn entry(line: &str) -> Option<Entry> {
    if let Some(digits) = line.strip_prefix("hint ") {
        return hex::decode(digits).ok().map(Entry::Hint);
    }
    let (key, length) = line.strip_prefix("preimage ")?.split_once(' ')?;
    Some(Entry::Preimage {
        key: PreimageKey::from_bytes(&hex::decode(key).ok()?).ok()?,
        length: length.parse().ok()?,
    })
}

impl Entry {
    /// The line of the log.
    pub(crate) fn to_line(&self) -> String {
        match self {
            Self::Hint(hint) => format!("hint {}\n", hex::encode(hint)),
            Self::Preimage { key, length } => {
                format!("preimage {} {length}\n", hex::encode(key.to_bytes()))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_without_an_end_is_read_to_the_limit() {
        let mut endless = BufReader::new(io::repeat(b'0'));
        let error = line(&mut endless, Path::new("log"), 7).unwrap_err();
        assert_eq!(
            error.to_string(),
            "log: line 7: expected at most 134217734 bytes, found more"
        );
        // The longest hint is not cut.
        let longest = [&b"hint "[..], &[b'0'; 6], b"\n"].concat();
        assert_eq!(MAX_LINE, longest.len() as u64 - 6 + 2 * MAX_HINT);
    }

    #[test]
    fn lines_are_read_as_they_are_written() {
        let entries = [
            Entry::Hint(Vec::new()),
            Entry::Hint(b"l1-block-header 0x\xff\n".to_vec()),
            Entry::Preimage {
                key: PreimageKey::keccak256(b"x"),
                length: u64::MAX,
            },
        ];
        for written in entries {
            let line = written.to_line();
            assert_eq!(entry(line.trim_end_matches('\n')), Some(written));
        }
        for wrong in ["", "hint", "hint 0", "preimage 00 1", "preimage", "ping"] {
            assert_eq!(entry(wrong), None, "{wrong}");
        }
    }
}
