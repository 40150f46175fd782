//! `cargo xtask memcheck`: the exports, natively, under valgrind.

use std::process::Command;

use anyhow::{Result, bail};
use data_driver_build::apt;

use crate::run::{cargo, watch};
use crate::tally::Tally;

/// The tests whose code reads and writes at addresses that a caller gave, or casts what it knows to be the same.
const TESTS: [&str; 3] = ["export_instance", "archives", "json_input"];

/// What tests run in, on whichever machine this is.
const RUNNER: &str = "target.'cfg(all())'.runner = ['valgrind', '-q', '--error-exitcode=99', '--leak-check=full', \
                      '--show-leak-kinds=definite', '--errors-for-leak-kinds=definite']";

/// Runs them. A read or a write outside what was allocated, of what was freed or never written, is a failed test.
///
/// # Errors
/// One failed, or there is no valgrind and none can be installed.
pub(crate) fn memcheck(tally: &mut Tally) -> Result<()> {
    if !is_installed() {
        if !apt::is_usable() {
            bail!("found no valgrind, and cannot install one here; install it");
        }
        eprintln!("  apt-get install valgrind");
        apt::install(&["valgrind"])?;
    }
    let mut tests = cargo();
    // With the features that the other tests have, so that nothing is compiled again.
    tests.args(["test", "--workspace", "--config", RUNNER]);
    for test in TESTS {
        tests.args(["--test", test]);
    }
    watch(&mut tests, |line| {
        *tally += Tally::from_cargo(line).unwrap_or_default();
    })
}

fn is_installed() -> bool {
    let version = Command::new("valgrind").arg("--version").output();
    version.is_ok_and(|output| output.status.success())
}
