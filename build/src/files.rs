//! Files that others may read at any time.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use crate::{Error, Result};

/// Keeps the file's time of change where nothing changed, for whoever watches it.
pub(crate) fn write_if_changed(path: &Path, contents: &[u8]) -> Result<bool> {
    if fs::read(path).is_ok_and(|old| old == contents) {
        return Ok(false);
    }
    let directory = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(directory).map_err(Error::io(directory))?;
    // A reader sees the old file or the new one, never a part.
    let partial = path.with_extension(format!("{}.partial", std::process::id()));
    fs::write(&partial, contents).map_err(Error::io(&partial))?;
    fs::rename(&partial, path).map_err(Error::io(path))?;
    Ok(true)
}

/// Removes the file, if it is there.
pub(crate) fn remove(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(Error::io(path)(error)),
        _ => Ok(()),
    }
}
