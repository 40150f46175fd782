//! Two threads with one driver, against one thread.
//!
//! The same with a driver for each thread, which share nothing, shows what the machine has to give.

use std::hint::black_box;
use std::sync::Barrier;
use std::thread;
use std::time::Instant;

use anyhow::{Context, Result};
use data_driver_host::{Driver, Host};
use dusk_data_driver::reader::DriverReader;

use crate::effort::{Effort, median};
use crate::host::{Sides, theirs};
use crate::inputs::{Inputs, Sample};
use crate::row::{Row, rival};
use crate::settings::Settings;

const EVENT: &str = "reward";

/// What a thread does with an input.
type Call<'a> = &'a (dyn Fn(&[u8]) -> Result<()> + Sync);

pub(crate) fn rows(settings: &Settings, inputs: &Inputs) -> Result<()> {
    let first = Sides::load(settings)?;
    let mut second = Sides::load(settings)?;
    second.ours = Host::builder().build()?.load_file(&settings.stake)?;

    let ours = [our_call(&first.ours), our_call(&second.ours)];
    let rival = [rival_call(&first.rival), rival_call(&second.rival)];
    let effort = settings.effort();
    row(
        "rust.scale.2",
        effort,
        inputs,
        [&ours[0], &ours[0]],
        [&rival[0], &rival[0]],
    )?;
    row(
        "rust.scale.2.apart",
        effort,
        inputs,
        [&ours[0], &ours[1]],
        [&rival[0], &rival[1]],
    )
}

fn our_call(driver: &Driver) -> impl Fn(&[u8]) -> Result<()> + Sync {
    |bytes| {
        let value = driver.decode_event(EVENT, bytes)?;
        drop(black_box(value));
        Ok(())
    }
}

fn rival_call(driver: &DriverReader) -> impl Fn(&[u8]) -> Result<()> + Sync {
    |bytes| {
        let value = driver.decode_event(EVENT, bytes).map_err(theirs)?;
        drop(black_box(value));
        Ok(())
    }
}

fn row(
    id: &'static str,
    effort: Effort,
    inputs: &Inputs,
    ours: [Call<'_>; 2],
    rival: [Call<'_>; 2],
) -> Result<()> {
    let samples = &inputs.rewards;
    let input = |call: usize| samples[call % samples.len()].bytes.as_slice();
    let our_calls = effort.calls(|call| ours[0](input(call)))?;
    let rival_calls = effort.calls(|call| rival[0](input(call)))?;
    let (mut our_scales, mut rival_scales) = (Vec::new(), Vec::new());
    for _ in 0..effort.rounds {
        our_scales.push(scale(ours, samples, our_calls)?);
        rival_scales.push(scale(rival, samples, rival_calls)?);
    }
    let (ours, rival) = (median(&mut our_scales), median(&mut rival_scales));
    Row {
        id,
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
fn scale(threads: [Call<'_>; 2], samples: &[Sample], calls: u32) -> Result<f64> {
    let one = elapsed(&threads[..1], samples, calls)?;
    let two = elapsed(&threads, samples, calls)?;
    Ok(2.0 * one / two)
}

/// The seconds that threads take, each for as many calls.
fn elapsed(threads: &[Call<'_>], samples: &[Sample], calls: u32) -> Result<f64> {
    let barrier = Barrier::new(threads.len() + 1);
    let run = |call: Call<'_>| {
        barrier.wait();
        let mut samples = samples.iter().cycle();
        (0..calls).try_for_each(|_| samples.next().map_or(Ok(()), |one| call(&one.bytes)))
    };
    thread::scope(|scope| {
        let running = threads.iter().map(|call| scope.spawn(|| run(*call)));
        let running: Vec<_> = running.collect();
        // Before the barrier: behind it this thread may get its turn late.
        let start = Instant::now();
        barrier.wait();
        for thread in running {
            thread.join().ok().context("a thread panicked")??;
        }
        Ok(start.elapsed().as_secs_f64())
    })
}
