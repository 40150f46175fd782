//! A storage as a folder of files.
//!
//! A key is a folder, its value the file `@` in it: no name of a key has that character, so that a value and keys below it
//! never meet.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::key::is_name;
use super::node::VALUE;
use super::{Durable, Entry, Key, MAX_KEY, MAX_VALUE};

/// The most values that are written into a folder, or read out of one.
pub const MAX_FOLDER_ENTRIES: usize = 100_000;

/// The most bytes of all values that are written into a folder, or read out of one: a value of two gigabytes of zeros takes a kernel
/// one call.
pub const MAX_FOLDER_BYTES: u64 = 4 << 30;

/// Why a storage could not be written to a folder or read from one.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FolderError {
    /// A file or folder cannot be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// Which one.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The folder holds something already, which must not be mixed with the storage.
    #[error("{}: expected an empty folder, or none", path.display())]
    NotEmpty {
        /// The folder.
        path: PathBuf,
    },
    /// A file or folder is no part of a storage.
    #[error("{}: expected {expected}", path.display())]
    Unexpected {
        /// Which one.
        path: PathBuf,
        /// What could be there.
        expected: &'static str,
    },
    /// There are too many values.
    #[error("expected at most {MAX_FOLDER_ENTRIES} values")]
    TooMany,
    /// They have too many bytes.
    #[error("expected values of at most {MAX_FOLDER_BYTES} bytes together, found {0}")]
    TooLarge(u64),
}

fn at<T>(path: &Path, result: io::Result<T>) -> Result<T, FolderError> {
    result.map_err(|source| FolderError::Io {
        path: path.to_owned(),
        source,
    })
}

impl Durable {
    /// Writes all values into a folder, which is made if it is not there.
    ///
    /// # Errors
    /// The folder is not empty, cannot be written, or there are more than [`MAX_FOLDER_ENTRIES`] values or
    /// [`MAX_FOLDER_BYTES`] bytes of them.
    pub fn save(&self, folder: &Path) -> Result<(), FolderError> {
        at(folder, fs::create_dir_all(folder))?;
        if at(folder, fs::read_dir(folder))?.next().is_some() {
            return Err(FolderError::NotEmpty {
                path: folder.to_owned(),
            });
        }
        // Looked at before anything is written.
        let (mut count, mut bytes) = (0, 0);
        for entry in self.entries(Key::ROOT).take(MAX_FOLDER_ENTRIES + 1) {
            count += 1;
            bytes += entry.value.len() as u64;
        }
        if count > MAX_FOLDER_ENTRIES {
            return Err(FolderError::TooMany);
        }
        if bytes > MAX_FOLDER_BYTES {
            return Err(FolderError::TooLarge(bytes));
        }
        for Entry { key, value } in self.entries(Key::ROOT) {
            let mut path = folder.to_owned();
            path.extend(key.split('/').skip(1));
            at(&path, fs::create_dir_all(&path))?;
            let path = path.join(VALUE);
            at(&path, write(&path, value))?;
        }
        Ok(())
    }

    /// Reads a storage out of a folder. Links are not followed.
    ///
    /// # Errors
    /// The folder cannot be read, or holds what is no storage.
    pub fn load(folder: &Path) -> Result<Self, FolderError> {
        // Looked at before anything is read.
        let mut values = Vec::new();
        let mut bytes = 0;
        let mut open = vec![(folder.to_owned(), String::new())];
        while let Some((folder, key)) = open.pop() {
            for entry in at(&folder, fs::read_dir(&folder))? {
                let entry = at(&folder, entry)?;
                let path = entry.path();
                let kind = at(&path, entry.file_type())?;
                let unexpected = |expected| FolderError::Unexpected {
                    path: path.clone(),
                    expected,
                };
                let name = entry.file_name();
                let name = name
                    .to_str()
                    .ok_or_else(|| unexpected("the name of a key"))?;
                if kind.is_file() && name == VALUE {
                    let length = at(&path, entry.metadata())?.len();
                    if length > u64::from(MAX_VALUE) {
                        return Err(unexpected(TOO_LONG));
                    }
                    bytes += length;
                    values.push((path, key.clone()));
                    if values.len() > MAX_FOLDER_ENTRIES {
                        return Err(FolderError::TooMany);
                    }
                } else if kind.is_dir() && is_name(name) {
                    let key = format!("{key}/{name}");
                    if key.len() > MAX_KEY {
                        return Err(unexpected("a key of at most 240 bytes"));
                    }
                    open.push((path, key));
                } else {
                    return Err(unexpected("a folder with a key's name, or a file named @"));
                }
            }
        }
        if bytes > MAX_FOLDER_BYTES {
            return Err(FolderError::TooLarge(bytes));
        }
        let mut durable = Self::default();
        for (path, key) in values {
            let key = Key::new(&key).map_err(|_| FolderError::Unexpected {
                path: path.clone(),
                expected: "a key",
            })?;
            durable.read_value(key, &path)?;
        }
        Ok(durable)
    }

    /// Reads a value piece by piece, as it is written.
    fn read_value(&mut self, key: Key<'_>, path: &Path) -> Result<(), FolderError> {
        let mut file = at(path, fs::File::open(path))?.take(u64::from(MAX_VALUE) + 1);
        let mut value = super::Value::default();
        let mut buffer = vec![0; BUFFER];
        loop {
            let read = at(path, file.read(&mut buffer))?;
            if read == 0 {
                break;
            }
            let offset = u32::try_from(value.len()).unwrap_or(MAX_VALUE);
            if value.len() + read > MAX_VALUE as usize {
                return Err(FolderError::Unexpected {
                    path: path.to_owned(),
                    expected: TOO_LONG,
                });
            }
            value.write(offset, &buffer[..read], &self.meter);
        }
        self.root.make(key, 0, &self.meter).value = Some(value);
        Ok(())
    }
}

/// What is said of a file that is too long for a value.
const TOO_LONG: &str = "a value of at most 2147483647 bytes";

/// How many bytes of a value are read or written at once.
const BUFFER: usize = 1 << 16;

/// Writes a value piece by piece: one of two gigabytes of zeros would not fit into memory beside others.
fn write(path: &Path, value: &super::Value) -> io::Result<()> {
    use std::io::Write;

    let mut file = fs::File::create_new(path)?;
    let mut buffer = vec![0; BUFFER];
    let mut written = 0;
    while written < value.len() {
        let length = buffer.len().min(value.len() - written);
        value.read(written, &mut buffer[..length]);
        file.write_all(&buffer[..length])?;
        written += length;
    }
    Ok(())
}
