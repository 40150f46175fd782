//! The driver crates linked in, without WebAssembly.

use std::hint::black_box;

use anyhow::Result;
use data_driver::{ConvertibleContract, JsonValue};
use dusk_data_driver::ConvertibleContract as _;
use dusk_stake_contract_dd::ContractDriver;
use stake_driver::StakeDriver;

use crate::count::Calls;
use crate::host::{check, theirs};
use crate::inputs::Inputs;
use crate::row::{Row, rival};
use crate::settings::Settings;

const EVENT: &str = "reward";

/// What our driver makes of a reward event.
pub(crate) fn ours(bytes: &[u8]) -> Result<JsonValue> {
    Ok(StakeDriver.decode_event(EVENT, bytes)?)
}

/// What the rival's driver makes of a reward event.
pub(crate) fn rival(bytes: &[u8]) -> Result<JsonValue> {
    ContractDriver.decode_event(EVENT, bytes).map_err(theirs)
}

pub(crate) fn rows(settings: &Settings, inputs: &Inputs) -> Result<()> {
    let id = "native.decode.reward";
    if !settings.counts() {
        check(id, &inputs.rewards, ours, rival)?;
    }
    let input = |call: usize| &inputs.rewards[call % inputs.rewards.len()].bytes;
    let pair = settings.measure(
        id,
        Calls::of(inputs.rewards.len()),
        |call| ours(input(call)).map(|value| drop(black_box(value))),
        |call| rival(input(call)).map(|value| drop(black_box(value))),
    )?;
    if let Some(pair) = pair {
        Row::times(id, pair, rival::NATIVE).print();
    }
    Ok(())
}
