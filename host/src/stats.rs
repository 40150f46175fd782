//! What a host has done and what it holds, for a service's metrics.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use crate::PoolStats;

/// What a host has done since it was built, and what its drivers hold.
///
/// The numbers are taken one after the other: while calls run, they need not be of the same moment.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct HostStats {
    /// Drivers that are loaded and that somebody still has.
    pub drivers: usize,
    /// Their instances that wait for a call.
    pub idle: usize,
    /// Size of these instances' memories and tables together, in bytes.
    pub memory: usize,
    /// Drivers that were loaded.
    pub loaded: u64,
    /// Those of them whose compiled code was in the [cache](crate::HostBuilder::cache).
    pub cached: u64,
    /// Files that could not be loaded.
    pub refused: u64,
    /// Calls that run, or wait for the processor. One that decodes many lines counts as often as it has threads.
    pub running: usize,
    /// Calls that ended by a [fault](crate::Fault) of the driver.
    pub failed: u64,
    /// Those of them that trapped or panicked.
    pub trapped: u64,
    /// Those of them that ran longer than their [limit](crate::Limits::time).
    pub timed_out: u64,
    /// Calls that were [cancelled](crate::Cancellation).
    pub cancelled: u64,
    /// Instances that were dropped after a call, because it failed or was cancelled, or because they were too large.
    pub replaced: u64,
}

/// A driver, as far as its host looks at it.
pub(crate) trait Pooled: Send + Sync {
    fn pool(&self) -> PoolStats;

    /// Drops the idle instances that no call has used since this was last done.
    fn drop_unused(&self);
}

#[derive(Default)]
pub(crate) struct Counters {
    living: Mutex<HashMap<u64, Weak<dyn Pooled>>>,
    next: AtomicU64,
    pub(crate) loaded: AtomicU64,
    pub(crate) cached: AtomicU64,
    pub(crate) refused: AtomicU64,
    pub(crate) failed: AtomicU64,
    pub(crate) trapped: AtomicU64,
    pub(crate) timed_out: AtomicU64,
    pub(crate) cancelled: AtomicU64,
    pub(crate) replaced: AtomicU64,
}

/// Counts one more.
pub(crate) fn count(counter: &AtomicU64) {
    counter.fetch_add(1, Ordering::Relaxed);
}

impl Counters {
    /// A number for a driver that is still to come.
    pub(crate) fn number(&self) -> u64 {
        self.next.fetch_add(1, Ordering::Relaxed)
    }

    pub(crate) fn add(&self, number: u64, driver: Weak<dyn Pooled>) {
        self.lock().insert(number, driver);
    }

    pub(crate) fn remove(&self, number: u64) {
        self.lock().remove(&number);
    }

    /// The drivers that somebody still has. The last who has one may be the caller, and dropping it takes the lock.
    pub(crate) fn living(&self) -> Vec<Arc<dyn Pooled>> {
        self.lock().values().filter_map(Weak::upgrade).collect()
    }

    pub(crate) fn stats(&self) -> HostStats {
        let living = self.living();
        let get = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        let mut stats = HostStats {
            drivers: living.len(),
            idle: 0,
            memory: 0,
            loaded: get(&self.loaded),
            cached: get(&self.cached),
            refused: get(&self.refused),
            running: 0,
            failed: get(&self.failed),
            trapped: get(&self.trapped),
            timed_out: get(&self.timed_out),
            cancelled: get(&self.cancelled),
            replaced: get(&self.replaced),
        };
        for driver in living {
            let pool = driver.pool();
            stats.idle += pool.idle;
            stats.memory += pool.memory;
        }
        stats
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<u64, Weak<dyn Pooled>>> {
        self.living.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
