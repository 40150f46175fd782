//! The hashes that the command line says a driver's file must have.

use std::sync::OnceLock;

use data_driver_host::{Integrity, LoadError};

use crate::arguments::Command;
use crate::failure::{Failure, Result};

static PINS: OnceLock<Vec<Integrity>> = OnceLock::new();

/// Each driver that the command opens must have one of these hashes. A command that opens none takes none: a pin that is not
/// checked is worse than none.
pub(crate) fn set(pins: Vec<Integrity>, command: &Command) -> Result<()> {
    let opens = !matches!(
        command,
        Command::New(_)
            | Command::Build(_)
            | Command::Completions(_)
            | Command::Serve(_)
            | Command::Keygen(_)
            | Command::Trust(_)
    );
    if !pins.is_empty() && !opens {
        return Err(Failure::usage("--integrity: this command opens no driver"));
    }
    // It is set once, before anything is opened.
    let _ = PINS.set(pins);
    Ok(())
}

/// Whether the file may be looked at.
pub(crate) fn check(wasm: &[u8]) -> Result<()> {
    let pins = PINS.get().map_or(&[][..], Vec::as_slice);
    let Some(expected) = pins.last().copied() else {
        return Ok(());
    };
    let found = Integrity::of(wasm);
    if pins.contains(&found) {
        return Ok(());
    }
    Err(LoadError::Integrity { expected, found }.into())
}
