//! The programs of this package that have a WebAssembly runtime in them.
//!
//! Compiling one takes minutes the first time, so the commands themselves are without.

use std::path::PathBuf;
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use anyhow::Result;
use data_driver_build::SchemaReader;

use crate::drivers;
use crate::run::{capture, cargo, run};

/// Compiles the programs, unless that was done, and gives the path of one.
///
/// All at once, because most of the time goes into what they share. With the whole workspace in view
/// cargo chooses the same features for every dependency as `cargo xtask test` does, and need not
/// compile them twice.
pub(crate) fn path(name: &str) -> Result<PathBuf> {
    run(cargo()
        .args(["build", "--workspace"])
        .args(["--example", "demo", "--example", "schema"])
        .stdout(std::io::stderr()))?;
    let program = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    Ok(drivers::workspace()?
        .target
        .join("debug/examples")
        .join(program))
}

/// Runs drivers for their schemas. The program is compiled for the first of them.
pub(crate) fn schema_reader() -> SchemaReader {
    let program = Mutex::new(None);
    SchemaReader::new(move |driver| {
        let mut program = program.lock().unwrap_or_else(PoisonError::into_inner);
        let program = match &mut *program {
            Some(program) => program,
            none => none.insert(path("schema")?),
        };
        let output = capture(Command::new(program).arg(driver))?;
        Ok(String::from_utf8(output)?)
    })
}
