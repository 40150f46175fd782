//! `diff` and `strip`.

use data_driver_build::{sections, served};
use serde_json::{Value, json};

use crate::support::{driver, file, folder, run};

/// The token with another document.
fn changed(name: &str, change: impl Fn(&mut Value)) -> String {
    let wasm = std::fs::read(driver("drc20")).expect("a driver");
    let section = sections::read(&wasm, "data-driver-schema")
        .expect("a module")
        .expect("a section");
    let mut schema = serde_json::from_slice(section).expect("JSON");
    change(&mut schema);
    let wasm = sections::write(
        &wasm,
        &[("data-driver-schema", schema.to_string().as_bytes())],
    )
    .expect("a module");
    file(&folder(name), "new.wasm", &wasm)[1..].to_owned()
}

#[test]
fn a_driver_is_identical_to_itself() {
    let token = driver("drc20");
    let same = run(&["diff", &token, &token, "--json"]).object();
    assert_eq!(same["change"], "identical");
    assert!(same["vectors"].as_u64() > Some(0));
}

#[test]
fn another_layout_is_breaking_though_the_schema_is_the_same() {
    let wasm = std::fs::read(driver("drc20")).expect("a driver");
    let section = sections::read(&wasm, "data-driver").expect("a module");
    let mut meta: Value = serde_json::from_slice(section.expect("a section")).expect("JSON");
    meta["layout"]["input"]["transfer"] = "00000000".into();
    let moved = sections::write(&wasm, &[("data-driver", meta.to_string().as_bytes())]);
    let moved = &file(
        &folder("diff-layout"),
        "new.wasm",
        &moved.expect("a module"),
    )[1..];
    let diff = run(&["diff", &driver("drc20"), moved]);
    assert_eq!(diff.code, 1);
    let words =
        "breaking    input of transfer\n            its bytes are laid out in another way\n";
    assert!(diff.out.contains(words), "{}", diff.out);
}

#[test]
fn a_change_is_named_with_its_reason() {
    let token = driver("drc20");
    let gone = changed("diff-gone", |schema| {
        schema["functions"]
            .as_array_mut()
            .expect("a list")
            .remove(0);
    });
    let breaking = run(&["diff", &token, &gone]);
    assert_eq!(breaking.code, 1);
    assert!(
        breaking
            .out
            .contains("breaking    function init\n            it is gone"),
        "{}",
        breaking.out
    );
    assert_eq!(run(&["diff", &token, &gone, "--fail-on", "never"]).code, 0);
    // The other way round it is new.
    let added = run(&["diff", &gone, &token]);
    assert!(
        added
            .text()
            .contains("compatible  function init\n            it is new"),
        "{}",
        added.out
    );

    let variant = changed("diff-variant", |schema| {
        schema["$defs"]["Account"]["oneOf"]
            .as_array_mut()
            .expect("a list")
            .push(json!({ "const": "Nobody" }));
    });
    let partly = run(&["diff", &token, &variant]);
    assert!(
        partly.text().contains("All in all: partly."),
        "{}",
        partly.out
    );
    assert_eq!(
        run(&["diff", &token, &variant, "--fail-on", "partly"]).code,
        1
    );
}

#[test]
fn golden_vectors_show_what_documents_do_not() {
    // Another contract takes none of the token's bytes.
    let other = run(&["diff", &driver("drc20"), &driver("drc721"), "--json"]);
    assert_eq!(other.code, 1);
    let object: Value = serde_json::from_str(&other.out).expect("JSON");
    let entries = object["entries"].as_array().expect("a list");
    assert!(entries.iter().any(|entry| {
        entry["subject"]
            .as_str()
            .is_some_and(|subject| subject.starts_with("golden "))
            && entry["layout"] == true
    }));
}

#[test]
fn what_cannot_be_compared_is_said() {
    assert_eq!(
        run(&["diff", &driver("drc20"), "nosuch", "--json"]).error(5)["kind"],
        "host"
    );
    assert_eq!(
        run(&["diff", &driver("drc20"), &driver("fixture"), "--json"]).error(4)["kind"],
        "bad_driver"
    );
}

#[test]
fn a_file_is_stripped() {
    let stake = driver("stake");
    let out = folder("strip").join("stake.wasm").display().to_string();
    let object = run(&["strip", &stake, "--out", &out, "--json"]).object();
    let stripped = std::fs::read(&out).expect("a file");
    assert_eq!(
        sections::names(&stripped).expect("a module"),
        ["data-driver", "data-driver-schema"]
    );
    assert_eq!(object["size"]["served"], served::size(&stripped));
    assert!(stripped.len() < std::fs::read(&stake).expect("a driver").len());
    // It is the driver that it was.
    let decoded = run(&["decode", "output", &out, "burnt_amount", "0500000000000000"]);
    assert_eq!(decoded.text(), "\"5\"\n");

    assert!(
        run(&["strip", &stake, "--out", &out, "--keep", "types"])
            .text()
            .starts_with(&out)
    );
    assert_eq!(
        sections::names(&std::fs::read(&out).expect("a file")).expect("a module"),
        ["data-driver-types"]
    );
    assert!(run(&["strip", &stake, "--json"]).fails(2).contains("--out"));
    assert_eq!(
        run(&["strip", &stake, "--out", "/no/such/folder/x"]).code,
        5
    );
}
