//! The files of secret keys: read, and made, so that nobody but their owner can.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::Path;

use data_driver::Kind;
use data_driver_trust::SecretKey;

use crate::failure::{Failure, Result};

/// The most bytes of a key's file; one has about 120.
const MAX_FILE: u64 = 64 << 10;

/// Reads the key in a file, or on standard input for `-`.
pub(crate) fn read(argument: &str) -> Result<SecretKey> {
    let cannot = |error| Failure::io(&format!("cannot read {argument}"), &error);
    let mut text = String::new();
    if argument == "-" {
        let mut input = io::stdin().lock().take(MAX_FILE);
        input.read_to_string(&mut text).map_err(cannot)?;
    } else {
        let file = File::open(argument).map_err(cannot)?;
        check_private(&file, argument)?;
        file.take(MAX_FILE)
            .read_to_string(&mut text)
            .map_err(cannot)?;
    }
    // What is in the file is not repeated.
    SecretKey::from_pem(&text)
        .map_err(|error| Failure::value(Kind::InvalidInput, format!("{argument}: {error}")))
}

/// Makes a file with the key; one that is there already stays as it is.
pub(crate) fn write(path: &Path, key: &SecretKey) -> Result<()> {
    let cannot =
        |error: io::Error| Failure::io(&format!("cannot write {}", path.display()), &error);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    only_for_owner(&mut options);
    let mut file = options.open(path).map_err(cannot)?;
    let written = file
        .write_all(key.to_pem().as_bytes())
        .and_then(|()| file.sync_all());
    written.map_err(|error| {
        // Half a key is none, and would stand in the way of a whole one.
        let _ = fs::remove_file(path);
        cannot(error)
    })
}

#[cfg(unix)]
fn only_for_owner(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt as _;
    options.mode(0o600);
}

#[cfg(not(unix))]
fn only_for_owner(_options: &mut OpenOptions) {}

/// A key that others can read is theirs, too.
#[cfg(unix)]
fn check_private(file: &File, argument: &str) -> Result<()> {
    use std::os::unix::fs::MetadataExt as _;
    let metadata = file.metadata();
    let metadata =
        metadata.map_err(|error| Failure::io(&format!("cannot read {argument}"), &error))?;
    let mode = metadata.mode() & 0o777;
    // A pipe is the caller's own.
    if metadata.is_file() && mode & 0o077 != 0 {
        return Err(Failure::usage(format!(
            "{argument}: others can read or change this secret key, its mode is {mode:03o}; make another one, or `chmod 600` it \
             if nobody has"
        )));
    }
    Ok(())
}

#[cfg(not(unix))]
fn check_private(_file: &File, _argument: &str) -> Result<()> {
    Ok(())
}
