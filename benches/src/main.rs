//! What the drivers and their hosts take in Rust, beside what people run today.
//!
//! `cargo xtask bench` runs this program; by itself it takes the settings that the command leaves in
//! `target/bench/settings.json`:
//!
//! | arguments | |
//! |---|---|
//! | `inputs <settings>` | writes the inputs that all programs of the bench share |
//! | `rows <settings>` | measures; prints one JSON object a line |
//! | `count <settings>` | does the same a few times, for callgrind to count; prints what it counts |
//! | `rows <settings> stream` | measures the row of streams alone |
//! | `rows <settings> oracle` | measures the rows of preimages over pipes alone |
//! | `rows <settings> cross` | measures the rows of calls across a boundary alone |
//! | `stream <driver> <lines> <results> [cache]` | decodes lines of events; `rows` starts it, for a process of its own |
//! | `load <ours or rival> <driver> [cache]` | loads a driver once; `rows` starts it, for a process of its own |

#![deny(unsafe_code)]

mod count;
mod cross;
mod effort;
mod encode;
mod grow;
mod host;
mod inputs;
mod load;
mod native;
mod oracle;
mod preimage;
mod rollup;
mod row;
mod scale;
mod settings;
mod stream;

use anyhow::{Result, bail};

use crate::inputs::Inputs;
use crate::settings::Settings;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["inputs", settings] => inputs::write(&Settings::read(settings)?),
        ["rows", settings] => rows(&Settings::read(settings)?),
        ["rows", settings, "oracle"] => oracle::rows(&Settings::read(settings)?),
        ["rows", settings, "cross"] => cross::rows(&Settings::read(settings)?),
        ["rows", settings, "stream"] => {
            let settings = Settings::read(settings)?;
            stream::rows(&settings, &Inputs::read(&settings.inputs)?)
        }
        ["stream", driver, from, to, ref cache @ ..] => {
            stream::once(driver, from, to, cache.first().copied())
        }
        ["count", settings] => counted_rows(&Settings::read(settings)?.counting()),
        ["load", side, driver, ref cache @ ..] => load::once(side, driver, cache.first().copied()),
        _ => bail!(
            "usage: inputs <settings> | rows <settings> | count <settings> | load <side> <driver> [cache]"
        ),
    }
}

/// Those rows that run on one thread and in this process.
fn counted_rows(settings: &Settings) -> Result<()> {
    let inputs = Inputs::read(&settings.inputs)?;
    host::rows(settings, &inputs)?;
    encode::rows(settings, &inputs)?;
    native::rows(settings, &inputs)?;
    preimage::rows(settings)?;
    rollup::rows(settings)?;
    grow::rows(settings, &inputs)
}

fn rows(settings: &Settings) -> Result<()> {
    let inputs = Inputs::read(&settings.inputs)?;
    host::rows(settings, &inputs)?;
    encode::rows(settings, &inputs)?;
    native::rows(settings, &inputs)?;
    preimage::rows(settings)?;
    oracle::rows(settings)?;
    cross::rows(settings)?;
    rollup::rows(settings)?;
    load::rows(settings, &inputs)?;
    scale::rows(settings, &inputs)?;
    stream::rows(settings, &inputs)?;
    grow::rows(settings, &inputs)
}
