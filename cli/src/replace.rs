//! Writing a file whole or not at all: who reads it meanwhile, or after a crash, finds the old or the new one.

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use crate::failure::{Failure, Result};

/// Puts these bytes in the place of a file.
pub(crate) fn file(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut name = OsString::from(path);
    name.push(format!(".{}.tmp", std::process::id()));
    let written = fs::write(&name, bytes).and_then(|()| fs::rename(&name, path));
    written.map_err(|error| {
        let _ = fs::remove_file(&name);
        Failure::io(&format!("cannot write {}", path.display()), &error)
    })
}
