//! The rival's drivers, built as their authors document it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use data_driver_build::Toolchain;
use serde_json::Value;

use super::folder;
use crate::run::{capture, cargo, run};

/// The package with the rival's framework, which also carries the driver file that is deployed.
const FRAMEWORK: &str = "dusk-data-driver";

/// One of the rival's drivers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Driver {
    package: &'static str,
    /// The compiled file, and what it becomes.
    compiled: &'static str,
    optimized: &'static str,
}

pub(crate) const STAKE: Driver = Driver {
    package: "dusk-stake-contract-dd",
    compiled: "dusk_stake_contract_dd.wasm",
    optimized: "rival.wasm",
};

pub(crate) const TRANSFER: Driver = Driver {
    package: "dusk-transfer-contract-dd",
    compiled: "dusk_transfer_contract_dd.wasm",
    optimized: "rival.transfer.wasm",
};

/// Builds a driver of the rival into `directory` and gives its path.
///
/// The steps are those of the target `wasm-js` in the package's Makefile: its own lockfile, cargo's release
/// profile, the features `ffi` and `js`, and `wasm-opt -Oz --strip-debug`.
pub(crate) fn build(driver: Driver, toolchain: &Toolchain, directory: &Path) -> Result<PathBuf> {
    let target = directory.join("rival");
    run(toolchain
        .cargo()
        .current_dir(crate::run::root())
        .args(["build", "--release", "--locked", "--features", "ffi,js"])
        .args(toolchain.target_arguments())
        .arg("--manifest-path")
        .arg(package(driver.package)?.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(&target)
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .env_remove("RUSTFLAGS")
        .stdout(std::io::stderr()))?;
    let compiled = target
        .join("wasm32-unknown-unknown/release")
        .join(driver.compiled);
    let optimized = directory.join(driver.optimized);
    if !is_newer(&optimized, &compiled) {
        run(Command::new("node")
            .arg(folder().join("js/node_modules/binaryen/bin/wasm-opt"))
            .args(["-Oz", "--strip-debug", "-o"])
            .args([&optimized, &compiled]))?;
    }
    Ok(optimized)
}

/// The driver file that is deployed.
pub(crate) fn deployed() -> Result<PathBuf> {
    Ok(package(FRAMEWORK)?.join("tests/stake_driver.wasm"))
}

/// The folder of a package that the bench depends on.
fn package(name: &str) -> Result<PathBuf> {
    let metadata = capture(
        cargo()
            .current_dir(folder())
            .args(["metadata", "--format-version=1"]),
    )?;
    let metadata: Value = serde_json::from_slice(&metadata)?;
    metadata["packages"]
        .as_array()
        .into_iter()
        .flatten()
        .find(|package| package["name"] == name)
        .and_then(|package| Path::new(package["manifest_path"].as_str()?).parent())
        .map(Path::to_owned)
        .with_context(|| format!("cargo metadata does not list {name}"))
}

fn is_newer(made: &Path, from: &Path) -> bool {
    let changed = |path| {
        fs::metadata(path)
            .and_then(|metadata| metadata.modified())
            .ok()
    };
    changed(made).is_some_and(|made| changed(from).is_some_and(|from| made > from))
}
