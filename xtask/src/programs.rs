//! Modules of WebAssembly that are no drivers: they import what a host of another kind gives them.

use std::fs;

use anyhow::{Context, Result};

use crate::run::root;
use crate::{drivers, paint};

/// The packages whose libraries are such modules, each of which exports `_start`.
pub(crate) const NAMES: [&str; 1] = ["header-by-hash"];

/// Builds them into `target/programs`, as drivers are compiled, so that the standard library need not be compiled again.
pub(crate) fn build() -> Result<()> {
    let directory = root().join("target/programs");
    fs::create_dir_all(&directory).with_context(|| directory.display().to_string())?;
    for name in NAMES {
        let compiled = drivers::compile(name)?;
        let path = directory.join(name).with_extension("wasm");
        let size = fs::copy(&compiled, &path).with_context(|| path.display().to_string())?;
        let shown = path.strip_prefix(root()).unwrap_or(&path).display();
        eprintln!("  {} {size:>9} bytes  {shown}", paint::stderr().bold(name));
    }
    Ok(())
}
