//! Which function called which, and what each took.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use super::instrument::{FUEL_TO_BEGIN, FUEL_TO_END};

/// What a function took where it was called, and what those took that it called.
#[derive(Debug, Clone, Default)]
pub struct Call {
    /// The function's number in the kernel, imported ones first; nothing for the run itself.
    pub function: Option<u32>,
    /// How often it was called.
    pub count: u64,
    /// The fuel that it took itself.
    pub fuel: u64,
    /// The time that it took itself, with that of taking it.
    pub time: Duration,
    /// The calls that it made, in the order of the first of each.
    pub calls: Vec<usize>,
}

/// All calls of a run. The first is the run itself: what it took to make the instance.
#[derive(Debug, Clone)]
pub struct CallTree {
    /// The calls; each knows the places of those that it made.
    pub calls: Vec<Call>,
    /// Whether there were more different stacks than are kept; what is missing is counted where it was called.
    pub cut: bool,
}

/// The most different stacks that are kept.
pub const MAX_CALLS: usize = 200_000;

/// The most functions in each other; what is called deeper is counted where that was called.
pub const MAX_DEPTH: usize = 1_000;

pub(crate) struct Recorder {
    pub(crate) tree: CallTree,
    known: HashMap<(usize, u32), usize>,
    open: Vec<usize>,
    /// How many functions are running that were called too deep.
    beyond: usize,
    fuel: u64,
    since: Instant,
    /// The fuel that wrapping takes of each function, between its beginning and its own first instruction.
    wrapped: Vec<u64>,
}

impl Recorder {
    pub(crate) fn new(fuel: u64, wrapped: Vec<u64>) -> Self {
        Self {
            tree: CallTree {
                calls: vec![Call::default()],
                cut: false,
            },
            known: HashMap::new(),
            open: vec![0],
            beyond: 0,
            fuel,
            since: Instant::now(),
            wrapped,
        }
    }

    /// Counts what was taken since the last time, where `own` of the fuel was the profile's.
    fn take(&mut self, left: u64, own: u64) {
        let taken = self.fuel.saturating_sub(left).saturating_sub(own);
        self.fuel = left;
        if let Some(call) = self
            .open
            .last()
            .and_then(|open| self.tree.calls.get_mut(*open))
        {
            call.fuel += taken;
            call.time += self.since.elapsed();
        }
        self.since = Instant::now();
    }

    pub(crate) fn begin(&mut self, function: u32, left: u64) {
        self.take(left, FUEL_TO_BEGIN);
        let wrapped = self.wrapped.get(function as usize).copied().unwrap_or(0);
        self.fuel = left.saturating_sub(wrapped);
        let caller = self.open.last().copied().unwrap_or(0);
        let known = self.known.get(&(caller, function)).copied();
        let is_full =
            self.open.len() >= MAX_DEPTH || known.is_none() && self.tree.calls.len() >= MAX_CALLS;
        if self.beyond > 0 || is_full {
            self.beyond += 1;
            self.tree.cut = true;
            return;
        }
        let place = known.unwrap_or_else(|| {
            let place = self.tree.calls.len();
            self.tree.calls.push(Call {
                function: Some(function),
                ..Call::default()
            });
            self.tree.calls[caller].calls.push(place);
            self.known.insert((caller, function), place);
            place
        });
        self.tree.calls[place].count += 1;
        self.open.push(place);
    }

    pub(crate) fn end(&mut self, left: u64) {
        self.take(left, FUEL_TO_END);
        if self.beyond > 0 {
            self.beyond -= 1;
        } else if self.open.len() > 1 {
            self.open.pop();
        }
    }

    /// The end of the run, wherever it happened.
    pub(crate) fn finish(&mut self, left: u64) {
        self.take(left, 0);
    }
}

impl CallTree {
    /// The fuel of all calls together.
    #[must_use]
    pub fn fuel(&self) -> u64 {
        self.calls.iter().map(|call| call.fuel).sum()
    }

    /// What each function took by itself, wherever it was called: fuel, time and number of calls, the most fuel first.
    #[must_use]
    pub fn by_function(&self) -> Vec<Call> {
        let mut functions: HashMap<Option<u32>, Call> = HashMap::new();
        for call in &self.calls {
            let sum = functions.entry(call.function).or_default();
            sum.function = call.function;
            sum.count += call.count;
            sum.fuel += call.fuel;
            sum.time += call.time;
        }
        let mut functions: Vec<_> = functions.into_values().collect();
        functions.sort_by(|a, b| b.fuel.cmp(&a.fuel).then(a.function.cmp(&b.function)));
        functions
    }
}
