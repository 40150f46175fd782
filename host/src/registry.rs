//! Drivers by name, loaded when they are asked for.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::{Driver, Error, Host, Integrity, read_file};

/// How many loaded drivers are kept, if nothing else is said.
const KEEP: usize = 256;

/// Where a driver comes from, and what it has to be.
#[derive(Clone)]
pub struct Source {
    origin: Origin,
    integrity: Option<Integrity>,
}

#[derive(Clone)]
enum Origin {
    File(PathBuf),
    Bytes(Arc<[u8]>),
}

impl Source {
    /// A file, which is read each time the driver is loaded.
    pub fn file(path: impl Into<PathBuf>) -> Self {
        Self {
            origin: Origin::File(path.into()),
            integrity: None,
        }
    }

    /// The bytes of a file.
    pub fn bytes(wasm: impl Into<Arc<[u8]>>) -> Self {
        Self {
            origin: Origin::Bytes(wasm.into()),
            integrity: None,
        }
    }

    /// The hash that the file must have; another is not even compiled.
    #[must_use]
    pub const fn pinned(mut self, integrity: Integrity) -> Self {
        self.integrity = Some(integrity);
        self
    }

    fn load(&self, host: &Host) -> Result<Driver, Error> {
        match (&self.origin, self.integrity) {
            (Origin::File(path), None) => host.load_file(path),
            (Origin::File(path), Some(pin)) => {
                host.load_pinned(&read_file(path, host.limits().module)?, pin)
            }
            (Origin::Bytes(wasm), None) => host.load(wasm),
            (Origin::Bytes(wasm), Some(pin)) => host.load_pinned(wasm, pin),
        }
    }
}

/// Drivers by contract id or alias, each loaded when it is first asked for, once however many ask.
///
/// A loaded driver takes memory, most of it address space: 4 GiB for each instance. So only some are kept; the one that
/// was not asked for the longest time goes first, with its idle instances. Whoever has it goes on using it. With
/// the host's [cache](crate::HostBuilder::cache) it is back in a millisecond.
///
/// ```no_run
/// use data_driver_host::{Host, Registry, Source};
///
/// let registry = Registry::new(Host::shared()?);
/// registry.set("stake", Source::file("drivers/stake.wasm"));
/// if let Some(stake) = registry.get("stake")? {
///     println!("{}", stake.decode_output("burnt_amount", &[0; 8])?);
/// }
/// # Ok::<_, data_driver_host::Error>(())
/// ```
pub struct Registry {
    host: Host,
    keep: usize,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    entries: HashMap<String, Arc<Entry>>,
    /// Those that are loaded, by when they were last asked for.
    recent: BTreeMap<u64, Arc<Entry>>,
    /// Counts what was asked for.
    clock: u64,
}

struct Entry {
    source: Source,
    loaded: Mutex<Option<Driver>>,
    /// Where it is among the recent ones; 0 where it is not.
    used: AtomicU64,
}

impl State {
    /// Notes that an entry is loaded and used now.
    fn touch(&mut self, entry: &Arc<Entry>) {
        self.clock += 1;
        self.recent
            .remove(&entry.used.swap(self.clock, Ordering::Relaxed));
        self.recent.insert(self.clock, Arc::clone(entry));
    }

    fn forget(&mut self, entry: Option<&Arc<Entry>>) {
        if let Some(entry) = entry {
            self.recent.remove(&entry.used.swap(0, Ordering::Relaxed));
        }
    }

    /// Whether an entry is still what a name stands for.
    fn has(&self, name: &str, entry: &Arc<Entry>) -> bool {
        self.entries
            .get(name)
            .is_some_and(|known| Arc::ptr_eq(known, entry))
    }
}

/// What a registry holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RegistryStats {
    /// Drivers that it knows.
    pub known: usize,
    /// Those of them that are loaded.
    pub loaded: usize,
    /// Instances of these that wait for a call.
    pub idle: usize,
    /// Size of the instances' memories and tables together, in bytes.
    pub memory: usize,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Registry {
    /// A registry without drivers, which keeps 256 loaded.
    #[must_use]
    pub fn new(host: Host) -> Self {
        Self {
            host,
            keep: KEEP,
            state: Mutex::default(),
        }
    }

    /// How many loaded drivers are kept; at least one.
    #[must_use]
    pub fn keep(mut self, count: usize) -> Self {
        self.keep = count.max(1);
        self
    }

    /// Says where a driver comes from. One that was loaded under this name before is forgotten.
    pub fn set(&self, name: impl Into<String>, source: Source) {
        let entry = Entry {
            source,
            loaded: Mutex::new(None),
            used: AtomicU64::new(0),
        };
        let old = {
            let mut state = lock(&self.state);
            let old = state.entries.insert(name.into(), Arc::new(entry));
            state.forget(old.as_ref());
            old
        };
        // Instances take a while to unmap.
        drop(old);
    }

    /// Forgets a driver; false where it was not known.
    pub fn remove(&self, name: &str) -> bool {
        let old = {
            let mut state = lock(&self.state);
            let old = state.entries.remove(name);
            state.forget(old.as_ref());
            old
        };
        old.is_some()
    }

    /// The names that it knows, sorted.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<_> = lock(&self.state).entries.keys().cloned().collect();
        names.sort();
        names
    }

    /// The driver of that name; `None` where there is none. The others can be had while one is loaded.
    ///
    /// # Errors
    /// As [`Host::load_pinned`] and [`Host::load_file`]. The next call tries again.
    pub fn get(&self, name: &str) -> Result<Option<Driver>, Error> {
        let Some(entry) = lock(&self.state).entries.get(name).map(Arc::clone) else {
            return Ok(None);
        };
        // Whoever asks for the same driver waits here.
        let driver = {
            let mut loaded = lock(&entry.loaded);
            match &*loaded {
                Some(driver) => driver.clone(),
                None => loaded.insert(entry.source.load(&self.host)?).clone(),
            }
        };
        for old in self.used(name, &entry) {
            // Its instances take a while to unmap, for which nobody waits.
            let old = lock(&old.loaded).take();
            drop(old);
        }
        Ok(Some(driver))
    }

    /// Notes that a driver was asked for; gives those that are no longer to be kept.
    fn used(&self, name: &str, entry: &Arc<Entry>) -> Vec<Arc<Entry>> {
        let mut state = lock(&self.state);
        if state.has(name, entry) {
            state.touch(entry);
        }
        let mut old = Vec::new();
        while state.recent.len() > self.keep
            && let Some((_, entry)) = state.recent.pop_first()
        {
            entry.used.store(0, Ordering::Relaxed);
            old.push(entry);
        }
        old
    }

    /// What it holds.
    #[must_use]
    pub fn stats(&self) -> RegistryStats {
        let (known, entries) = {
            let state = lock(&self.state);
            let recent: Vec<_> = state.recent.values().cloned().collect();
            (state.entries.len(), recent)
        };
        let mut stats = RegistryStats {
            known,
            ..RegistryStats::default()
        };
        for entry in entries {
            let Ok(loaded) = entry.loaded.try_lock() else {
                continue;
            };
            if let Some(driver) = &*loaded {
                let pool = driver.pool();
                stats.loaded += 1;
                stats.idle += pool.idle;
                stats.memory += pool.memory;
            }
        }
        stats
    }
}

impl fmt::Debug for Registry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Registry")
            .field("keep", &self.keep)
            .field("stats", &self.stats())
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let origin = match &self.origin {
            Origin::File(path) => path.display().to_string(),
            Origin::Bytes(wasm) => format!("{} bytes", wasm.len()),
        };
        f.debug_struct("Source")
            .field("origin", &origin)
            .field("integrity", &self.integrity)
            .finish()
    }
}
