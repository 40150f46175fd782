//! `cargo xtask build`: every driver of the workspace.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

use anyhow::{Context, Result, anyhow};
use data_driver_build::{Builder, Options, Package, Toolchain, Workspace};

use crate::run::root;
use crate::{examples, paint, programs};

/// Builds every driver, those for tests included, into `target/drivers`, and the programs for other hosts into `target/programs`.
pub(crate) fn build() -> Result<()> {
    build_some(|_| true)?;
    programs::build()
}

/// Builds the one driver of that name and gives its path.
pub(crate) fn build_one(name: &str) -> Result<PathBuf> {
    let built = build_some(|other| other == name)?;
    built.into_iter().next().with_context(|| no_such(name))
}

/// Builds a driver for hosts with wide arithmetic into `directory` and gives its path.
pub(crate) fn build_wide(name: &str, directory: &Path) -> Result<PathBuf> {
    let mut progress = |step: &str| eprintln!("  {}", paint::stderr().dim(step));
    let workspace = workspace()?;
    let package = workspace
        .drivers()
        .into_iter()
        .find(|package| package.name == name)
        .with_context(|| no_such(name))?;
    let builder = Builder::new(&workspace, &mut progress)?;
    let built = builder.build(package, &Options::wide(), directory, &mut progress)?;
    Ok(built.path)
}

/// Compiles a package that is no driver as drivers are, and gives its module's path.
pub(crate) fn compile(package: &str) -> Result<PathBuf> {
    let mut progress = |step: &str| eprintln!("  {}", paint::stderr().dim(step));
    let workspace = workspace()?;
    let package = workspace.package(package)?;
    let builder = Builder::new(&workspace, &mut progress)?;
    Ok(builder.compile(package, &Options::default(), &mut progress)?)
}

/// The toolchain that drivers are compiled with.
pub(crate) fn toolchain() -> Result<Toolchain> {
    let mut progress = |step: &str| eprintln!("  {}", paint::stderr().dim(step));
    Ok(Toolchain::find_or_install(&mut progress)?)
}

fn no_such(name: &str) -> String {
    format!("no package makes a driver named {name}")
}

/// The repository's workspace.
pub(crate) fn workspace() -> Result<Workspace> {
    Ok(Workspace::load(root())?)
}

fn build_some(wanted: impl Fn(&str) -> bool) -> Result<Vec<PathBuf>> {
    let paint = paint::stderr();
    let mut progress = |step: &str| eprintln!("  {}", paint.dim(step));

    let workspace = workspace()?;
    let directory: PathBuf = workspace.target.join("drivers");
    let packages: Vec<_> = workspace
        .drivers()
        .into_iter()
        .filter(|package| wanted(&package.name))
        .collect();

    let builder = Builder::new(&workspace, &mut progress)?;
    eprintln!(
        "  {}",
        paint.dim(&format!("compiling with {}", builder.toolchain()))
    );
    let mut options = Options::default();
    options.runner = Some(examples::runner());
    // As golden files: who blesses looks at the difference.
    options.accept_layout = std::env::var_os("BLESS").is_some_and(|bless| bless == "1");
    let build = |package: &Package| -> Result<PathBuf> {
        let start = Instant::now();
        let mut progress =
            |step: &str| eprintln!("  {}", paint.dim(&format!("{}: {step}", package.name)));
        let built = builder.build(package, &options, &directory, &mut progress)?;
        eprintln!(
            "  {:<10} {:>9} bytes, {:>9} with sections (compiled: {})  {}{}  {:.1} s",
            paint.bold(&package.name),
            built.code_size,
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
        Ok(built.path)
    };
    // One is compiled, on one processor for the most part, while another is optimised.
    let next = AtomicUsize::new(0);
    let worker = || -> Result<Vec<PathBuf>> {
        let mut paths = Vec::new();
        while let Some(package) = packages.get(next.fetch_add(1, Ordering::Relaxed)) {
            paths.push(build(package)?);
        }
        Ok(paths)
    };
    let [one, other] = thread::scope(|scope| {
        [scope.spawn(worker), scope.spawn(worker)]
            .map(|thread| thread.join().map_err(|_| anyhow!("a build panicked")))
    });
    Ok([one??, other??].concat())
}
