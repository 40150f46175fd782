//! Compiled code on disk.
//!
//! A file holds what [`Module::serialize`] gives and a checksum. Its name is the hash of the
//! driver's content and of everything that the compiler's output depends on, so a file is never out
//! of date; whoever needs the space may delete any of them at any time. A file is read into memory and not mapped, which would
//! take less of a millisecond: nobody who changes or cuts it later can change code that runs, or bring its process down.
//!
//! When a file was last used is the time of its last change, which is set when it is read.

use std::fs::{self, File};
use std::hash::{Hash, Hasher};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use sha2::{Digest, Sha256};
use wasmtime::{Engine, Module};
use xxhash_rust::xxh3::Xxh3;

use crate::private::{Owner, UNFINISHED, create_unique};
use crate::{Error, Integrity, compiled};

/// The most bytes of compiled code, if nothing else is said.
pub(crate) const LIMIT: u64 = 512 << 20;

/// What the names of files with compiled code end with.
const ENDING: &str = "compiled";

/// After how long a file that is being written was left behind by a process that is no more.
const ABANDONED: Duration = Duration::from_secs(3600);

/// How exactly it is known when a file was last used, so that files that are used all the time are not written to
/// each time.
const USED: Duration = Duration::from_secs(60);

/// Length of the checksum at the end of a file, in bytes.
const CHECKSUM: usize = 16;

/// A directory of compiled code.
#[derive(Debug)]
pub(crate) struct Cache {
    directory: PathBuf,
    owner: Owner,
    compiler: [u8; 32],
    limit: u64,
}

impl Cache {
    /// Makes the directory if there is none. Compiled code is run as it is, so a directory that
    /// others can write to is refused.
    pub(crate) fn open(directory: &Path, limit: u64, engine: &Engine) -> Result<Self, Error> {
        let owner = Owner::prepare(directory).map_err(|error| {
            Error::Host(format!(
                "cannot keep compiled code in {}: {error}",
                directory.display()
            ))
        })?;
        let mut hasher = Hashing(Sha256::new());
        engine.precompile_compatibility_hash().hash(&mut hasher);
        Ok(Self {
            directory: directory.into(),
            owner,
            compiler: hasher.0.finalize().into(),
            limit,
        })
    }

    /// The compiled form of a driver, if it is there, whole, and nobody else's.
    pub(crate) fn read(&self, engine: &Engine, driver: Integrity) -> Option<Module> {
        let key = self.key(driver);
        let file = self.owner.open(&self.path(&key)).ok()?;
        let content = self.content(&file).ok()?;
        let code = whole(&content, &key)?;
        mark_used(&file);
        compiled::load(engine, code)
    }

    /// What a file holds. One that is larger than all of them may be together is not ours.
    fn content(&self, mut file: &File) -> io::Result<Vec<u8>> {
        let length = file.metadata()?.len();
        let room = match usize::try_from(length) {
            Ok(room) if length <= self.limit => room,
            _ => return Err(io::ErrorKind::FileTooLarge.into()),
        };
        // The end is reached without more room.
        let mut content = Vec::with_capacity(room.saturating_add(1));
        Read::take(&mut file, length).read_to_end(&mut content)?;
        Ok(content)
    }

    /// Keeps the compiled form of a driver. A cache that cannot be written to costs time and nothing
    /// else, so that is no error.
    pub(crate) fn write(&self, module: &Module, driver: Integrity) {
        let key = self.key(driver);
        if let Ok(code) = module.serialize() {
            drop(self.replace(&key, &code));
            drop(self.prune());
        }
    }

    /// Writes a file under another name and renames it, so that nobody reads half of it.
    fn replace(&self, key: &[u8], code: &[u8]) -> io::Result<()> {
        let path = self.path(key);
        let mut checksum = checksum(key);
        checksum.update(code);
        let checksum = checksum.digest128().to_le_bytes();
        let (mut file, unfinished) = create_unique(&self.directory)?;
        let written = file
            .write_all(code)
            .and_then(|()| file.write_all(&checksum))
            .and_then(|()| {
                drop(file);
                fs::rename(&unfinished, path)
            });
        if written.is_err() {
            fs::remove_file(&unfinished)?;
        }
        written
    }

    /// Deletes what was not used for the longest time, until the rest is within the limit, and what was left behind
    /// half written. Another process may do the same, so a file that is gone already is no mistake.
    fn prune(&self) -> io::Result<()> {
        let now = SystemTime::now();
        let age = |time| now.duration_since(time).unwrap_or_default();
        let mut files = Vec::new();
        for entry in fs::read_dir(&self.directory)? {
            let entry = entry?;
            let (path, Ok(metadata)) = (entry.path(), entry.metadata()) else {
                continue;
            };
            let Ok(used) = metadata.modified() else {
                continue;
            };
            let name = entry.file_name();
            if name.to_string_lossy().starts_with(UNFINISHED) {
                if age(used) > ABANDONED {
                    drop(fs::remove_file(path));
                }
            } else if path.extension().is_some_and(|ending| ending == ENDING) {
                files.push((age(used), metadata.len(), path));
            }
        }
        files.sort();
        let mut sum = 0_u64;
        for (_, length, path) in files {
            sum = sum.saturating_add(length);
            if sum > self.limit {
                drop(fs::remove_file(path));
            }
        }
        Ok(())
    }

    fn key(&self, driver: Integrity) -> [u8; 32] {
        let hash = Sha256::new()
            .chain_update(self.compiler)
            .chain_update(driver.as_bytes());
        hash.finalize().into()
    }

    fn path(&self, key: &[u8]) -> PathBuf {
        let mut name: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
        name.push('.');
        name.push_str(ENDING);
        self.directory.join(name)
    }
}

/// What stands in front of the checksum of it, with which a file ends.
///
/// This tells a file that is damaged, or under the name of another. It does not protect from somebody
/// who can write files, so what counts about the checksum is that it takes little time.
fn whole<'a>(content: &'a [u8], key: &[u8]) -> Option<&'a [u8]> {
    let (code, stored) = content.split_last_chunk::<CHECKSUM>()?;
    let mut hasher = checksum(key);
    hasher.update(code);
    (*stored == hasher.digest128().to_le_bytes()).then_some(code)
}

/// Notes that a file is used now. A file that cannot be changed is used all the same.
fn mark_used(file: &File) {
    let now = SystemTime::now();
    let known = file.metadata().and_then(|metadata| metadata.modified());
    if known.is_ok_and(|known| now.duration_since(known).is_ok_and(|age| age > USED)) {
        drop(file.set_modified(now));
    }
}

/// The beginning of a checksum, which depends on the file's name as well.
fn checksum(key: &[u8]) -> Xxh3 {
    let mut hasher = Xxh3::new();
    hasher.update(key);
    hasher
}

/// Feeds what is hashed to SHA-256, as 64 bits are too few to tell compilers apart.
struct Hashing(Sha256);

impl Hasher for Hashing {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(&self) -> u64 {
        let hash = self.0.clone().finalize();
        hash.iter()
            .take(8)
            .fold(0, |number, byte| number << 8 | u64::from(*byte))
    }
}
