//! `cargo xtask build`: every driver of the workspace.

use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Result, ensure};
use data_driver_build::{Builder, Options, Workspace};

use crate::paint;

/// Builds every driver, those for tests included, into `target/drivers`.
pub(crate) fn build() -> Result<()> {
    build_some(|_| true)
}

/// Builds the one driver of that name.
pub(crate) fn build_one(name: &str) -> Result<()> {
    build_some(|other| other == name)
}

/// The workspace that this program was compiled in.
pub(crate) fn workspace() -> Result<Workspace> {
    Ok(Workspace::load(env!("CARGO_MANIFEST_DIR").as_ref())?)
}

fn build_some(wanted: impl Fn(&str) -> bool) -> Result<()> {
    let paint = paint::stderr();
    let mut progress = |step: &str| eprintln!("  {}", paint.dim(step));

    let workspace = workspace()?;
    let directory: PathBuf = workspace.target.join("drivers");
    let packages: Vec<_> = workspace
        .drivers()
        .into_iter()
        .filter(|package| wanted(&package.name))
        .collect();
    ensure!(
        !packages.is_empty(),
        "no package of the workspace is such a driver"
    );

    let builder = Builder::new(&workspace, &mut progress)?;
    eprintln!(
        "  {}",
        paint.dim(&format!("compiling with {}", builder.toolchain()))
    );
    for package in packages {
        let start = Instant::now();
        let built = builder.build(package, &Options::default(), &directory, &mut progress)?;
        eprintln!(
            "  {:<10} {:>9} bytes (compiled: {})  {}{}  {:.1} s",
            paint.bold(&package.name),
            built.size,
            built.compiled_size,
            built
                .path
                .strip_prefix(&workspace.root)
                .unwrap_or(&built.path)
                .display(),
            if built.changed { "" } else { " (up to date)" },
            start.elapsed().as_secs_f64(),
        );
    }
    Ok(())
}
