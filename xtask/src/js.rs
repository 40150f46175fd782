//! The JavaScript package: what it needs, and its build.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use anyhow::Result;

use crate::node;
use crate::run::{js, npm, run};

/// Installs what the package needs, unless it is there as the lockfile has it.
pub(crate) fn install() -> Result<()> {
    install_in(&js())
}

/// Installs the bundlers and runtimes in which the package is tested.
pub(crate) fn install_bundlers() -> Result<()> {
    install_in(&js().join("test/bundled"))
}

/// Installs what a folder's lockfile has, unless it is there.
pub(crate) fn install_in(folder: &Path) -> Result<()> {
    node::check()?;
    // npm writes the first of these when it is done.
    let installed = newest(&folder.join("node_modules/.package-lock.json"));
    if installed.is_some() && installed >= newest(&folder.join("package-lock.json")) {
        return Ok(());
    }
    eprintln!("  npm ci");
    run(npm()
        .current_dir(folder)
        .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
        .stdout(std::io::stderr()))
}

/// Compiles the package into `js/dist`, unless that is newer than everything it is made of.
pub(crate) fn build() -> Result<()> {
    let sources = [
        "src",
        "build.mjs",
        "package.json",
        "tsconfig.json",
        "tsconfig.build.json",
    ];
    let changed = sources
        .iter()
        .filter_map(|source| newest(&js().join(source)))
        .max();
    let built = newest(&js().join("dist/index.js"));
    if built.is_some() && built > changed {
        return Ok(());
    }
    eprintln!("  npm run build");
    run(npm()
        .args(["run", "--silent", "build"])
        .stdout(std::io::stderr()))
}

/// When the file, or anything in the directory, was last changed.
fn newest(path: &Path) -> Option<SystemTime> {
    let own = fs::metadata(path).ok()?.modified().ok();
    let inner = fs::read_dir(path)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| newest(&entry.path()))
        .max();
    own.max(inner)
}
