//! Encoding through the hosts, which is the arithmetic of curves: each stake call holds two keys and
//! two signatures, whose points are decompressed and checked.

use std::hint::black_box;

use anyhow::{Result, ensure};

use crate::count::Calls;
use crate::host::{Sides, theirs};
use crate::inputs::{Inputs, Sample};
use crate::row::{Row, rival};
use crate::settings::Settings;

const FUNCTION: &str = "stake";

/// How many calls' instructions are counted: a call has millions of them.
const COUNTED: Calls = Calls::of(16);

pub(crate) fn rows(settings: &Settings, inputs: &Inputs) -> Result<()> {
    let wide = Sides::load_wide(settings)?;
    row("rust.encode.stake.fresh", settings, &inputs.stakes, &wide)?;
    row(
        "rust.encode.stake.repeat",
        settings,
        &inputs.stakes[..1],
        &wide,
    )?;
    let plain = Sides::load(settings)?;
    row("rust.encode.stake.plain", settings, &inputs.stakes, &plain)
}

fn row(id: &'static str, settings: &Settings, samples: &[Sample], sides: &Sides) -> Result<()> {
    let texts: Vec<_> = samples
        .iter()
        .map(|sample| sample.json.to_string())
        .collect();
    let checked = if settings.counts() { 0 } else { samples.len() };
    for (text, Sample { bytes, .. }) in texts.iter().zip(&samples[..checked]) {
        let ours = sides.ours.encode_input(FUNCTION, text)?;
        ensure!(
            ours == *bytes,
            "{id}: we encode {text} otherwise than Dusk's types"
        );
        let rival = sides
            .rival
            .encode_input_fn(FUNCTION, text)
            .map_err(theirs)?;
        ensure!(
            rival == *bytes,
            "{id}: the rival encodes {text} otherwise than Dusk's types"
        );
    }
    let input = |call: usize| texts[call % texts.len()].as_str();
    let pair = settings.measure(
        id,
        COUNTED,
        |call| {
            black_box(sides.ours.encode_input(FUNCTION, input(call))?);
            Ok(())
        },
        |call| {
            black_box(
                sides
                    .rival
                    .encode_input_fn(FUNCTION, input(call))
                    .map_err(theirs)?,
            );
            Ok(())
        },
    )?;
    if let Some(pair) = pair {
        Row::times(id, pair, rival::READER).print();
    }
    Ok(())
}
