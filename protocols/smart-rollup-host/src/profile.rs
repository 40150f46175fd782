//! Fuel and time by function.
//!
//! The kernel is taken apart and put together again: each function is wrapped into another that tells when it begins and
//! ends. The fuel that the wrapping itself takes is known to the unit and is left out, so that the sum of all functions is the
//! fuel of the run as it is without a profile.

mod instrument;
mod tree;

pub use tree::{Call, CallTree, MAX_CALLS, MAX_DEPTH};

pub(crate) use instrument::{HOOKS, instrument};
pub(crate) use tree::Recorder;
