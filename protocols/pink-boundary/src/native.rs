//! The host's end of the tables.
#![allow(unsafe_code, reason = "functions of another program")]

use core::ffi::c_void;
use core::ptr::NonNull;
use std::alloc::Layout;
use std::cell::Cell;
use std::fmt;
use std::path::Path;

use cross_call::Call;
use libloading::Library;
use pink_protocol::ecalls::CALLS;

use crate::abi::{Config, Ecalls, Ocalls, OutputFn, TakeError};
use crate::loader::{Loader, Place};
use crate::output::{Collected, MAX_OUTPUT, Spoilt, pieces};
use crate::shell::{self, bytes, call, guarded};
use crate::words::{MAX_WORDS, shown};
use crate::{Failure, Handler, InitError, LoadError, Refusal, Runtime, Version};

/// A runtime that runs in this process: a part of it, or a library that was loaded.
///
/// Any number of threads may call it at once; each ecall has a [`Handler`] of its own, which answers the ocalls that the
/// runtime makes on the same thread. Code in this process can do whatever the process can: a stranger's belongs into
/// WebAssembly.
pub struct NativeRuntime {
    ecalls: Ecalls,
    take_error: TakeError,
    version: Version,
    /// The functions are those of the library, which stays as long as they do.
    _library: Option<Library>,
}

impl NativeRuntime {
    /// A runtime that is a part of this program; [`Loader::in_process`] without a setting.
    ///
    /// # Errors
    /// It was not initialised.
    pub fn in_process<R: Runtime>() -> Result<Self, InitError> {
        Loader::new().in_process::<R>()
    }

    /// Loads a library that exports `__pink_runtime_init`; [`Loader::load`] without a setting.
    ///
    /// # Errors
    /// There is no such library, it lacks the function, or the runtime was not initialised.
    ///
    /// # Safety
    /// What [`Loader::load`] demands.
    pub unsafe fn load(path: &Path) -> Result<Self, LoadError> {
        // SAFETY: the caller promises it.
        unsafe { Loader::new().load(path) }
    }

    /// # Safety
    /// The functions are what their types say.
    pub(crate) unsafe fn begin(
        init: unsafe extern "C" fn(*const Config, *mut Ecalls) -> i32,
        take_error: TakeError,
        place: Place,
        library: Option<Library>,
    ) -> Result<Self, InitError> {
        let config = Config {
            is_dylib: place.is_dylib.into(),
            enclaved: place.enclaved.into(),
            ocalls: Ocalls {
                ocall: Some(ocall),
                alloc: Some(alloc),
                dealloc: Some(dealloc),
            },
        };
        let mut ecalls = Ecalls::default();
        // SAFETY: both are there during the call, and the caller promises the rest.
        let code = unsafe { init(&raw const config, &raw mut ecalls) };
        if code != 0 {
            return Err(InitError::Code(code));
        }
        if ecalls.ecall.is_none() {
            return Err(InitError::Missing("ecall"));
        }
        let get_version = ecalls
            .get_version
            .ok_or(InitError::Missing("get_version"))?;
        let mut version = (0, 0);
        // SAFETY: both are there during the call, and the caller promises the rest.
        unsafe { get_version(&raw mut version.0, &raw mut version.1) };
        Ok(Self {
            ecalls,
            take_error,
            version,
            _library: library,
        })
    }

    /// The version of the interface that the runtime has.
    #[must_use]
    pub const fn version(&self) -> Version {
        self.version
    }

    /// Runs an ecall, whose ocalls the handler answers, and gives the bytes of its result.
    ///
    /// A runtime that has no `__pink_runtime_take_error` cannot tell an error from a result without bytes.
    ///
    /// # Errors
    /// The runtime has no such call in its version, it did not run it to its end, or the handler had no answer.
    pub fn ecall(
        &self,
        handler: &mut dyn Handler,
        id: u32,
        data: &[u8],
    ) -> Result<Vec<u8>, Failure> {
        if let Some(call) = Call::find(CALLS, id)
            && !call.is_available(self.version)
        {
            let version = self.version;
            return Err(Failure::NotAvailable { call, version });
        }
        let mut frame = Frame {
            handler,
            failure: None,
        };
        let collected = within(&mut frame, || {
            // SAFETY: the runtime's function is what its type says, as whoever made `self` promised.
            unsafe { call(self.ecalls.ecall, id, data) }
        });
        let words = self.words();
        if let Some(failure) = frame.failure {
            return Err(failure);
        }
        if let Some(words) = words {
            return Err(Failure::Runtime(words));
        }
        collected.finish()
    }

    /// What the runtime says of the call that it ran last on this thread.
    fn words(&self) -> Option<String> {
        let take_error = self.take_error?;
        let mut collected = Collected::default();
        let ctx: *mut Collected = &raw mut collected;
        // SAFETY: `collect` takes this pointer as long as `collected` is there.
        unsafe { take_error(ctx.cast(), Some(shell::collect)) };
        let words = collected.bytes;
        (!words.is_empty()).then(|| shown(&words, MAX_WORDS))
    }
}

impl fmt::Debug for NativeRuntime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (major, minor) = self.version;
        write!(f, "NativeRuntime({major}.{minor})")
    }
}

impl Collected {
    fn finish(self) -> Result<Vec<u8>, Failure> {
        match self.spoilt {
            None => Ok(self.bytes),
            Some(Spoilt::TooLarge) => Err(Failure::TooLarge { limit: MAX_OUTPUT }),
            Some(Spoilt::Null(len)) => Err(Failure::BadPointer {
                ptr: 0,
                len: u64::try_from(len).unwrap_or(u64::MAX),
            }),
        }
    }
}

/// An ecall that is being run.
struct Frame<'a> {
    handler: &'a mut dyn Handler,
    /// Why the ecall has failed, whatever the runtime makes of it.
    failure: Option<Failure>,
}

thread_local! {
    /// The ecall that runs on this thread: an ocall does not say which it belongs to.
    static FRAME: Cell<Option<NonNull<Frame<'static>>>> = const { Cell::new(None) };
}

/// Puts back what was there.
struct Restore(Option<NonNull<Frame<'static>>>);

impl Drop for Restore {
    fn drop(&mut self) {
        FRAME.set(self.0);
    }
}

/// Makes an ecall that of this thread while `run` runs.
fn within<T>(frame: &mut Frame<'_>, run: impl FnOnce() -> T) -> T {
    let pointer: NonNull<Frame<'_>> = NonNull::from(frame);
    // The lifetime is that of this call: `Restore` takes the pointer away before it is over.
    let _restore = Restore(FRAME.replace(Some(pointer.cast())));
    run()
}

/// The function `ocall` that hosts hand to runtimes. It never unwinds into the runtime.
unsafe extern "C" fn ocall(
    id: u32,
    data: *const u8,
    len: usize,
    ctx: *mut c_void,
    output: OutputFn,
) {
    // An ecall that the handler makes is another one: this one is out of reach until it has answered.
    let Some(mut pointer) = FRAME.take() else {
        // On a thread that runs no ecall there is nobody to ask.
        return;
    };
    let _restore = Restore(Some(pointer));
    // SAFETY: `within` put the pointer there and has not returned, and nobody else has it now.
    let frame = unsafe { pointer.as_mut() };
    if frame.failure.is_some() {
        return;
    }
    // SAFETY: the runtime promises, by the type of this function, that so many bytes are there during the call.
    let answer = match unsafe { bytes(data, len) } {
        None => Err(Refusal::NoInput { id, len }.to_string()),
        Some(data) => guarded(id, || Ok(frame.handler.ocall(id, data)))
            .unwrap_or_else(|panicked| Err(panicked.to_string()))
            .and_then(fits),
    };
    match (answer, output) {
        (Ok(answer), Some(output)) => {
            for piece in pieces(&answer) {
                // SAFETY: the piece is there during the call, and `output` takes `ctx`, as the runtime promises.
                unsafe { output(ctx, piece.as_ptr(), piece.len()) };
            }
        }
        (Ok(_), None) => {}
        (Err(reason), _) => frame.failure = Some(Failure::Host { id, reason }),
    }
}

/// The runtime's end takes no more, so that this one says it.
fn fits(answer: Vec<u8>) -> Result<Vec<u8>, String> {
    match answer.len() {
        ..=MAX_OUTPUT => Ok(answer),
        len => Err(format!(
            "the answer has {len} bytes, more than {MAX_OUTPUT}"
        )),
    }
}

/// The function `alloc` that hosts hand to runtimes.
unsafe extern "C" fn alloc(size: usize, align: usize) -> *mut u8 {
    match Layout::from_size_align(size, align) {
        // SAFETY: the size is not 0.
        Ok(layout) if size != 0 => unsafe { std::alloc::alloc(layout) },
        _ => core::ptr::null_mut(),
    }
}

/// The function `dealloc` that hosts hand to runtimes.
unsafe extern "C" fn dealloc(p: *mut u8, size: usize, align: usize) {
    if let (Ok(layout), false) = (Layout::from_size_align(size, align), p.is_null()) {
        // SAFETY: `alloc` gave the pointer with this size and alignment, as the runtime promises.
        unsafe { std::alloc::dealloc(p, layout) };
    }
}
