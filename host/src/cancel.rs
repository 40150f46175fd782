//! Calls that whoever waits for them can end.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Ends calls from another thread. Clones end the same calls.
///
/// A [`Driver`](crate::Driver) that is made [with one](crate::Driver::cancelled_by) stops at its next loop or call in the driver's
/// code, at most a tick of 10 ms after it was told to, with [`Error::Cancelled`](crate::Error::Cancelled).
#[derive(Debug, Clone, Default)]
pub struct Cancellation {
    cancelled: Arc<AtomicBool>,
}

/// Cancels when it is dropped, which is what a future that nobody waits for any more does with all that it holds.
#[derive(Debug)]
#[must_use = "it cancels when it is dropped"]
pub struct CancelOnDrop {
    cancellation: Cancellation,
}

impl Cancellation {
    /// One that has not been told to cancel.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Ends the calls that run, and those that begin later.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether it was told to.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    /// Cancels when the guard is dropped.
    pub fn on_drop(self) -> CancelOnDrop {
        CancelOnDrop { cancellation: self }
    }
}

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        self.cancellation.cancel();
    }
}
