//! Instructions of those rows that run in Rust, counted by callgrind.
//!
//! Times move with what else the machine does, and one side's may move more than the other's. What is executed does not.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use super::entry::{Entry, Instructions};
use crate::run::lines;

/// The function of the bench whose calls are counted. With a pattern in place of a name, only the first option would heed it.
const COUNTED: &str = "data_driver_benches::count::counted";

/// Counts, and writes into the entries what was counted; without valgrind, leaves them as they are and gives false.
pub(crate) fn count(
    program: &Path,
    settings: &Path,
    directory: &Path,
    entries: &mut [Entry],
) -> Result<bool> {
    if !is_installed() {
        return Ok(false);
    }
    let directory = directory.join("callgrind");
    if directory.exists() {
        fs::remove_dir_all(&directory)?;
    }
    fs::create_dir_all(&directory)?;
    let out = directory.join("out");
    let mut command = Command::new("valgrind");
    command
        .args(["--tool=callgrind", "-q"])
        .arg(format!("--callgrind-out-file={}", out.display()))
        .arg(format!("--toggle-collect={COUNTED}"))
        .arg(format!("--dump-after={COUNTED}"))
        .arg(program)
        .arg("count")
        .arg(settings);
    let mut told = Vec::new();
    lines(&mut command, |line| told.push(line.to_owned()))?;

    let mut sums: HashMap<String, HashMap<String, f64>> = HashMap::new();
    for (line, number) in told.iter().zip(1..) {
        let path = directory.join(format!("out.{number}"));
        let dump = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let (id, side, per) = parse(line)?;
        let each = total(&dump).with_context(|| path.display().to_string())? / per;
        sums.entry(id).or_default().insert(side, each);
    }
    for (id, sides) in &sums {
        let entry = entries.iter_mut().find(|entry| entry.id == *id);
        let entry = entry.with_context(|| format!("{id} was counted and not measured"))?;
        let side = |name: &str| {
            sides
                .get(name)
                .copied()
                .with_context(|| format!("{id}: no {name}"))
        };
        entry.instructions = Some(Instructions {
            ours: side("ours")?,
            rival: side("rival")?,
        });
    }
    Ok(true)
}

fn is_installed() -> bool {
    Command::new("valgrind")
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// A row, a side of it, and by how much what was counted is to be divided.
fn parse(line: &str) -> Result<(String, String, f64)> {
    let value: Value =
        serde_json::from_str(line).with_context(|| format!("not a count: {line}"))?;
    let text = |name: &str| value[name].as_str().map(str::to_owned);
    match (text("id"), text("side"), value["per"].as_f64()) {
        (Some(id), Some(side), Some(per)) if per > 0.0 => Ok((id, side, per)),
        _ => bail!("not a count: {line}"),
    }
}

/// What a file of callgrind says was executed.
fn total(dump: &str) -> Result<f64> {
    let total = dump.lines().find_map(|line| {
        line.strip_prefix("totals: ")
            .or(line.strip_prefix("summary: "))
    });
    let total: f64 = total.context("no totals")?.trim().parse()?;
    ensure!(
        total > 0.0,
        "nothing was executed: is {COUNTED} a function?"
    );
    Ok(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_come_out_of_callgrinds_files() {
        let dump = "# callgrind format\nversion: 1\npart: 2\nevents: Ir\nsummary: 1200\n\nfn=(1)\n0 1200\n\ntotals: 1200\n";
        assert!((total(dump).unwrap() - 1200.0).abs() < f64::EPSILON);
        assert!(total("events: Ir\n").is_err());
        assert!(total("totals: 0\n").is_err());
    }

    #[test]
    fn a_count_says_what_it_is_of() {
        let line = r#"{"id":"rust.call.u64","side":"ours","per":128}"#;
        let expected = ("rust.call.u64".to_owned(), "ours".to_owned(), 128.0);
        assert_eq!(parse(line).unwrap(), expected);
        assert!(parse(r#"{"id":"rust.call.u64","side":"ours","per":0}"#).is_err());
        assert!(parse("counting").is_err());
    }
}
