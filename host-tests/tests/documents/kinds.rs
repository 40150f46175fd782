//! `docs/errors.md`: an example of every kind, as it really is.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::time::Duration;

use data_driver::abi::Code;
use data_driver::export::{Block, Instance};
use data_driver::{ConvertibleContract, Decode, Kind, Report};
use data_driver_host::{Driver, Error, Host, Limits};
use host_tests::{files, golden};
use stake_driver::StakeDriver;

use crate::document;

const DOCUMENT: &str = "docs/errors.md";
const BEGIN: &str = "<!-- Each row is a real error; `BLESS=1` writes them again. -->\n";
const END: &str = "\n## ";

/// What no test here can bring about: that the host's system fails.
const NOT_SHOWN: [(Kind, &str); 1] = [(Kind::Host, "the system has no thread left")];

#[test]
fn every_kind_has_a_true_example() {
    let table = table(&examples());
    let text = document(DOCUMENT);
    let (before, rest) = text.split_once(BEGIN).expect("the table begins");
    let (found, after) = rest.split_once(END).expect("the table ends");
    if golden::bless() {
        let blessed = format!("{before}{BEGIN}{table}{END}{after}");
        fs::write(files::root().join(DOCUMENT), blessed).expect("the document can be written");
    } else {
        assert_eq!(found, table);
    }
}

/// The list of the JavaScript package is written by hand.
#[test]
fn the_javascript_package_has_the_same_kinds() {
    let source = document("js/src/error.ts");
    let (_, rest) = source.split_once("export type ErrorKind =").expect("kinds");
    let (list, _) = rest.split_once(';').expect("an end");
    let mut kinds: Vec<&str> = list.split('"').skip(1).step_by(2).collect();
    let mut expected: Vec<&str> = Kind::ALL.iter().map(|kind| kind.as_str()).collect();
    kinds.sort_unstable();
    expected.sort_unstable();
    assert_eq!(kinds, expected);
}

/// Rows for all kinds, in their order.
fn table(examples: &BTreeMap<&str, String>) -> String {
    let mut table = String::from("| kind | example |\n|---|---|\n");
    for kind in Kind::ALL {
        let example = match examples.get(kind.as_str()) {
            Some(message) => format!("`{message}`"),
            None => {
                let told = NOT_SHOWN.iter().find(|(one, _)| one == kind);
                told.unwrap_or_else(|| panic!("no example of {kind}"))
                    .1
                    .to_owned()
            }
        };
        writeln!(table, "| `{kind}` | {example} |").expect("a string takes all");
    }
    table
}

/// A message of each kind.
fn examples() -> BTreeMap<&'static str, String> {
    let reports = [
        Error::Cancelled.report(),
        encode("stke", "null"),
        decode(Decode::Event, "rewards", b""),
        encode("set_config", r#"{"warnings": 1,}"#),
        encode("set_config", r#"{"warnings": 1, "minimum_stake": null}"#),
        encode("set_config", r#"{"warnings": 256, "minimum_stake": "1"}"#),
        decode(Decode::Output, "burnt_amount", b"1234567"),
        encode("set_config", r#"{"warning": 1, "minimum_stake": "1"}"#),
        encode("set_config", r#"{"warnings": 1, "warnings": 2}"#),
        encode("set_config", r#"{"warnings": 1}"#),
        decode(Decode::Output, "get_stake", &[2; 64]),
        not_utf8(),
        small_buffer(),
        not_a_driver(),
    ];
    let fixture = fixture();
    let host = |result: Result<Vec<u8>, Error>| result.expect_err("it misbehaves").report();
    let faults = [
        host(fixture.encode_input("fly", "1")),
        host(fixture.encode_input("hoard", "1")),
        host(fixture.encode_input("spin", "1")),
        host(fixture.encode_input("panic", "7")),
        host(fixture.encode_input("error", "3")),
        fixture
            .decode_event("nonsense", b"")
            .expect_err("no JSON")
            .report(),
    ];
    let mut examples = BTreeMap::new();
    for report in reports.into_iter().chain(faults) {
        let kind = report.kind.as_str();
        let before = examples.insert(kind, report.message);
        assert_eq!(before, None, "two examples of {kind}");
    }
    examples
}

fn encode(name: &str, json: &str) -> Report {
    StakeDriver
        .encode_input_fn(name, json)
        .expect_err(name)
        .report()
}

fn decode(what: Decode, name: &str, bytes: &[u8]) -> Report {
    StakeDriver
        .decode_to_text(what, name, bytes, &mut String::new())
        .expect_err(name)
        .report()
}

/// The driver that misbehaves, where it may not do much harm.
fn fixture() -> Driver {
    let mut limits = Limits::default();
    limits.time = Duration::from_secs(1);
    limits.memory = 8 << 20;
    let host = Host::builder().limits(limits).build().expect("a host");
    let wasm = files::driver("fixture").expect("the driver is built");
    host.load(&wasm).expect("a driver")
}

/// What an export reports about the text that stands at 16 in the memory, and an output buffer.
fn export(json: &[u8], out: Block) -> Report {
    let name = b"set_config";
    let mut memory = [0; 256];
    memory[16..][..json.len()].copy_from_slice(json);
    memory[128..][..name.len()].copy_from_slice(name);
    let block = |ptr, bytes: &[u8]| Block {
        ptr,
        len: u32::try_from(bytes.len()).expect("short"),
    };
    let mut instance = Instance::new(StakeDriver);
    let code = instance.encode_input_fn(
        memory.as_mut_slice(),
        block(128, name),
        block(16, json),
        out,
    );
    let report = instance.last_error().expect("an error").clone();
    assert_eq!(code as i32, report.code);
    assert_ne!(code, Code::OperationError);
    report
}

fn not_utf8() -> Report {
    export(b"{\"warn\xff", Block { ptr: 192, len: 64 })
}

fn small_buffer() -> Report {
    let json = br#"{"warnings": 1, "minimum_stake": "1"}"#;
    export(json, Block { ptr: 192, len: 8 })
}

/// What loading a module that imports `env.now` says.
fn not_a_driver() -> Report {
    let module = b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x02\x0b\x01\x03env\x03now\0\0";
    let error = Driver::from_bytes(module).expect_err("no driver");
    error.report()
}
