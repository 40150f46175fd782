//! The drivers of a folder.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::SystemTime;

use data_driver::Report;
use data_driver_host::{Error, Host, HostStats, read_file};

use crate::Event;
use crate::entry::Entry;

/// A file that is no driver is tried again after one look, then after two, four and so on, up to so many: a
/// program that writes it may not be done.
const MOST_LOOKS: u32 = 64;

/// What is served at one time.
#[derive(Debug, Default)]
pub(crate) struct Served {
    pub(crate) drivers: BTreeMap<String, Arc<Entry>>,
    /// Why files are no drivers.
    pub(crate) refused: BTreeMap<String, Report>,
}

/// The drivers of a folder, as far as it has been looked at.
pub(crate) struct Shelf {
    host: Host,
    folder: PathBuf,
    served: RwLock<Arc<Served>>,
    files: Mutex<BTreeMap<String, File>>,
}

/// A file that was looked at.
#[derive(Debug, Clone)]
struct File {
    stamp: Stamp,
    /// How many looks are left until it is tried again, and how many there were the last time; of a driver none.
    again: Option<(u32, u32)>,
}

/// By what a file is known to be the same as before.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
    /// A file that is moved into the place of another may be as long and as old.
    number: u64,
}

impl Stamp {
    fn of(metadata: &Metadata) -> Self {
        #[cfg(unix)]
        let number = std::os::unix::fs::MetadataExt::ino(metadata);
        #[cfg(not(unix))]
        let number = 0;
        Self {
            length: metadata.len(),
            modified: metadata.modified().ok(),
            number,
        }
    }
}

impl Shelf {
    pub(crate) fn new(host: Host, folder: &Path) -> Self {
        Self {
            host,
            folder: folder.to_owned(),
            served: RwLock::default(),
            files: Mutex::default(),
        }
    }

    /// What is served now.
    /// What the drivers' host did and holds.
    pub(crate) fn stats(&self) -> HostStats {
        self.host.stats()
    }

    pub(crate) fn served(&self) -> Arc<Served> {
        let served = self.served.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&served)
    }

    /// Looks at the folder, loads what is new, and forgets what is gone. This takes a while.
    ///
    /// # Errors
    /// The folder cannot be read; all stays as it was.
    pub(crate) fn look(&self, tell: &dyn Fn(&Event<'_>)) -> io::Result<()> {
        let found = self.found()?;
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        let gone: Vec<String> = files
            .keys()
            .filter(|name| !found.contains_key(*name))
            .cloned()
            .collect();
        for name in gone {
            files.remove(&name);
            self.change(|served| {
                served.refused.remove(&name);
                if served.drivers.remove(&name).is_some() {
                    tell(&Event::Removed { driver: &name });
                }
            });
        }
        for (name, (path, stamp)) in found {
            let known = files.get_mut(&name).filter(|file| file.stamp == stamp);
            let looks = match known {
                Some(File { again: None, .. }) => continue,
                Some(File {
                    again: Some((left, _)),
                    ..
                }) if *left > 1 => {
                    *left -= 1;
                    continue;
                }
                Some(File {
                    again: Some((_, looks)),
                    ..
                }) => (2 * *looks).min(MOST_LOOKS),
                None => 1,
            };
            let loaded = self.load(&name, &path);
            let again = loaded.is_err().then_some((looks, looks));
            files.insert(name.clone(), File { stamp, again });
            self.change(|served| match loaded {
                Ok(entry) => {
                    served.refused.remove(&name);
                    tell(&Event::Loaded {
                        driver: &name,
                        integrity: &entry.integrity,
                    });
                    served.drivers.insert(name, Arc::new(entry));
                }
                Err(error) => {
                    let report = error.report();
                    let is_new = served.refused.get(&name) != Some(&report);
                    if is_new {
                        tell(&Event::Refused {
                            driver: &name,
                            report: &report,
                        });
                    }
                    served.refused.insert(name, report);
                }
            });
        }
        Ok(())
    }

    fn change(&self, change: impl FnOnce(&mut Served)) {
        let before = self.served();
        let mut after = Served {
            drivers: before.drivers.clone(),
            refused: before.refused.clone(),
        };
        change(&mut after);
        let mut served = self.served.write().unwrap_or_else(PoisonError::into_inner);
        *served = Arc::new(after);
    }

    /// The files that may be drivers.
    fn found(&self) -> io::Result<BTreeMap<String, (PathBuf, Stamp)>> {
        let mut found = BTreeMap::new();
        for entry in fs::read_dir(&self.folder)? {
            let path = entry?.path();
            let name = path.file_stem().and_then(|stem| stem.to_str());
            let Some(name) = name.filter(|name| !name.starts_with('.')) else {
                continue;
            };
            if path.extension().is_none_or(|extension| extension != "wasm") {
                continue;
            }
            // One that is gone meanwhile is none.
            let Ok(metadata) = fs::metadata(&path) else {
                continue;
            };
            if metadata.is_file() {
                found.insert(name.to_owned(), (path.clone(), Stamp::of(&metadata)));
            }
        }
        Ok(found)
    }

    fn load(&self, name: &str, path: &Path) -> Result<Entry, Error> {
        let wasm = read_file(path, self.host.limits().module)?;
        Entry::load(&self.host, name, &wasm)
    }
}
