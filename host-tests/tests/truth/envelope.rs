//! The documents themselves, by `schemas/data-driver.schema.json`.

use anyhow::{Context, Result, anyhow, ensure};
use data_driver_host::Driver;
use host_tests::files;
use host_tests::validator::validate;
use jsonschema::Validator;
use serde_json::{Value, json};

use crate::subjects;

fn envelope() -> Result<Validator> {
    let path = files::root().join("schemas/data-driver.schema.json");
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(path)?)?;
    jsonschema::draft202012::meta::validate(&schema).map_err(|error| anyhow!("{error}"))?;
    Ok(jsonschema::draft202012::new(&schema)?)
}

fn is_valid(envelope: &Validator, document: &Value) -> Result<()> {
    validate(envelope, document).map_err(|error| anyhow!(error))
}

#[test]
fn every_document_is_valid() -> Result<()> {
    let envelope = envelope()?;
    for subject in subjects() {
        let name = subject.name;
        is_valid(&envelope, &subject.document()?).context(name)?;
        let module = Driver::from_bytes(&files::driver(name)?)?;
        let live = module.schema_text()?.context(name)?.to_owned();
        is_valid(&envelope, &serde_json::from_str(&live)?).context(name)?;
    }
    Ok(())
}

#[test]
fn every_file_is_valid() -> Result<()> {
    let envelope = envelope()?;
    let mut files = 0;
    for entry in std::fs::read_dir(files::root().join("schemas"))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if !name.ends_with(".json") || name.ends_with(".schema.json") {
            continue;
        }
        let document = serde_json::from_str(&std::fs::read_to_string(&path)?)?;
        is_valid(&envelope, &document).with_context(|| path.display().to_string())?;
        files += 1;
    }
    ensure!(files == 8, "{files} documents");
    Ok(())
}

/// Whether a document with this member is as good as without.
fn may_be_absent(parent: &str, name: &str) -> bool {
    match parent {
        // The names of types and members are the contract's, and a validator does not compare lists.
        "$defs" | "properties" => true,
        _ => matches!(
            name,
            "description"
                | "propertyNames"
                | "unit"
                | "prefix"
                | "itemSize"
                | "aliases"
                | "title"
                | "writeOnly"
        ),
    }
}

/// What a contract says of its functions and events beyond what all say: it may be anything but an object, a
/// list or nothing.
const ADDITIONAL: [&str; 4] = ["id", "index", "mutability", "since"];

/// Whether a member is what the contract says beyond what all say.
fn is_additional(place: &str, name: &str) -> bool {
    let in_a_list = ["/functions/", "/events/"].iter().any(|list| {
        place
            .strip_prefix(list)
            .is_some_and(|rest| !rest.contains('/'))
    });
    in_a_list && ADDITIONAL.contains(&name)
}

/// What a member is replaced by: it is none of the things that stand in a document.
fn other(value: &Value) -> Value {
    match value {
        Value::String(_) => json!(7),
        _ => json!("other"),
    }
}

/// Calls `check` with the document after each change of one member: left out, under another name, of
/// another type; and with a member more in each object.
fn changes(document: &mut Value, place: &str, check: &mut impl FnMut(&Value, &str, &str)) {
    // The document as a whole is needed for each change, so places are visited by pointer.
    let Some(value) = document.pointer(place) else {
        return;
    };
    let parent = place.rsplit('/').next().unwrap_or_default().to_owned();
    match value.clone() {
        Value::Object(members) => {
            let mut change = |document: &mut Value, what: &str, changed: Value| {
                *document.pointer_mut(place).expect("it was there") = changed;
                check(document, what, place);
                *document.pointer_mut(place).expect("it was there") = members.clone().into();
            };
            let with = |change: &dyn Fn(&mut serde_json::Map<String, Value>)| {
                let mut changed = members.clone();
                change(&mut changed);
                Value::from(changed)
            };
            change(
                document,
                "a member more",
                with(&|members| drop(members.insert("more".into(), Value::Null))),
            );
            for (name, member) in &members {
                if is_additional(place, name) {
                    let replaced = with(&|members| members[name] = Value::Null);
                    change(document, &format!("no {name}"), replaced);
                    continue;
                }
                if !may_be_absent(&parent, name) {
                    let without = with(&|members| drop(members.remove(name)));
                    change(document, &format!("without {name}"), without);
                    let renamed = with(&|members| {
                        let member = members.remove(name).unwrap_or_default();
                        members.insert(format!("{name}_"), member);
                    });
                    change(document, &format!("{name} renamed"), renamed);
                }
                let replaced = with(&|members| members[name] = other(member));
                change(document, &format!("another {name}"), replaced);
            }
            for name in members.keys() {
                let name = name.replace('~', "~0").replace('/', "~1");
                changes(document, &format!("{place}/{name}"), check);
            }
        }
        Value::Array(elements) => {
            for i in 0..elements.len() {
                changes(document, &format!("{place}/{i}"), check);
            }
        }
        _ => {}
    }
}

#[test]
fn no_other_document_is_valid() -> Result<()> {
    let envelope = envelope()?;
    for subject in subjects() {
        let mut document = subject.document()?;
        let original = document.clone();
        let mut checked = 0;
        let mut valid = Vec::new();
        changes(&mut document, "", &mut |document, what, place| {
            checked += 1;
            if envelope.is_valid(document) {
                valid.push(format!("{what} in {place}"));
            }
        });
        assert_eq!(document, original);
        ensure!(valid.is_empty(), "{}: {valid:#?}", subject.name);
        ensure!(checked > 500, "{}: {checked} changes", subject.name);
    }
    Ok(())
}

/// The envelope says of the input that it is `null` or an array; this is what is in the array.
#[test]
fn the_input_is_made_of_the_parameters() -> Result<()> {
    for subject in subjects() {
        let document = subject.document()?;
        for function in document["functions"].as_array().context("functions")? {
            let params = function["params"].as_array().context("parameters")?;
            let schemas: Vec<&Value> = params.iter().map(|param| &param["schema"]).collect();
            let types: Vec<&str> = params
                .iter()
                .filter_map(|param| param["type"].as_str())
                .collect();
            let (input, name) = (&function["inputSchema"], &function["input"]);
            match schemas.as_slice() {
                [] => {}
                [schema] => assert_eq!((*schema, types[0]), (input, name.as_str().unwrap_or(""))),
                schemas => {
                    let parts = input["prefixItems"].as_array().context("a tuple")?;
                    assert_eq!(parts.iter().collect::<Vec<_>>(), schemas);
                    assert_eq!(*name, format!("({})", types.join(",")));
                }
            }
        }
    }
    Ok(())
}

#[test]
fn what_a_member_says_is_checked() -> Result<()> {
    let envelope = envelope()?;
    let document = subjects()[0].document()?;
    for (place, wrong) in [
        ("/name", json!("")),
        ("/version", json!("1.0")),
        ("/abi", json!(2)),
        ("/functions/0/kind", json!("view")),
        ("/functions/0/input", json!("")),
        ("/functions/0/inputSchema", json!({"$ref": "#/functions/0"})),
        ("/functions/0/inputSchema", json!({"type": "integer"})),
        ("/functions/0/inputSchema", json!(true)),
        // A function without parameters takes nothing, one with several takes an array.
        ("/functions/0/params", json!([])),
        (
            "/functions/0/params/1",
            document["functions"][0]["params"][0].clone(),
        ),
        ("/$defs/u64/maximum", json!(4_294_967_295_u32)),
        ("/$defs/u64/minimum", json!(1)),
        ("/$defs/u64/format", json!("uint65")),
        ("/$defs/u64/format", json!("uint32")),
        ("/$defs/u64/type", json!("integer")),
        ("/$defs/u64/pattern", json!("^[0-9]*$")),
        ("/$defs/ContractId/items", json!({"$ref": "#/$defs/u64"})),
        ("/$defs/ContractId/pattern", json!("^[0-9a-f]*$")),
        ("/$defs/BlsPublicKey/pattern", json!("^.*$")),
        ("/$defs/BlsPublicKey/format", json!("base64")),
        ("/$defs/Stake/additionalProperties", json!(true)),
        ("/$defs/Stake/required", json!(["keys", "keys"])),
        ("/$defs/StakeFundOwner/oneOf", json!([])),
        ("/$defs/StakeData/properties/amount/anyOf/1", json!({})),
    ] {
        let mut changed = document.clone();
        if place == "/functions/0/params/1" {
            let params = changed["functions"][0]["params"].as_array_mut();
            params.context("parameters")?.push(wrong.clone());
        } else {
            *changed.pointer_mut(place).context(place)? = wrong.clone();
        }
        assert!(!envelope.is_valid(&changed), "{place}: {wrong}");
    }
    Ok(())
}
