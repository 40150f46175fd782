//! Calls of drivers: how many run at a time, and how many wait.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use crate::Settings;
use crate::answer::{Problem, Result};

/// Where drivers are called, on threads of their own: a call may take a processor for seconds.
#[derive(Debug)]
pub(crate) struct Calls {
    room: Arc<Semaphore>,
    waiting: AtomicUsize,
    settings: Settings,
}

/// Leave to run one call.
#[derive(Debug)]
pub(crate) struct Leave(OwnedSemaphorePermit);

impl Calls {
    pub(crate) fn new(settings: &Settings) -> Self {
        Self {
            room: Arc::new(Semaphore::new(settings.calls)),
            waiting: AtomicUsize::new(0),
            settings: settings.clone(),
        }
    }

    /// How many run.
    pub(crate) fn running(&self) -> usize {
        self.settings.calls - self.room.available_permits().min(self.settings.calls)
    }

    /// How many wait.
    pub(crate) fn waiting(&self) -> usize {
        self.waiting.load(Ordering::Relaxed)
    }

    /// Waits until one more may run, unless too many wait or it takes too long.
    pub(crate) async fn leave(&self) -> Result<Leave> {
        if let Ok(permit) = Arc::clone(&self.room).try_acquire_owned() {
            return Ok(Leave(permit));
        }
        let full = || Problem::full("call");
        let Some(_waiting) = Waiting::new(&self.waiting, self.settings.waiting) else {
            return Err(full());
        };
        let room = Arc::clone(&self.room).acquire_owned();
        match timeout(self.settings.wait_time, room).await {
            Ok(Ok(permit)) => Ok(Leave(permit)),
            _ => Err(full()),
        }
    }

    /// Waits until one more may run: what has begun shall end.
    pub(crate) async fn next_leave(&self) -> Option<Leave> {
        let room = Arc::clone(&self.room).acquire_owned().await;
        room.ok().map(Leave)
    }

    /// Runs what calls a driver.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        leave: Leave,
        call: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T> {
        // Whoever has stopped waiting for the result does not make room before there is some.
        let run = tokio::task::spawn_blocking(move || {
            let Leave(_permit) = leave;
            call()
        });
        run.await
            .map_err(|_| Problem::own("the call ended without a result"))
    }
}

/// One that waits.
struct Waiting<'a>(&'a AtomicUsize);

impl<'a> Waiting<'a> {
    fn new(count: &'a AtomicUsize, most: usize) -> Option<Self> {
        let one = Self(count);
        (count.fetch_add(1, Ordering::Relaxed) < most).then_some(one)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
