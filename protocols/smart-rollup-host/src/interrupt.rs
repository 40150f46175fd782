//! Ending a run from outside of it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use wasmtime::Engine;

/// Ends what a [`Machine`](crate::Machine) runs, from another thread: the run comes to nothing, and the rollup is as it was before.
///
/// It holds until it is taken back, so that no other run begins in between.
#[derive(Clone)]
pub struct Interrupt {
    engine: Engine,
    is_raised: Arc<AtomicBool>,
}

impl Interrupt {
    pub(crate) fn new(engine: &Engine) -> Self {
        Self {
            engine: engine.clone(),
            is_raised: Arc::default(),
        }
    }

    /// Ends the runs that there are and those that begin. Says whether that had been asked for before.
    pub fn raise(&self) -> bool {
        let before = self.is_raised.swap(true, Ordering::SeqCst);
        // On an interruptible machine, kernels look at it in each loop and at the beginning of each function.
        self.engine.increment_epoch();
        before
    }

    /// Lets kernels run again.
    pub fn take_back(&self) {
        self.is_raised.store(false, Ordering::SeqCst);
    }

    pub(crate) fn is_raised(&self) -> bool {
        self.is_raised.load(Ordering::SeqCst)
    }
}

impl std::fmt::Debug for Interrupt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Interrupt")
            .field("is_raised", &self.is_raised())
            .finish_non_exhaustive()
    }
}
