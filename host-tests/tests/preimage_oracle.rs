//! The preimage oracle and hint protocols against `kona-preimage`, which people run.
//!
//! That bytes and JSON agree natively, in wasmtime and in Node is seen to where all contracts are. Here kona
//! reads what the driver writes, keys are computed, and bytes are damaged.

use std::path::PathBuf;

use anyhow::{Context, Result, bail, ensure};
use data_driver::{ConvertibleContract, Decode, Kind};
use host_tests::contract::{Contract, everything};
use host_tests::files;
use host_tests::preimage_oracle::{
    PreimageOracleContract, answer, ask, hints, kona_preimage_keccak,
};
use host_tests::sample::Draw;
use kona_preimage::{PreimageKey, PreimageKeyType};
use preimage_oracle_driver::PreimageOracleDriver;
use serde_json::{Value, json};

/// How many values of each kind.
const VALUES: usize = 1000;

fn encode(name: &str, value: &Value) -> Result<Vec<u8>> {
    Ok(PreimageOracleDriver.encode_input_fn(name, &value.to_string())?)
}

fn decode(name: &str, bytes: &[u8]) -> Result<Value> {
    Ok(PreimageOracleDriver.decode_input_fn(name, bytes)?)
}

/// As many values of an input, with the bytes that the driver makes of them.
fn encoded(name: &str, mut check: impl FnMut(&Value, &[u8]) -> Result<()>) -> Result<()> {
    let mut draw = Draw::new(7);
    draw.turn_to(Decode::Input, name);
    for _ in 0..VALUES {
        let sample = PreimageOracleContract::draw(Decode::Input, name, &mut draw)?;
        let value = serde_json::from_str(&sample.json)?;
        let bytes = PreimageOracleDriver.encode_input_fn(name, &sample.json)?;
        check(&value, &bytes).with_context(|| sample.json.clone())?;
    }
    Ok(())
}

#[test]
fn konas_server_reads_requests() -> Result<()> {
    encoded("preimage_request", |_, bytes| {
        let (key, _) = answer(bytes, &[])?;
        ensure!(<[u8; 32]>::from(key) == *bytes);
        Ok(())
    })
}

#[test]
fn konas_client_reads_responses() -> Result<()> {
    encoded("preimage_response", |value, bytes| {
        let (_, preimage) = ask(PreimageKey::new_local(1), bytes)?;
        ensure!(value["data"] == format!("0x{}", hex::encode(preimage)));
        Ok(())
    })
}

#[test]
fn konas_server_reads_hints() -> Result<()> {
    encoded("hint_request", |value, bytes| {
        let (hints, acks) = hints(bytes);
        let [hint] = hints.as_slice() else {
            bail!("{} hints", hints.len());
        };
        match (value["hint"].as_str(), value["type"].as_str()) {
            (Some(text), _) => ensure!(hint == text),
            (_, Some(name)) => ensure!(hint.starts_with(&format!("{name} 0x"))),
            _ => bail!("neither text nor type"),
        }
        ensure!(decode("hint_ack", &acks)? == json!({"ack": 0}));
        Ok(())
    })
}

/// Why the two lengths are two functions.
#[test]
fn a_hint_behind_eight_bytes_is_two_to_a_reader_of_four() -> Result<()> {
    let bytes = encode("hint_request_u64", &json!({"hint": "hello"}))?;
    assert_eq!(hex::encode(&bytes), "000000000000000568656c6c6f");
    let (hints, acks) = hints(&bytes);
    assert_eq!(
        (hints.as_slice(), acks.as_slice()),
        (&["".into(), "hello".into()][..], &[0, 0][..])
    );
    let error = PreimageOracleDriver
        .decode_input_fn("hint_request", &bytes)
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "hint_request: at byte 4: expected the end of the bytes, found 9 more"
    );
    Ok(())
}

#[test]
fn keys_of_preimages_are_konas() -> Result<()> {
    let mut draw = Draw::new(8);
    let prefixed = |bytes: &[u8]| format!("0x{}", hex::encode(bytes));
    let is = |value: Value, key: PreimageKey| -> Result<()> {
        let bytes = encode("preimage_request", &value)?;
        ensure!(bytes == <[u8; 32]>::from(key), "{value}");
        Ok(())
    };
    for _ in 0..VALUES {
        let (preimage, hash, index) = (draw.bytes(300), draw.array::<32>(), draw.number());
        let keccak = PreimageKey::new_keccak256(kona_preimage_keccak(&preimage));
        is(
            json!({"type": "keccak256", "preimage": prefixed(&preimage)}),
            keccak,
        )?;
        let text = draw.text();
        let of_text = kona_preimage_keccak(text.as_str().unwrap_or_default().as_bytes());
        is(
            json!({"type": "keccak256", "preimage_utf8": text}),
            PreimageKey::new_keccak256(of_text),
        )?;
        for (name, key_type) in [
            ("keccak256", PreimageKeyType::Keccak256),
            ("global-generic", PreimageKeyType::GlobalGeneric),
            ("sha256", PreimageKeyType::Sha256),
            ("blob", PreimageKeyType::Blob),
            ("precompile", PreimageKeyType::Precompile),
        ] {
            is(
                json!({"type": name, "hash": prefixed(&hash)}),
                PreimageKey::new(hash, key_type),
            )?;
        }
        is(
            json!({"type": "local", "index": index}),
            PreimageKey::new_local(index),
        )?;

        let address = draw.array::<20>();
        is(
            json!({"type": "precompile", "address": prefixed(&address), "input": prefixed(&preimage)}),
            PreimageKey::new_precompile(address, &preimage),
        )?;
        // Kona hands the gas over as the first bytes of the input.
        let gas = draw.number();
        let input = [&gas.to_be_bytes(), preimage.as_slice()].concat();
        is(
            json!({"type": "precompile", "address": prefixed(&address), "required_gas": gas, "input": prefixed(&preimage)}),
            PreimageKey::new_precompile(address, &input),
        )?;
        let (commitment, z) = (draw.array::<48>(), draw.array::<32>());
        let point = kona_preimage_keccak(&[commitment.as_slice(), &z].concat());
        is(
            json!({"type": "blob", "commitment": prefixed(&commitment), "z": prefixed(&z)}),
            PreimageKey::new(point, PreimageKeyType::Blob),
        )?;
    }
    Ok(())
}

/// Kona has no SHA-256; these are the examples of FIPS 180.
#[test]
fn keys_by_sha256_are_those_of_the_standard() -> Result<()> {
    for (text, hash) in [
        (
            "abc",
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        ),
        (
            "",
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        ),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
        ),
    ] {
        let key = encode(
            "preimage_request",
            &json!({"type": "sha256", "preimage_utf8": text}),
        )?;
        assert_eq!(hex::encode(key), format!("04{}", &hash[2..]), "{text}");
    }
    Ok(())
}

/// The same number means different values to the two programs.
#[test]
fn names_of_local_keys_are_those_of_a_program() -> Result<()> {
    for (value, index) in [
        (json!({"type": "local", "op-program": "L1Head"}), 1),
        (json!({"type": "local", "kona": "L1_HEAD_KEY"}), 1),
        (json!({"type": "local", "op-program": "L2ChainConfig"}), 6),
        (json!({"type": "local", "kona": "L2_ROLLUP_CONFIG_KEY"}), 6),
        (json!({"type": "local", "op-program": "RollupConfig"}), 7),
        (json!({"type": "local", "kona": "L1_CONFIG_KEY"}), 7),
        (json!({"type": "local", "op-program": "L1ChainConfig"}), 9),
    ] {
        let bytes = encode("preimage_request", &value)?;
        ensure!(bytes == <[u8; 32]>::from(PreimageKey::new_local(index)));
        let decoded = decode("preimage_request", &bytes)?;
        assert_eq!(
            decoded,
            json!({"type": "local", "index": index.to_string()})
        );
    }
    let text = r#"{"type":"local","kona":"RollupConfig"}"#;
    let error = PreimageOracleDriver
        .encode_input_fn("preimage_request", text)
        .unwrap_err()
        .report();
    assert_eq!(error.pointer.as_deref(), Some("/kona"));
    Ok(())
}

/// What is accepted says less than what was given, and means the same.
#[test]
fn forms_that_are_taken_only() -> Result<()> {
    for (name, value, hex) in [
        (
            "preimage_response",
            json!({"data_utf8": "hello"}),
            "000000000000000568656c6c6f",
        ),
        (
            "preimage_response",
            json!({"status": 0, "result": "0x"}),
            "000000000000000100",
        ),
        (
            "preimage_response",
            json!({"index": 4, "value": "1234"}),
            "000000000000000800000000000004d2",
        ),
        (
            "hint_request",
            json!({"hint": "l1-blob 00"}),
            "0000000a6c312d626c6f62203030",
        ),
        (
            "hint_request",
            json!({"type": "l1-blob", "data": "0x00"}),
            "0000000c6c312d626c6f622030783030",
        ),
    ] {
        assert_eq!(hex::encode(encode(name, &value)?), hex, "{value}");
    }
    Ok(())
}

/// Kona once wrote hints without `0x`, and readers of hex take both cases.
#[test]
fn hints_are_read_with_and_without_0x() -> Result<()> {
    let hash = "Ab".repeat(32);
    let expected =
        json!({"type": "l2-code", "data": format!("0x{}", "ab".repeat(32)), "chain_id": "10"});
    for text in [
        format!("l2-code 0x{hash}000000000000000a"),
        format!("l2-code {hash}000000000000000A"),
    ] {
        let bytes = encode("hint_request", &json!({"hint": text}))?;
        assert_eq!(decode("hint_request", &bytes)?, expected);
    }
    // Of other text nothing is made: an unknown type, a length that no program writes, no hex.
    for text in [
        "l2-kode 0x00",
        "l2-code 0x00",
        "l2-code 0x0",
        "l2-code  0x00",
        "l2-code",
        "asdfsadf",
        "give me header a",
        "",
        "\0\0",
    ] {
        let bytes = encode("hint_request", &json!({"hint": text}))?;
        assert_eq!(decode("hint_request", &bytes)?, json!({"hint": text}));
    }
    Ok(())
}

/// Bytes are cut at every place; nothing else that is shorter is a message.
#[test]
fn truncated_bytes_are_refused_where_they_end() -> Result<()> {
    let mut draw = Draw::new(9);
    for (what, name) in everything::<PreimageOracleContract>() {
        draw.turn_to(what, name);
        for _ in 0..20 {
            let sample = PreimageOracleContract::draw(what, name, &mut draw)?;
            for end in 0..sample.bytes.len() {
                let mut text = String::new();
                let error = PreimageOracleDriver
                    .decode_to_text(what, name, &sample.bytes[..end], &mut text)
                    .expect_err(name)
                    .report();
                ensure!(error.kind == Kind::WrongLength, "{name} at {end}: {error}");
                ensure!(error.offset == Some(u32::try_from(end)?), "{name}: {error}");
                ensure!(
                    error.expected.is_some() && error.found.is_some(),
                    "{name}: {error}"
                );
            }
            let more = [sample.bytes.as_slice(), &[0]].concat();
            let error = PreimageOracleDriver
                .decode_to_text(what, name, &more, &mut String::new())
                .expect_err(name)
                .report();
            let end = u32::try_from(sample.bytes.len())?;
            ensure!(error.offset == Some(end), "{name}: {error}");
        }
    }
    Ok(())
}

#[test]
fn hostile_bytes_are_refused_with_their_place() {
    let key = |first: u8| [&[first], [0x11; 31].as_slice()].concat();
    let boot = |index: u8, response: &[u8]| {
        let mut key = vec![0; 32];
        (key[0], key[31]) = (1, index);
        [key.as_slice(), response].concat()
    };
    for (name, bytes, message) in [
        (
            "preimage_request",
            vec![0; 32],
            "at byte 0: expected a key type from 1 to 6, found 0, which is illegal",
        ),
        (
            "preimage_request",
            key(7),
            "at byte 0: expected a key type from 1 to 6, found 7, which is reserved",
        ),
        (
            "preimage_request",
            key(128),
            "at byte 0: expected a key type from 1 to 6, found 128, which is reserved",
        ),
        (
            "preimage_request",
            key(129),
            "at byte 0: expected a key type from 1 to 6, found 129, which is for applications",
        ),
        (
            "preimage_response",
            vec![255; 9],
            "at byte 9: expected 18446744073709551615 bytes behind the length, found the end after 1",
        ),
        (
            "hint_request",
            vec![255; 4],
            "at byte 4: expected 4294967295 bytes behind the length, found the end after 0",
        ),
        (
            "hint_request_u64",
            vec![0x7f; 8],
            "at byte 8: expected 9187201950435737471 bytes behind the length, found the end after 0",
        ),
        (
            "hint_request",
            vec![0, 0, 0, 4, 0x61, 0xf0, 0x90, 0x28],
            "at byte 5: expected text in UTF-8, found the byte f0",
        ),
        (
            "boot_value",
            [key(1).as_slice(), &[0; 8]].concat(),
            "at byte 0: expected a local key with a number of 8 bytes, found \
             0x0111111111111111111111111111111111111111111111111111111111111111",
        ),
        (
            "boot_value",
            [key(2).as_slice(), &[0; 8]].concat(),
            "at byte 0: expected a local key with a number of 8 bytes, found \
             0x0211111111111111111111111111111111111111111111111111111111111111",
        ),
        (
            "boot_value_op_program",
            boot(10, &[0; 8]),
            "at byte 24: expected the number of a local key of op-program, found 10",
        ),
        (
            "boot_value_kona",
            boot(8, &[0; 8]),
            "at byte 24: expected the number of a local key of kona, found 8",
        ),
        (
            "boot_value_kona",
            boot(1, &[0, 0, 0, 0, 0, 0, 0, 2, 7, 7]),
            "at byte 40: expected a value of 32 bytes, found 2",
        ),
        (
            "boot_value_kona",
            boot(6, &[0, 0, 0, 0, 0, 0, 0, 2, 0x7b, 0xff]),
            "at byte 41: expected text in UTF-8, found the byte ff",
        ),
    ] {
        let error = PreimageOracleDriver
            .decode_input_fn(name, &bytes)
            .unwrap_err();
        assert_eq!(error.to_string(), format!("{name}: {message}"));
    }
}

/// What is wrong with a value is told where it is, in the words of the form that is nearest.
#[test]
fn mistakes_in_values_have_their_place() {
    for (name, text, message) in [
        (
            "preimage_request",
            r#"{"type":"keccak256","data":"0x00"}"#,
            "/data: expected 31 bytes of hex, found 1",
        ),
        (
            "preimage_request",
            r#"{"type":"keccak256","data":[0]}"#,
            "/data: expected 31 bytes of hex, found 1",
        ),
        (
            "preimage_request",
            r#"{"type":"keccak","preimage":"0x"}"#,
            r#"/type: expected one of "local", "keccak256", "global-generic", "sha256", "blob", "precompile", found "keccak""#,
        ),
        (
            "preimage_request",
            r#"{"index":1}"#,
            r#"member "type" is missing"#,
        ),
        (
            "preimage_request",
            r#"{"type":"precompile","address":"0x0000000000000000000000000000000000000001"}"#,
            r#"member "input" is missing"#,
        ),
        (
            "preimage_request",
            r#"{"type":"local","index":null}"#,
            "/index: expected an integer from 0 to 18446744073709551615, as a number or a decimal string, found null",
        ),
        (
            "hint_request",
            r#"{"type":"l1-blob","hash":"0x","timestamp":1}"#,
            "/hash: expected 32 bytes of hex, found 0",
        ),
        (
            "hint_request",
            r#"{"type":"l1-block-header","data":"1111111111111111111111111111111111111111111111111111111111111111","chain_id":1}"#,
            r#"unknown member "chain_id"; known are one of "type", "data""#,
        ),
        (
            "hint_request",
            r#"{"text":"x"}"#,
            r#"expected an object with the member "hint" or an object with the member "type", found an object with the member "text""#,
        ),
    ] {
        let error = PreimageOracleDriver
            .encode_input_fn(name, text)
            .unwrap_err();
        assert_eq!(error.to_string(), format!("{name}: {message}"), "{text}");
    }
}

/// Values that others published, where the file with them stands beside the repository.
#[test]
fn published_values() -> Result<()> {
    let path: PathBuf = files::root().join("../shared/vectors/boundaries.json");
    let Ok(text) = std::fs::read_to_string(path) else {
        return published_here();
    };
    let vectors: Vec<Value> = serde_json::from_str(&text)?;
    let ours = vectors.iter().filter(|one| one["system"] == "preimage");
    let mut count = 0;
    for vector in ours {
        count += 1;
        check(vector).with_context(|| vector["name"].to_string())?;
    }
    ensure!(count > 0, "no values of this protocol");
    published_here()
}

fn check(vector: &Value) -> Result<()> {
    let name = vector["kind"].as_str().context("kind")?;
    let bytes = hex::decode(vector["hex"].as_str().context("hex")?)?;
    let decoded = decode(name, &bytes);
    if vector["json"].is_null() {
        ensure!(decoded.is_err(), "it is taken: {decoded:?}");
        return Ok(());
    }
    ensure!(encode(name, &vector["json"])? == bytes, "other bytes");
    ensure!(
        encode(name, &decoded?)? == bytes,
        "other bytes as it comes back"
    );
    Ok(())
}

/// The few that stand here: the specification's contract tests and Cannon's.
fn published_here() -> Result<()> {
    for vector in [
        json!({
            "kind": "preimage_request",
            "json": {"type": "keccak256", "preimage": "0xdeadbeef"},
            "hex": "02fd4e189132273036449fc9e11198c739161b4c0116a9a2dccdfa1c492006f1",
        }),
        json!({
            "kind": "preimage_response",
            "json": {"data": "0xdeadbeef"},
            "hex": "0000000000000004deadbeef",
        }),
        json!({
            "kind": "preimage_request",
            "json": {"type": "local", "index": 4_294_967_295_u32},
            "hex": "01000000000000000000000000000000000000000000000000000000ffffffff",
        }),
        json!({"kind": "hint_ack", "json": {"ack": 0}, "hex": "00"}),
        json!({"kind": "preimage_request", "json": null, "hex": "00".repeat(32)}),
    ] {
        check(&vector)?;
    }
    Ok(())
}
