//! Instances that wait for the next call.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use crossbeam_utils::atomic::AtomicCell;

use crate::instance::Instance;

/// An instance has hundreds of bytes: moving it in and out took a tenth of a short call.
type Boxed = Box<Instance>;

/// Instances of one driver that wait for the next call, the last used on top.
pub(crate) struct Pool {
    /// The one used last. One exchange takes it and another gives it back, where a lock takes four.
    last: AtomicCell<Option<Boxed>>,
    /// Those used before it.
    idle: Mutex<Vec<Boxed>>,
    capacity: usize,
    created: AtomicU64,
    trapped: AtomicU64,
    timed_out: AtomicU64,
}

/// What a driver holds between calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct PoolStats {
    /// Instances that wait for the next call.
    pub idle: usize,
    /// Size of their memories and tables together, in bytes.
    pub memory: usize,
    /// Instances made since the driver was loaded. One that trapped, broke the interface or grew too
    /// large is replaced, so a number that rises while the load does not is a sign of such a driver.
    pub created: u64,
    /// Calls that trapped or panicked.
    pub trapped: u64,
    /// Calls that ran longer than their [limit](crate::Limits::time).
    pub timed_out: u64,
}

impl Pool {
    pub(crate) const fn new(capacity: usize) -> Self {
        Self {
            last: AtomicCell::new(None),
            idle: Mutex::new(Vec::new()),
            capacity,
            created: AtomicU64::new(0),
            trapped: AtomicU64::new(0),
            timed_out: AtomicU64::new(0),
        }
    }

    pub(crate) fn count_created(&self) {
        self.created.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn count_trapped(&self) {
        self.trapped.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn count_timed_out(&self) {
        self.timed_out.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn take(&self) -> Option<Boxed> {
        self.last.take().or_else(|| self.lock().pop())
    }

    pub(crate) fn give_back(&self, instance: Boxed) {
        if self.capacity == 0 {
            return;
        }
        let Some(instance) = self.last.swap(Some(instance)) else {
            return;
        };
        let mut idle = self.lock();
        // The last one counts, too.
        if idle.len() + 1 < self.capacity {
            idle.push(instance);
        } else {
            // Unmapping its memory takes a while; no other call waits for that.
            drop(idle);
            drop(instance);
        }
    }

    /// Drops the instances that no call has used since this was last done.
    pub(crate) fn drop_unused(&self) {
        let mut unused: Vec<Boxed> = self.lock().extract_if(.., |one| !one.was_used()).collect();
        // This one after the others: a call that ends meanwhile puts it among them.
        if let Some(mut last) = self.last.take() {
            match last.was_used() {
                true => self.give_back(last),
                false => unused.push(last),
            }
        }
        // Unmapping their memory takes a while; no call waits for that.
        drop(unused);
    }

    pub(crate) fn stats(&self) -> PoolStats {
        // Nobody can look at it where it is. A call that comes meanwhile takes another.
        let last = self.last.take();
        let size = |instance: &Boxed| instance.size();
        let last_size = last.as_ref().map(size);
        if let Some(last) = last {
            self.give_back(last);
        }
        let idle = self.lock();
        PoolStats {
            idle: idle.len() + usize::from(last_size.is_some()),
            memory: last_size.unwrap_or(0) + idle.iter().map(size).sum::<usize>(),
            created: self.created.load(Ordering::Relaxed),
            trapped: self.trapped.load(Ordering::Relaxed),
            timed_out: self.timed_out.load(Ordering::Relaxed),
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Boxed>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
