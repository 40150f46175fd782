//! The driver of Tezos smart rollups against what others' code made: `oracles/smart-rollup`.

// The file by which the messages were drawn there.
#[path = "../../oracles/smart-rollup/src/draw.rs"]
mod draw;

use std::fs;

use anyhow::{Context, Result, bail, ensure};
use data_driver::{ConvertibleContract, Decode, Kind};
use data_driver_host::Driver;
use draw::{COUNT, KINDS, Rng, function};
use host_tests::files;
use host_tests::golden;
use host_tests::operation::Question;
use host_tests::runner::{Node, Runner, Rust};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use smart_rollup_driver::SmartRollupDriver;

/// A thousand random messages of each kind have the bytes that the oracles made of them, and come back.
#[test]
fn random_messages_have_the_bytes_of_the_oracles() -> Result<()> {
    let path = files::root().join("host-tests/oracles/smart-rollup.json");
    let digests: Value = serde_json::from_str(&fs::read_to_string(path)?)?;
    for kind in KINDS {
        let digests = hex::decode(digests[kind].as_str().context(kind)?)?;
        ensure!(
            digests.len() == 2 * COUNT,
            "{kind}: {} digests",
            digests.len()
        );
        let mut rng = Rng::new(kind);
        for expected in digests.chunks(2) {
            let value = rng.value(kind);
            let bytes = SmartRollupDriver.encode_input_fn(function(kind), &value.to_string())?;
            if Sha256::digest(&bytes)[..2] != *expected {
                bail!(
                    "{kind}: {value} has other bytes than {}",
                    hex::encode(&bytes)
                );
            }
            let decoded = SmartRollupDriver.decode_input_fn(function(kind), &bytes)?;
            let again = SmartRollupDriver.encode_input_fn(function(kind), &decoded.to_string())?;
            ensure!(again == bytes, "{kind}: {value} comes back as {decoded}");
            // What is decoded is what was drawn, where a value has one form alone.
            if !matches!(kind, "reveal_hash" | "host_result") {
                assert_eq!(decoded, value, "{kind}");
            }
        }
    }
    Ok(())
}

/// The vectors that were collected from the protocol's sources, where they are at hand.
#[test]
fn collected_vectors_are_as_they_say() -> Result<()> {
    let path = files::root().join("../shared/vectors/boundaries.json");
    let Ok(text) = fs::read_to_string(path) else {
        return Ok(());
    };
    let all: Vec<Value> = serde_json::from_str(&text)?;
    let mut count = 0;
    for vector in all.iter().filter(|vector| vector["system"] == "tezos") {
        let of = |name: &str| vector[name].as_str().with_context(|| name.to_owned());
        let (name, kind, bytes) = (of("name")?, of("kind")?, hex::decode(of("hex")?)?);
        let json = &vector["json"];
        let decoded = SmartRollupDriver.decode_input_fn(kind, &bytes);
        if json.is_null() {
            ensure!(decoded.is_err(), "{name} is taken");
            continue;
        }
        let encoded = SmartRollupDriver.encode_input_fn(kind, &json.to_string());
        assert_eq!(encoded.as_deref(), Ok(&*bytes), "{name}");
        // A text may say more than the bytes do.
        let says_more = json.get("preimage").is_some() || json.to_string().contains("\"%default\"");
        assert_eq!(decoded? == *json, !says_more, "{name}");
        count += 1;
    }
    ensure!(count > 70, "{count} vectors");
    Ok(())
}

/// The debugger's inputs file, as its document has it, message by message.
#[test]
fn the_debuggers_inputs_are_encoded() -> Result<()> {
    let inputs = json!([
        [{ "external": "0000000023030b01d1a37c088a1221b636bb5fccb35e05181038ba7c000000000764656661756c74" }],
        [
            {
                "payload": "0",
                "sender": "KT1ThEdxfUcWUwqsdergy3QnbCWGHSUHeHJq",
                "source": "tz1RjtZUVeLhADFHDL8UwDZA6vjWWhojpu5w",
                "destination": "sr1RYurGZtN8KNSpkMcCt9CgWeUaNkzsAfXf"
            },
            { "payload": "Pair Unit False" },
            { "serialized": "0001" }
        ]
    ]);
    let zeros = "00".repeat(61);
    let expected = [
        "010000000023030b01d1a37c088a1221b636bb5fccb35e05181038ba7c000000000764656661756c74".to_owned(),
        "00000000d1a37c088a1221b636bb5fccb35e05181038ba7c0042ec765f2700134e9e0efe89d0338e2e843c53dcd601f22256d2ad1faec0c64374e527c6e62f2e5a"
            .to_owned(),
        format!("00000707030b0303{zeros}"),
        "0001".to_owned(),
    ];
    let inputs = inputs.as_array().into_iter().flatten();
    let inputs = inputs.filter_map(Value::as_array).flatten();
    let encoded: Result<Vec<String>, _> = inputs
        .map(|input| SmartRollupDriver.encode_input_fn("inbox_message", &input.to_string()))
        .map(|bytes| bytes.map(hex::encode))
        .collect();
    assert_eq!(encoded?, expected);

    // What the client's `encode outbox message` takes, and what older nodes show.
    let call = json!({ "destination": "KT1ThEdxfUcWUwqsdergy3QnbCWGHSUHeHJq", "parameters": "\"Hello world\"", "entrypoint": "%default" });
    let hello = "0000000031010000000b48656c6c6f20776f726c6401d1a37c088a1221b636bb5fccb35e05181038ba7c000000000764656661756c74";
    for message in [
        json!([call]),
        json!({ "transactions": [call] }),
        json!({ "kind": "untyped", "transactions": [call] }),
    ] {
        let bytes = SmartRollupDriver.encode_input_fn("outbox_message", &message.to_string())?;
        assert_eq!(hex::encode(bytes), hello);
    }
    let output =
        json!({ "outbox_level": 7, "message_index": "0", "message": { "transactions": [call] } });
    let bytes = SmartRollupDriver.encode_input_fn("outbox_output", &output.to_string())?;
    assert_eq!(hex::encode(bytes), format!("0000000700{hello}"));
    Ok(())
}

/// Mistakes, with their places, in every host the same.
#[test]
fn mistakes_are_the_same_in_every_host() -> Result<()> {
    let address = "KT18amZmM5W7qDWVt2pH6uj7sCEd3kbzLrHU";
    let decodings = [
        (
            "inbox_message",
            "",
            "at byte 0: expected 1 byte of the tag of an inbox message, found 0",
        ),
        (
            "inbox_message",
            "02",
            "at byte 0: expected the tag of an inbox message: 0 (internal) or 1 (external), found 2",
        ),
        (
            "inbox_message",
            "0006",
            "at byte 1: expected the tag of an internal message: 0 to 5, found 6",
        ),
        (
            "inbox_message",
            "0000030b00",
            "at byte 4: expected 20 bytes of the hash of KT1…, found 1",
        ),
        (
            "inbox_message",
            "000100",
            "at byte 2: expected the end of the bytes, found 1 more",
        ),
        (
            "inbox_message",
            "0004ffffffff",
            "at byte 2: expected a length of the protocol's name of at most 0, found 4294967295",
        ),
        (
            "outbox_message",
            "0000000001",
            "at byte 1: expected a length of transactions of at most 0, found 1",
        ),
        (
            "outbox_message",
            "00000000010001",
            "at byte 6: expected 1 byte of an integer, found 0",
        ),
        (
            "outbox_message",
            "0201",
            "at byte 1: expected 0 (no whitelist) or 255 (a whitelist), found 1",
        ),
        (
            "outbox_output",
            "ffffffff00",
            "at byte 0: expected a level that is not negative, found -1",
        ),
        (
            "outbox_output",
            "00000001808000",
            "at byte 6: expected no zero at the end of an integer, found 00",
        ),
        (
            "contract",
            "0200",
            "at byte 0: expected the tag of a contract: 0 (implicit, tz…) or 1 (originated, KT1…), found 2",
        ),
        (
            "contract",
            "0005",
            "at byte 1: expected the tag of a public key hash: 0 (tz1) to 4 (tz5), found 5",
        ),
        (
            "contract",
            "01000000000000000000000000000000000000000001",
            "at byte 21: expected a zero behind the hash of a contract, found 1",
        ),
        (
            "entrypoint",
            "000000022561",
            "at byte 4: expected a letter, a digit, `_`, or behind the first one `.`, `%` or `@`, of an entrypoint, found '%'",
        ),
        (
            "entrypoint",
            "00000020",
            "at byte 0: expected a length of an entrypoint of at most 0, found 32",
        ),
        (
            "reveal_hash",
            "01",
            "at byte 0: expected the tag of a reveal hash: 0 (BLAKE2b), found 1",
        ),
        (
            "dac_page",
            "0100000001",
            "at byte 1: expected a length of a page's hashes of at most 0, found 1",
        ),
        (
            "dac_page",
            "010000000100",
            "at byte 6: expected 32 bytes of the hash of scrrh1…, found 0",
        ),
        (
            "host_result",
            "000000",
            "at byte 0: expected 4 bytes of a host function's result, found 3",
        ),
        (
            "micheline",
            "00d08000",
            "at byte 3: expected no zero at the end of an integer, found 00",
        ),
    ];
    let encodings = [
        (
            "contract",
            json!(address),
            "expected 20 bytes of base58check that begins with KT1: the checksum does not match: a letter is wrong or missing",
        ),
        (
            "inbox_message",
            json!({ "payload": "Pair 1 )" }),
            "/payload: at byte 7 of the text: expected an expression, found `)`",
        ),
        (
            "inbox_message",
            json!({ "payload": "1", "sender": address }),
            "/sender: expected 20 bytes of base58check that begins with KT1: the checksum does not match: a letter is wrong or missing",
        ),
        (
            "inbox_message",
            json!({ "internal": "info_per_level", "predecessor_timestamp": "yesterday", "predecessor": "BKiHLREqU3JkXfzEDYAkmmfX48gBDtYhMrpA98s7Aq4SzbUAB6M" }),
            "/predecessor_timestamp: expected a time like 2020-04-20T12:34:07Z, or seconds since 1970",
        ),
        (
            "inbox_message",
            json!({ "serialized": "02" }),
            "at byte 0: expected the tag of an inbox message: 0 (internal) or 1 (external), found 2",
        ),
        (
            "inbox_message",
            json!({ "external": "00".repeat(4096) }),
            "at byte 4095: expected at most 4095 bytes of an external message, found 4096 bytes",
        ),
        (
            "outbox_message",
            json!({ "kind": "signal", "signal": "" }),
            "/kind: expected one of \"untyped\", \"typed\", \"whitelist_update\", \"canonical_rollup_signal\", found \"signal\"",
        ),
        (
            "outbox_message",
            json!([{ "parameters": "Unit", "destination": "tz1Ke2h7sDdakHJQh8WX4Z372du1KChsksyU" }]),
            "/0/destination: expected 20 bytes of base58check that begins with KT1: the text does not begin with KT1",
        ),
        (
            "outbox_output",
            json!({ "outbox_level": -1, "message_index": "0", "message": [] }),
            "/outbox_level: expected a level that is not negative, found -1",
        ),
        (
            "entrypoint",
            json!("a".repeat(32)),
            "expected an entrypoint of at most 31 bytes, found 32",
        ),
        (
            "host_result",
            json!({ "error": "FULL_OUTBOX", "code": -12 }),
            "/code: expected -11, the error's number, found -12",
        ),
        (
            "reveal_hash",
            json!({ "preimage": "00".repeat(4097) }),
            "expected a preimage of at most 4096 bytes, found 4097",
        ),
        (
            "reveal_hash",
            json!("01".repeat(33)),
            "at byte 0: expected the tag of a reveal hash: 0 (BLAKE2b), found 1",
        ),
    ];
    let mut questions = Vec::new();
    let mut messages = Vec::new();
    for (name, bytes, message) in decodings {
        questions.push(Question::decode(Decode::Input, name, &hex::decode(bytes)?));
        messages.push(format!("{name}: {message}"));
    }
    for (name, json, message) in encodings {
        questions.push(Question::encode(name, &json.to_string()));
        messages.push(format!("{name}: {message}"));
    }
    // A hundred thousand nodes, each inside the one before.
    let deep = [5_u8, 9].repeat(100_000);
    for (name, before) in [
        ("micheline", &[][..]),
        ("inbox_message", &[0, 0]),
        ("micheline_text", &[]),
    ] {
        questions.push(Question::decode(
            Decode::Input,
            name,
            &[before, &deep].concat(),
        ));
        messages.push(match name {
            "micheline" => "micheline: at byte 126: expected a value that nests at most 127 levels deep in JSON, found a deeper one".into(),
            "micheline_text" => "micheline_text: at byte 8192: expected a value that nests at most 8192 levels deep in JSON, found a deeper one".into(),
            // Longer than a message may be.
            _ => "inbox_message: at byte 4096: expected at most 4096 bytes of an inbox message, found 200002 bytes".into(),
        });
    }
    let module = Driver::from_bytes(&files::driver("smart-rollup")?)?;
    let mut runners: [Box<dyn Runner>; 3] = [
        Box::new(Rust(SmartRollupDriver)),
        Box::new(Rust(module)),
        Box::new(Node::start(&files::driver_path("smart-rollup"))?),
    ];
    let mut first = None;
    for runner in &mut runners {
        let answers = runner.ask(&questions)?;
        for (answer, message) in answers.iter().zip(&messages) {
            let report = answer.as_ref().err().context(message.clone())?;
            assert_eq!(report.message, *message);
        }
        assert_eq!(*first.get_or_insert_with(|| answers.clone()), answers);
    }
    Ok(())
}

/// Every golden message cut off anywhere gives an error that names a place in it, and takes little memory.
#[test]
fn truncated_messages_are_refused_with_their_place() -> Result<()> {
    let mut count = 0;
    for golden in golden::read("smart-rollup")? {
        let name = golden.name();
        // Of these all that is left is what they hold.
        let any_length =
            golden.json.contains("\"external\"") || golden.json.contains("\"targetted\"");
        if golden.what != Decode::Input || any_length {
            continue;
        }
        for length in 0..golden.bytes.len() {
            let error = SmartRollupDriver.decode_input_fn(name, &golden.bytes[..length]);
            let report = error
                .err()
                .with_context(|| format!("{} at {length}", golden.file()))?
                .report();
            let offset = report.offset.with_context(|| report.message.clone())?;
            ensure!(usize::try_from(offset)? <= length, "{}", report.message);
            ensure!(
                matches!(report.kind, Kind::WrongLength | Kind::InvalidBytes),
                "{report:?}"
            );
            count += 1;
        }
    }
    ensure!(count > 1_000, "{count} lengths");
    Ok(())
}
