//! `check`.

use std::path::Path;

use data_driver_build::sections;
use serde_json::{Value, json};

use crate::support::{Run, driver, file, folder, run};

/// The findings that ended so, each with its sentence.
fn findings(run: &Run, outcome: &str) -> Vec<(String, String)> {
    let object: Value = serde_json::from_str(&run.out).expect("one JSON object");
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let findings = object["findings"].as_array().expect("a list").iter();
    let findings = findings.filter(|one| one["outcome"] == outcome);
    findings
        .map(|one| (text(&one["check"]), text(&one["message"])))
        .collect()
}

#[test]
fn our_drivers_pass() {
    for name in [
        "drc20",
        "drc721",
        "stake",
        "standard-bridge",
        "ballot",
        "transfer",
        "pink-runtime",
        "preimage-oracle",
        "smart-rollup",
        "shapes",
    ] {
        let checked = run(&["check", &driver(name), "--json"]);
        assert_eq!(
            (checked.code, findings(&checked, "wrong")),
            (0, vec![]),
            "{name}"
        );
        assert!(findings(&checked, "good").len() >= 10, "{}", checked.out);
    }
}

#[test]
fn people_get_a_verdict() {
    let checked = run(&["check", &driver("drc20")]);
    assert_eq!(checked.code, 0);
    assert!(
        checked.out.contains("good   exports ") && checked.out.contains("It passes: "),
        "{}",
        checked.out
    );
}

/// The driver that people run today, which the package `dusk-data-driver` carries.
fn deployed() -> String {
    let metadata = std::process::Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo metadata");
    let metadata: Value = serde_json::from_slice(&metadata.stdout).expect("JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    let package = packages
        .iter()
        .find(|package| package["name"] == "dusk-data-driver");
    let manifest = package.expect("the workspace depends on it")["manifest_path"].as_str();
    let folder = Path::new(manifest.expect("a path"))
        .parent()
        .expect("a folder");
    folder.join("tests/stake_driver.wasm").display().to_string()
}

#[test]
fn a_deployed_driver_gets_a_list_of_what_it_lacks() {
    let checked = run(&["check", &deployed(), "--json"]);
    assert_eq!(checked.code, 1);
    let wrong = findings(&checked, "wrong");
    assert!(
        matches!(wrong.as_slice(), [(check, words)] if check == "schema" && words.contains("get_schema") && words.contains("trap")),
        "{wrong:?}"
    );
    let lacks: Vec<String> = findings(&checked, "lacks")
        .into_iter()
        .map(|(check, _)| check)
        .collect();
    assert_eq!(
        lacks,
        [
            "memory", "exports", "no init", "meta", "types", "vectors", "bytes"
        ]
    );
    let good: Vec<String> = findings(&checked, "good")
        .into_iter()
        .map(|(check, _)| check)
        .collect();
    assert_eq!(good, ["load", "init", "errors"]);
}

/// A driver with another content of a section.
fn with_section(folder: &Path, name: &str, change: impl Fn(&mut Value)) -> String {
    let wasm = std::fs::read(driver("drc20")).expect("a driver");
    let section = sections::read(&wasm, name)
        .expect("a module")
        .expect("a section");
    let mut value = serde_json::from_slice(section).expect("JSON");
    change(&mut value);
    let changed =
        sections::write(&wasm, &[(name, value.to_string().as_bytes())]).expect("a module");
    file(folder, &format!("{name}.wasm"), &changed)[1..].to_owned()
}

#[test]
fn false_vectors_are_found_out() {
    let folder = folder("false-vectors");
    let file = with_section(&folder, "data-driver-vectors", |vectors| {
        vectors[0]["json"] = json!("\"other\"");
    });
    let checked = run(&["check", &file, "--json"]);
    assert_eq!(checked.code, 1);
    assert!(
        findings(&checked, "wrong")
            .iter()
            .all(|(check, _)| check == "vectors"),
        "{}",
        checked.out
    );
}

#[test]
fn a_false_section_is_found_out() {
    let folder = folder("false-section");
    let schema = with_section(&folder, "data-driver-schema", |schema| {
        schema["name"] = json!("Other");
    });
    let meta = with_section(&folder, "data-driver", |meta| {
        meta["version"] = json!("9.9.9");
    });
    for (file, check) in [(schema, "schema"), (meta, "meta")] {
        let checked = run(&["check", &file, "--json"]);
        assert_eq!(checked.code, 1);
        assert_eq!(findings(&checked, "wrong")[0].0, check, "{}", checked.out);
    }
}

#[test]
fn a_driver_that_traps_is_found_out() {
    let vectors = json!([{ "what": "input", "name": "panic", "json": "7", "bytes": "07000000" }]);
    let wasm = std::fs::read(driver("fixture")).expect("a driver");
    let wasm = sections::write(
        &wasm,
        &[("data-driver-vectors", vectors.to_string().as_bytes())],
    );
    let folder = folder("traps");
    let path = file(&folder, "traps.wasm", &wasm.expect("a module"));
    let checked = run(&["check", &path[1..], "--json"]);
    assert_eq!(checked.code, 1, "{}", checked.out);
    let wrong = findings(&checked, "wrong");
    assert!(
        wrong
            .iter()
            .any(|(check, words)| check == "bytes" && words.contains("it traps")),
        "{wrong:?}"
    );
    assert!(
        wrong
            .iter()
            .any(|(check, words)| check == "vectors" && words.contains("asked to panic")),
        "{wrong:?}"
    );
}

#[test]
fn what_is_no_driver_fails() {
    let folder = folder("no-driver");
    let nothing = file(&folder, "nothing.wasm", b"\0asm\x01\0\0\0");
    let checked = run(&["check", &nothing[1..], "--json"]);
    assert_eq!(checked.code, 1);
    assert!(
        findings(&checked, "wrong")
            .iter()
            .any(|(_, words)| words.contains("encode_input_fn"))
    );
}
