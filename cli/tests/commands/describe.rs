//! `inspect`, `schema`, `types` and `vectors`.

use data_driver_build::sections;
use data_driver_host::Integrity;
use serde_json::Value;

use crate::support::{driver, file, folder, run};

fn read(name: &str) -> Vec<u8> {
    std::fs::read(driver(name)).expect("a driver")
}

#[test]
fn a_file_is_inspected() {
    let found = run(&["inspect", &driver("drc20"), "--json"]).object();
    assert_eq!(found["name"], "drc20");
    assert_eq!(
        found["integrity"],
        Integrity::of(&read("drc20")).to_string()
    );
    assert_eq!(found["size"]["file"], read("drc20").len());
    assert_eq!(found["meta"]["codec"], "rkyv-0.7");
    let transfer = found["functions"]
        .as_array()
        .expect("a list")
        .iter()
        .find(|one| one["name"] == "transfer");
    assert_eq!(
        transfer.expect("a function")["params"][0]["type"],
        "TransferCall"
    );

    let served = run(&["inspect", &driver("drc20"), "--served", "--json"]).object();
    assert_eq!(
        served["size"]["served"],
        data_driver_build::served::size(&read("drc20"))
    );

    let text = run(&["inspect", &driver("drc20")]);
    for line in [
        "transaction transfer(call: TransferCall) -> ()",
        "      How much an account holds.",
        "codec     rkyv-0.7",
    ] {
        assert!(text.text().contains(line), "{line}\n{}", text.out);
    }
}

#[test]
fn nothing_is_run_when_the_sections_are_there() {
    // Sections alone make no module that could be run.
    let schema = run(&["schema", &driver("drc20"), "--json"]).out;
    let nothing = b"\0asm\x01\0\0\0";
    let described =
        sections::write(nothing, &[("data-driver-schema", schema.as_bytes())]).expect("a module");
    let folder = folder("inspect");
    let path = file(&folder, "nothing.wasm", &described);
    let found = run(&["inspect", &path[1..], "--json"]).object();
    assert_eq!(found["functions"][0]["name"], "init");
    let types = run(&["types", &path[1..]]);
    assert!(types.text().contains("export type"));
}

#[test]
fn what_a_stranger_wrote_moves_no_cursor() {
    let schema = r#"{"name":"evil\u001b[2J","functions":[{"name":"f\u202e\nx","doc":"d\u009b"}]}"#;
    let wasm = sections::write(
        b"\0asm\x01\0\0\0",
        &[("data-driver-schema", schema.as_bytes())],
    )
    .expect("a module");
    let folder = folder("stranger");
    let path = file(&folder, "evil.wasm", &wasm);
    let shown = run(&["inspect", &path[1..]]);
    assert!(
        shown.text().contains("evil\\u001b[2J") && shown.text().contains("f\\u202e\\nx"),
        "{}",
        shown.out
    );
    assert!(!shown.out.contains(['\u{1b}', '\u{9b}', '\u{202e}']));
    let object = run(&["inspect", &path[1..], "--json"]);
    assert_eq!(object.object()["functions"][0]["name"], "f\u{202e}\nx");
}

#[test]
fn the_schema_is_the_drivers_own() {
    let printed: Value =
        serde_json::from_str(run(&["schema", &driver("stake")]).text()).expect("JSON");
    let wasm = read("stake");
    let section = sections::read(&wasm, "data-driver-schema")
        .expect("a module")
        .expect("a section");
    assert_eq!(
        printed,
        serde_json::from_slice::<Value>(section).expect("JSON")
    );
}

#[test]
fn types_are_made_for_three_languages() {
    let typescript = run(&["types", &driver("stake")]);
    let beside =
        std::fs::read_to_string(driver("stake").replace(".wasm", ".d.ts")).expect("declarations");
    assert_eq!(typescript.text(), beside);
    let schema: Value =
        serde_json::from_str(run(&["types", &driver("stake"), "--lang", "json-schema"]).text())
            .expect("JSON");
    assert_eq!(
        schema["$defs"]["get_stake.input"]["allOf"][0]["$ref"],
        "#/$defs/BlsPublicKey"
    );
    let openapi: Value =
        serde_json::from_str(run(&["types", &driver("stake"), "--lang", "openapi"]).text())
            .expect("JSON");
    assert_eq!(openapi["openapi"], "3.1.0");
    assert_eq!(
        openapi["components"]["schemas"]["get_stake.input"]["allOf"][0]["$ref"],
        "#/components/schemas/BlsPublicKey"
    );
}

#[test]
fn vectors_are_those_of_the_file_and_of_the_one_beside() {
    let all = run(&["vectors", &driver("stake"), "--json"]).object();
    let inside = run(&["inspect", &driver("stake"), "--json"]).object()["vectors"]["inside"]
        .as_u64()
        .expect("a number");
    let all = all["vectors"].as_array().expect("a list").len();
    assert!(all as u64 > inside, "{all} {inside}");

    // One that is not the right one is not believed.
    let folder = folder("beside");
    let wasm = file(&folder, "stake.wasm", &read("stake"));
    file(&folder, "stake.vectors.json", b"[]");
    let error = run(&["vectors", &wasm[1..]]);
    assert!(
        error
            .fails(4)
            .contains("it is not the one that the driver names"),
        "{}",
        error.err
    );
}

#[test]
fn a_vector_is_added() {
    let folder = folder("vectors");
    let to = folder.display().to_string();
    let add = |arguments: &[&str]| {
        let stake = driver("drc20");
        let all: Vec<&str> = ["vectors", &stake]
            .into_iter()
            .chain(arguments.iter().copied())
            .collect();
        run(&all)
    };
    let added = add(&[
        "--add",
        "approve",
        r#"{"spender":{"Contract":"0x0101010101010101010101010101010101010101010101010101010101010101"},"value":7}"#,
        "--to",
        &to,
        "--case",
        "example",
    ]);
    if added.code != 0 {
        panic!("{}", added.err);
    }
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).expect("a file");
    // As the driver writes it, and not as it was given.
    assert!(read("input/approve.example.json").contains(r#""value":"7""#));
    let vectors = data_driver_build::vectors::read(&folder, &["approve"]).expect("vectors");
    assert_eq!(vectors[0].name, "approve");
    assert_eq!(vectors[0].case.as_deref(), Some("example"));

    assert!(
        add(&[
            "--add",
            "total_supply",
            "0500000000000000",
            "--of",
            "output",
            "--to",
            &to
        ])
        .text()
        .contains("total_supply.hex")
    );
    assert_eq!(read("output/total_supply.json"), "\"5\"\n");
    // What is golden is not written over.
    let again = add(&[
        "--add",
        "total_supply",
        "0600000000000000",
        "--of",
        "output",
        "--to",
        &to,
    ]);
    assert!(again.fails(5).contains("total_supply.json"));
    assert!(
        add(&["--add", "total_supply", "05", "--of", "output", "--to", &to])
            .fails(3)
            .starts_with("error: total_supply:")
    );
    assert!(
        add(&["--add", "total_supply", "05", "--of", "output"])
            .fails(2)
            .contains("--to FOLDER")
    );
}
