//! State of a module that has one thread.
#![allow(unsafe_code, reason = "a cell in a static, where there is one thread")]

use core::cell::UnsafeCell;

/// A value that one thread uses, by one borrow at a time.
pub(crate) struct Single<T>(UnsafeCell<T>);

// SAFETY: this file is compiled for WebAssembly only, and drivers are built without threads.
unsafe impl<T> Sync for Single<T> {}

impl<T> Single<T> {
    pub(crate) const fn new(value: T) -> Self {
        Self(UnsafeCell::new(value))
    }

    pub(crate) fn with<R>(&self, run: impl FnOnce(&mut T) -> R) -> R {
        // SAFETY: there is one thread, and no `run` in this crate calls `with` on the same value
        // again. After a trap the borrow of the call that trapped is dead, as it never resumes.
        run(unsafe { &mut *self.0.get() })
    }
}
