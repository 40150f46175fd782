//! The samples are the same here and in the JavaScript package: `samples.json` holds both to them.
//!
//! `BLESS=1` writes it again, and what the package has of the pools.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, ensure};
use data_driver::Decode;
use data_driver_build::schema::{Document, Schema};
use data_driver_build::sections;
use data_driver_conformance::sample;
use data_driver_host::Integrity;
use serde_json::{Value, json};

/// The drivers, with everything that schemas can say.
const DRIVERS: [&str; 10] = [
    "drc20",
    "drc721",
    "generated",
    "pink-runtime",
    "preimage-oracle",
    "shapes",
    "smart-rollup",
    "stake",
    "standard-bridge",
    "transfer",
];

/// How many samples there are of each part.
const SEEDS: u32 = 50;

/// The longest sample that stands in the file for people, in characters.
const SHORT: usize = 100;

fn root() -> PathBuf {
    let package = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    package
        .and_then(|package| Some(package.parent()?.to_owned()))
        .unwrap_or_default()
}

fn document(driver: &str) -> Result<Document> {
    let path = root().join(format!("target/drivers/{driver}.wasm"));
    let bytes = fs::read(&path).with_context(|| {
        format!(
            "{} is not there; run `cargo xtask build` first",
            path.display()
        )
    })?;
    let schema =
        sections::read(&bytes, "data-driver-schema").map_err(|error| anyhow!("{error}"))?;
    let schema = std::str::from_utf8(schema.context("no schema")?)?;
    Document::read(schema)?.context("no types")
}

/// The parts of which there are values: what they are, their names and their schemas.
fn parts(document: &Document) -> impl Iterator<Item = (Decode, String, &Schema)> {
    let functions = document.functions.iter().flat_map(|function| {
        [
            (
                Decode::Input,
                format!("input {}", function.name),
                &function.input_schema,
            ),
            (
                Decode::Output,
                format!("output {}", function.name),
                &function.output_schema,
            ),
        ]
    });
    let event = |event: &'_ data_driver_build::schema::Event| format!("event {}", event.topic);
    let events = document.events.iter();
    functions.chain(events.map(move |one| (Decode::Event, event(one), &one.data_schema)))
}

/// Of each part the hash of the samples, a line each, and the first of them where it is short: as JSON
/// text, in which members keep their order.
fn samples(driver: &str) -> Result<BTreeMap<String, String>> {
    let document = document(driver)?;
    let mut all = BTreeMap::new();
    for (what, part, schema) in parts(&document) {
        let lines = (0..SEEDS).map(|seed| sample(&document, schema, what, seed));
        let lines = lines.collect::<Result<Vec<_>, _>>();
        let lines = lines.with_context(|| part.clone())?;
        let hash = Integrity::of(lines.join("\n").as_bytes());
        let first = lines.first().filter(|text| text.len() <= SHORT);
        let first = first.map(|text| format!(", {text}")).unwrap_or_default();
        all.insert(part, format!("[\"{hash}\"{first}]"));
    }
    Ok(all)
}

/// Holds a file to what it should be, or writes it.
fn is_up_to_date(path: &Path, made: &str) -> Result<()> {
    let path = root().join(path);
    if std::env::var_os("BLESS").is_some_and(|value| value == "1") {
        fs::write(&path, made)?;
    }
    ensure!(
        fs::read_to_string(&path)? == made,
        "{} is stale; `BLESS=1` writes it",
        path.display()
    );
    Ok(())
}

#[test]
fn samples_are_those_of_the_file() -> Result<()> {
    let mut lines = Vec::new();
    for driver in DRIVERS {
        let samples = samples(driver).with_context(|| driver)?;
        let parts = samples
            .iter()
            .map(|(part, entry)| format!("{}: {entry}", json!(part)));
        let parts: Vec<String> = parts.collect();
        lines.push(format!("{}: {{\n{}\n}}", json!(driver), parts.join(",\n")));
    }
    let made = format!("{{\n{}\n}}\n", lines.join(",\n"));
    is_up_to_date(Path::new("conformance/tests/samples.json"), &made)
}

#[test]
fn the_javascript_package_draws_from_the_same_pools() -> Result<()> {
    let pools = fs::read_to_string(root().join("conformance/src/arbitrary/pools.json"))?;
    let made = format!(
        "/** Keys, signatures, scalars, points and texts with a checksum, by what asks for them. Made of `pools.json`. */\n\
         export const POOLS: Readonly<Record<string, readonly string[]>> = {};\n",
        pools.trim()
    );
    is_up_to_date(Path::new("js/src/samplePools.ts"), &made)
}

/// A value that doubles with each of its levels, of which there are no more than there may be.
fn doubling() -> Value {
    let name = |level: usize| match level {
        0 => "A".to_owned(),
        _ => format!("A{level}"),
    };
    let level = |level: usize| {
        let next = json!({ "$ref": format!("#/$defs/{}", name(level + 1)) });
        let pair = json!({ "type": "array", "prefixItems": [next, next] });
        (name(level), pair)
    };
    let last = (name(40), json!({ "type": "null" }));
    (0..40)
        .map(level)
        .chain([last])
        .collect::<serde_json::Map<_, _>>()
        .into()
}

#[test]
fn what_has_no_end_is_refused_in_no_time() -> Result<()> {
    let refused = |definitions: Value| -> Result<String> {
        let document = json!({
            "name": "c", "version": "1", "functions": [], "events": [], "$defs": definitions
        });
        let document = Document::read(&document.to_string())?.context("no types")?;
        let first = document.definitions.get("A").context("no definition")?;
        let value = sample(&document, first, Decode::Input, 0);
        value
            .map_or_else(|error| Some(error.to_string()), |_| None)
            .context("there is a value")
    };
    for (definitions, expected) in [
        (json!({ "A": { "$ref": "#/$defs/A" } }), "A has no end"),
        (doubling(), "it is too large"),
        (
            json!({ "A": { "type": "array", "items": { "type": "null" }, "minItems": u32::MAX, "maxItems": u32::MAX } }),
            "it is too large",
        ),
        (
            json!({ "A": { "type": "string", "format": "hex", "byteLength": u64::MAX } }),
            "it is too large",
        ),
        (
            json!({ "A": { "type": "string", "format": "base58", "byteLength": 1025 } }),
            "it is too large",
        ),
        (
            json!({ "A": { "format": "hexx" } }),
            "there is a format \"hexx\"",
        ),
        (json!({ "A": {} }), "a schema has no type"),
        (json!({ "A": true }), "a schema says nothing"),
        (
            json!({ "A": { "$ref": "#/$defs/B" } }),
            "there is no definition of B",
        ),
    ] {
        assert_eq!(
            refused(definitions)?,
            format!("no value can be made: {expected}")
        );
    }
    Ok(())
}

#[test]
fn what_never_comes_back_is_drawn_of_arguments_only() -> Result<()> {
    let document = r#"{ "name": "c", "version": "1", "functions": [], "events": [], "$defs": {
        "A": { "oneOf": [{ "const": "Given", "writeOnly": true }, { "const": "Both" }] } } }"#;
    let document = Document::read(document)?.context("no types")?;
    let schema = document.definitions.get("A").context("no definition")?;
    let drawn = |part| -> Result<Vec<String>> {
        let values = (0..20).map(|seed| sample(&document, schema, part, seed));
        Ok(values.collect::<Result<_, _>>()?)
    };
    assert!(drawn(Decode::Input)?.contains(&"\"Given\"".to_owned()));
    for part in [Decode::Output, Decode::Event] {
        assert!(!drawn(part)?.contains(&"\"Given\"".to_owned()));
    }
    Ok(())
}
