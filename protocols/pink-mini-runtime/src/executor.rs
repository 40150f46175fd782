//! What is kept of what a call changes.

use cross_call::Executing;

use crate::overlay::Shared;

/// Keeps what calls by `&mut self` change, drops what others do.
#[derive(Debug)]
pub(crate) struct Executor(Shared);

impl Executor {
    pub(crate) const fn new(state: Shared) -> Self {
        Self(state)
    }
}

impl Executing for Executor {
    fn execute<T>(&self, f: impl FnOnce() -> T) -> T {
        let result = f();
        self.0.with(|state| state.drop_changes());
        result
    }

    fn execute_mut<T>(&mut self, f: impl FnOnce() -> T) -> T {
        let result = f();
        self.0.with(|state| match state.refusal {
            None => state.commit(),
            Some(_) => state.drop_changes(),
        });
        result
    }
}
