//! Writing a recording.

use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use preimage_oracle::PreimageKey;

use crate::recording::{Entry, LOG};
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
        match File::create_new(&path) {
            Ok(file) => Ok(Self {
                store,
                path,
                log: Mutex::new(file),
            }),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                let error = std::io::Error::new(
                    ErrorKind::AlreadyExists,
                    "there is a recording already, which would be lost",
                );
                Err(Failure::file(path)(error))
            }
            Err(error) => Err(Failure::file(path)(error)),
        }
    }

    pub(crate) fn hint(&self, hint: &[u8]) -> Result<()> {
        self.write(&Entry::Hint(hint.to_vec()))
    }

    pub(crate) fn preimage(&self, key: PreimageKey, preimage: &[u8]) -> Result<()> {
        self.store.put(key, preimage)?;
        let length = preimage.len() as u64;
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
