//! The one place where compiled code is taken from outside. All unsafe code of the crate stands here.
#![allow(unsafe_code, reason = "compiled code can only be trusted, not checked")]

use wasmtime::{Engine, Module};

/// A module from its compiled form; `None` where it is not of this engine's kind.
///
/// The bytes must be what [`Module::serialize`] gives, of anything. Two see to that:
///
/// * The [cache](crate::cache) reads its own files only: those that their owner, who is this process's, alone can write to, in a
///   directory of which the same is true, with a checksum against damage.
/// * The [compiler](crate::compiler) reads a pipe to a process that this one has started, of the program that its owner has
///   named for it, takes all that it wrote, and does not believe a process that did not end well.
pub(crate) fn load(engine: &Engine, code: &[u8]) -> Option<Module> {
    // SAFETY: the bytes are output of `Module::serialize`, or of `Engine::precompile_module`, which is the same, as the callers
    // guarantee above. They are copied, so that nobody changes them later. Output of another version or configuration
    // of the compiler is recognised and refused.
    unsafe { Module::deserialize(engine, code) }.ok()
}
