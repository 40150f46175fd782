//! Golden files: messages that people of Tezos know, with names.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::draw::{Rng, function};
use crate::forge::Forge;
use crate::messages;

/// What stands in `golden/<contract>/<folder>/<name>.{json,hex}`.
pub fn write(root: &Path, forge: &mut Forge) -> Result<()> {
    fs::remove_dir_all(root).ok();
    for (file, json) in named() {
        let name = file.split('.').next().unwrap_or_default();
        let bytes = messages::encode(name, &json, forge).with_context(|| format!("{file}: {json}"))?;
        pair(root, "input", &file, &written(name, json)?, &bytes)?;
    }
    for (case, text, json) in texts() {
        let bytes = forge.expression(&json)?.0;
        pair(root, "input", &format!("micheline_text.{case}"), &text.into(), &bytes)?;
    }
    // Host functions return these.
    for name in ["inbox_message", "outbox_message", "reveal_request", "host_result"] {
        for (case, json) in [("", json!({ "value": 65 })), (".b", json!({ "error": "INPUT_OUTPUT_TOO_LARGE", "code": -7 }))] {
            let bytes = messages::encode("host_result", &json, forge)?;
            pair(root, "output", &format!("{name}{case}"), &json, &bytes)?;
        }
    }
    for name in crate::draw::KINDS.map(function) {
        if !["inbox_message", "outbox_message", "reveal_request", "host_result"].contains(&name) {
            pair(root, "output", name, &Value::Null, &[])?;
        }
    }
    pair(root, "output", "micheline_text", &Value::Null, &[])?;
    fs::create_dir_all(root.join("event"))?;
    fs::write(root.join("event/.gitkeep"), "")?;
    Ok(())
}

fn pair(root: &Path, folder: &str, file: &str, json: &Value, bytes: &[u8]) -> Result<()> {
    let path = root.join(folder).join(file);
    fs::create_dir_all(path.parent().unwrap_or(root))?;
    let lines: Vec<String> = bytes.chunks(32).map(hex::encode).collect();
    fs::write(format!("{}.hex", path.display()), lines.join("\n") + "\n")?;
    fs::write(format!("{}.json", path.display()), format!("{json}\n"))?;
    Ok(())
}

/// What is decoded, where that is less than what is encoded.
fn written(name: &str, json: Value) -> Result<Value> {
    let Some(preimage) = json.get("preimage").filter(|_| name == "reveal_hash") else {
        return Ok(json);
    };
    let bytes = hex::decode(preimage.as_str().context("hex")?)?;
    let hash = tezos_smart_rollup_encoding::dac::pages::make_preimage_hash(&bytes).map_err(|error| anyhow::anyhow!("{error}"))?;
    let text = [&[230, 206, 128, 200, 196], &hash[1..]].concat();
    Ok(bs58::encode(text).with_check().into_string().into())
}

/// Two random ones of each kind, and those that are known.
fn named() -> Vec<(String, Value)> {
    let mut all: Vec<(String, Value)> = known().into_iter().map(|(file, json)| (file.to_owned(), json)).collect();
    for kind in crate::draw::KINDS {
        let mut rng = Rng::new(&format!("golden {kind}"));
        let case = kind.split(' ').nth(1).map(|case| format!(".{case}")).unwrap_or_default();
        for suffix in ["_a", "_b"] {
            let value = rng.value(kind);
            // Those with a name have it in their JSON.
            if kind == "host_result" && value["code"].as_i64().is_some_and(|code| code > -14) {
                continue;
            }
            let case = if case.is_empty() { format!(".{}", &suffix[1..]) } else { format!("{case}{suffix}") };
            all.push((format!("{}{case}", function(kind)), value));
        }
    }
    all
}

fn known() -> Vec<(&'static str, Value)> {
    const RED: &str = "KT1BuEZtb68c1Q4yjtckcNjGELqWt56Xyesc";
    const OUTBOX: &str = "0000000023030b01d1a37c088a1221b636bb5fccb35e05181038ba7c000000000764656661756c74";
    let transfer = |payload: Value, source: &str| {
        json!({
            "payload": payload,
            "sender": "KT1ThEdxfUcWUwqsdergy3QnbCWGHSUHeHJq",
            "source": source,
            "destination": "sr1RYurGZtN8KNSpkMcCt9CgWeUaNkzsAfXf",
        })
    };
    let hello = json!({ "parameters": { "string": "Hello world" }, "destination": "KT1ThEdxfUcWUwqsdergy3QnbCWGHSUHeHJq", "entrypoint": "default" });
    let ticket = json!({
        "parameters": { "prim": "Pair", "args": [
            { "bytes": "01d1a37c088a1221b636bb5fccb35e05181038ba7c00" },
            { "prim": "Pair", "args": [{ "string": "red" }, { "int": "1" }] },
        ] },
        "destination": RED,
        "entrypoint": "default",
    });
    let hash = "scrrh12tHavY4GFfiz5Vt3QwRqJ6ExU5nq5QDBjqdxnNC3Wkxsn2JKU3";
    vec![
        ("inbox_message.start_of_level", json!({ "internal": "start_of_level" })),
        ("inbox_message.end_of_level", json!({ "internal": "end_of_level" })),
        ("inbox_message.transfer", transfer(json!({ "int": "0" }), "tz1RjtZUVeLhADFHDL8UwDZA6vjWWhojpu5w")),
        ("inbox_message.transfer_of_bytes", transfer(json!({ "bytes": OUTBOX }), "tz1RjtZUVeLhADFHDL8UwDZA6vjWWhojpu5w")),
        ("inbox_message.external", json!({ "external": OUTBOX })),
        (
            "inbox_message.info_per_level",
            json!({ "internal": "info_per_level", "predecessor_timestamp": "1970-01-01T00:00:00Z", "predecessor": "BKiHLREqU3JkXfzEDYAkmmfX48gBDtYhMrpA98s7Aq4SzbUAB6M" }),
        ),
        ("inbox_message.protocol_migration", json!({ "internal": "protocol_migration", "protocol": "nairobi_017" })),
        ("external_payload.outbox_message", json!({ "external": OUTBOX })),
        ("outbox_message.hello_world", json!({ "kind": "untyped", "transactions": [hello.clone()] })),
        ("outbox_message.ticket", json!({ "kind": "untyped", "transactions": [ticket.clone()] })),
        (
            "outbox_message.typed",
            json!({ "kind": "typed", "transactions": [
                { "parameters": { "prim": "Unit" }, "parameters_ty": { "prim": "unit" }, "destination": "KT1ThEdxfUcWUwqsdergy3QnbCWGHSUHeHJq", "entrypoint": "default" },
            ] }),
        ),
        (
            "outbox_message.whitelist_update",
            json!({ "kind": "whitelist_update", "whitelist": ["tz1KqTpEZ7Yob7QbPE4Hy4Wo8fHG8LhKxZSx", "tz1gjaF81ZRRvdzjobyfVNsAeSC6PScjfQwN"] }),
        ),
        ("outbox_message.open_to_all", json!({ "kind": "whitelist_update" })),
        ("outbox_transaction.ticket", ticket.clone()),
        ("outbox_output.hello_world", json!({ "outbox_level": 2138, "message_index": "0", "message": { "kind": "untyped", "transactions": [hello] } })),
        ("micheline.contract", echo()),
        ("micheline.ticket", ticket["parameters"].clone()),
        ("contract.originated", json!("KT1DieU51jzXLerQx5AqMCiLC1SsCeM8yRat")),
        ("contract.implicit", json!("tz1KqTpEZ7Yob7QbPE4Hy4Wo8fHG8LhKxZSx")),
        ("public_key_hash.bls", json!("tz4FENGt5zkiGaHPm1ya4MgLomgkL1k7Dy7q")),
        ("entrypoint.default", json!("default")),
        ("reveal_hash.hello_there", json!({ "preimage": "48656c6c6f207468657265210a" })),
        ("reveal_request.raw_data", json!({ "reveal": "raw_data", "hash": hash })),
        ("reveal_request.metadata", json!({ "reveal": "metadata" })),
        ("reveal_request.dal_page", json!({ "reveal": "dal_page", "published_level": 8, "slot_index": 4, "page_index": 1 })),
        ("dac_page.hashes", json!({ "hashes": [hash, hash] })),
        ("dac_page.contents", json!({ "contents": "48656c6c6f207468657265210a" })),
        ("metadata.origination", json!({ "raw_rollup_address": "sr1RYurGZtN8KNSpkMcCt9CgWeUaNkzsAfXf", "origination_level": 0 })),
        ("dal_parameters.mainnet", json!({ "number_of_slots": "32", "attestation_lag": "8", "slot_size": "126944", "page_size": "3967" })),
        ("host_result.key_too_large", json!({ "error": "STORE_KEY_TOO_LARGE", "code": -1 })),
        ("host_result.bytes_read", json!({ "value": 65 })),
        ("input_info.third", json!({ "level": 2138, "id": 2 })),
    ]
}

/// A contract that keeps what it is told.
fn echo() -> Value {
    json!([
        { "prim": "parameter", "args": [{ "prim": "string" }] },
        { "prim": "storage", "args": [{ "prim": "string" }] },
        { "prim": "code", "args": [[{ "prim": "CAR" }, { "prim": "NIL", "args": [{ "prim": "operation" }] }, { "prim": "PAIR" }]] },
    ])
}

/// Expressions as people write them.
fn texts() -> [(&'static str, &'static str, Value); 3] {
    [
        ("contract", "{ parameter string ; storage string ; code { CAR ; NIL operation ; PAIR } }", echo()),
        (
            "data",
            r#"Pair -1 (Some "a\"b\\") 0x00ff { Elt 1 Unit }"#,
            json!({ "prim": "Pair", "args": [
                { "int": "-1" },
                { "prim": "Some", "args": [{ "string": "a\"b\\" }] },
                { "bytes": "00ff" },
                [{ "prim": "Elt", "args": [{ "int": "1" }, { "prim": "Unit" }] }],
            ] }),
        ),
        (
            "annotations",
            "pair %owner :account (address @a) (or (nat %left) (nat %right))",
            json!({ "prim": "pair", "annots": ["%owner", ":account"], "args": [
                { "prim": "address", "annots": ["@a"] },
                { "prim": "or", "args": [{ "prim": "nat", "annots": ["%left"] }, { "prim": "nat", "annots": ["%right"] }] },
            ] }),
        ),
    ]
}
