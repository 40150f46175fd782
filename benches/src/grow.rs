//! How the cost of a list grows with its length: a reward event with more and more rows, decoded to text as
//! drivers give it. A tree of values costs more the longer the list is, whoever builds it, because memory does.
//!
//! We go through our host. The rival is its driver crate without WebAssembly, which flatters it: its hosts
//! give a result 64 KiB, and a list of 1,000 rows takes three times that.

use std::hint::black_box;

use anyhow::{Result, ensure};
use data_driver_host::Decode;
use dusk_core::stake::Reward;

use crate::count::Calls;
use crate::effort::Pair;
use crate::host::{Sides, check};
use crate::inputs::{Inputs, Sample, sample};
use crate::native;
use crate::row::{Row, rival};
use crate::settings::Settings;

const EVENT: &str = "reward";

/// The lengths, and the row of each.
const LENGTHS: [(u32, &str); 3] = [
    (10, "grow.decode.vec.10"),
    (1_000, "grow.decode.vec.1000"),
    (100_000, "grow.decode.vec.100000"),
];

/// The longest list of which instructions are counted: it takes fifty times as long as without.
const LONGEST_COUNTED: u32 = 1_000;

pub(crate) fn rows(settings: &Settings, inputs: &Inputs) -> Result<()> {
    let sides = Sides::load(settings)?;
    let mut costs = Vec::new();
    for (length, id) in LENGTHS {
        if settings.counts() && length > LONGEST_COUNTED {
            continue;
        }
        let lists = lists(inputs, usize::try_from(length)?)?;
        let list = |call: usize| &lists[call % lists.len()].bytes;
        let ours = |bytes: &[u8]| Ok(sides.ours.decode_event(EVENT, bytes)?);
        if !settings.counts() {
            check(id, &lists, ours, native::rival)?;
        }
        if length > 10 {
            ensure!(
                sides.rival.decode_event(EVENT, list(0)).is_err(),
                "the rival's host decodes {length} rows by now: compare with it"
            );
        }
        let calls = Calls {
            calls: 4,
            each: length,
        };
        let pair = settings.measure(
            id,
            calls,
            |call| {
                let text = sides.ours.decode_text(Decode::Event, EVENT, list(call))?;
                drop(black_box(text));
                Ok(())
            },
            |call| native::rival(list(call)).map(|value| drop(black_box(value.to_string()))),
        )?;
        let Some(pair) = pair else { continue };
        let each = Pair {
            ours: pair.ours / f64::from(length),
            rival: pair.rival / f64::from(length),
        };
        Row {
            unit: "ns/row",
            ..Row::times(id, each, rival::NATIVE)
        }
        .print();
        costs.push(each);
    }
    if costs.is_empty() {
        return Ok(());
    }
    let ours = spread(costs.iter().map(|pair| pair.ours));
    let rival = spread(costs.iter().map(|pair| pair.rival));
    Row {
        id: "grow.decode.vec",
        ours,
        rival,
        unit: "x",
        ratio: rival / ours,
        rival_name: rival::NATIVE,
    }
    .print();
    Ok(())
}

/// Events with so many rewards: those of the inputs, each in one event; where there are too few, again and again.
fn lists(inputs: &Inputs, length: usize) -> Result<Vec<Sample>> {
    let mut rewards: Vec<Reward> = Vec::new();
    for sample in &inputs.rewards {
        rewards.extend(serde_json::from_value::<Vec<Reward>>(sample.json.clone())?);
    }
    if length > rewards.len() {
        rewards = rewards.into_iter().cycle().take(length).collect();
    }
    rewards
        .chunks_exact(length)
        .map(|rewards| sample(&rewards.to_vec()))
        .collect()
}

/// The largest cost over the smallest.
fn spread(costs: impl Iterator<Item = f64> + Clone) -> f64 {
    let largest = costs.clone().fold(0.0, f64::max);
    largest / costs.fold(f64::INFINITY, f64::min)
}
