//! What has passed.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};

/// How many hints and preimages have passed, for whoever looks on while a program runs.
#[derive(Debug, Default)]
pub struct Counts {
    hints: AtomicU64,
    failed_hints: AtomicU64,
    preimages: AtomicU64,
    bytes: AtomicU64,
}

impl Counts {
    pub(crate) fn hint(&self) {
        self.hints.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn failed_hint(&self) {
        self.hint();
        self.failed_hints.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn preimage(&self, bytes: usize) {
        self.preimages.fetch_add(1, Ordering::Relaxed);
        self.bytes.fetch_add(bytes as u64, Ordering::Relaxed);
    }

    /// How many hints were acknowledged.
    #[must_use]
    pub fn hints(&self) -> u64 {
        self.hints.load(Ordering::Relaxed)
    }

    /// How many of them brought nothing: they were no text, or what they are about could not be had.
    #[must_use]
    pub fn failed_hints(&self) -> u64 {
        self.failed_hints.load(Ordering::Relaxed)
    }

    /// How many preimages were given.
    #[must_use]
    pub fn preimages(&self) -> u64 {
        self.preimages.load(Ordering::Relaxed)
    }

    /// How many bytes these had.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = |count: u64| if count == 1 { "" } else { "s" };
        let (hints, preimages, bytes) = (self.hints(), self.preimages(), self.bytes());
        write!(f, "{hints} hint{}", plural(hints))?;
        match self.failed_hints() {
            0 => {}
            failed => write!(f, " ({failed} without effect)")?,
        }
        write!(
            f,
            ", {preimages} preimage{} of {bytes} byte{}",
            plural(preimages),
            plural(bytes)
        )
    }
}
