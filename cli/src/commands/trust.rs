//! `trust`: who may sign for which contract, and what was seen of them.

use std::fs;
use std::io;
use std::path::Path;

use data_driver::Kind;
use data_driver_trust::Trust;
use serde_json::Value;

use super::sign::cannot_read;
use crate::arguments::Trust as Arguments;
use crate::failure::{Failure, Result};
use crate::output::Output;
use crate::replace;

/// Reads the file; one that is not there is an error, as nobody would be trusted by it.
pub(super) fn read(path: &Path) -> Result<Trust> {
    let text = fs::read_to_string(path).map_err(|error| cannot_read(path, &error))?;
    parse(path, &text)
}

fn parse(path: &Path, text: &str) -> Result<Trust> {
    Trust::from_json(text)
        .map_err(|error| Failure::value(Kind::InvalidValue, format!("{}: {error}", path.display())))
}

pub(crate) fn run(arguments: &Arguments, output: &Output) -> Result<()> {
    let path = &arguments.file;
    let changes = arguments.forget || !(arguments.add.is_empty() && arguments.remove.is_empty());
    let mut trust = match fs::read_to_string(path) {
        Ok(text) => parse(path, &text)?,
        Err(error) if changes && error.kind() == io::ErrorKind::NotFound => Trust::new(),
        Err(error) => return Err(cannot_read(path, &error)),
    };
    if let Some(contract) = &arguments.contract {
        for key in &arguments.remove {
            if !trust.remove(contract, key) {
                let message = format!("the key {key} was not trusted for the contract {contract}");
                return Err(Failure::value(Kind::InvalidValue, message));
            }
        }
        for key in &arguments.add {
            trust.add(contract.clone(), *key);
        }
        if arguments.forget {
            trust.forget(contract);
        }
    }
    if changes {
        replace::file(path, trust.to_json().as_bytes())?;
    }
    if output.json {
        let object: Value = serde_json::from_str(&trust.to_json()).unwrap_or_default();
        return output.object(&object);
    }
    let keys = trust.keys().map(|(contract, key)| {
        let seen = match trust.seen(contract, key) {
            Some(seen) => format!(", seen up to version {}", seen.version),
            None => String::new(),
        };
        format!("{contract}: {key}{seen}\n")
    });
    output.text(keys.collect::<String>())
}
