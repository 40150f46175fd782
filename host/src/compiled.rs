//! The one place where compiled code is taken from outside. All unsafe code of the crate stands here.
#![allow(unsafe_code, reason = "compiled code can only be trusted, not checked")]

use wasmtime::{Engine, Module};

/// A module from its compiled form; `None` where it is not of this engine's kind.
///
/// The bytes must be what [`Module::serialize`] gave. The [cache](crate::cache) sees to that: it reads
/// its own files only, in a directory to which others cannot write, with a checksum against damage.
pub(crate) fn load(engine: &Engine, code: &[u8]) -> Option<Module> {
    // SAFETY: the bytes are unchanged output of `Module::serialize`, as the caller guarantees above.
    // Output of another version or configuration of the compiler is recognised and refused.
    unsafe { Module::deserialize(engine, code) }.ok()
}
