//! `cargo xtask bench`: us and what people run today, side by side.
//!
//! The work is done by the programs in `benches/`, a workspace of its own; here they are built, run, and
//! their rows put together.

mod catalog;
mod chart;
mod count;
mod entry;
mod machine;
mod page;
mod report;
mod rival;
mod show;
mod sizes;
mod svg;
mod table;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};
use serde_json::json;

use self::entry::Entry;
use self::machine::Machine;
use self::report::Report;
use crate::run::{cargo, lines, root, run};
use crate::{drivers, js, paint};

/// How much is measured.
#[derive(Debug, Clone, Copy)]
struct Effort {
    /// Rounds of a row, each of which runs both sides.
    rounds: u32,
    /// How long one side of a round takes, in milliseconds.
    slice: u32,
}

/// For the page.
const FULL: Effort = Effort {
    rounds: 21,
    slice: 100,
};

/// For a look: under 90 seconds once all is built.
const QUICK: Effort = Effort {
    rounds: 5,
    slice: 15,
};

/// Measures every row, prints the table and writes `target/bench/report.json`.
///
/// A full measurement also writes the page `docs/performance.md`; `--page` writes it again from the last report, for
/// whoever edits its prose.
///
/// # Errors
/// Something cannot be built, or the two sides of a row give different results.
pub(crate) fn bench(arguments: &[&str]) -> Result<()> {
    let effort = match arguments {
        [] => FULL,
        ["--quick"] => QUICK,
        ["--page"] => return report::read(&report_path())?.write_page(),
        _ => bail!("usage: cargo xtask bench [--quick | --page]"),
    };
    let directory = root().join("target/bench");
    fs::create_dir_all(&directory)?;
    let built = build(&directory)?;
    let settings = settings(&built, effort, &directory)?;

    progress("inputs");
    run(Command::new(&built.program).arg("inputs").arg(&settings))?;
    let mut entries = Vec::new();
    let javascript = folder().join("js/rows.mjs");
    measure(
        Command::new("node").arg(javascript).arg(&settings),
        &mut entries,
    )?;
    measure(
        Command::new(&built.program).arg("rows").arg(&settings),
        &mut entries,
    )?;
    entries.extend(sizes::rows(&built.stake, &rival::deployed()?, &directory)?);
    let mut entries = entry::in_order(entries)?;
    progress("instructions");
    if !count::count(&built.program, &settings, &directory, &mut entries)? {
        progress("valgrind is not installed: none were counted");
    }

    print(&entries);
    let report = Report {
        entries,
        machine: Machine::read(&built.toolchain)?,
        rounds: effort.rounds,
    };
    report.write(&report_path())?;
    progress("target/bench/report.json");
    if effort.rounds == FULL.rounds {
        report.write_page()?;
        progress("docs/performance.md");
    }
    Ok(())
}

/// Where the last report lies.
fn report_path() -> PathBuf {
    root().join("target/bench/report.json")
}

/// The bench's own folder.
fn folder() -> PathBuf {
    root().join("benches")
}

/// What was built.
struct Built {
    stake: PathBuf,
    stake_wide: PathBuf,
    drc20: PathBuf,
    transfer: PathBuf,
    pink: PathBuf,
    rollup: PathBuf,
    probe: PathBuf,
    rival: PathBuf,
    rival_transfer: PathBuf,
    program: PathBuf,
    toolchain: String,
}

fn build(directory: &Path) -> Result<Built> {
    progress("drivers");
    let stake = drivers::build_one("stake")?;
    let drc20 = drivers::build_one("drc20")?;
    let transfer = drivers::build_one("transfer")?;
    let pink = drivers::build_one("pink-runtime")?;
    let rollup = drivers::build_one("smart-rollup")?;
    let probe = drivers::compile("pink-probe")?;
    let stake_wide = drivers::build_wide("stake", &directory.join("drivers"))?;
    progress("JavaScript");
    js::install()?;
    js::build()?;
    js::install_in(&folder().join("js"))?;
    progress("the rival's drivers");
    let toolchain = drivers::toolchain()?;
    let rival = rival::build(rival::STAKE, &toolchain, directory)?;
    let rival_transfer = rival::build(rival::TRANSFER, &toolchain, directory)?;
    progress("the bench, with the rival's host");
    run(cargo()
        .current_dir(folder())
        .args(["build", "--release"])
        .stdout(std::io::stderr()))?;
    let program = format!(
        "build/release/data-driver-benches{}",
        std::env::consts::EXE_SUFFIX
    );
    Ok(Built {
        stake,
        stake_wide,
        drc20,
        transfer,
        pink,
        rollup,
        probe,
        rival,
        rival_transfer,
        program: directory.join(program),
        toolchain: toolchain.to_string(),
    })
}

/// Writes what both programs need to know, and gives the path of the file.
fn settings(built: &Built, effort: Effort, directory: &Path) -> Result<PathBuf> {
    let settings = json!({
        "stake": built.stake,
        "stake_wide": built.stake_wide,
        "drc20": built.drc20,
        "transfer": built.transfer,
        "pink": built.pink,
        "rollup": built.rollup,
        "probe": built.probe,
        "rival": built.rival,
        "rival_transfer": built.rival_transfer,
        "inputs": directory.join("inputs.json"),
        "golden": root().join("host-tests/golden/stake"),
        "cache": directory.join("cache"),
        "rounds": effort.rounds,
        "slice": effort.slice,
    });
    let path = directory.join("settings.json");
    fs::write(&path, settings.to_string())?;
    Ok(path)
}

/// Runs a program that prints rows.
fn measure(program: &mut Command, entries: &mut Vec<Entry>) -> Result<()> {
    let mut failure = None;
    lines(program, |line| match Entry::parse(line) {
        Ok(entry) => {
            progress(&format!("{:<26} {:>8}", entry.id, show::times(entry.ratio)));
            entries.push(entry);
        }
        Err(error) => failure = Some(error),
    })?;
    failure.map_or(Ok(()), Err)
}

fn print(entries: &[Entry]) {
    let paint = paint::stdout();
    println!("{}", table::heading(paint));
    for entry in entries {
        println!("{}", table::line(entry, paint));
    }
    let (reached, of) = reached(entries);
    println!("\n{reached} of {of} rows reach what they are to");
}

/// How many rows reach what they are to, of how many that are to reach something.
fn reached(entries: &[Entry]) -> (usize, usize) {
    let verdicts = entries.iter().filter_map(|entry| {
        let subject = entry.subject().ok()?;
        subject.reach.is_reached(entry.ours, entry.ratio)
    });
    let verdicts: Vec<bool> = verdicts.collect();
    (
        verdicts.iter().filter(|reached| **reached).count(),
        verdicts.len(),
    )
}

fn progress(what: &str) {
    eprintln!("  {}", paint::stderr().dim(what));
}
