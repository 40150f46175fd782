//! Where drivers and oracles are found.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use anyhow::{Context, Result};

/// The root of the workspace.
///
/// cargo tells tests where they are. The place where they were compiled would be another one in a copy
/// of the repository, whose tests cargo takes for up to date.
#[must_use]
pub fn root() -> &'static Path {
    static ROOT: LazyLock<PathBuf> = LazyLock::new(|| {
        let package = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let package = package.unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        package.parent().unwrap_or(Path::new(".")).to_owned()
    });
    &ROOT
}

/// The place of a driver that `cargo xtask build` makes.
#[must_use]
pub fn driver_path(name: &str) -> PathBuf {
    root()
        .join("target/drivers")
        .join(name)
        .with_extension("wasm")
}

/// The bytes of a driver that `cargo xtask build` made.
///
/// # Errors
/// It is not there.
pub fn driver(name: &str) -> Result<Vec<u8>> {
    let path = driver_path(name);
    std::fs::read(&path).with_context(|| {
        format!(
            "{} is not there; run `cargo xtask build` first",
            path.display()
        )
    })
}

/// The stake driver that people run today, which the package `dusk-data-driver` carries.
///
/// # Errors
/// Cargo does not know the package.
pub fn deployed_stake() -> Result<Vec<u8>> {
    static PATH: LazyLock<Result<PathBuf, String>> =
        LazyLock::new(|| package("dusk-data-driver").map_err(|error| format!("{error:#}")));
    let package = PATH.as_ref().map_err(|error| anyhow::anyhow!("{error}"))?;
    let path = package.join("tests/stake_driver.wasm");
    std::fs::read(&path).with_context(|| path.display().to_string())
}

/// The folder of a package that this workspace depends on.
fn package(name: &str) -> Result<PathBuf> {
    let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(root())
        .output()
        .context("cargo metadata")?;
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout)
        .with_context(|| String::from_utf8_lossy(&output.stderr).into_owned())?;
    metadata["packages"]
        .as_array()
        .into_iter()
        .flatten()
        .find(|package| package["name"] == name)
        .and_then(|package| package["manifest_path"].as_str())
        .and_then(|manifest| Path::new(manifest).parent())
        .map(Path::to_owned)
        .with_context(|| format!("cargo metadata does not list {name}"))
}
