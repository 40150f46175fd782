//! Crates, by cargo-deny: what may be there stands in `deny.toml`.

use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use crate::python::Python;
use crate::run::{root, run};
use crate::tally::Tally;

/// The workspaces whose crates are in what is published or fuzzed; of each crate there is one version.
const OURS: [&str; 2] = [".", "fuzz"];

/// Those that are there to be compared with, whose versions are what they are.
const OTHERS: [&str; 6] = [
    "benches",
    "build/tests/fixture",
    "js/test/deployed",
    "oracles/pink-runtime",
    "oracles/smart-rollup",
    "oracles/smart-rollup-host",
];

/// One `deny.toml` is for all workspaces, and none has all that it speaks of.
const ALLOWED: [&str; 3] = [
    "license-exception-not-encountered",
    "unmatched-skip",
    "unmatched-skip-root",
];

/// How long the list of known holes may take to arrive.
const PATIENCE: Duration = Duration::from_secs(60);

pub(super) fn audit(tally: &mut Tally) -> Result<()> {
    let list = root().join("xtask/audit/requirements.txt");
    let python = Python::install("cargo-deny", &list, "cargo-deny")?;
    for workspace in OURS {
        deny(&python, workspace, &["bans", "licenses", "sources"])?;
    }
    for workspace in OTHERS {
        deny(&python, workspace, &["licenses", "sources"])?;
    }
    if !has_list(&python)? {
        tally.cannot_check(
            "known holes of crates: the list of RustSec cannot be fetched here".to_owned(),
        );
        return Ok(());
    }
    for workspace in OURS {
        deny(&python, workspace, &["--disable-fetch", "advisories"])?;
    }
    Ok(())
}

fn deny(python: &Python, workspace: &str, checks: &[&str]) -> Result<()> {
    eprintln!("  cargo-deny: {workspace}");
    let mut deny = command(python);
    deny.arg("--locked")
        .arg("--manifest-path")
        .arg(root().join(workspace).join("Cargo.toml"))
        .arg("--config")
        .arg(root().join("deny.toml"))
        .args(["check", "--hide-inclusion-graph"]);
    for lint in ALLOWED {
        deny.args(["--allow", lint]);
    }
    run(deny.args(checks))
}

/// Whether the list of known holes is there, as new as it can be had.
fn has_list(python: &Python) -> Result<bool> {
    let mut fetch = command(python)
        .arg("--config")
        .arg(root().join("deny.toml"))
        .args(["fetch", "db"])
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .context("cannot run cargo-deny")?;
    let start = Instant::now();
    loop {
        if let Some(status) = fetch.try_wait()? {
            return Ok(status.success());
        }
        if start.elapsed() > PATIENCE {
            fetch.kill()?;
            fetch.wait()?;
            return Ok(false);
        }
        thread::sleep(Duration::from_millis(200));
    }
}

fn command(python: &Python) -> Command {
    let mut command = python.program("cargo-deny");
    command.current_dir(root());
    command
}
