//! What the numbers were measured on, and with.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::{Map, Value};

use super::folder;
use crate::run::capture;

/// Crates whose versions belong to a measurement.
const CRATES: [&str; 6] = [
    "dusk-core",
    "dusk-data-driver",
    "dusk-stake-contract-dd",
    "dusk-wasmtime",
    "tezos-smart-rollup-mock",
    "wasmtime",
];

/// The machine, the day, and the versions of everything that takes part.
#[derive(Debug)]
pub(crate) struct Machine {
    pub(crate) date: String,
    pub(crate) machine: Value,
    pub(crate) versions: Map<String, Value>,
}

impl Machine {
    /// Asks Node, the compiler and the bench's lockfile.
    pub(crate) fn read(toolchain: &str) -> Result<Self> {
        let told = capture(Command::new("node").arg(folder().join("js/machine.mjs")))?;
        let mut told: Value = serde_json::from_slice(&told)?;
        let mut versions = match told["versions"].take() {
            Value::Object(versions) => versions,
            _ => Map::new(),
        };
        let rustc = capture(Command::new("rustc").arg("--version"))?;
        let rustc = String::from_utf8_lossy(&rustc);
        let rustc = rustc.trim().trim_start_matches("rustc ");
        versions.insert("rustc".to_owned(), rustc.into());
        versions.insert("drivers compiled by".to_owned(), toolchain.into());
        let path = folder().join("Cargo.lock");
        let lockfile = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        for name in CRATES {
            let version = locked(&lockfile, name)
                .with_context(|| format!("{}: no {name}", path.display()))?;
            versions.insert(name.to_owned(), version.into());
        }
        Ok(Self {
            date: told["date"].as_str().context("a date")?.to_owned(),
            machine: told["machine"].take(),
            versions,
        })
    }
}

/// The version of a package in a lockfile.
fn locked<'a>(lockfile: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = lockfile.split_once(&format!("name = \"{name}\"\nversion = \""))?;
    Some(rest.split_once('"')?.0)
}

#[cfg(test)]
mod tests {
    use super::locked;

    #[test]
    fn versions_come_out_of_the_lockfile() {
        let lockfile = "[[package]]\nname = \"wasmtime-slab\"\nversion = \"20.0.0\"\n\n\
                        [[package]]\nname = \"wasmtime\"\nversion = \"48.0.8\"\n";
        assert_eq!(locked(lockfile, "wasmtime"), Some("48.0.8"));
        assert_eq!(locked(lockfile, "dusk-wasmtime"), None);
    }
}
