//! The one place where compiled code is taken from outside. All unsafe code of the crate stands here.
#![allow(unsafe_code, reason = "compiled code can only be trusted, not checked")]

use std::fs::File;

use wasmtime::{Engine, Module};

/// A module from a file with its compiled form; `None` where it is not of this engine's kind.
///
/// The file must begin with what [`Module::serialize`] gave, and stay as it is while the module is in
/// use. The [cache](crate::cache) sees to that: it reads its own files only, in a directory to which
/// others cannot write, with a checksum against damage, and never writes to a file that has its name.
pub(crate) fn load(engine: &Engine, file: File) -> Option<Module> {
    // SAFETY: the bytes are unchanged output of `Module::serialize`, and stay so, as the caller
    // guarantees above. Output of another version or configuration of the compiler is recognised and
    // refused.
    unsafe { Module::deserialize_open_file(engine, file) }.ok()
}

/// A module from the compiled form that another process has made of it.
///
/// The bytes must be what [`Module::serialize`] gives. The [compiler](crate::compiler) sees to that: they come out of a pipe to a
/// process that this one has started, of the program that its owner has named for it, and are all that it wrote; a
/// process that did not end well is not believed.
pub(crate) fn load_bytes(engine: &Engine, code: &[u8]) -> Option<Module> {
    // SAFETY: the bytes are output of `Engine::precompile_module`, which is that of `Module::serialize`, as the caller
    // guarantees above. Output of another version or configuration of the compiler is recognised and refused.
    unsafe { Module::deserialize(engine, code) }.ok()
}
