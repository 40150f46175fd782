//! From a driver's bytes to its first result, each time in a process of its own.
//!
//! The time starts with the bytes in memory and holds everything a process does once: making the engine,
//! compiling or reading compiled code, the first instance, the first call.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};
use data_driver_host::{Host, JsonValue};
use serde::{Deserialize, Serialize};

use crate::effort::median;
use crate::host::{reader, theirs};
use crate::inputs::{Inputs, Sample};
use crate::row::{Row, rival};
use crate::settings::Settings;

const EVENT: &str = "reward";

/// The environment variable with the event's bytes, as hex.
const DATA: &str = "BENCH_EVENT";

/// What a process says that loaded a driver.
#[derive(Debug, Serialize, Deserialize)]
struct Loaded {
    nanoseconds: f64,
    value: JsonValue,
    cached: bool,
}

/// Loads a driver, decodes one event and prints how long that took.
pub(crate) fn once(side: &str, driver: &str, cache: Option<&str>) -> Result<()> {
    let wasm = fs::read(driver)?;
    let data = hex::decode(std::env::var(DATA)?)?;
    let start = Instant::now();
    let (value, cached) = match side {
        "ours" => {
            let mut host = Host::builder();
            if let Some(cache) = cache {
                host = host.cache(cache);
            }
            let driver = host.build()?.load(&wasm)?;
            (driver.decode_event(EVENT, &data)?, driver.was_cached())
        }
        "rival" => {
            let driver = reader(&wasm)?;
            (driver.decode_event(EVENT, &data).map_err(theirs)?, false)
        }
        _ => bail!("{side}: there are `ours` and `rival`"),
    };
    let nanoseconds = start.elapsed().as_secs_f64() * 1e9;
    let loaded = Loaded {
        nanoseconds,
        value,
        cached,
    };
    println!("{}", serde_json::to_string(&loaded)?);
    Ok(())
}

pub(crate) fn rows(settings: &Settings, inputs: &Inputs) -> Result<()> {
    let sample = &inputs.rewards[0];
    row("rust.load.cold", settings, sample, None)?;

    // The first process fills the cache, and does not count.
    let cache = &settings.cache;
    if cache.exists() {
        fs::remove_dir_all(cache)?;
    }
    let first = process("ours", &settings.stake, Some(cache), sample)?;
    ensure!(!first.cached, "there is compiled code in a new cache");
    row("rust.load.warm", settings, sample, Some(cache))
}

fn row(id: &'static str, settings: &Settings, sample: &Sample, cache: Option<&Path>) -> Result<()> {
    let (mut ours, mut rival) = (Vec::new(), Vec::new());
    for _ in 0..settings.effort().rounds {
        let loaded = process("ours", &settings.stake, cache, sample)?;
        ensure!(
            loaded.cached == cache.is_some(),
            "{id}: compiled code out of the cache: {}",
            loaded.cached
        );
        ours.push(loaded.nanoseconds);
        // It has no cache: what it does in a second process is what it did in the first.
        rival.push(process("rival", &settings.rival, None, sample)?.nanoseconds);
    }
    let (ours, rival) = (median(&mut ours), median(&mut rival));
    Row::times(id, crate::effort::Pair { ours, rival }, rival::READER).print();
    Ok(())
}

fn process(side: &str, driver: &Path, cache: Option<&Path>, sample: &Sample) -> Result<Loaded> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args(["load", side]).arg(driver).args(cache);
    let output = command.env(DATA, hex::encode(&sample.bytes)).output()?;
    ensure!(
        output.status.success(),
        "loading the driver of {side}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    let loaded: Loaded =
        serde_json::from_slice(&output.stdout).context("what the process printed")?;
    ensure!(
        loaded.value == sample.json,
        "{side} decodes {}, it is {}",
        loaded.value,
        sample.json
    );
    Ok(loaded)
}
