//! Two threads with one driver, against one thread.

use std::hint::black_box;
use std::sync::Barrier;
use std::thread;
use std::time::Instant;

use anyhow::{Context, Result};

use crate::effort::median;
use crate::host::{Sides, theirs};
use crate::inputs::{Inputs, Sample};
use crate::row::{Row, rival};
use crate::settings::Settings;

const EVENT: &str = "reward";

pub(crate) fn rows(settings: &Settings, inputs: &Inputs) -> Result<()> {
    let sides = Sides::load(settings)?;
    let ours = |bytes: &[u8]| -> Result<()> {
        black_box(sides.ours.decode_event(EVENT, bytes)?);
        Ok(())
    };
    let rival = |bytes: &[u8]| -> Result<()> {
        black_box(sides.rival.decode_event(EVENT, bytes).map_err(theirs)?);
        Ok(())
    };
    let effort = settings.effort();
    let input = |call: usize| inputs.rewards[call % inputs.rewards.len()].bytes.as_slice();
    let our_calls = effort.calls(|call| ours(input(call)))?;
    let rival_calls = effort.calls(|call| rival(input(call)))?;
    let (mut our_scales, mut rival_scales) = (Vec::new(), Vec::new());
    for _ in 0..effort.rounds {
        our_scales.push(scale(&ours, &inputs.rewards, our_calls)?);
        rival_scales.push(scale(&rival, &inputs.rewards, rival_calls)?);
    }
    let (ours, rival) = (median(&mut our_scales), median(&mut rival_scales));
    Row {
        id: "rust.scale.2",
        ours,
        rival,
        unit: "x",
        ratio: ours / rival,
        rival_name: rival::READER,
    }
    .print();
    Ok(())
}

/// How many times the calls of one thread two threads get done: 2 where neither waits for the other.
fn scale<F>(call: &F, samples: &[Sample], calls: u32) -> Result<f64>
where
    F: Fn(&[u8]) -> Result<()> + Sync,
{
    let one = elapsed(call, samples, calls, 1)?;
    let two = elapsed(call, samples, calls, 2)?;
    Ok(2.0 * one / two)
}

/// The seconds that so many threads take, each for as many calls.
fn elapsed<F>(call: &F, samples: &[Sample], calls: u32, threads: usize) -> Result<f64>
where
    F: Fn(&[u8]) -> Result<()> + Sync,
{
    let barrier = Barrier::new(threads + 1);
    thread::scope(|scope| {
        let running: Vec<_> = (0..threads)
            .map(|_| {
                scope.spawn(|| {
                    barrier.wait();
                    let mut samples = samples.iter().cycle();
                    (0..calls)
                        .try_for_each(|_| samples.next().map_or(Ok(()), |one| call(&one.bytes)))
                })
            })
            .collect();
        // Before the barrier: behind it this thread may get its turn late.
        let start = Instant::now();
        barrier.wait();
        for thread in running {
            thread.join().ok().context("a thread panicked")??;
        }
        Ok(start.elapsed().as_secs_f64())
    })
}
