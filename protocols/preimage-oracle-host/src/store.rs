//! Where preimages are kept.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use preimage_oracle::{PreimageKey, PreimageOracleError};

use crate::{Failure, Result};

/// Where preimages are kept, by their keys.
pub trait Store: Send + Sync {
    /// The preimage of the key, if it is there and not longer than `limit` bytes.
    ///
    /// # Errors
    /// The store cannot be read, or what is there is longer.
    fn get(&self, key: PreimageKey, limit: u64) -> Result<Option<Vec<u8>>>;

    /// Keeps a preimage.
    ///
    /// # Errors
    /// The store cannot be written.
    fn put(&self, key: PreimageKey, preimage: &[u8]) -> Result<()>;
}

impl<S: Store + ?Sized> Store for &S {
    fn get(&self, key: PreimageKey, limit: u64) -> Result<Option<Vec<u8>>> {
        S::get(self, key, limit)
    }

    fn put(&self, key: PreimageKey, preimage: &[u8]) -> Result<()> {
        S::put(self, key, preimage)
    }
}

impl<S: Store + ?Sized> Store for Box<S> {
    fn get(&self, key: PreimageKey, limit: u64) -> Result<Option<Vec<u8>>> {
        S::get(self, key, limit)
    }

    fn put(&self, key: PreimageKey, preimage: &[u8]) -> Result<()> {
        S::put(self, key, preimage)
    }
}

/// Preimages in memory.
#[derive(Debug, Default)]
pub struct MemoryStore {
    preimages: Mutex<HashMap<PreimageKey, Vec<u8>>>,
}

impl Store for MemoryStore {
    fn get(&self, key: PreimageKey, limit: u64) -> Result<Option<Vec<u8>>> {
        let preimages = self.preimages.lock();
        let preimages = preimages.unwrap_or_else(PoisonError::into_inner);
        let Some(preimage) = preimages.get(&key) else {
            return Ok(None);
        };
        let length = preimage.len() as u64;
        if length > limit {
            return Err(PreimageOracleError::PreimageTooLong { key, length, limit }.into());
        }
        Ok(Some(preimage.clone()))
    }

    fn put(&self, key: PreimageKey, preimage: &[u8]) -> Result<()> {
        let preimages = self.preimages.lock();
        let mut preimages = preimages.unwrap_or_else(PoisonError::into_inner);
        preimages.insert(key, preimage.to_vec());
        Ok(())
    }
}

/// Preimages in the files of a folder, each named by the 64 hex digits of its key.
#[derive(Debug)]
pub struct FolderStore {
    folder: PathBuf,
    unfinished: AtomicU64,
}

impl FolderStore {
    /// The store in that folder, which must be there.
    ///
    /// # Errors
    /// It is not there.
    pub fn open(folder: impl Into<PathBuf>) -> Result<Self> {
        let folder = folder.into();
        let is_folder = fs::metadata(&folder).map(|metadata| metadata.is_dir());
        match is_folder {
            Ok(true) => Ok(Self {
                folder,
                unfinished: AtomicU64::new(0),
            }),
            Ok(false) => Err(Failure::file(folder)(ErrorKind::NotADirectory.into())),
            Err(error) => Err(Failure::file(folder)(error)),
        }
    }

    /// The store in that folder, which is made where it is not there.
    ///
    /// # Errors
    /// It cannot be made.
    pub fn create(folder: impl Into<PathBuf>) -> Result<Self> {
        let folder = folder.into();
        fs::create_dir_all(&folder).map_err(Failure::file(&folder))?;
        Self::open(folder)
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The file of a key.
    #[must_use]
    pub fn path(&self, key: PreimageKey) -> PathBuf {
        self.folder.join(hex::encode(key.to_bytes()))
    }
}

impl Store for FolderStore {
    fn get(&self, key: PreimageKey, limit: u64) -> Result<Option<Vec<u8>>> {
        let path = self.path(key);
        let bytes = match read(&path, limit) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Failure::file(path)(error)),
        };
        // Somebody may have written another file there, or half of one.
        match key.of(&bytes) {
            Some(found) if found != key => {
                let error = format!("expected the preimage of {key}, found that of {found}");
                Err(Failure::file(path)(io::Error::new(
                    ErrorKind::InvalidData,
                    error,
                )))
            }
            _ => Ok(Some(bytes)),
        }
    }

    fn put(&self, key: PreimageKey, preimage: &[u8]) -> Result<()> {
        // Nobody shall find half a file, whenever the process ends.
        let number = self.unfinished.fetch_add(1, Ordering::Relaxed);
        let unfinished = self
            .folder
            .join(format!(".unfinished-{}-{number}", std::process::id()));
        let path = self.path(key);
        File::create(&unfinished)
            .and_then(|mut file| file.write_all(preimage))
            .and_then(|()| fs::rename(&unfinished, &path))
            .map_err(|error| {
                let _ = fs::remove_file(&unfinished);
                Failure::file(path)(error)
            })
    }
}

/// The bytes of a file, of which there are at most so many.
pub(crate) fn read(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let file = File::open(path)?;
    let mut bytes = Vec::new();
    let is_longer = file.metadata()?.len() > limit;
    if !is_longer {
        // The file may be a device without an end.
        file.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    }
    if is_longer || bytes.len() as u64 > limit {
        let error = format!("expected at most {limit} bytes, found more");
        return Err(io::Error::new(ErrorKind::InvalidData, error));
    }
    Ok(bytes)
}
