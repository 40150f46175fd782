//! How a native runtime begins.
#![allow(unsafe_code, reason = "functions of another program")]

use core::ffi::c_void;
use std::path::Path;

use libloading::{Library, Symbol};

use crate::abi::{Config, Ecalls, Init, OutputFn, TakeError};
use crate::{InitError, LoadError, NativeRuntime, Runtime, shell};

/// Begins native runtimes, and tells them where they are.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Loader {
    enclaved: bool,
}

/// Where a runtime is.
pub(crate) struct Place {
    pub(crate) is_dylib: bool,
    pub(crate) enclaved: bool,
}

impl Loader {
    /// Of runtimes that are in no enclave.
    #[must_use]
    pub const fn new() -> Self {
        Self { enclaved: false }
    }

    /// Whether the host runs in an enclave, so that a runtime may log nothing secret.
    #[must_use]
    pub const fn enclaved(self, enclaved: bool) -> Self {
        Self { enclaved }
    }

    /// A runtime that is a part of this program. There is one host in a program: what a runtime was told last, holds for
    /// all that are called of it.
    ///
    /// # Errors
    /// It was not initialised.
    pub fn in_process<R: Runtime>(self) -> Result<NativeRuntime, InitError> {
        let place = self.place(false);
        // SAFETY: the shells are what their types say.
        unsafe { NativeRuntime::begin(shell_init::<R>, Some(shell_take_error), place, None) }
    }

    /// Loads a library that exports `__pink_runtime_init`.
    ///
    /// # Errors
    /// There is no such library, it lacks the function, or the runtime was not initialised.
    ///
    /// # Safety
    /// The library's code runs in this process. Whoever loads it has to trust that it does what `pink_runtime.h` says:
    /// that its functions are of the types there, use nothing of the host's behind a call's end, never unwind, and can
    /// be called by several threads.
    pub unsafe fn load(self, path: &Path) -> Result<NativeRuntime, LoadError> {
        let failed = |error: libloading::Error| LoadError::Library {
            path: path.to_owned(),
            reason: error.to_string(),
        };
        // SAFETY: the caller trusts the library.
        let library = unsafe { Library::new(path) }.map_err(failed)?;
        // SAFETY: the caller trusts that the function is of this type.
        let init: Symbol<'_, Init> =
            unsafe { library.get(b"__pink_runtime_init\0") }.map_err(failed)?;
        let init = init.ok_or_else(|| LoadError::Library {
            path: path.to_owned(),
            reason: "__pink_runtime_init is null".to_owned(),
        })?;
        // SAFETY: as above. A runtime need not have this one.
        let take_error = unsafe { library.get::<TakeError>(b"__pink_runtime_take_error\0") };
        let take_error = take_error.ok().and_then(|symbol| *symbol);
        let place = self.place(true);
        // SAFETY: as above.
        unsafe { NativeRuntime::begin(init, take_error, place, Some(library)) }.map_err(|error| {
            LoadError::Init {
                path: path.to_owned(),
                error,
            }
        })
    }

    const fn place(self, is_dylib: bool) -> Place {
        Place {
            is_dylib,
            enclaved: self.enclaved,
        }
    }
}

unsafe extern "C" fn shell_init<R: Runtime>(config: *const Config, ecalls: *mut Ecalls) -> i32 {
    // SAFETY: the caller promises what `init` demands, by the type of this function.
    unsafe { shell::init::<R>(config, ecalls) }
}

unsafe extern "C" fn shell_take_error(ctx: *mut c_void, output: OutputFn) {
    // SAFETY: the caller promises what `take_error` demands, by the type of this function.
    unsafe { shell::take_error(ctx, output) }
}
