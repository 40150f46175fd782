//! The place where drivers are loaded.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use data_driver::abi::{Dialect, exports};
use wasmtime::{Engine, Module};

use crate::cache::{self, Cache};
use crate::driver::Origin;
use crate::instance::Instance;
use crate::program::Program;
use crate::stated::Stated;
use crate::ticker::Ticker;
use crate::{Driver, Error, Integrity, Limits, LoadError, engine, interface, structure, words};

/// Compiles drivers and bounds what they may use.
///
/// A host is cheap to clone, and its drivers keep it alive. A program needs one for each set of
/// [`Limits`]; for the default ones there is [`Driver::from_bytes`].
///
/// The host handles the process's signals for memory faults, as a runtime of WebAssembly does; other
/// handlers for them that are there already still get the faults that are not its own.
#[derive(Clone)]
pub struct Host {
    shared: Arc<Shared>,
}

pub(crate) struct Shared {
    engine: Engine,
    limits: Limits,
    cache: Option<Cache>,
    pub(crate) ticker: Ticker,
}

/// Chooses how a [`Host`] runs drivers.
#[derive(Debug, Clone, Default)]
#[must_use = "a builder does nothing until it builds"]
pub struct HostBuilder {
    limits: Limits,
    wide_arithmetic: bool,
    cache: Option<PathBuf>,
    cache_limit: Option<u64>,
}

impl HostBuilder {
    /// What a driver may use.
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Whether drivers may use WebAssembly's wide arithmetic, which multiplies 64-bit numbers in one
    /// instruction. Browsers do not have it yet, so drivers come without it; a build that uses it does
    /// the arithmetic of curves several times faster. Off by default.
    pub const fn wide_arithmetic(mut self, allowed: bool) -> Self {
        self.wide_arithmetic = allowed;
        self
    }

    /// Keeps compiled code in this directory, so that a driver that was loaded before, also by another
    /// process, loads a hundred times faster. There is no such directory by default.
    ///
    /// Compiled code is run as it stands there: **whoever can write to the directory can run anything
    /// in this process**. The directory is made if it is not there, for this user alone. On Unix, one
    /// that belongs to somebody else or that others can write to is refused; elsewhere that is for you
    /// to see to. Files are never out of date; you may delete any at any time. How much there is of them,
    /// [`Self::cache_limit`] bounds.
    pub fn cache(mut self, directory: impl Into<PathBuf>) -> Self {
        self.cache = Some(directory.into());
        self
    }

    /// The most bytes of compiled code in the [cache](Self::cache), 512 MiB by default. When a driver is added and there
    /// are more, those that were not loaded for the longest time are deleted. An ordinary driver takes 2 MB.
    pub const fn cache_limit(mut self, bytes: u64) -> Self {
        self.cache_limit = Some(bytes);
        self
    }

    /// The host.
    ///
    /// # Errors
    /// [`Error::Host`] where the system is none that WebAssembly can be compiled for or does not
    /// start a thread, or where the [cache](Self::cache) cannot be used.
    pub fn build(self) -> Result<Host, Error> {
        let engine = engine::new(&self.limits, self.wide_arithmetic)?;
        let cache = match &self.cache {
            Some(directory) => Some(Cache::open(
                directory,
                self.cache_limit.unwrap_or(cache::LIMIT),
                &engine,
            )?),
            None => None,
        };
        let ticker = Ticker::start(engine.clone())?;
        Ok(Host {
            shared: Arc::new(Shared {
                engine,
                limits: self.limits,
                cache,
                ticker,
            }),
        })
    }
}

impl Host {
    /// A host with limits or features of its own.
    pub fn builder() -> HostBuilder {
        HostBuilder::default()
    }

    /// The host that everything in the process can share, with the default limits.
    ///
    /// # Errors
    /// As [`HostBuilder::build`].
    pub fn shared() -> Result<Self, Error> {
        static SHARED: Mutex<Option<Host>> = Mutex::new(None);
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(host) = &*shared {
            return Ok(host.clone());
        }
        Ok(shared.insert(Self::builder().build()?).clone())
    }

    /// What drivers may use.
    #[must_use]
    pub fn limits(&self) -> &Limits {
        &self.shared.limits
    }

    /// Loads a driver from the bytes of its file.
    ///
    /// This compiles the module, which takes about a tenth of a second for an ordinary driver, unless
    /// it is in the [cache](HostBuilder::cache).
    ///
    /// # Errors
    /// [`Error::Load`] where the bytes are not a driver that this host runs.
    pub fn load(&self, wasm: &[u8]) -> Result<Driver, Error> {
        self.load_checked(wasm, Integrity::of(wasm))
    }

    /// Loads a driver from the bytes of its file if they are the very ones that are wanted. Others
    /// are not even compiled.
    ///
    /// # Errors
    /// As [`Self::load`], and [`LoadError::Integrity`].
    pub fn load_pinned(&self, wasm: &[u8], pin: Integrity) -> Result<Driver, Error> {
        let found = Integrity::of(wasm);
        if found != pin {
            return Err(LoadError::Integrity {
                expected: pin,
                found,
            }
            .into());
        }
        self.load_checked(wasm, found)
    }

    /// Loads a driver from a file.
    ///
    /// # Errors
    /// As [`Self::load`], and [`LoadError::File`].
    pub fn load_file(&self, path: impl AsRef<Path>) -> Result<Driver, Error> {
        self.load(&read(path.as_ref())?)
    }

    fn load_checked(&self, wasm: &[u8], integrity: Integrity) -> Result<Driver, Error> {
        let Shared { limits, .. } = &*self.shared;
        if wasm.len() > limits.module {
            return Err(LoadError::TooLarge {
                size: wasm.len(),
                limit: limits.module,
            }
            .into());
        }
        let (module, cached) = self.compile(wasm, integrity)?;
        let _running = self.shared.ticker.run();
        let Started {
            program,
            instance,
            version,
        } = start(&module, limits, Stated::of(wasm)).map_err(in_start)?;
        Ok(Driver::new(
            Arc::clone(&self.shared),
            program,
            instance,
            version,
            Origin { integrity, cached },
        ))
    }

    /// The compiled module, and whether it comes from the cache.
    fn compile(&self, wasm: &[u8], integrity: Integrity) -> Result<(Module, bool), LoadError> {
        let Shared {
            engine,
            cache,
            limits,
            ..
        } = &*self.shared;
        let cached = cache
            .as_ref()
            .and_then(|cache| cache.read(engine, integrity));
        if let Some(module) = cached {
            interface::check(&module)?;
            return Ok((module, true));
        }
        structure::check(wasm, &limits.structure)?;
        let module = Module::from_binary(engine, wasm)
            .map_err(|error| LoadError::Invalid(one_line(&format!("{error:#}"))))?;
        interface::check(&module)?;
        if let Some(cache) = cache {
            cache.write(&module, integrity);
        }
        Ok((module, false))
    }
}

/// The bytes of a driver's file.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Error> {
    let result = std::fs::read(path).map_err(|error| LoadError::File {
        path: path.into(),
        error,
    });
    Ok(result?)
}

struct Started {
    program: Program,
    instance: Instance,
    version: String,
}

/// Finds out which dialect a driver speaks: one that cannot even tell its version before `init` is
/// of the deployed kind.
fn start(module: &Module, limits: &Limits, stated: Option<Stated>) -> Result<Started, Error> {
    let program = Program::new(module, Dialect::Specified, limits, stated)?;
    let mut instance = program.instantiate()?;
    if let Some(version) = instance.version()? {
        return Ok(Started {
            program,
            instance,
            version,
        });
    }
    if let Some(mismatch) = interface::mismatch(module, exports::INIT) {
        return Err(LoadError::Exports(vec![mismatch]).into());
    }
    let program = Program::new(module, Dialect::Deployed, limits, stated)?;
    let mut instance = program.instantiate()?;
    // `None` only comes from the other dialect.
    let version = instance.version()?.unwrap_or_default();
    Ok(Started {
        program,
        instance,
        version,
    })
}

/// Whatever a driver does wrong before its first call makes it one that cannot be loaded.
fn in_start(error: Error) -> Error {
    match error {
        Error::Fault(fault) => LoadError::Start(*fault).into(),
        Error::Rejected(report) => LoadError::Version(report).into(),
        error => error,
    }
}

impl fmt::Debug for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Host")
            .field("limits", &self.shared.limits)
            .finish_non_exhaustive()
    }
}

/// Words that may hold line breaks, as one line: a message is a sentence.
fn one_line(words: &str) -> String {
    let words: Vec<_> = words.split_whitespace().collect();
    words::plain(&words.join(" "), words::MESSAGE)
}
