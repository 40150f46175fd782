//! One instance of a driver and the calls of its interface.

use data_driver::abi::{Code, Dialect, exports};
use data_driver::{Decode, Report};
use wasmtime::{Store, TypedFunc, WasmParams, WasmResults};

use crate::buffers::{Buffers, Input, Outcome, Room};
use crate::guest::{Guest, State, missing};
use crate::limits::{Limits, MAX_SCHEMA};
use crate::ticker::ticks;
use crate::{Cancellation, Cause, Error, Fault, last_error, words};

/// How many ticks a driver has to say what its panic was about, also when the time of the call is over: with these a call takes less
/// than 100 ms more than it may.
const LAST_WORDS_TICKS: u64 = 8;

type Convert = TypedFunc<(u32, u32, u32, u32, u32, u32), i32>;
type Tell = TypedFunc<(u32, u32), i32>;

/// A conversion, by the export that does it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Conversion {
    Encode,
    Decode(Decode),
}

impl Conversion {
    pub(crate) const fn export(self) -> &'static str {
        match self {
            Self::Encode => exports::ENCODE_INPUT_FN,
            Self::Decode(Decode::Input) => exports::DECODE_INPUT_FN,
            Self::Decode(Decode::Output) => exports::DECODE_OUTPUT_FN,
            Self::Decode(Decode::Event) => exports::DECODE_EVENT,
        }
    }
}

/// A driver's instance with its exports and its buffers.
pub(crate) struct Instance {
    guest: Guest,
    functions: Functions,
    buffers: Buffers,
    dialect: Dialect,
    deadline: u64,
    /// The most bytes that the words of an error may have. They may quote what was converted.
    longest_words: usize,
    /// An instance with more bytes of memory and tables is not kept, whether it has grown or began so: a file of a few bytes
    /// can say that it begins with the most that there may be.
    kept_memory: usize,
}

struct Functions {
    encode_input_fn: Convert,
    decode_input_fn: Convert,
    decode_output_fn: Convert,
    decode_event: Convert,
    get_schema: Tell,
    get_version: Tell,
    get_last_error: Tell,
    get_last_error_details: Option<Tell>,
}

impl Functions {
    fn of(instance: &wasmtime::Instance, guest: &mut Guest) -> Result<Self, Error> {
        let store = &mut guest.store;
        Ok(Self {
            encode_input_fn: function(instance, store, exports::ENCODE_INPUT_FN)?,
            decode_input_fn: function(instance, store, exports::DECODE_INPUT_FN)?,
            decode_output_fn: function(instance, store, exports::DECODE_OUTPUT_FN)?,
            decode_event: function(instance, store, exports::DECODE_EVENT)?,
            get_schema: function(instance, store, exports::GET_SCHEMA)?,
            get_version: function(instance, store, exports::GET_VERSION)?,
            get_last_error: function(instance, store, exports::GET_LAST_ERROR)?,
            get_last_error_details: function(instance, store, exports::GET_LAST_ERROR_DETAILS).ok(),
        })
    }

    const fn converting(&self, conversion: Conversion) -> &Convert {
        match conversion {
            Conversion::Encode => &self.encode_input_fn,
            Conversion::Decode(Decode::Input) => &self.decode_input_fn,
            Conversion::Decode(Decode::Output) => &self.decode_output_fn,
            Conversion::Decode(Decode::Event) => &self.decode_event,
        }
    }
}

/// An export, whose type was checked when the module was loaded.
fn function<P: WasmParams, R: WasmResults>(
    instance: &wasmtime::Instance,
    store: &mut Store<State>,
    name: &str,
) -> Result<TypedFunc<P, R>, Error> {
    instance
        .get_typed_func(store, name)
        .map_err(|_| missing(name))
}

impl Instance {
    /// Makes a module's instance ready for calls.
    pub(crate) fn new(
        mut guest: Guest,
        instance: &wasmtime::Instance,
        dialect: Dialect,
        limits: &Limits,
    ) -> Result<Self, Error> {
        let functions = Functions::of(instance, &mut guest)?;
        if dialect == Dialect::Deployed {
            let init: TypedFunc<(), ()> = function(instance, &mut guest.store, exports::INIT)?;
            init.call(&mut guest.store, ())
                .map_err(|error| guest.failure(exports::INIT, &error))?;
        }
        guest.store.data_mut().forget_refusals();
        Ok(Self {
            functions,
            buffers: Buffers::new(dialect, limits.output),
            dialect,
            deadline: ticks(limits.time),
            longest_words: words::REPORT,
            kept_memory: limits.idle_memory,
            guest,
        })
    }

    /// Runs a conversion and hands its result to `read`.
    pub(crate) fn convert<T>(
        &mut self,
        conversion: Conversion,
        name: &str,
        data: &[u8],
        read: impl FnOnce(&[u8]) -> Result<T, Cause>,
    ) -> Result<T, Error> {
        let export = conversion.export();
        self.guest.store.data_mut().expect(data.len());
        let input = self.buffers.put(&mut self.guest, name, data)?;
        let function = self.functions.converting(conversion);
        // Text is up to twice as long as the bytes; the other way round it is shorter.
        let room = Room {
            guess: data.len().saturating_mul(2),
            longest: usize::MAX,
        };
        // As in JavaScript, which reckons with three bytes a character.
        let quoted = match conversion {
            Conversion::Encode => data.len().saturating_mul(3),
            Conversion::Decode(_) => data.len(),
        };
        self.longest_words = words::REPORT.saturating_add(quoted);
        let outcome = self
            .buffers
            .fill(&mut self.guest, export, room, |store, (out, size)| {
                let Input { name, data } = input;
                function.call(store, (name.ptr, name.size, data.ptr, data.size, out, size))
            });
        match outcome {
            Ok(Outcome::Done(result)) => {
                read(result).map_err(|cause| Fault::new(export, cause).into())
            }
            Ok(Outcome::Refused(code)) => {
                if self.dialect == Dialect::Deployed {
                    // The message may quote name and data, every character escaped.
                    let longest = name.len().saturating_add(data.len()).saturating_mul(6);
                    let longest = longest.saturating_add(1 << 10);
                    self.buffers.reserve(&mut self.guest, longest)?;
                }
                Err(self.rejection(export, code))
            }
            Err(error) => Err(self.with_last_words(error)),
        }
    }

    /// The schema; empty where the driver has none.
    pub(crate) fn schema(&mut self) -> Result<String, Error> {
        match tell(
            &mut self.guest,
            &mut self.buffers,
            exports::GET_SCHEMA,
            &self.functions.get_schema,
            MAX_SCHEMA,
        ) {
            Ok(Ok(schema)) => Ok(schema),
            Ok(Err(code)) => Err(self.rejection(exports::GET_SCHEMA, code)),
            Err(error) => Err(self.with_last_words(error)),
        }
    }

    /// The version; `None` where the driver wants `init` first.
    pub(crate) fn version(&mut self) -> Result<Option<String>, Error> {
        match tell(
            &mut self.guest,
            &mut self.buffers,
            exports::GET_VERSION,
            &self.functions.get_version,
            words::REPORT,
        ) {
            Ok(Ok(version)) => Ok(Some(words::plain(&version, words::VERSION))),
            Ok(Err(Code::DriverNotInitialized)) if self.dialect == Dialect::Specified => Ok(None),
            Ok(Err(code)) => Err(self.rejection(exports::GET_VERSION, code)),
            Err(error) => Err(self.with_last_words(error)),
        }
    }

    /// Makes the instance ready for the next call; false where it is better dropped.
    pub(crate) fn tidy(&mut self) -> bool {
        self.guest.size() <= self.kept_memory && self.buffers.tidy(&mut self.guest).is_ok()
    }

    /// Size of the instance's memory and tables in bytes.
    pub(crate) fn size(&self) -> usize {
        self.guest.size()
    }

    /// Starts the time of a call, however many conversions it takes, and says who may end it.
    pub(crate) fn begin(&mut self, cancellation: Option<&Cancellation>) {
        let state = self.guest.store.data_mut();
        if state.cancellation.is_some() || cancellation.is_some() {
            state.cancellation = cancellation.cloned();
        }
        let first = state.begin(self.deadline);
        self.guest.store.set_epoch_deadline(first);
    }

    /// Notes that nobody uses it; false where that was so the last time, too.
    pub(crate) fn was_used(&mut self) -> bool {
        self.guest.store.data_mut().was_used()
    }

    /// Why an export refused.
    #[cold]
    fn rejection(&mut self, export: &'static str, code: Code) -> Error {
        if code == Code::DriverNotInitialized {
            return Fault::new(export, Cause::Code(code as i32)).into();
        }
        match self.last_error(code) {
            Ok(report) => Error::Rejected(Box::new(report)),
            Err(error) => error,
        }
    }

    fn last_error(&mut self, code: Code) -> Result<Report, Error> {
        let Self {
            guest,
            buffers,
            functions,
            longest_words,
            ..
        } = self;
        let longest = *longest_words;
        if let Some(function) = &functions.get_last_error_details {
            let export = exports::GET_LAST_ERROR_DETAILS;
            let details = tell(guest, buffers, export, function, longest)?;
            if let Some(report) = details
                .ok()
                .and_then(|details| last_error::parse(code, &details))
            {
                return Ok(report);
            }
        }
        let export = exports::GET_LAST_ERROR;
        match tell(guest, buffers, export, &functions.get_last_error, longest)? {
            Ok(words) => Ok(last_error::quote(code, &words)),
            Err(code) => Err(Fault::new(export, Cause::Code(code as i32)).into()),
        }
    }

    /// Puts what a driver said when it panicked into the error.
    #[cold]
    fn with_last_words(&mut self, error: Error) -> Error {
        match error {
            Error::Fault(fault) if matches!(fault.cause(), Cause::Trap(_)) => {
                let words = self.last_words().map(Cause::Panic);
                words.map_or(Error::Fault(fault.clone()), |words| {
                    Fault::new(fault.export(), words).into()
                })
            }
            error => error,
        }
    }

    /// What a driver said when it panicked. This is the one call that runs after a trap; the instance
    /// is dropped then.
    fn last_words(&mut self) -> Option<String> {
        // Deployed drivers keep no panic's words, and may have the words of an earlier error left.
        if self.dialect == Dialect::Deployed {
            return None;
        }
        let first = self.guest.store.data_mut().begin(LAST_WORDS_TICKS);
        self.guest.store.set_epoch_deadline(first);
        let Self {
            guest,
            buffers,
            functions,
            ..
        } = self;
        let words = match &functions.get_last_error_details {
            Some(function) => {
                let export = exports::GET_LAST_ERROR_DETAILS;
                let details = tell(guest, buffers, export, function, words::REPORT);
                last_error::panic(&details.ok()?.ok()?)?
            }
            None => {
                let function = &functions.get_last_error;
                let export = exports::GET_LAST_ERROR;
                tell(guest, buffers, export, function, words::REPORT)
                    .ok()?
                    .ok()?
            }
        };
        (!words.is_empty()).then(|| words::plain(&words, words::MESSAGE))
    }
}

/// What an export that writes a text says, of so many bytes at most, or the code with which it refuses.
fn tell(
    guest: &mut Guest,
    buffers: &mut Buffers,
    export: &'static str,
    function: &Tell,
    longest: usize,
) -> Result<Result<String, Code>, Error> {
    let room = Room { guess: 0, longest };
    match buffers.fill(guest, export, room, |store, out| function.call(store, out))? {
        Outcome::Done(text) => match str::from_utf8(text) {
            Ok(text) => Ok(Ok(text.into())),
            Err(error) => Err(Fault::new(export, Cause::NotUtf8(error.valid_up_to())).into()),
        },
        Outcome::Refused(code) => Ok(Err(code)),
    }
}
