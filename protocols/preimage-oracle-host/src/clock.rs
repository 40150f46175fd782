//! How long a pipe is waited for.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::time::Instant;

use crate::Limits;

/// Whether a message has begun, which must then come to its end sooner than the next one must begin.
#[derive(Debug)]
pub(crate) struct Clock {
    idle: Duration,
    frame: Duration,
    in_frame: AtomicBool,
}

impl Clock {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            idle: limits.idle,
            frame: limits.frame,
            in_frame: AtomicBool::new(false),
        }
    }

    /// A message has come to its end.
    pub(crate) fn between(&self) {
        self.in_frame.store(false, Ordering::Relaxed);
    }

    /// Bytes have come.
    pub(crate) fn within(&self) {
        self.in_frame.store(true, Ordering::Relaxed);
    }

    /// Until when to wait for the next bytes.
    pub(crate) fn for_reading(&self) -> Instant {
        let wait = if self.in_frame.load(Ordering::Relaxed) {
            self.frame
        } else {
            self.idle
        };
        later(wait)
    }

    /// Until when to wait for what was written to be taken.
    pub(crate) fn for_writing(&self) -> Instant {
        later(self.frame)
    }
}

/// After that time, or in the end of days where that is no time at all.
pub(crate) fn later(wait: Duration) -> Instant {
    const FAR: Duration = Duration::from_secs(10 * 365 * 24 * 60 * 60);
    let now = Instant::now();
    now.checked_add(wait).unwrap_or(now + FAR)
}
