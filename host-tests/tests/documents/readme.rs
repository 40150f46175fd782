//! The examples of `README.md`.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use data_driver::ConvertibleContract;
use host_tests::files;
use serde_json::Value;

use crate::{block, blocks, document};

/// An empty folder with the stake driver, as the examples expect it.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("readme")
        .join(name);
    fs::remove_dir_all(&folder).ok();
    fs::create_dir_all(&folder).expect("a folder");
    let wasm = files::driver("stake").expect("the driver is built");
    fs::write(folder.join("stake.wasm"), wasm).expect("a file");
    folder
}

/// What the comments of an example say that it prints.
fn promised(example: &str) -> Vec<&str> {
    let mut lines = example.lines().peekable();
    let mut promised = Vec::new();
    while let Some(line) = lines.next() {
        if !line.contains("console.log(") {
            continue;
        }
        let comment = line.split_once("; // ").or_else(|| {
            let next = lines.peek()?;
            next.trim_start().split_once("// ")
        });
        let (_, comment) = comment.unwrap_or_else(|| panic!("it is not said what {line} prints"));
        promised.push(comment);
    }
    promised
}

#[test]
fn the_javascript_example_prints_what_it_says() {
    let example = block(&document("README.md"), "js");
    let folder = folder("js");
    fs::write(folder.join("example.mjs"), &example).expect("a file");
    // As npm installs it.
    let package = folder.join("node_modules/data-driver");
    fs::create_dir_all(&package).expect("a folder");
    let js = files::root().join("js");
    fs::copy(js.join("package.json"), package.join("package.json")).expect("a manifest");
    copy(&js.join("dist"), &package.join("dist"));
    let output = Command::new("node")
        .arg("example.mjs")
        .current_dir(&folder)
        .output()
        .expect("node");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let printed = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(printed.lines().collect::<Vec<_>>(), promised(&example));
    assert!(promised(&example).len() > 2);
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    let entries = fs::read_dir(from)
        .unwrap_or_else(|error| panic!("{}: {error}; build js/ first", from.display()));
    for entry in entries {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a copy");
        }
    }
}

/// The example for users of Rust, as it stands in the README. With paths to a module of this
/// repository, it cannot be a doctest.
fn rust_example() -> Result<(), Box<dyn Error>> {
    // README begins.
    use data_driver_host::Driver;

    let driver = Driver::from_file("stake.wasm")?;

    // JSON in, the contract's bytes out.
    let json = r#"{"warnings": 1, "minimum_stake": "1000000000000"}"#;
    let bytes = driver.encode_input("set_config", json)?;
    assert_eq!(bytes.len(), 16);

    // Bytes in, JSON out: what the contract returns, and what its events carry.
    let config = driver.decode_output("get_config", &bytes)?;
    assert_eq!(config["minimum_stake"], "1000000000000");

    // Errors are words for people and facts for programs.
    let error = driver.encode_input("set_confg", json).unwrap_err();
    assert_eq!(
        error.to_string(),
        "set_confg: the driver has no such function; did you mean one of set_config, get_config?"
    );
    // README ends.
    Ok(())
}

/// The example for authors of drivers, as it stands in the README.
mod declared {
    // README begins.
    data_driver::contract! {
        /// Keeps a count.
        pub CounterDriver("Counter") {
            /// Adds to the count.
            transaction fn add(amount: u64);
            /// The count.
            query fn count() -> u64;
            /// The count changed: from what, to what.
            event "changed": (u64, u64);
        }
    }

    data_driver::export!(CounterDriver);
    // README ends.
}

#[test]
fn the_rust_examples_are_those_that_run_here() {
    let here: Vec<String> = include_str!("readme.rs")
        .split("    // README begins.\n")
        .skip(1)
        .map(|rest| {
            let (code, _) = rest.split_once("    // README ends.\n").expect("an end");
            let unindented =
                |line: &str| format!("{}\n", line.strip_prefix("    ").unwrap_or(line));
            code.lines().map(unindented).collect()
        })
        .collect();
    // This text quotes the marks as well.
    assert_eq!(blocks(&document("README.md"), "rust"), here[..2]);
}

#[test]
fn the_rust_example_holds() {
    env::set_current_dir(folder("rust")).expect("a folder");
    rust_example().expect("no error");
}

#[test]
fn the_declared_driver_works() -> Result<(), data_driver::Error> {
    let driver = declared::CounterDriver;
    let bytes = driver.encode_input_fn("add", "7")?;
    assert_eq!(bytes, 7_u64.to_le_bytes());
    let event = [1_u64.to_le_bytes(), 8_u64.to_le_bytes()].concat();
    let json = driver.decode_event("changed", &event)?;
    assert_eq!(json.to_string(), r#"["1","8"]"#);
    let schema: Value = serde_json::from_str(&driver.get_schema())?;
    assert_eq!(schema["functions"][0]["doc"], "Adds to the count.");
    Ok(())
}
