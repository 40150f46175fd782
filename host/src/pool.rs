//! Instances that wait for the next call.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::instance::Instance;

/// Instances of one driver that wait for the next call, the last used on top.
pub(crate) struct Pool {
    /// Each in a box, as it is moved twice in a call, and has hundreds of bytes.
    #[expect(clippy::vec_box, reason = "moving them takes as long as a tenth of a short call")]
    idle: Mutex<Vec<Box<Instance>>>,
    capacity: usize,
    created: AtomicU64,
}

/// What a driver holds between calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct PoolStats {
    /// Instances that wait for the next call.
    pub idle: usize,
    /// Size of their memories together, in bytes.
    pub memory: usize,
    /// Instances made since the driver was loaded. One that trapped, broke the interface or grew too
    /// large is replaced, so a number that rises while the load does not is a sign of such a driver.
    pub created: u64,
}

impl Pool {
    pub(crate) const fn new(capacity: usize) -> Self {
        Self {
            idle: Mutex::new(Vec::new()),
            capacity,
            created: AtomicU64::new(0),
        }
    }

    pub(crate) fn count_created(&self) {
        self.created.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn take(&self) -> Option<Box<Instance>> {
        self.lock().pop()
    }

    pub(crate) fn give_back(&self, instance: Box<Instance>) {
        let mut idle = self.lock();
        if idle.len() < self.capacity {
            idle.push(instance);
        } else {
            // Unmapping its memory takes a while; no other call waits for that.
            drop(idle);
            drop(instance);
        }
    }

    pub(crate) fn stats(&self) -> PoolStats {
        let idle = self.lock();
        PoolStats {
            idle: idle.len(),
            memory: idle.iter().map(|instance| instance.memory_size()).sum(),
            created: self.created.load(Ordering::Relaxed),
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Box<Instance>>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
