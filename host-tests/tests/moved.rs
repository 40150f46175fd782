//! D9: a driver that was written for Dusk's own framework moves to this one by its manifest alone.
//!
//! The source is that of Dusk's crate, as the package registry has it. It is copied into the target
//! folder, where its dependency becomes ours.

#[path = "../../cli/tests/compiled/mod.rs"]
mod compiled;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use data_driver_build::{Builder, Options, Workspace, exports};
use data_driver_host::Driver;
use host_tests::contract::Contract;
use host_tests::files;
use host_tests::golden;
use host_tests::stake::StakeContract;
use serde_json::Value;

const PACKAGE: &str = "dusk-stake-contract-dd";

/// Where cargo has the sources of a package on which these tests depend.
fn source_of(package: &str) -> Result<PathBuf> {
    let output = Command::new("cargo")
        .args(["metadata", "--format-version=1"])
        .current_dir(files::root())
        .output()?;
    let metadata: Value = serde_json::from_slice(&output.stdout)?;
    let packages = metadata["packages"].as_array().context("no packages")?;
    let found = packages
        .iter()
        .find(|one| one["name"] == package)
        .context("not there")?;
    let manifest = found["manifest_path"].as_str().context("no manifest")?;
    Ok(Path::new(manifest)
        .parent()
        .context("no folder")?
        .to_owned())
}

#[test]
fn dusk_s_driver_moves_by_its_manifest() -> Result<()> {
    let root = files::root();
    let folder = root.join("target/moved");
    fs::create_dir_all(folder.join("src"))?;
    let source = source_of(PACKAGE)?;
    for entry in fs::read_dir(source.join("src"))? {
        let path = entry?.path();
        let name = path.file_name().context("a name")?;
        fs::copy(&path, folder.join("src").join(name))?;
    }
    let manifest = format!(
        r#"[package]
name = "moved"
version = "4.5.6"
edition = "2021"

[features]
ffi = ["dusk-data-driver/wasm-export"]
js = ["ffi", "dusk-data-driver/alloc"]

[lib]
crate-type = ["cdylib", "rlib"]

[dependencies]
dusk-core = {{ version = "1.7.0", features = ["serde"] }}
dusk-data-driver = {{ package = "data-driver", path = {:?} }}

[workspace]
"#,
        root.join("data-driver"),
    );
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock"))?;

    compiled::share(&folder.join("target"))?;
    let mut progress = |_: &str| {};
    let workspace = Workspace::load(&folder)?;
    let builder = Builder::new(&workspace, &mut progress)?;
    let mut options = Options::default();
    options.features = vec!["js".to_owned()];
    options.unoptimized = true;
    let built = builder.build(
        workspace.package("moved")?,
        &options,
        &folder.join("out"),
        &mut progress,
    )?;
    let wasm = fs::read(&built.path)?;
    ensure!(exports::check(&wasm, false)?.is_empty());

    let driver = Driver::from_bytes(&wasm)?;
    // The crate's own version, not the framework's.
    assert_eq!(driver.version(), "4.5.6");
    let mut compared = 0;
    for golden in golden::read("stake")? {
        if !StakeContract::is_deployed(golden.what, golden.name()) {
            continue;
        }
        let value = driver.decode(golden.what, golden.name(), &golden.bytes)?;
        assert_eq!(
            value,
            serde_json::from_str::<Value>(&golden.json)?,
            "{}",
            golden.file()
        );
        compared += 1;
    }
    assert!(compared > 40, "{compared}");
    Ok(())
}
