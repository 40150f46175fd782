//! How much memory a storage and its snapshots take together.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Counts the bytes that live: what snapshots share counts once, what nobody holds any more does not count.
#[derive(Debug, Clone, Default)]
pub(crate) struct Meter(Arc<AtomicUsize>);

impl Meter {
    pub(crate) fn used(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }

    pub(crate) fn charge(&self, bytes: usize) -> Charge {
        self.0.fetch_add(bytes, Ordering::Relaxed);
        Charge {
            meter: self.clone(),
            bytes,
        }
    }
}

/// Bytes that are counted for as long as this lives. A clone is counted too, since it goes with a copy of the bytes.
#[derive(Debug)]
pub(crate) struct Charge {
    meter: Meter,
    bytes: usize,
}

impl Charge {
    pub(crate) fn resize(&mut self, bytes: usize) {
        let count = &self.meter.0;
        if bytes >= self.bytes {
            count.fetch_add(bytes - self.bytes, Ordering::Relaxed);
        } else {
            count.fetch_sub(self.bytes - bytes, Ordering::Relaxed);
        }
        self.bytes = bytes;
    }
}

impl Clone for Charge {
    fn clone(&self) -> Self {
        self.meter.charge(self.bytes)
    }
}

impl Drop for Charge {
    fn drop(&mut self) {
        self.meter.0.fetch_sub(self.bytes, Ordering::Relaxed);
    }
}
