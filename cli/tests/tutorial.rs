//! The tutorial, `docs/writing-a-driver.md`, done step by step in an empty folder.
//!
//! A block whose first line says a file's name is that file. What the document cannot say, because
//! nothing is published under these names yet, is where this repository lies: the framework and the
//! JavaScript package are taken from here.

#[path = "../../host-tests/tests/documents/reader.rs"]
mod blocks;
mod compiled;

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use data_driver::abi::sections as abi;
use data_driver_build::{exports, sections};

/// The blocks of the tutorial that are files: name and content.
fn files(document: &str) -> Vec<(&str, &str)> {
    let blocks = blocks::blocks(document).into_iter();
    blocks
        .filter_map(|(words, content)| Some((words.split_once(' ')?.1, content)))
        .collect()
}

/// The lines of the tutorial's commands that call `data-driver`.
fn commands(document: &str) -> Vec<&str> {
    let blocks = blocks::blocks(document).into_iter();
    blocks
        .filter(|(words, _)| *words == "sh")
        .flat_map(|(_, content)| content.lines())
        .filter(|line| line.starts_with("data-driver "))
        .collect()
}

#[test]
fn it_works_as_it_stands() -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .canonicalize()?;
    let document = fs::read_to_string(root.join("docs/writing-a-driver.md"))?;
    let blocks = files(&document);
    let block = |name: &str| {
        let found = blocks.iter().find(|(block, _)| *block == name);
        found
            .map(|(_, content)| *content)
            .with_context(|| format!("the tutorial has no {name}"))
    };

    // Outside of the repository, whose workspace would be around it.
    let folder = std::env::temp_dir().join("data-driver-tutorial");
    fs::create_dir_all(folder.join("src"))?;
    fs::create_dir_all(folder.join("tests"))?;
    for file in [
        "src/lib.rs",
        "src/types.rs",
        "tests/round_trip.rs",
        "use.mjs",
    ] {
        fs::write(folder.join(file), block(file)?)?;
    }
    let manifest = format!(
        "{}\n\n[patch.crates-io]\ndata-driver = {{ path = {:?} }}\n",
        block("Cargo.toml")?,
        root.join("data-driver"),
    );
    fs::write(folder.join("Cargo.toml"), manifest)?;
    // The versions that this repository is tested with; cargo drops what the crate does not use.
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock"))?;

    compiled::share(&folder.join("target"))?;
    run(Command::new(env!("CARGO"))
        .arg("test")
        .env_remove("CARGO_TARGET_DIR")
        .current_dir(&folder))?;

    let mut printed = String::new();
    for line in commands(&document) {
        let mut words = line.split(' ').skip(1);
        let mut command = Command::new(env!("CARGO_BIN_EXE_data-driver"));
        command
            .args(words.by_ref())
            .env_remove("CARGO_TARGET_DIR")
            .env("DATA_DRIVER_CACHE", "");
        printed = printed + &run(command.current_dir(&folder))?;
    }
    ensure!(
        printed.ends_with(&format!("{}\n", block("the commands print")?)),
        "{printed}"
    );
    is_well_built(&root, &folder)?;

    install(&root.join("js"), &folder)?;
    let printed = run(Command::new("node").arg("use.mjs").current_dir(&folder))?;
    assert_eq!(printed.trim_end(), block("use.mjs prints")?);
    Ok(())
}

/// The module passes this project's own checks.
fn is_well_built(root: &Path, folder: &Path) -> Result<()> {
    let wasm = fs::read(folder.join("target/drivers/tip-jar.wasm"))?;
    assert_eq!(exports::check(&wasm, false)?, []);
    let names = sections::names(&wasm)?;
    for section in [abi::META, abi::SCHEMA, abi::TYPES] {
        ensure!(names.contains(&section), "no section {section}");
    }
    let text = String::from_utf8_lossy(&wasm);
    let home = std::env::var("HOME")?;
    for private in [root, folder, Path::new(&home)] {
        let private = private.display().to_string();
        ensure!(!text.contains(&private), "the module holds {private}");
    }
    for file in ["tip-jar.d.ts", "tip-jar.schema.json"] {
        ensure!(
            folder.join("target/drivers").join(file).exists(),
            "no {file}"
        );
    }
    Ok(())
}

/// Puts the JavaScript package where Node finds it.
fn install(package: &Path, folder: &Path) -> Result<()> {
    let installed = folder.join("node_modules/data-driver");
    fs::remove_dir_all(&installed).ok();
    fs::create_dir_all(&installed)?;
    fs::copy(package.join("package.json"), installed.join("package.json"))?;
    copy_folder(&package.join("dist"), &installed.join("dist"))
        .context("the JavaScript package is not built; run `cargo xtask test`")
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let to = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &to)?;
        } else {
            fs::copy(entry.path(), to)?;
        }
    }
    Ok(())
}

fn run(command: &mut Command) -> Result<String> {
    let output = command.output().with_context(|| format!("{command:?}"))?;
    let errors = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "{command:?}\n{errors}");
    Ok(String::from_utf8(output.stdout)?)
}
