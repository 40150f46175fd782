//! `schemas/<driver>.json`: the drivers' schemas, for people to read and tools to fetch.
//!
//! They are generated; `BLESS=1` writes them again.

use std::collections::BTreeSet;
use std::fs;

use anyhow::{Context, Result};
use data_driver::ConvertibleContract;
use data_driver_host::Driver;
use host_tests::contract::Contract;
use host_tests::drc20::Drc20Contract;
use host_tests::stake::StakeContract;
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

/// The file is what the driver says, natively and in WebAssembly.
fn is_up_to_date<C: Contract>() -> Result<()> {
    let schema: Value = serde_json::from_str(&C::driver().get_schema())?;
    let path = files::root()
        .join("schemas")
        .join(C::NAME)
        .with_extension("json");
    if golden::bless() {
        fs::write(&path, serde_json::to_string_pretty(&schema)? + "\n")?;
    }
    let file = fs::read_to_string(&path)
        .with_context(|| format!("{}; `BLESS=1` writes it", path.display()))?;
    assert_eq!(
        serde_json::from_str::<Value>(&file)?,
        schema,
        "{} is stale",
        path.display()
    );
    let module = Driver::from_bytes(&files::driver(C::NAME)?)?;
    assert_eq!(module.schema_text()?, Some(&*C::driver().get_schema()));
    Ok(())
}

/// A reference that leads nowhere would make every validator refuse the document.
#[test]
fn every_reference_leads_to_a_definition() -> Result<()> {
    for schema in [
        StakeContract::driver().get_schema(),
        TransferContract::driver().get_schema(),
        Drc20Contract::driver().get_schema(),
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
