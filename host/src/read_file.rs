//! Reading a driver's file.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use crate::LoadError;

/// The bytes of a driver's file, if these are no more than so many, such as [`Limits::module`](crate::Limits::module).
///
/// One that is larger is not read, and of one that says nothing of its size, such as a pipe, no more than that.
///
/// # Errors
/// [`LoadError::File`] and [`LoadError::TooLarge`].
pub fn read_file(path: impl AsRef<Path>, limit: usize) -> Result<Vec<u8>, LoadError> {
    let path = path.as_ref();
    let failed = |error| LoadError::File {
        path: path.into(),
        error,
    };
    let file = File::open(path).map_err(failed)?;
    let size = file.metadata().map_err(failed)?.len();
    let size = usize::try_from(size).unwrap_or(usize::MAX);
    if size > limit {
        return Err(LoadError::TooLarge { size, limit });
    }
    // A byte more tells that the end was reached.
    let mut bytes = Vec::with_capacity(size.saturating_add(1));
    file.take(limit.saturating_add(1) as u64)
        .read_to_end(&mut bytes)
        .map_err(failed)?;
    match bytes.len() {
        size if size > limit => Err(LoadError::TooLarge { size, limit }),
        _ => Ok(bytes),
    }
}
