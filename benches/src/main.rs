//! What the drivers and their hosts take in Rust, beside what people run today.
//!
//! `cargo xtask bench` runs this program; by itself it takes the settings that the command leaves in
//! `target/bench/settings.json`:
//!
//! | arguments | |
//! |---|---|
//! | `inputs <settings>` | writes the inputs that all programs of the bench share |
//! | `rows <settings>` | measures; prints one JSON object a line |
//! | `load <ours or rival> <driver> [cache]` | loads a driver once; `rows` starts it, for a process of its own |

#![forbid(unsafe_code)]

mod effort;
mod encode;
mod grow;
mod host;
mod inputs;
mod load;
mod native;
mod row;
mod scale;
mod settings;

use anyhow::{Result, bail};

use crate::inputs::Inputs;
use crate::settings::Settings;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["inputs", settings] => inputs::write(&Settings::read(settings)?),
        ["rows", settings] => rows(&Settings::read(settings)?),
        ["load", side, driver, ref cache @ ..] => load::once(side, driver, cache.first().copied()),
        _ => bail!("usage: inputs <settings> | rows <settings> | load <side> <driver> [cache]"),
    }
}

fn rows(settings: &Settings) -> Result<()> {
    let inputs = Inputs::read(&settings.inputs)?;
    host::rows(settings, &inputs)?;
    encode::rows(settings, &inputs)?;
    native::rows(settings, &inputs)?;
    load::rows(settings, &inputs)?;
    scale::rows(settings, &inputs)?;
    grow::rows(settings, &inputs)
}
