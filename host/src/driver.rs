//! A loaded driver.

use std::fmt;
use std::path::Path;
use std::sync::{Arc, OnceLock};
use std::time::Instant;

use data_driver::{Decode, JsonValue, Kind, Place};

use crate::host::Shared;
use crate::instance::{Conversion, Instance};
use crate::pool::{Pool, PoolStats};
use crate::program::Program;
use crate::stats::{Pooled, count};
use crate::ticker::Running;
#[cfg(feature = "tracing")]
use crate::trace;
use crate::{Cancellation, Cause, Error, Fault, Host, Integrity, stack, strict, value};

/// A loaded driver: JSON text in and bytes out, bytes in and JSON out.
///
/// It is cheap to clone and can be used from many threads at once; calls run in parallel, each on an
/// instance of its own. Every call is bounded by the host's [`Limits`](crate::Limits), and none can
/// bring down the process.
///
/// What is converted, and how JSON looks, is described at
/// [`ConvertibleContract`](data_driver::ConvertibleContract), which a driver also implements.
#[derive(Clone)]
pub struct Driver {
    inner: Arc<Inner>,
    cancellation: Option<Cancellation>,
}

struct Inner {
    /// Its number among the host's.
    number: u64,
    host: Arc<Shared>,
    program: Program,
    pool: Pool,
    version: String,
    origin: Origin,
    schema: OnceLock<String>,
}

/// Where a driver comes from.
#[derive(Debug)]
pub(crate) struct Origin {
    pub(crate) integrity: Integrity,
    pub(crate) cached: bool,
}

impl Driver {
    pub(crate) fn new(
        host: Arc<Shared>,
        program: Program,
        first: Instance,
        version: String,
        origin: Origin,
    ) -> Self {
        let driver = Self {
            cancellation: None,
            inner: Arc::new(Inner {
                number: host.counters.number(),
                pool: Pool::new(program.limits().idle_instances),
                host,
                program,
                version,
                origin,
                schema: OnceLock::new(),
            }),
        };
        let pooled: Arc<dyn Pooled> = driver.inner.clone();
        let counters = &driver.inner.host.counters;
        counters.add(driver.inner.number, Arc::downgrade(&pooled));
        driver.inner.pool.count_created();
        driver.lease().give_back(Box::new(first));
        driver
    }

    /// Loads a driver from the bytes of its file, into the [shared host](Host::shared).
    ///
    /// # Errors
    /// As [`Host::load`].
    pub fn from_bytes(wasm: &[u8]) -> Result<Self, Error> {
        Host::shared()?.load(wasm)
    }

    /// Loads a driver from a file, into the [shared host](Host::shared).
    ///
    /// # Errors
    /// As [`Host::load_file`].
    pub fn from_file(path: impl AsRef<Path>) -> Result<Self, Error> {
        Host::shared()?.load_file(path)
    }

    /// Turns a function's arguments, as JSON text, into the bytes the contract takes.
    ///
    /// # Errors
    /// [`Error::Rejected`] where the driver has no such function or the text is not what it takes;
    /// [`Error::Fault`] where the driver fails.
    pub fn encode_input(&self, function: &str, json: &str) -> Result<Vec<u8>, Error> {
        self.convert(
            Conversion::Encode,
            Place::Function(function),
            json.as_bytes(),
            |bytes| Ok(bytes.to_vec()),
        )
    }

    /// Turns the bytes of a function's arguments into JSON.
    ///
    /// # Errors
    /// As [`Self::decode`].
    pub fn decode_input(&self, function: &str, bytes: &[u8]) -> Result<JsonValue, Error> {
        self.decode(Decode::Input, function, bytes)
    }

    /// Turns the bytes of a function's result into JSON.
    ///
    /// # Errors
    /// As [`Self::decode`].
    pub fn decode_output(&self, function: &str, bytes: &[u8]) -> Result<JsonValue, Error> {
        self.decode(Decode::Output, function, bytes)
    }

    /// Turns the bytes of an event's data into JSON.
    ///
    /// # Errors
    /// As [`Self::decode`].
    pub fn decode_event(&self, event: &str, bytes: &[u8]) -> Result<JsonValue, Error> {
        self.decode(Decode::Event, event, bytes)
    }

    /// Turns bytes into JSON.
    ///
    /// # Errors
    /// [`Error::Rejected`] where the driver has no such function or event or the bytes are not what
    /// it takes, returns or carries; [`Error::Fault`] where the driver fails.
    pub fn decode(&self, what: Decode, name: &str, bytes: &[u8]) -> Result<JsonValue, Error> {
        self.convert(Conversion::Decode(what), what.place(name), bytes, |json| {
            value::read(json, self.inner.program.limits().value)
        })
    }

    /// Turns bytes into JSON text, exactly as the driver writes it.
    ///
    /// Where text is what you need, this saves reading it into a value and writing it again.
    ///
    /// # Errors
    /// As [`Self::decode`].
    pub fn decode_text(&self, what: Decode, name: &str, bytes: &[u8]) -> Result<String, Error> {
        let mut text = String::new();
        self.decode_into(what, name, bytes, &mut text)?;
        Ok(text)
    }

    /// Appends what [`Self::decode_text`] returns to a text, which stays as it is after an error.
    ///
    /// # Errors
    /// As [`Self::decode`].
    pub fn decode_into(
        &self,
        what: Decode,
        name: &str,
        bytes: &[u8],
        text: &mut String,
    ) -> Result<(), Error> {
        self.lease().decode_into(what, name, bytes, text)
    }

    /// The driver's version, in its own words.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.inner.version
    }

    /// The document that describes the contract's functions, events and types, as text; `None` where
    /// the driver has none.
    ///
    /// The driver is asked once. Some deployed drivers trap when they are; that is an error here, and
    /// all else works as if it had not happened.
    ///
    /// # Errors
    /// [`Error::Fault`] where the driver fails or has more than [`MAX_SCHEMA`](crate::MAX_SCHEMA) bytes to say.
    pub fn schema_text(&self) -> Result<Option<&str>, Error> {
        let known = &self.inner.schema;
        let schema = match known.get() {
            Some(schema) => schema,
            None => {
                let schema = self.run(Instance::schema)?;
                known.get_or_init(|| schema)
            }
        };
        Ok(Some(schema.as_str()).filter(|schema| !schema.is_empty()))
    }

    /// The document that describes the contract's functions, events and types; `None` where the driver
    /// has none.
    ///
    /// The text is read each time, so that a stranger's driver, of which a byte of text can take a hundred as a value, holds no
    /// more than its text: keep the value if you need it again.
    ///
    /// # Errors
    /// As [`Self::schema_text`], and where the document is not JSON or takes more than
    /// [`Limits::value`](crate::Limits::value).
    pub fn schema(&self) -> Result<Option<JsonValue>, Error> {
        let Some(text) = self.schema_text()? else {
            return Ok(None);
        };
        value::read(text.as_bytes(), self.inner.program.limits().value)
            .map(Some)
            .map_err(|cause| Fault::new(data_driver::abi::exports::GET_SCHEMA, cause).into())
    }

    /// The hash of the driver's file.
    #[must_use]
    pub fn integrity(&self) -> Integrity {
        self.inner.origin.integrity
    }

    /// Whether the compiled code came from the host's [cache](crate::HostBuilder::cache).
    #[must_use]
    pub fn was_cached(&self) -> bool {
        self.inner.origin.cached
    }

    /// The same driver, whose calls end when they are [cancelled](Cancellation), with [`Error::Cancelled`].
    ///
    /// It shares all that it holds with the other. The instance on which a call was cancelled is dropped.
    #[must_use]
    pub fn cancelled_by(&self, cancellation: &Cancellation) -> Self {
        Self {
            inner: Arc::clone(&self.inner),
            cancellation: Some(cancellation.clone()),
        }
    }

    /// What the driver holds between calls.
    #[must_use]
    pub fn pool(&self) -> PoolStats {
        self.inner.pool.stats()
    }

    fn convert<T>(
        &self,
        conversion: Conversion,
        place: Place<'_>,
        data: &[u8],
        read: impl FnOnce(&[u8]) -> Result<T, Cause>,
    ) -> Result<T, Error> {
        self.lease().convert(conversion, place, data, read)
    }

    /// Runs a call on an idle instance or a new one.
    fn run<T>(&self, call: impl FnOnce(&mut Instance) -> Result<T, Error>) -> Result<T, Error> {
        self.lease().run(call)
    }

    /// An instance for calls one after the other.
    pub(crate) fn lease(&self) -> Lease<'_> {
        Lease {
            driver: self,
            instance: None,
            _running: self.inner.host.ticker.run(),
        }
    }
}

/// An instance that is kept from one call to the next. Where there are many, threads that hold one each do not
/// pass the same ones to and fro, with all that is in a processor's cache.
pub(crate) struct Lease<'a> {
    driver: &'a Driver,
    /// None before the first call, and after one that leaves nothing worth keeping.
    instance: Option<Box<Instance>>,
    _running: Running<'a>,
}

impl Lease<'_> {
    /// As [`Driver::decode_into`].
    pub(crate) fn decode_into(
        &mut self,
        what: Decode,
        name: &str,
        bytes: &[u8],
        text: &mut String,
    ) -> Result<(), Error> {
        self.convert(Conversion::Decode(what), what.place(name), bytes, |json| {
            let json = str::from_utf8(json);
            text.push_str(json.map_err(|error| Cause::NotUtf8(error.valid_up_to()))?);
            Ok(())
        })
    }

    fn convert<T>(
        &mut self,
        conversion: Conversion,
        place: Place<'_>,
        data: &[u8],
        read: impl FnOnce(&[u8]) -> Result<T, Cause>,
    ) -> Result<T, Error> {
        let strict = self.driver.inner.host.strict;
        self.run(|instance| match conversion {
            Conversion::Decode(Decode::Input) if strict => {
                strict::decode_input(instance, place.name(), data, read)
            }
            _ => instance.convert(conversion, place.name(), data, read),
        })
        .map_err(|error| {
            let error = error.in_place(place);
            #[cfg(feature = "tracing")]
            trace::failed(self.driver.integrity(), place, &error);
            error
        })
    }

    fn run<T>(&mut self, call: impl FnOnce(&mut Instance) -> Result<T, Error>) -> Result<T, Error> {
        let Inner {
            program,
            pool,
            host,
            ..
        } = &*self.driver.inner;
        stack::check(program.limits().stack)?;
        let cancellation = self.driver.cancellation.as_ref();
        if cancellation.is_some_and(Cancellation::is_cancelled) {
            count(&host.counters.cancelled);
            return Err(Error::Cancelled);
        }
        let Some(mut instance) = self.instance.take().or_else(|| pool.take()) else {
            let begun = Instant::now();
            pool.count_created();
            let instance = program.instantiate(begun, cancellation);
            let mut instance = Box::new(instance.inspect_err(|error| self.dropped(Some(error)))?);
            let result = call(&mut instance);
            self.finish(instance, &result);
            return result;
        };
        instance.begin(cancellation);
        let result = call(&mut instance);
        self.finish(instance, &result);
        result
    }

    /// Keeps an instance after a call, or drops it.
    fn finish<T>(&mut self, instance: Box<Instance>, result: &Result<T, Error>) {
        // An instance at fault may be in any state, one that has trapped must not run again.
        match result {
            Ok(_) | Err(Error::Rejected(_)) => self.give_back(instance),
            Err(error) => self.dropped(Some(error)),
        }
    }

    /// Keeps an instance for the next call, unless it is better dropped.
    fn give_back(&mut self, mut instance: Box<Instance>) {
        if instance.tidy() {
            self.instance = Some(instance);
        } else {
            self.dropped(None);
        }
    }

    /// Notes that an instance is dropped, and why if not because it is too large.
    #[cold]
    fn dropped(&self, why: Option<&Error>) {
        let Inner { pool, host, .. } = &*self.driver.inner;
        let counters = &host.counters;
        count(&counters.replaced);
        match why {
            Some(Error::Fault(fault)) => {
                count(&counters.failed);
                match fault.cause().kind() {
                    Kind::Trap => {
                        count(&counters.trapped);
                        pool.count_trapped();
                    }
                    Kind::Timeout => {
                        count(&counters.timed_out);
                        pool.count_timed_out();
                    }
                    _ => {}
                }
            }
            Some(Error::Cancelled) => count(&counters.cancelled),
            _ => {}
        }
        #[cfg(feature = "tracing")]
        trace::replaced(
            self.driver.integrity(),
            why.map_or("it is too large", |error| error.kind().as_str()),
        );
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.host.counters.remove(self.number);
    }
}

impl Pooled for Inner {
    fn pool(&self) -> PoolStats {
        self.pool.stats()
    }

    fn drop_unused(&self) {
        self.pool.drop_unused();
    }
}

impl Drop for Lease<'_> {
    fn drop(&mut self) {
        if let Some(instance) = self.instance.take() {
            self.driver.inner.pool.give_back(instance);
        }
    }
}

impl fmt::Debug for Driver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Driver")
            .field("version", &self.inner.version)
            .field("integrity", &self.integrity())
            .finish_non_exhaustive()
    }
}
