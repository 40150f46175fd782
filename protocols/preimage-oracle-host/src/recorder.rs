//! Writing a recording.

use std::fs::{File, TryLockError};
use std::io::{ErrorKind, Write};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use preimage_oracle::{PreimageKey, PreimageOracleError};

use crate::recording::{Entry, LOG};
use crate::store::read;
use crate::{Failure, FolderStore, Result, Store};

/// A recording that is being made.
#[derive(Debug)]
pub(crate) struct Recorder {
    store: FolderStore,
    path: PathBuf,
    log: Mutex<File>,
}

impl Recorder {
    /// Begins a recording in that folder, in which there is none yet.
    pub(crate) fn create(folder: PathBuf) -> Result<Self> {
        let store = FolderStore::create(folder)?;
        let path = store.folder().join(LOG);
        let log = File::options().create(true).append(true).open(&path);
        let log = log.map_err(Failure::file(&path))?;
        let refused = |why: &str| {
            let error = std::io::Error::new(ErrorKind::AlreadyExists, why);
            Err(Failure::file(&path)(error))
        };
        match log.try_lock() {
            Err(TryLockError::WouldBlock) => return refused("another relay records there"),
            // Some file systems have no locks.
            Ok(()) | Err(TryLockError::Error(_)) => {}
        }
        // One that failed before anything was said leaves a log of nothing.
        if log.metadata().map_err(Failure::file(&path))?.len() > 0 {
            return refused("there is a recording already, which would be lost");
        }
        Ok(Self {
            store,
            path,
            log: Mutex::new(log),
        })
    }

    pub(crate) fn hint(&self, hint: &[u8]) -> Result<()> {
        self.write(&Entry::Hint(hint.to_vec()))
    }

    /// Keeps a preimage. One that is there already must be the same: with another the run could not be repeated.
    pub(crate) fn preimage(&self, key: PreimageKey, preimage: &[u8]) -> Result<()> {
        let (path, length) = (self.store.path(key), preimage.len() as u64);
        let is_same = match read(&path, length) {
            Ok(kept) => kept == preimage,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                self.store.put(key, preimage)?;
                true
            }
            // It is longer.
            Err(error) if error.kind() == ErrorKind::InvalidData => false,
            Err(error) => return Err(Failure::file(path)(error)),
        };
        if !is_same {
            let found = format!("found another than {} has", path.display());
            let error = PreimageOracleError::Other(format!("preimage of {key}: {found}"));
            return Err(Failure::Host(error));
        }
        self.write(&Entry::Preimage { key, length })
    }

    /// At once, so that what has passed is there however the run ends.
    fn write(&self, entry: &Entry) -> Result<()> {
        let log = self.log.lock();
        log.unwrap_or_else(PoisonError::into_inner)
            .write_all(entry.to_line().as_bytes())
            .map_err(Failure::file(&self.path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_at_once_do_not_share_a_log() {
        let folder = tempfile::tempdir().unwrap();
        let create = || Recorder::create(folder.path().to_owned());
        let one = create().unwrap();
        let error = create().unwrap_err().to_string();
        assert!(
            error.ends_with("log: another relay records there"),
            "{error}"
        );
        drop(one);
        create().unwrap().hint(b"x").unwrap();
        let error = create().unwrap_err().to_string();
        assert!(error.contains("there is a recording already"), "{error}");
    }
}
