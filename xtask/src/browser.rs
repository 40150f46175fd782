//! Chromium, for the tests that run in a browser.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use data_driver_build::apt;

/// Names a browser to use instead of one that is found.
pub(crate) const VARIABLE: &str = "CHROMIUM";

const PROGRAMS: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

/// A Chromium to run tests in, installed first where that is possible.
pub(crate) fn find_or_install() -> Result<PathBuf> {
    if let Some(path) = env::var_os(VARIABLE).filter(|path| !path.is_empty()) {
        return Ok(path.into());
    }
    if let Some(path) = find() {
        return Ok(path);
    }
    if !apt::is_usable() {
        bail!(
            "found no Chromium or Chrome, and cannot install one here; install Debian's package \
             `chromium` or any Chrome, or set {VARIABLE}"
        );
    }
    eprintln!("  apt-get install chromium");
    apt::install(&["chromium"])?;
    find().context("installed chromium, but it is not on PATH")
}

fn find() -> Option<PathBuf> {
    let directories: Vec<_> = env::split_paths(&env::var_os("PATH")?).collect();
    PROGRAMS
        .iter()
        .flat_map(|program| {
            directories
                .iter()
                .map(move |directory| directory.join(program))
        })
        .find(|path| path.is_file())
}
