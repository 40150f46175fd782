//! The calls between a Pink runtime and its host: what is published of them, hostile bytes, and the schema.

use anyhow::{Context, Result};
use cross_call::Scale;
use data_driver::codec::Convert;
use data_driver::{ConvertibleContract, Decode, Kind};
use data_driver_host::Driver;
use host_tests::contract::{Contract, everything};
use host_tests::files;
use host_tests::pink_runtime::PinkRuntimeContract;
use host_tests::sample::Draw;
use host_tests::scale::compact;
use parity_scale_codec::Compact;
use pink_runtime_driver::PinkRuntimeDriver;
use serde_json::{Value, json};

/// Values beside those that other tests make at random, where a folder of the machine has some.
mod collected {
    use super::*;

    #[test]
    fn values_are_read_and_written() -> Result<()> {
        let path = files::root().join("../shared/vectors/boundaries.json");
        let Ok(text) = std::fs::read_to_string(path) else {
            return Ok(());
        };
        let vectors: Vec<Value> = serde_json::from_str(&text)?;
        let mut seen = 0;
        for vector in vectors.iter().filter(|vector| vector["system"] == "pink") {
            check(vector).with_context(|| vector["name"].to_string())?;
            seen += 1;
        }
        assert_eq!(seen, 31);
        Ok(())
    }

    fn check(vector: &Value) -> Result<()> {
        let name = vector["name"].as_str().context("name")?;
        let bytes = hex::decode(vector["hex"].as_str().context("hex")?)?;
        let (what, call) = match vector["kind"].as_str() {
            Some("pink_event") => (Decode::Event, "PinkEvent".to_owned()),
            // `ecall 2 setup ret Ok(())`: by its number.
            Some(kind @ ("ecall" | "ocall")) => {
                let mut words = name.split(' ').skip(1);
                let id = words.next().context("id")?;
                let rest: Vec<&str> = words.collect();
                let what = if rest.contains(&"ret") {
                    Decode::Output
                } else {
                    Decode::Input
                };
                (what, format!("{kind}.{id}"))
            }
            _ => return check_block(&bytes, &vector["json"]),
        };
        let mut text = String::new();
        PinkRuntimeDriver.decode_to_text(what, &call, &bytes, &mut text)?;
        assert_eq!(serde_json::from_str::<Value>(&text)?, vector["json"]);
        let json = vector["json"].to_string();
        assert_eq!(PinkRuntimeDriver::encode_value(what, &call, &json)?, bytes);
        if what == Decode::Event {
            let topic = match &vector["json"] {
                Value::String(name) => name,
                value => value
                    .as_object()
                    .and_then(|one| one.keys().next())
                    .context("one")?,
            };
            let value = PinkRuntimeDriver.decode_event(topic, &bytes)?;
            assert_eq!(value, vector["json"]);
        }
        Ok(())
    }

    /// Of a block, what can be read without the runtime's metadata; what follows ends with the origin.
    fn check_block(bytes: &[u8], expected: &Value) -> Result<()> {
        let block = PinkRuntimeDriver.decode_event("EventsBlock", bytes)?;
        let (header, body) = (&block["header"], &block["body"]);
        for member in ["runtime_version", "parent_hash", "body_hash"] {
            assert_eq!(header[member], expected["header"][member]);
        }
        assert_eq!(header["number"], expected["header"]["number"].to_string());
        for member in [
            "phala_block_number",
            "contract_call_nonce",
            "entry_contract",
        ] {
            assert_eq!(body[member], expected["body"][member]);
        }
        let rest = body["events_and_origin"].as_str().context("the rest")?;
        match expected["body"]["origin"].as_str() {
            Some(origin) => assert!(rest.ends_with(&origin.replace("0x", "01"))),
            None => assert!(rest.ends_with("00")),
        }
        let json = block.to_string();
        let again = PinkRuntimeDriver::encode_value(Decode::Event, "EventsBlock", &json)?;
        assert_eq!(again, bytes);
        let alone = PinkRuntimeDriver.decode_event("EventsBlockHeader", &bytes[..80])?;
        assert_eq!(alone, *header);
        Ok(())
    }

    #[test]
    fn scale_is_as_its_table_says() -> Result<()> {
        let integers: [(u128, &str); 6] = [
            (0, "00"),
            (1, "04"),
            (42, "a8"),
            (69, "1501"),
            (65_535, "feff0300"),
            (100_000_000_000_000, "0b00407a10f35a"),
        ];
        for (value, bytes) in integers {
            both_ways(&Compact(value), bytes)?;
        }
        both_ways(
            &vec![4_u16, 8, 15, 16, 23, 42],
            "18040008000f00100017002a00",
        )?;
        both_ways(&"Test".to_owned(), "1054657374")?;
        both_ways(&Ok::<u8, bool>(42), "002a")?;
        both_ways(&Err::<u8, bool>(false), "0100")?;
        both_ways(&(Compact(3_u32), false), "0c00")
    }

    fn both_ways<T>(value: &T, bytes: &str) -> Result<()>
    where
        Scale: Convert<T>,
        T: PartialEq + std::fmt::Debug,
    {
        assert_eq!(hex::encode(Scale::to_bytes(value)?), bytes);
        assert_eq!(&Scale::from_bytes(&hex::decode(bytes)?)?, value);
        Ok(())
    }
}

/// What Phala's own types made of random values: `oracles/pink-runtime` writes the file.
#[test]
fn phalas_own_types_agree() -> Result<()> {
    let path = files::root().join("host-tests/oracles/pink-runtime.jsonl");
    let mut lines = 0;
    for line in std::fs::read_to_string(path)?.lines() {
        let line: Value = serde_json::from_str(line)?;
        let text = |member: &str| line[member].as_str().context("text");
        let (name, bytes) = (text("name")?, hex::decode(text("hex")?)?);
        let (what, names) = match text("what")? {
            "input" => (Decode::Input, vec![name]),
            "output" => (Decode::Output, vec![name]),
            _ => (Decode::Event, vec![name, "PinkEvent"]),
        };
        for name in names {
            let mut text = String::new();
            PinkRuntimeDriver.decode_to_text(what, name, &bytes, &mut text)?;
            assert_eq!(
                serde_json::from_str::<Value>(&text)?,
                line["json"],
                "{name}"
            );
            let json = line["json"].to_string();
            assert_eq!(
                PinkRuntimeDriver::encode_value(what, name, &json)?,
                bytes,
                "{name}"
            );
        }
        lines += 1;
    }
    assert!(lines > 800, "{lines} values");
    Ok(())
}

/// Bytes that somebody made to do harm, or lost a part of.
mod hostile {
    use super::*;

    /// What both hosts say of bytes.
    fn refused(driver: &Driver, what: Decode, name: &str, bytes: &[u8]) -> data_driver::Report {
        let native = PinkRuntimeDriver
            .decode_to_text(what, name, bytes, &mut String::new())
            .expect_err(name)
            .report();
        let hosted = driver.decode(what, name, bytes).expect_err(name).report();
        assert_eq!(hosted, native);
        native
    }

    #[test]
    fn errors_have_facts_and_places() -> Result<()> {
        let driver = Driver::from_bytes(&files::driver("pink-runtime")?)?;
        let account = [0x11; 32];
        let deposit = |rest: &[u8]| [&account, rest].concat();
        let (input, output, event) = (Decode::Input, Decode::Output, Decode::Event);
        for (what, name, bytes, kind, offset, message) in [
            (
                input,
                "ecall.deposit",
                deposit(&[1; 15]),
                Kind::WrongLength,
                32,
                "ecall.deposit: at byte 32: expected 16 bytes, found 15 bytes",
            ),
            (
                input,
                "ecall.3",
                deposit(&[1; 18]),
                Kind::WrongLength,
                48,
                "ecall.3: at byte 48: expected the end of the bytes, found 2 more",
            ),
            (
                input,
                "ecall.cluster_id",
                vec![0],
                Kind::WrongLength,
                0,
                "ecall.cluster_id: at byte 0: expected the end of the bytes, found 1 more",
            ),
            (
                input,
                "ecall.setup",
                vec![1; 70],
                Kind::WrongLength,
                64,
                "ecall.setup: at byte 64: expected 16 bytes, found 6 bytes",
            ),
            // A length far beyond the input.
            (
                input,
                "ocall.storage_get",
                vec![3, 255, 255, 255, 255, 7],
                Kind::WrongLength,
                5,
                "ocall.storage_get: at byte 5: expected 4294967295 bytes, found 1 byte",
            ),
            (
                input,
                "ocall.js_eval",
                [&account[..], &[0xfe, 255, 255, 255, 0, 4]].concat(),
                Kind::WrongLength,
                38,
                "ocall.js_eval: at byte 38: expected 1 byte, found none",
            ),
            // Lengths that are not in their shortest form: 1 in two, four and five bytes.
            (
                output,
                "ecall.git_revision",
                vec![5, 0, b'a'],
                Kind::InvalidBytes,
                0,
                "ecall.git_revision: at byte 0: expected a length of at most 32 bits in its shortest form, \
                 found 0500",
            ),
            (
                output,
                "ecall.git_revision",
                vec![6, 0, 0, 0, b'a'],
                Kind::InvalidBytes,
                0,
                "ecall.git_revision: at byte 0: expected a length of at most 32 bits in its shortest form, \
                 found 06000000",
            ),
            (
                output,
                "ecall.git_revision",
                vec![3, 1, 0, 0, 0, b'a'],
                Kind::InvalidBytes,
                0,
                "ecall.git_revision: at byte 0: expected a length of at most 32 bits in its shortest form, \
                 found 0301000000",
            ),
            // One of 64 bits.
            (
                output,
                "ecall.git_revision",
                vec![0x13, 1, 1, 1, 1, 1, 1, 1, 1],
                Kind::InvalidBytes,
                0,
                "ecall.git_revision: at byte 0: expected a length of at most 32 bits in its shortest form, \
                 found 13",
            ),
            (
                output,
                "ecall.git_revision",
                vec![16, b'a', b'b', 0xff, b'c'],
                Kind::InvalidBytes,
                3,
                "ecall.git_revision: at byte 3: expected text in UTF-8, found ff63",
            ),
            (
                output,
                "ecall.setup",
                vec![2],
                Kind::InvalidBytes,
                0,
                "ecall.setup: at byte 0: expected the index of a variant, which is 00 or 01 in an Option, a Result or a bool, found 02",
            ),
            (
                input,
                "ecall.upload_code",
                [&account[..], &[0, 2]].concat(),
                Kind::InvalidBytes,
                33,
                "ecall.upload_code: at byte 33: expected the index of a variant, which is 00 or 01 in an Option, a Result or a bool, found 02",
            ),
            (
                output,
                "ocall.http_request",
                vec![1, 11],
                Kind::InvalidBytes,
                1,
                "ocall.http_request: at byte 1: expected the index of a variant, which is 00 or 01 in an Option, a Result or a bool, found 0b",
            ),
            (
                event,
                "PinkEvent",
                vec![1],
                Kind::InvalidBytes,
                0,
                "PinkEvent: at byte 0: expected the index of a variant, which is 00 or 01 in an Option, a Result or a bool, found 01",
            ),
            (
                event,
                "SetHook",
                vec![6],
                Kind::InvalidBytes,
                0,
                "SetHook: at byte 0: expected the index 2 (SetHook), found the index 6 (StopSidevm)",
            ),
            (
                event,
                "EventsBlockHeader",
                vec![0; 79],
                Kind::WrongLength,
                48,
                "EventsBlockHeader: at byte 48: expected 32 bytes, found 31 bytes",
            ),
        ] {
            let report = refused(&driver, what, name, &bytes);
            assert_eq!(report.message, message);
            assert_eq!((report.kind, report.offset), (kind, Some(offset)));
            assert!(report.expected.is_some() && report.found.is_some());
        }
        Ok(())
    }

    /// Every part of a value that begins it is refused, at an offset that it has, unless all that is missing
    /// may be missing.
    #[test]
    fn what_ends_early_is_refused_at_every_byte() -> Result<()> {
        let driver = Driver::from_bytes(&files::driver("pink-runtime")?)?;
        let mut draw = Draw::new(31);
        for (what, name) in everything::<PinkRuntimeContract>() {
            draw.turn_to(what, name);
            let sample = PinkRuntimeContract::draw(what, name, &mut draw)?;
            let mut ends: Vec<usize> = (0..sample.bytes.len()).collect();
            ends.truncate(400);
            for end in ends {
                let bytes = &sample.bytes[..end];
                if PinkRuntimeDriver
                    .decode_to_text(what, name, bytes, &mut String::new())
                    .is_ok()
                {
                    // What is not decoded takes any number of bytes.
                    assert_eq!(name, "EventsBlock", "{what:?}");
                    continue;
                }
                let report = refused(&driver, what, name, bytes);
                let offset = report.offset.context("an offset")?;
                assert!(usize::try_from(offset)? <= end, "{}", report.message);
                assert!(report.expected.is_some() && report.found.is_some());
            }
        }
        Ok(())
    }

    /// Lengths of what is not there, in front of every kind of element: the driver's memory is bounded, and
    /// would run out if it took the word for it.
    #[test]
    fn no_memory_is_taken_for_what_is_not_there() -> Result<()> {
        let driver = Driver::from_bytes(&files::driver("pink-runtime")?)?;
        let huge = compact(u32::MAX);
        let account = [0x11; 32];
        for (what, name, front) in [
            (Decode::Input, "ocall.storage_get", &[][..]),
            (Decode::Input, "ocall.storage_commit", &account[..]),
            (Decode::Input, "ocall.batch_http_request", &account[..]),
            (Decode::Input, "ocall.js_eval", &account[..]),
            (Decode::Input, "ocall.emit_side_effects", &[0][..]),
            (Decode::Output, "ocall.batch_http_request", &[0][..]),
            (Decode::Output, "ecall.git_revision", &[][..]),
            (Decode::Event, "SidevmMessage", &[4][..]),
        ] {
            let bytes = [front, &huge, &[0; 8]].concat();
            let report = refused(&driver, what, name, &bytes);
            assert_eq!(report.kind, Kind::WrongLength, "{}", report.message);
        }
        Ok(())
    }
}

/// The numbers, versions and names of Phala's interface, in the order of its source: a star is in front of
/// what keeps its changes.
const CALLS: &str = "ecall 1 cluster_id, *2 setup, *3 deposit, *5 set_key, 6 get_key, *7 upload_code, \
    *8 upload_sidevm_code, 9 get_sidevm_code, 11 system_contract, 14 free_balance, 15 total_balance, 16 code_hash, \
    *19 contract_instantiate, *20 contract_call, 21 git_revision, *22 on_genesis, *23 on_runtime_upgrade, *24 on_idle; \
    ocall 1 storage_root, 2 storage_get, *3 storage_commit, 5 log_to_server, *6 emit_side_effects, 7 exec_context, \
    8 worker_pubkey, 9 cache_get, 10 cache_set, 11 cache_set_expiration, 12 cache_remove, 13 latest_system_code, \
    14 http_request, 15 batch_http_request, 16 emit_system_event_block, 17 contract_call_nonce, 18 entry_contract, \
    19 js_eval, 20 origin, 21 worker_sgx_quote";

#[test]
fn the_schema_has_numbers_mutability_and_versions() -> Result<()> {
    let schema: Value = serde_json::from_str(&PinkRuntimeDriver.get_schema())?;
    let mut functions = schema["functions"].as_array().context("functions")?.iter();
    for side in CALLS.split("; ") {
        let (side, calls) = side.split_once(' ').context("a side")?;
        for call in calls.split(',') {
            let call = call.trim();
            let mutability = if call.starts_with('*') {
                "read-write"
            } else {
                "read-only"
            };
            let (id, name) = call
                .trim_start_matches('*')
                .split_once(' ')
                .context("a call")?;
            let since = match name {
                "on_runtime_upgrade" => "1.1",
                "on_idle" => "1.2",
                _ => "1.0",
            };
            let function = functions.next().context("a function")?;
            assert_eq!(function["name"], format!("{side}.{name}"));
            assert_eq!(function["aliases"], json!([format!("{side}.{id}")]));
            assert_eq!(function["id"].to_string(), id);
            assert_eq!(function["mutability"], mutability);
            assert_eq!(
                function["kind"] == "transaction",
                mutability == "read-write"
            );
            assert_eq!(function["since"], since);
        }
    }
    assert!(functions.next().is_none());
    assert_eq!(schema["codec"], "scale");
    let indices: Vec<&Value> = schema["events"]
        .as_array()
        .context("events")?
        .iter()
        .filter_map(|event| event.get("index"))
        .collect();
    assert_eq!(json!(indices), json!([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]));
    Ok(())
}
