//! Prints what a driver's `get_schema` returns: `schema <driver.wasm>`.
//!
//! `cargo xtask build` runs it to write the schema into the driver's file. It is an example so that the
//! command itself does not wait for a WebAssembly runtime to be compiled.

use anyhow::{Context, Result};
use data_driver_host::Driver;

fn main() -> Result<()> {
    let path = std::env::args_os()
        .nth(1)
        .context("usage: schema <driver.wasm>")?;
    let driver = Driver::from_bytes(&std::fs::read(path)?)?;
    print!("{}", driver.schema_text()?.unwrap_or_default());
    Ok(())
}
