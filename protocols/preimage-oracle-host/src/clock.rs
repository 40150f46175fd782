//! How long pipes are waited for.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use crate::Limits;

/// When something last came from a program, over whichever of its pipes, and whether it waits for an answer: it is silent only if
/// neither is so.
#[derive(Debug)]
pub(crate) struct Activity {
    last: Mutex<Instant>,
    asked: AtomicUsize,
}

impl Activity {
    pub(crate) fn new() -> Arc<Self> {
        Arc::new(Self {
            last: Mutex::new(Instant::now()),
            asked: AtomicUsize::new(0),
        })
    }

    fn touch(&self) {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
    }

    fn last(&self) -> Instant {
        if self.asked.load(Ordering::Relaxed) > 0 {
            return Instant::now();
        }
        *self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The program waits for an answer, until what this gives is dropped.
    fn asked(self: &Arc<Self>) -> Asked {
        self.asked.fetch_add(1, Ordering::Relaxed);
        Asked(Arc::clone(self))
    }
}

/// A program waits for an answer.
#[derive(Debug)]
pub(crate) struct Asked(Arc<Activity>);

impl Drop for Asked {
    fn drop(&mut self) {
        self.0.touch();
        self.0.asked.fetch_sub(1, Ordering::Relaxed);
    }
}

/// How long one pipe is waited for. A message that has begun must come to its end sooner than the next one must begin.
#[derive(Debug)]
pub(crate) struct Clock {
    idle: Duration,
    frame: Duration,
    in_frame: AtomicBool,
    activity: Arc<Activity>,
}

impl Clock {
    pub(crate) fn new(limits: &Limits, activity: Arc<Activity>) -> Self {
        Self {
            idle: limits.idle,
            frame: limits.frame,
            in_frame: AtomicBool::new(false),
            activity,
        }
    }

    /// A message has come to its end.
    pub(crate) fn between(&self) {
        self.in_frame.store(false, Ordering::Relaxed);
        self.activity.touch();
    }

    /// Bytes have come.
    pub(crate) fn within(&self) {
        self.in_frame.store(true, Ordering::Relaxed);
        self.activity.touch();
    }

    pub(crate) fn asked(&self) -> Asked {
        self.activity.asked()
    }

    /// Until when to wait for bytes, which are waited for since then. Between two messages that moves on with what else comes.
    pub(crate) fn for_reading(&self, since: Instant) -> Instant {
        if self.in_frame.load(Ordering::Relaxed) {
            behind(since, self.frame)
        } else {
            behind(self.activity.last(), self.idle)
        }
    }

    /// Until when to wait for what was written to be taken.
    pub(crate) fn for_writing(&self) -> Instant {
        later(self.frame)
    }
}

/// After that time, or in the end of days where that is no time at all.
pub(crate) fn later(wait: Duration) -> Instant {
    behind(Instant::now(), wait)
}

fn behind(start: Instant, wait: Duration) -> Instant {
    const FAR: Duration = Duration::from_secs(10 * 365 * 24 * 60 * 60);
    start.checked_add(wait).unwrap_or(start + FAR)
}
