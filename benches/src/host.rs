//! Decoding through the hosts: ours on wasmtime, the rival's on its own version of it.

use std::fs;
use std::hint::black_box;

use anyhow::{Result, anyhow, ensure};
use data_driver_host::{Driver, Host, JsonValue};
use dusk_data_driver::reader::DriverReader;

use crate::count::Calls;
use crate::inputs::{Inputs, Sample};
use crate::row::{Row, rival};
use crate::settings::Settings;

/// Our driver and the rival's, loaded.
pub(crate) struct Sides {
    pub(crate) ours: Driver,
    pub(crate) rival: DriverReader,
}

impl Sides {
    pub(crate) fn load(settings: &Settings) -> Result<Self> {
        Ok(Self {
            ours: Driver::from_file(&settings.stake)?,
            rival: reader(&fs::read(&settings.rival)?)?,
        })
    }

    /// Our driver's build with wide arithmetic, and the rival's driver.
    pub(crate) fn load_wide(settings: &Settings) -> Result<Self> {
        let host = Host::builder().wide_arithmetic(true).build()?;
        Ok(Self {
            ours: host.load_file(&settings.stake_wide)?,
            rival: reader(&fs::read(&settings.rival)?)?,
        })
    }
}

/// The rival's host with a driver.
pub(crate) fn reader(wasm: &[u8]) -> Result<DriverReader> {
    DriverReader::new(wasm).map_err(theirs)
}

/// The rival's error.
pub(crate) fn theirs(error: dusk_data_driver::Error) -> anyhow::Error {
    anyhow!("{error}")
}

pub(crate) fn rows(settings: &Settings, inputs: &Inputs) -> Result<()> {
    let Sides { ours, rival } = &Sides::load(settings)?;
    row(
        "rust.decode.reward",
        settings,
        &inputs.rewards,
        |bytes| Ok(ours.decode_event("reward", bytes)?),
        |bytes| rival.decode_event("reward", bytes).map_err(theirs),
    )?;
    row(
        "rust.call.u64",
        settings,
        &inputs.amounts,
        |bytes| Ok(ours.decode_output("burnt_amount", bytes)?),
        |bytes| {
            rival
                .decode_output_fn("burnt_amount", bytes)
                .map_err(theirs)
        },
    )
}

fn row(
    id: &'static str,
    settings: &Settings,
    samples: &[Sample],
    ours: impl Fn(&[u8]) -> Result<JsonValue>,
    rival: impl Fn(&[u8]) -> Result<JsonValue>,
) -> Result<()> {
    if !settings.counts() {
        check(id, samples, &ours, &rival)?;
    }
    let input = |call: usize| &samples[call % samples.len()].bytes;
    let pair = settings.measure(
        id,
        Calls::of(samples.len()),
        |call| ours(input(call)).map(|value| drop(black_box(value))),
        |call| rival(input(call)).map(|value| drop(black_box(value))),
    )?;
    if let Some(pair) = pair {
        Row::times(id, pair, rival::READER).print();
    }
    Ok(())
}

/// Makes sure that both sides decode what they shall.
pub(crate) fn check(
    id: &str,
    samples: &[Sample],
    ours: impl Fn(&[u8]) -> Result<JsonValue>,
    rival: impl Fn(&[u8]) -> Result<JsonValue>,
) -> Result<()> {
    for Sample { bytes, json } in samples {
        let (ours, rival) = (ours(bytes)?, rival(bytes)?);
        ensure!(ours == *json, "{id}: we decode {ours}, it is {json}");
        ensure!(
            rival == *json,
            "{id}: the rival decodes {rival}, it is {json}"
        );
    }
    Ok(())
}
