//! The clock that ends calls which take too long.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::{self, Thread};
use std::time::Duration;

use wasmtime::Engine;

use crate::Error;
use crate::idle::IdleInstances;

/// The resolution of time limits.
pub(crate) const TICK: Duration = Duration::from_millis(10);

/// How many ticks without a call pass before the clock stops until the next call.
const IDLE_TICKS: u32 = 100;

/// Advances an engine's epoch from a thread of its own while calls run.
///
/// The thread sleeps while there are none, so a host that is not used costs nothing, but for the times at which it drops idle
/// instances until none is left. It ends when the ticker is dropped.
#[derive(Debug)]
pub(crate) struct Ticker {
    state: Arc<State>,
    thread: Thread,
}

#[derive(Debug, Default)]
struct State {
    calls: AtomicUsize,
    parked: AtomicBool,
    stopped: AtomicBool,
}

impl Ticker {
    pub(crate) fn start(engine: Engine, idle: IdleInstances) -> Result<Self, Error> {
        let state = Arc::new(State::default());
        let thread = thread::Builder::new()
            .name("data-driver-ticker".into())
            .spawn({
                let state = Arc::clone(&state);
                move || state.run(&engine, idle)
            })
            .map_err(|error| {
                Error::Host(format!("cannot start the clock of time limits: {error}"))
            })?
            .thread()
            .clone();
        Ok(Self { state, thread })
    }

    /// How many calls there are.
    pub(crate) fn running(&self) -> usize {
        self.state.calls.load(Ordering::Relaxed)
    }

    /// Keeps the clock going as long as the guard lives.
    pub(crate) fn run(&self) -> Running<'_> {
        // With the clock's own store and load in the other order, one of the two sees the other:
        // either it finds a call and does not park, or this finds it parked and wakes it.
        if self.state.calls.fetch_add(1, Ordering::SeqCst) == 0
            && self.state.parked.load(Ordering::SeqCst)
        {
            self.thread.unpark();
        }
        Running(&self.state)
    }
}

impl Drop for Ticker {
    fn drop(&mut self) {
        self.state.stopped.store(true, Ordering::SeqCst);
        self.thread.unpark();
    }
}

impl State {
    fn run(&self, engine: &Engine, mut instances: IdleInstances) {
        let mut idle = 0;
        while !self.stopped.load(Ordering::SeqCst) {
            if self.calls.load(Ordering::SeqCst) > 0 {
                idle = 0;
            } else if idle < IDLE_TICKS {
                idle += 1;
            } else {
                self.parked.store(true, Ordering::SeqCst);
                if self.calls.load(Ordering::SeqCst) == 0 && !self.stopped.load(Ordering::SeqCst) {
                    // No call runs, so that whatever instance there is can be seen.
                    match instances.pause() {
                        Some(pause) => thread::park_timeout(pause),
                        None => thread::park(),
                    }
                }
                self.parked.store(false, Ordering::SeqCst);
                idle = 0;
            }
            thread::sleep(TICK);
            engine.increment_epoch();
            instances.look();
        }
    }
}

/// A call that runs.
pub(crate) struct Running<'a>(&'a State);

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.0.calls.fetch_sub(1, Ordering::SeqCst);
    }
}

/// A limit as a number of ticks, rounded up; the first tick may come at once.
pub(crate) fn ticks(limit: Duration) -> u64 {
    /// Far enough away for ever, and still to be added to an epoch.
    const MAX: u64 = u64::MAX >> 1;
    let ticks = limit.as_millis().div_ceil(TICK.as_millis()) + 1;
    u64::try_from(ticks).map_or(MAX, |ticks| ticks.min(MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_round_up() {
        assert_eq!(ticks(Duration::ZERO), 1);
        assert_eq!(ticks(Duration::from_millis(1)), 2);
        assert_eq!(ticks(Duration::from_millis(10)), 2);
        assert_eq!(ticks(Duration::from_secs(5)), 501);
        assert_eq!(ticks(Duration::MAX), u64::MAX >> 1);
    }

    #[test]
    fn the_clock_runs_again_after_it_has_parked() {
        let mut config = wasmtime::Config::new();
        config.epoch_interruption(true);
        let engine = Engine::new(&config).unwrap();
        let idle = IdleInstances::new(Arc::default(), TICK);
        let ticker = Ticker::start(engine, idle).unwrap();
        // Until it has parked; a machine under load may take longer than the ticks.
        while !ticker.state.parked.load(Ordering::SeqCst) {
            thread::sleep(TICK);
        }
        let running = ticker.run();
        while ticker.state.parked.load(Ordering::SeqCst) {
            thread::sleep(TICK);
        }
        drop(running);
    }
}
