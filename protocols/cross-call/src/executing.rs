//! What stands around a call where it runs.

/// Runs calls, with what has to be so before and after each.
///
/// A service that keeps state makes it ready in here: read-only calls run on a copy that is dropped, the others on one
/// that is kept.
pub trait Executing {
    /// Runs a call by `&self`: what it changes all the same is not kept.
    fn execute<T>(&self, f: impl FnOnce() -> T) -> T;

    /// Runs a call by `&mut self`: what it changes is kept.
    fn execute_mut<T>(&mut self, f: impl FnOnce() -> T) -> T;
}

/// Runs calls as they are, for services that look after their state themselves.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct IdentExecute;

impl Executing for IdentExecute {
    fn execute<T>(&self, f: impl FnOnce() -> T) -> T {
        f()
    }

    fn execute_mut<T>(&mut self, f: impl FnOnce() -> T) -> T {
        f()
    }
}
