//! Gives back what drivers hold that nobody calls.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::stats::{Counters, Pooled};
use crate::ticker::TICK;

/// How long the clock may be kept from its ticks: unmapping an instance's memory takes some ten microseconds, and there may be
/// thousands.
const SLICE: Duration = Duration::from_millis(1);

/// The idle instances of a host's drivers.
///
/// Every now and then all are marked as unused, which a call undoes, and those that still are from the last time are dropped.
pub(crate) struct IdleInstances {
    counters: Arc<Counters>,
    period: Duration,
    /// When they are looked at; `None` where that is never.
    next: Option<Instant>,
    /// Drivers whose turn is still to come.
    left: Vec<Arc<dyn Pooled>>,
}

impl IdleInstances {
    /// Instances that are dropped when nobody has used them for that long, or a tick, which is the shortest.
    pub(crate) fn new(counters: Arc<Counters>, time: Duration) -> Self {
        let period = time.max(TICK);
        Self {
            counters,
            period,
            next: Instant::now().checked_add(period),
            left: Vec::new(),
        }
    }

    /// Looks at some of them, if it is time to.
    pub(crate) fn look(&mut self) {
        let Some(next) = self.next else {
            return;
        };
        let now = Instant::now();
        if self.left.is_empty() && now >= next {
            self.left = self.counters.living();
            self.next = now.checked_add(self.period);
        }
        while let Some(driver) = self.left.pop() {
            driver.drop_unused();
            if now.elapsed() > SLICE {
                break;
            }
        }
    }

    /// How long nobody has to look, while there are no calls; `None` where that is for ever, as there are none.
    pub(crate) fn pause(&self) -> Option<Duration> {
        let next = self.next?;
        let any = !self.left.is_empty() || self.counters.stats().idle > 0;
        any.then(|| next.saturating_duration_since(Instant::now()))
    }
}
