//! `schemas/<driver>.json`: the drivers' schemas, for people to read and tools to fetch.
//!
//! They are generated; `BLESS=1` writes them again.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use anyhow::{Context, Result};
use data_driver::ConvertibleContract;
use data_driver_build::schema::pretty;
use data_driver_host::{Driver, Integrity, inspect};
use host_tests::contract::Contract;
use host_tests::drc20::Drc20Contract;
use host_tests::drc721::Drc721Contract;
use host_tests::pink_runtime::PinkRuntimeContract;
use host_tests::preimage_oracle::PreimageOracleContract;
use host_tests::smart_rollup::SmartRollup;
use host_tests::stake::StakeContract;
use host_tests::standard_bridge::StandardBridgeContract;
use host_tests::transfer::TransferContract;
use host_tests::{files, golden};
use serde_json::Value;

#[test]
fn stake_is_up_to_date() -> Result<()> {
    is_up_to_date::<StakeContract>()
}

#[test]
fn transfer_is_up_to_date() -> Result<()> {
    is_up_to_date::<TransferContract>()
}

#[test]
fn drc20_is_up_to_date() -> Result<()> {
    is_up_to_date::<Drc20Contract>()
}

#[test]
fn drc721_is_up_to_date() -> Result<()> {
    is_up_to_date::<Drc721Contract>()
}

#[test]
fn standard_bridge_is_up_to_date() -> Result<()> {
    is_up_to_date::<StandardBridgeContract>()
}

#[test]
fn pink_runtime_is_up_to_date() -> Result<()> {
    is_up_to_date::<PinkRuntimeContract>()
}

#[test]
fn preimage_oracle_is_up_to_date() -> Result<()> {
    is_up_to_date::<PreimageOracleContract>()
}

#[test]
fn smart_rollup_is_up_to_date() -> Result<()> {
    is_up_to_date::<SmartRollup>()
}

/// The file is what the driver says, natively and in WebAssembly, in lines.
fn is_up_to_date<C: Contract>() -> Result<()> {
    let schema = C::driver().get_schema();
    let lines = pretty(&schema)?;
    let path = files::root()
        .join("schemas")
        .join(C::NAME)
        .with_extension("json");
    if golden::bless() {
        fs::write(&path, &lines)?;
    }
    let file = fs::read_to_string(&path)
        .with_context(|| format!("{}; `BLESS=1` writes it", path.display()))?;
    assert!(file == lines, "{} is stale", path.display());
    let module = Driver::from_bytes(&files::driver(C::NAME)?)?;
    assert_eq!(module.schema_text()?, Some(&*schema));
    Ok(())
}

#[test]
fn the_stake_drivers_file_says_the_same() -> Result<()> {
    the_file_says_the_same::<StakeContract>()
}

#[test]
fn the_transfer_drivers_file_says_the_same() -> Result<()> {
    the_file_says_the_same::<TransferContract>()
}

#[test]
fn the_tokens_file_says_the_same() -> Result<()> {
    the_file_says_the_same::<Drc20Contract>()
}

#[test]
fn the_collections_file_says_the_same() -> Result<()> {
    the_file_says_the_same::<Drc721Contract>()
}

#[test]
fn the_bridges_file_says_the_same() -> Result<()> {
    the_file_says_the_same::<StandardBridgeContract>()
}

#[test]
fn the_pink_runtimes_file_says_the_same() -> Result<()> {
    the_file_says_the_same::<PinkRuntimeContract>()
}

#[test]
fn the_preimage_oracles_file_says_the_same() -> Result<()> {
    the_file_says_the_same::<PreimageOracleContract>()
}

/// The four sections, which are read without running the driver.
fn the_file_says_the_same<C: Contract>() -> Result<()> {
    let file = files::driver(C::NAME)?;
    let sections = inspect(&file)?;
    let schema = C::driver().get_schema();
    assert_eq!(sections.schema, Some(&*schema));

    let schema: Value = serde_json::from_str(&schema)?;
    let meta: Value = serde_json::from_str(sections.meta.context("meta")?)?;
    for (member, in_schema) in [
        ("abi", "abi"),
        ("codec", "codec"),
        ("contract", "name"),
        ("version", "version"),
    ] {
        assert_eq!(meta[member], schema[in_schema], "{member}");
    }

    let types = sections.types.context("types")?;
    let definitions = schema["$defs"].as_object().context("definitions")?;
    for name in definitions.keys() {
        assert!(types.contains(&format!("export type {name}")), "{name}");
    }

    let mut vectors: Vec<Value> = serde_json::from_str(sections.vectors.context("vectors")?)?;
    if let Some(integrity) = sections.vectors_beside()? {
        let beside = fs::read(files::driver_path(C::NAME).with_extension("vectors.json"))?;
        assert_eq!(Integrity::of(&beside), integrity);
        vectors.extend(serde_json::from_slice::<Vec<Value>>(&beside)?);
    }
    let mut vectors: BTreeMap<(String, String), (String, String)> = vectors
        .iter()
        .map(|vector| {
            let text = |member: &str| vector[member].as_str().unwrap_or_default().to_owned();
            let file = match vector.get("case").and_then(Value::as_str) {
                Some(case) => format!("{}.{case}", text("name")),
                None => text("name"),
            };
            ((text("what"), file), (text("json"), text("bytes")))
        })
        .collect();
    for golden in golden::read(C::NAME)? {
        let what = format!("{:?}", golden.what).to_lowercase();
        let vector = vectors.remove(&(what, golden.file()));
        let expected = (golden.json.clone(), hex::encode(&golden.bytes));
        assert_eq!(vector, Some(expected), "{}", golden.file());
    }
    assert!(vectors.is_empty(), "{vectors:?}");
    Ok(())
}

/// A reference that leads nowhere would make every validator refuse the document.
#[test]
fn every_reference_leads_to_a_definition() -> Result<()> {
    for schema in [
        StakeContract::driver().get_schema(),
        TransferContract::driver().get_schema(),
        Drc20Contract::driver().get_schema(),
        Drc721Contract::driver().get_schema(),
        StandardBridgeContract::driver().get_schema(),
        PreimageOracleContract::driver().get_schema(),
    ] {
        let schema: Value = serde_json::from_str(&schema)?;
        let defined: BTreeSet<String> = schema["$defs"]
            .as_object()
            .context("definitions")?
            .keys()
            .map(|name| format!("#/$defs/{name}"))
            .collect();
        let mut used = BTreeSet::new();
        references(&schema, &mut used);
        assert_eq!(used, defined);
    }
    Ok(())
}

fn references(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                match value {
                    Value::String(target) if key == "$ref" => {
                        found.insert(target.clone());
                    }
                    _ => references(value, found),
                }
            }
        }
        Value::Array(elements) => elements
            .iter()
            .for_each(|element| references(element, found)),
        _ => {}
    }
}
