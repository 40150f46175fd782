//! Modules of WebAssembly that are no drivers: they import what a host of another kind gives them.

use std::fs;

use anyhow::{Context, Result};
use data_driver_build::{Builder, Options};

use crate::{drivers, paint};

/// The packages whose libraries are such modules, each of which exports `_start`.
pub(crate) const NAMES: [&str; 1] = ["header-by-hash"];

/// Builds them into `target/programs`, as drivers are compiled, so that the standard library need not be compiled again.
pub(crate) fn build() -> Result<()> {
    let mut progress = |step: &str| eprintln!("  {}", paint::stderr().dim(step));
    let workspace = drivers::workspace()?;
    let builder = Builder::new(&workspace, &mut progress)?;
    let directory = workspace.target.join("programs");
    fs::create_dir_all(&directory).with_context(|| directory.display().to_string())?;
    for name in NAMES {
        let package = workspace.package(name)?;
        let module = builder.compile(package, &Options::default(), &mut progress)?;
        let path = directory.join(name).with_extension("wasm");
        let size = fs::copy(&module, &path).with_context(|| path.display().to_string())?;
        eprintln!(
            "  {} {:>9} bytes  {}",
            paint::stderr().bold(name),
            size,
            path.strip_prefix(&workspace.root)
                .unwrap_or(&path)
                .display()
        );
    }
    Ok(())
}
