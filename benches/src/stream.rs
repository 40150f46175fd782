//! Events by the hundred thousand: a file of lines becomes another, each time by a process of its own.
//!
//! What `data-driver decode --stream` does, against a script for Node that does the same with the deployed driver and
//! loader. The time is that of the whole process: starting, loading the driver, reading, writing. The command keeps
//! compiled code from one time to the next, which is the first row; in the second it compiles the driver.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use data_driver_host::Host;
use serde_json::{Value, json};

use crate::effort::{Pair, median};
use crate::inputs::Inputs;
use crate::row::{Row, rival};
use crate::settings::Settings;

const EVENT: &str = "reward";

/// How many events; of a quick look a tenth.
const EVENTS: usize = 200_000;
const QUICK: usize = 20_000;

/// How often each side runs; of a quick look once.
const ROUNDS: usize = 5;

/// The most memory that our process may have had, in KiB: it does not hold the file, which has more than three times
/// as much.
const MEMORY: u64 = 96 << 10;

/// Decodes a file of lines into another, as the command does.
pub(crate) fn once(driver: &str, from: &str, to: &str, cache: Option<&str>) -> Result<()> {
    let host = Host::builder();
    let host = match cache {
        Some(cache) => host.cache(cache),
        None => host,
    };
    let driver = host.build()?.load_file(driver)?;
    let reader = BufReader::with_capacity(1 << 18, File::open(from)?);
    let done = driver.decode_lines(reader, BufWriter::new(File::create(to)?), |_| {})?;
    ensure!(done.bad == 0, "{} lines are bad", done.bad);
    println!("{}", memory().unwrap_or_default());
    Ok(())
}

/// The most memory that this process has had, in KiB, where the system says it.
fn memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let row = status.lines().find_map(|row| row.strip_prefix("VmHWM:"))?;
    row.split_whitespace().next()?.parse().ok()
}

pub(crate) fn rows(settings: &Settings, inputs: &Inputs) -> Result<()> {
    let rounds = settings.effort().rounds.min(ROUNDS);
    // As many as a quick look has.
    let (events, rounds) = match rounds < ROUNDS {
        true => (QUICK, 1),
        false => (EVENTS, ROUNDS),
    };
    let folder = settings.inputs.parent().context("a folder")?;
    let lines = folder.join("events.ndjson");
    let results = ["ours", "rival"].map(|side| folder.join(format!("events.{side}.ndjson")));
    write(&lines, inputs, events)?;

    let program = std::env::current_exe()?;
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("js/stream.mjs");
    let ours = |cache: Option<&Path>| {
        let mut command = Command::new(&program);
        command.arg("stream").arg(&settings.stake);
        command.arg(&lines).arg(&results[0]);
        run(command.args(cache))
    };
    let rival = || {
        let mut command = Command::new("node");
        command.arg(&script).arg(&settings.rival);
        run(command.arg(&lines).arg(&results[1]))
    };
    let cache = folder.join("cache");
    // The first time it compiles the driver.
    ours(Some(&cache))?;
    let (mut our_times, mut first_times, mut rival_times) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..rounds {
        for (cache, times) in [(Some(&*cache), &mut our_times), (None, &mut first_times)] {
            let start = Instant::now();
            let said = ours(cache)?;
            times.push(start.elapsed().as_secs_f64() * 1e9);
            let memory: u64 = said.trim().parse().context("how much memory it had")?;
            ensure!(memory < MEMORY, "our process had {memory} KiB");
        }
        let start = Instant::now();
        rival()?;
        rival_times.push(start.elapsed().as_secs_f64() * 1e9);
        if round == 0 {
            check(inputs, &results, events)?;
        }
    }
    for file in results.iter().chain([&lines]) {
        fs::remove_file(file)?;
    }
    let rival = median(&mut rival_times);
    for (id, times) in [
        ("rust.stream.reward", &mut our_times),
        ("rust.stream.reward.first", &mut first_times),
    ] {
        let pair = Pair {
            ours: median(times),
            rival,
        };
        Row::times(id, pair.each(events), rival::SCRIPT).print();
    }
    Ok(())
}

fn write(path: &Path, inputs: &Inputs, events: usize) -> Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    let lines = inputs.archived.iter().map(|sample| {
        let line = json!({ "topic": EVENT, "data": hex::encode(&sample.bytes) });
        line.to_string()
    });
    let lines: Vec<String> = lines.collect();
    for line in lines.iter().cycle().take(events) {
        writeln!(file, "{line}")?;
    }
    Ok(file.flush()?)
}

fn run(command: &mut Command) -> Result<String> {
    let output = command.output()?;
    let err = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "{command:?}: {err}");
    Ok(String::from_utf8(output.stdout)?)
}

/// Both sides have written the value of every line, in the order of the lines.
fn check(inputs: &Inputs, results: &[PathBuf; 2], events: usize) -> Result<()> {
    for path in results {
        let mut count = 0;
        for (line, sample) in BufReader::new(File::open(path)?)
            .lines()
            .zip(inputs.archived.iter().cycle())
        {
            let line: Value = serde_json::from_str(&line?)?;
            ensure!(
                line["topic"] == EVENT && line["value"] == sample.json,
                "{}: line {count}",
                path.display()
            );
            count += 1;
        }
        ensure!(count == events, "{}: {count} lines", path.display());
    }
    Ok(())
}
