//! Measuring two things so that what disturbs one disturbs the other.

use std::time::{Duration, Instant};

use anyhow::Result;

/// How much is measured.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Effort {
    /// How many rounds; each runs both sides.
    pub(crate) rounds: usize,
    /// How long one side of a round takes, unless a single call takes longer.
    pub(crate) slice: Duration,
}

/// What a call takes on each side, in nanoseconds: the median of the rounds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pair {
    pub(crate) ours: f64,
    pub(crate) rival: f64,
}

impl Pair {
    /// What each of several takes that a call does one after the other.
    pub(crate) fn each(self, count: usize) -> Self {
        let count = count as f64;
        Self {
            ours: self.ours / count,
            rival: self.rival / count,
        }
    }
}

impl Effort {
    /// How many calls make a slice, found by doing them, which warms up as well.
    pub(crate) fn calls(self, mut call: impl FnMut(usize) -> Result<()>) -> Result<u32> {
        Ok(Side::warm_up(self.slice, &mut call)?.calls)
    }

    /// Runs the two in turn. A call gets a number that counts up, to choose its input by.
    pub(crate) fn compare(
        self,
        mut ours: impl FnMut(usize) -> Result<()>,
        mut rival: impl FnMut(usize) -> Result<()>,
    ) -> Result<Pair> {
        let mut ours = Side::warm_up(self.slice, &mut ours)?;
        let mut rival = Side::warm_up(self.slice, &mut rival)?;
        for _ in 0..self.rounds {
            ours.round()?;
            rival.round()?;
        }
        Ok(Pair {
            ours: median(&mut ours.times),
            rival: median(&mut rival.times),
        })
    }
}

/// One side and its times.
struct Side<'a> {
    call: &'a mut dyn FnMut(usize) -> Result<()>,
    /// Counts through all rounds, so that each goes on in the inputs where the last one stopped and
    /// none finds what it converts remembered.
    next: usize,
    calls: u32,
    times: Vec<f64>,
}

impl<'a> Side<'a> {
    /// Runs for the length of a slice and takes as many calls for each round.
    fn warm_up(slice: Duration, call: &'a mut dyn FnMut(usize) -> Result<()>) -> Result<Self> {
        let mut side = Self {
            call,
            next: 0,
            calls: 0,
            times: Vec::new(),
        };
        let start = Instant::now();
        while start.elapsed() < slice || side.calls == 0 {
            (side.call)(side.next)?;
            side.next += 1;
            side.calls += 1;
        }
        Ok(side)
    }

    fn round(&mut self) -> Result<()> {
        let start = Instant::now();
        for _ in 0..self.calls {
            (self.call)(self.next)?;
            self.next += 1;
        }
        let nanoseconds = start.elapsed().as_secs_f64() * 1e9;
        self.times.push(nanoseconds / f64::from(self.calls));
        Ok(())
    }
}

/// The middle one, or the mean of the two in the middle.
pub(crate) fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    if values.len().is_multiple_of(2) {
        f64::midpoint(values[middle - 1], values[middle])
    } else {
        values[middle]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_in_the_middle() {
        assert!((median(&mut [3.0, 1.0, 2.0]) - 2.0).abs() < f64::EPSILON);
        assert!((median(&mut [4.0, 1.0, 2.0, 3.0]) - 2.5).abs() < f64::EPSILON);
    }

    #[test]
    fn rounds_alternate_and_go_on_in_the_inputs() {
        let log = std::cell::RefCell::new(Vec::new());
        let effort = Effort {
            rounds: 2,
            slice: Duration::ZERO,
        };
        let call = |side| {
            let log = &log;
            move |input| {
                log.borrow_mut().push((side, input));
                Ok(())
            }
        };
        effort.compare(call("ours"), call("rival")).unwrap();
        let sides = [
            ("ours", 0),
            ("rival", 0),
            ("ours", 1),
            ("rival", 1),
            ("ours", 2),
            ("rival", 2),
        ];
        assert_eq!(*log.borrow(), sides);
    }
}
