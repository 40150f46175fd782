//! The place where drivers are loaded.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use data_driver::abi::{Dialect, exports};
use wasmtime::{Engine, Module};

use crate::cache::{self, Cache};
use crate::compiler::{Compiler, Process};
use crate::driver::Origin;
use crate::idle::IdleInstances;
use crate::instance::Instance;
use crate::program::Program;
use crate::stated::Stated;
use crate::stats::{Counters, count};
use crate::ticker::Ticker;
#[cfg(feature = "tracing")]
use crate::trace;
use crate::{
    Driver, Error, HostStats, Integrity, Limits, LoadError, engine, interface, read_file, stack,
    structure, words,
};

/// Compiles drivers and bounds what they may use.
///
/// A host is cheap to clone, and its drivers keep it alive. A program needs one for each set of
/// [`Limits`]; for the default ones there is [`Driver::from_bytes`].
///
/// The host handles the process's signals for memory faults, as a runtime of WebAssembly does; other
/// handlers for them that are there already still get the faults that are not its own. One that is installed later gets the
/// traps of drivers as well, and has to hand on to the one that was there what is not its own.
///
/// A host is no good in a process that was forked off: the thread that is its clock is not there, so that no call ends at its
/// limit of time. Build a host, and load its drivers, where they are called, or start another program.
#[derive(Clone)]
pub struct Host {
    shared: Arc<Shared>,
}

pub(crate) struct Shared {
    engine: Engine,
    limits: Limits,
    cache: Option<Cache>,
    pub(crate) counters: Arc<Counters>,
    pub(crate) strict: bool,
    compiler: Option<Process>,
    pub(crate) ticker: Ticker,
}

/// Chooses how a [`Host`] runs drivers.
#[derive(Debug, Clone, Default)]
#[must_use = "a builder does nothing until it builds"]
pub struct HostBuilder {
    limits: Limits,
    wide_arithmetic: bool,
    strict: bool,
    cache: Option<PathBuf>,
    cache_limit: Option<u64>,
    compiler: Option<Compiler>,
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

    /// Whether a function's input is decoded only from the very bytes that encoding its value gives. Off by default.
    ///
    /// Most formats have more than one form for a value: an archive has room between its members and may hold them in
    /// any order, a curve's point that is none can be shown but is no value. A contract takes some of these, so that
    /// decoding shows what a call on the chain said. Who signs, stores or compares bytes wants one form.
    ///
    /// Other bytes are [`Error::Rejected`] with the kind [`InvalidBytes`](data_driver::Kind::InvalidBytes) and the first
    /// byte that differs, or why the driver does not take the value. Each call takes as long as decoding and encoding.
    /// Outputs and events cannot be encoded and are decoded as ever.
    pub const fn strict(mut self, strict: bool) -> Self {
        self.strict = strict;
        self
    }

    /// Keeps compiled code in this directory, so that a driver that was loaded before, also by another
    /// process, loads a hundred times faster. There is no such directory by default.
    ///
    /// Compiled code is run as it stands there: **whoever can write to the directory can run anything
    /// in this process**. The directory is made if it is not there, for this user alone. On Unix, one
    /// that belongs to somebody else or that others can write to is refused, and a file in it of which
    /// either is true, or a link, is not run but made anew; elsewhere that is for you to see to. Files are never out of date; you may delete any at any time. How much there is of them,
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

    /// Compiles drivers in processes of their own, which are ended when they take more than
    /// [`Limits::compile_time`] and [`Limits::compile_memory`]. By default drivers are compiled in this process, which nothing ends once it
    /// has begun; what it takes is bounded by [`Limits::structure`] then.
    ///
    /// What the process gives back is run as it is: **whoever can change the program can run anything in this process**.
    pub fn compiler(mut self, compiler: Compiler) -> Self {
        self.compiler = Some(compiler);
        self
    }

    /// The host.
    ///
    /// # Errors
    /// [`Error::Host`] where the system is none that WebAssembly can be compiled for or does not
    /// start a thread, or where the [cache](Self::cache) cannot be used.
    pub fn build(self) -> Result<Host, Error> {
        let engine = engine::new(self.limits.stack, self.wide_arithmetic)?;
        let cache = match &self.cache {
            Some(directory) => Some(Cache::open(
                directory,
                self.cache_limit.unwrap_or(cache::LIMIT),
                &engine,
            )?),
            None => None,
        };
        let counters = Arc::new(Counters::default());
        let idle = IdleInstances::new(Arc::clone(&counters), self.limits.idle_time);
        let ticker = Ticker::start(engine.clone(), idle)?;
        Ok(Host {
            shared: Arc::new(Shared {
                engine,
                compiler: self
                    .compiler
                    .map(|compiler| Process::new(compiler, &self.limits, self.wide_arithmetic)),
                limits: self.limits,
                cache,
                counters,
                strict: self.strict,
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

    /// What it has done since it was built, and what its drivers hold.
    #[must_use]
    pub fn stats(&self) -> HostStats {
        HostStats {
            running: self.shared.ticker.running(),
            ..self.shared.counters.stats()
        }
    }

    /// Loads a driver from the bytes of its file.
    ///
    /// This compiles the module, which takes about a tenth of a second for an ordinary driver, unless
    /// it is in the [cache](HostBuilder::cache).
    ///
    /// # Errors
    /// [`Error::Load`] where the bytes are not a driver that this host runs.
    pub fn load(&self, wasm: &[u8]) -> Result<Driver, Error> {
        self.load_checked(wasm, Integrity::of(wasm), None)
    }

    /// Loads a driver from the bytes of its file if they are the very ones that are wanted. Others
    /// are not even compiled.
    ///
    /// # Errors
    /// As [`Self::load`], and [`LoadError::Integrity`].
    pub fn load_pinned(&self, wasm: &[u8], pin: Integrity) -> Result<Driver, Error> {
        self.load_checked(wasm, Integrity::of(wasm), Some(pin))
    }

    /// Loads a driver from a file.
    ///
    /// # Errors
    /// As [`Self::load`], and [`LoadError::File`].
    pub fn load_file(&self, path: impl AsRef<Path>) -> Result<Driver, Error> {
        self.load(&read_file(path, self.limits().module)?)
    }

    fn load_checked(
        &self,
        wasm: &[u8],
        integrity: Integrity,
        pin: Option<Integrity>,
    ) -> Result<Driver, Error> {
        #[cfg(feature = "tracing")]
        let _span = trace::load(integrity, wasm.len());
        let result = self.start(wasm, integrity, pin);
        let counters = &self.shared.counters;
        match &result {
            Ok(driver) => {
                count(&counters.loaded);
                if driver.was_cached() {
                    count(&counters.cached);
                }
            }
            Err(_) => count(&counters.refused),
        }
        #[cfg(feature = "tracing")]
        trace::loaded(&result);
        result
    }

    fn start(
        &self,
        wasm: &[u8],
        integrity: Integrity,
        pin: Option<Integrity>,
    ) -> Result<Driver, Error> {
        // Before a byte of it is looked at.
        if let Some(expected) = pin.filter(|pin| *pin != integrity) {
            return Err(LoadError::Integrity {
                expected,
                found: integrity,
            }
            .into());
        }
        let Shared { limits, cache, .. } = &*self.shared;
        if wasm.len() > limits.module {
            return Err(LoadError::TooLarge {
                size: wasm.len(),
                limit: limits.module,
            }
            .into());
        }
        stack::check(limits.stack)?;
        let (module, cached) = self.compile(wasm, integrity)?;
        let running = self.shared.ticker.run();
        let Started {
            program,
            instance,
            version,
        } = start(&module, limits, Stated::of(wasm)).map_err(in_start)?;
        drop(running);
        // What does not start would take the place of what does.
        if let Some(cache) = cache.as_ref().filter(|_| !cached) {
            cache.write(&module, integrity);
        }
        Ok(Driver::new(
            Arc::clone(&self.shared),
            program,
            instance,
            version,
            Origin { integrity, cached },
        ))
    }

    /// The compiled module, and whether it comes from the cache.
    fn compile(&self, wasm: &[u8], integrity: Integrity) -> Result<(Module, bool), Error> {
        let Shared {
            engine,
            cache,
            compiler,
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
        crate::load_error::check_beginning(wasm)?;
        structure::check(wasm, &limits.structure)?;
        let module = match compiler {
            Some(process) => process.compile(engine, wasm)?,
            None => {
                Module::from_binary(engine, wasm).map_err(|error| invalid(&format!("{error:#}")))?
            }
        };
        interface::check(&module)?;
        Ok((module, false))
    }
}

struct Started {
    program: Program,
    instance: Instance,
    version: String,
}

/// Finds out which dialect a driver speaks: one that cannot even tell its version before `init` is
/// of the deployed kind.
fn start(module: &Module, limits: &Limits, stated: Option<Stated>) -> Result<Started, Error> {
    let begun = Instant::now();
    let program = Program::new(module, Dialect::Specified, limits, stated)?;
    let mut instance = program.instantiate(begun, None)?;
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
    let mut instance = program.instantiate(begun, None)?;
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

/// What the compiler says of a module that is none. Its words may hold line breaks, and a message is a sentence.
pub(crate) fn invalid(words: &str) -> LoadError {
    let words: Vec<_> = words.split_whitespace().collect();
    LoadError::Invalid(words::plain(&words.join(" "), words::MESSAGE))
}
