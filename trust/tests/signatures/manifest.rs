//! Lists of signed drivers.

use data_driver_trust::{Entry, Manifest};
use serde_json::{Value, json};

use crate::vectors::honest;

fn manifest() -> Manifest {
    let mut manifest = Manifest::new();
    manifest.set(Entry {
        url: "stake.wasm".to_owned(),
        signature: honest().parse().unwrap(),
    });
    manifest
}

#[test]
fn it_comes_back_from_json() {
    let manifest = manifest();
    let json: Value = serde_json::from_str(&manifest.to_json()).unwrap();
    let (contract, entry) = manifest.entries().next().unwrap();
    assert_eq!(
        json,
        json!({ contract.as_str(): {
            "url": "stake.wasm",
            "version": "1.2.3",
            "integrity": entry.signature.claim().integrity.to_string(),
            "signature": honest(),
        } })
    );
    assert_eq!(
        Manifest::from_json(&json.to_string()).as_ref(),
        Ok(&manifest)
    );
    assert_eq!(manifest.get(contract), Some(entry));
}

#[test]
fn an_entry_says_what_its_signature_says() {
    let json: Value = serde_json::from_str(&manifest().to_json()).unwrap();
    let id = manifest().entries().next().unwrap().0.to_string();
    let changed = |member: &str, value: Value| {
        let mut json = json.clone();
        json[&id][member] = value;
        Manifest::from_json(&json.to_string())
            .unwrap_err()
            .to_string()
    };
    let place = format!("the manifest's entry {id}: ");
    for (member, value, what) in [
        (
            "version",
            json!("1.2.4"),
            "the manifest's version is not the signed one: expected 1.2.3, found 1.2.4",
        ),
        (
            "integrity",
            json!("sha256-AA=="),
            "the manifest's integrity is not the signed one: expected sha256-",
        ),
        ("signature", json!(""), "the signature: line 1: expected"),
    ] {
        let error = changed(member, value);
        assert!(error.starts_with(&format!("{place}{what}")), "{error}");
    }
    assert!(changed("more", json!(1)).contains("unknown field `more`"));

    let other = json!({ "ab": json[&id].clone() });
    let error = Manifest::from_json(&other.to_string())
        .unwrap_err()
        .to_string();
    assert!(
        error.starts_with("the manifest's entry ab: the signature is for another contract"),
        "{error}"
    );
    let twice = json!({ id.clone(): json[&id].clone(), format!("0x{id}"): json[&id].clone() });
    let error = Manifest::from_json(&twice.to_string())
        .unwrap_err()
        .to_string();
    assert!(error.contains("is there twice"), "{error}");
    assert!(Manifest::from_json(r#"{"stake":{}}"#).is_err());
}
