//! `cargo xtask playground`: the page that shows what bytes mean, on this machine.

use std::process::Command;

use anyhow::Result;

use crate::run::{js as folder, run};
use crate::{drivers, js};

/// Where the page is served unless told otherwise.
const PORT: &str = "4173";

/// Builds the playground with all drivers and serves it until it is ended.
///
/// # Errors
/// It cannot be built, or the port is taken.
pub(crate) fn playground(arguments: &[&str]) -> Result<()> {
    let port = match arguments {
        [] => PORT,
        ["--port", port] => port.parse::<u16>().map(|_| *port)?,
        _ => anyhow::bail!("usage: cargo xtask playground [--port <number>]"),
    };
    drivers::build()?;
    js::install()?;
    js::build()?;
    run(&mut node("build.mjs"))?;
    run(node("serve.mjs").args(["--port", port]))
}

/// One of the playground's own scripts.
fn node(script: &str) -> Command {
    let mut command = Command::new("node");
    command.arg(folder().join("playground").join(script));
    command
}
