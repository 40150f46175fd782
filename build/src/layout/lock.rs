//! The lock file beside a driver's manifest.

use std::fs;
use std::io::ErrorKind;

use super::Layout;
use super::compare::compare;
use crate::files::write_if_changed;
use crate::{Error, Package, Progress, Result};

/// The file's name.
pub const FILE: &str = "layout.lock";

/// Holds a layout to the lock file. Where there is none, it is written; a new one is written over it where `accept` is set.
pub(crate) fn hold(
    package: &Package,
    layout: &Layout,
    accept: bool,
    progress: Progress<'_>,
) -> Result<()> {
    let path = package.directory.join(FILE);
    let new = layout.to_string();
    match fs::read_to_string(&path) {
        Ok(old) if !accept => {
            let moved = compare(&old, &new);
            if moved.is_empty() {
                return Ok(());
            }
            return Err(Error::Layout {
                package: package.package.clone(),
                path,
                moved,
            });
        }
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(Error::io(&path)(error)),
        _ => {}
    }
    if write_if_changed(&path, new.as_bytes())? {
        progress(&format!("wrote {}", path.display()));
    }
    Ok(())
}
