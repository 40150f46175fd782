//! The runtime's end of the tables.
#![allow(unsafe_code, reason = "pointers and functions of another program")]

use core::ffi::{c_int, c_void};
use std::any::Any;
use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::RwLock;

use crate::abi::{Config, CrossCallFn, Ecalls, OutputFn};
use crate::output::{Collected, pieces};
use crate::{Host, Refusal, Runtime, runtime};

/// What `__pink_runtime_init` gives where something is missing.
const FAILED: c_int = -1;

/// What the host told the runtime, and its functions. A host that initialises the runtime again hands over others.
static CONFIG: RwLock<Option<Config>> = RwLock::new(None);

thread_local! {
    /// Why the last ecall on this thread put out nothing.
    static ERROR: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// The function `__pink_runtime_init` of a runtime.
///
/// # Safety
/// Each pointer is null or points to what its type says, and stays so during the call. The host's functions are what
/// their types say as long as the runtime is in use.
#[must_use]
pub unsafe fn init<R: Runtime>(config: *const Config, ecalls: *mut Ecalls) -> c_int {
    // SAFETY: null or valid, as the caller promises.
    let (config, ecalls) = unsafe { (config.as_ref(), ecalls.as_mut()) };
    let (Some(config), Some(ecalls)) = (config, ecalls) else {
        return FAILED;
    };
    if config.ocalls.ocall.is_none() {
        return FAILED;
    }
    match CONFIG.write() {
        Ok(mut told) => *told = Some(*config),
        Err(poisoned) => *poisoned.into_inner() = Some(*config),
    }
    *ecalls = Ecalls {
        ecall: Some(ecall::<R>),
        get_version: Some(get_version::<R>),
    };
    0
}

/// The function `__pink_runtime_take_error` of a runtime.
///
/// # Safety
/// `output` takes `ctx` and any bytes.
pub unsafe fn take_error(ctx: *mut c_void, output: OutputFn) {
    let words = ERROR.try_with(|error| error.take()).ok().flatten();
    if let (Some(words), Some(output)) = (words, output) {
        // SAFETY: the bytes are there during the call, and the caller promises the rest.
        unsafe { output(ctx, words.as_ptr(), words.len()) };
    }
}

unsafe extern "C" fn get_version<R: Runtime>(major: *mut u32, minor: *mut u32) {
    // SAFETY: null or valid, as the host promises by the type of this function.
    let (major, minor) = unsafe { (major.as_mut(), minor.as_mut()) };
    if let Some(major) = major {
        *major = R::VERSION.0;
    }
    if let Some(minor) = minor {
        *minor = R::VERSION.1;
    }
}

/// The function `ecall` of a runtime. It never unwinds into the host.
unsafe extern "C" fn ecall<R: Runtime>(
    id: u32,
    data: *const u8,
    len: usize,
    ctx: *mut c_void,
    output: OutputFn,
) {
    // SAFETY: the host promises, by the type of this function, that so many bytes are there during the call.
    let input = unsafe { bytes(data, len) };
    let result = match input {
        None => Err(Refusal::NoInput { id, len }),
        Some(input) => guarded(id, || runtime::run::<R>(Host::new(), id, input)),
    };
    // What the host sees of an error is that nothing is put out, and the words if it asks for them.
    let (result, words) = match result {
        Ok(result) => (Some(result), None),
        Err(refusal) => (None, Some(refusal.to_string())),
    };
    let _ = ERROR.try_with(|error| error.replace(words));
    if let (Some(result), Some(output)) = (result, output) {
        for piece in pieces(&result) {
            // SAFETY: the piece is there during the call, and `output` takes `ctx`, as the host promises.
            unsafe { output(ctx, piece.as_ptr(), piece.len()) };
        }
    }
}

/// Runs what may panic.
pub(crate) fn guarded<T>(id: u32, run: impl FnOnce() -> Result<T, Refusal>) -> Result<T, Refusal> {
    // What the closure had is gone when it has panicked: nobody sees it half done.
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|panic| {
        let words = words(&*panic);
        // What a panic carries may panic when it is dropped.
        core::mem::forget(panic);
        Err(Refusal::Panicked { id, words })
    })
}

/// What a panic says.
fn words(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("a value that is no text").to_owned()
}

/// What the host told the runtime; nothing where there is none.
fn config() -> Option<Config> {
    match CONFIG.read() {
        Ok(config) => *config,
        Err(poisoned) => *poisoned.into_inner(),
    }
}

/// Whether the host runs in an enclave.
pub(crate) fn is_enclaved() -> bool {
    config().is_some_and(|config| config.enclaved != 0)
}

/// Carries an ocall to the host; nothing comes back where there is none.
///
/// # Panics
/// The host puts out what is no answer.
pub(crate) fn carry(id: u32, data: &[u8]) -> Vec<u8> {
    let Some(config) = config() else {
        return Vec::new();
    };
    // SAFETY: the host handed over this function, and promised by its type what it does.
    let answer = unsafe { call(config.ocalls.ocall, id, data) };
    match answer.spoilt {
        None => answer.bytes,
        // To a call whose result has no bytes it would be none.
        Some(spoilt) => panic!("the host's answer to ocall {id} {spoilt}"),
    }
}

/// Calls a function of the other side and collects what it puts out.
///
/// # Safety
/// The function is what its type says: it reads so many bytes, calls `output` with `ctx` and bytes that are there, only
/// before it returns, and does not unwind.
pub(crate) unsafe fn call(function: CrossCallFn, id: u32, data: &[u8]) -> Collected {
    let mut collected = Collected::default();
    let ctx: *mut Collected = &raw mut collected;
    if let Some(function) = function {
        // SAFETY: `data` and `collected` are there during the call, and the caller promises the rest.
        unsafe { function(id, data.as_ptr(), data.len(), ctx.cast(), Some(collect)) };
    }
    collected
}

/// The function `output` that is handed over with [`call`].
///
/// # Safety
/// `ctx` is that of [`call`], which has not returned, and so many bytes are at `data`.
pub(crate) unsafe extern "C" fn collect(ctx: *mut c_void, data: *const u8, len: usize) {
    // SAFETY: `call` made the pointer and lends what it points to for as long as it runs; nothing else uses it then.
    let Some(collected) = (unsafe { ctx.cast::<Collected>().as_mut() }) else {
        return;
    };
    // SAFETY: the caller promises that so many bytes are there.
    match unsafe { bytes(data, len) } {
        Some(piece) => collected.push(piece),
        None => collected.spoilt = Some(crate::output::Spoilt::Null(len)),
    }
}

/// So many bytes; none where they are at a null pointer.
///
/// # Safety
/// Unless the pointer is null or the length 0, so many bytes are there, and nobody changes them as long as they are in
/// use.
pub(crate) unsafe fn bytes<'a>(data: *const u8, len: usize) -> Option<&'a [u8]> {
    match len {
        0 => Some(&[]),
        _ if data.is_null() || isize::try_from(len).is_err() => None,
        // SAFETY: not null, of a size that can be, and the caller promises the rest.
        _ => Some(unsafe { core::slice::from_raw_parts(data, len) }),
    }
}
