//! Who is trusted, and what was seen.

use data_driver_trust::{
    ContractId, Instant, Integrity, PublicKey, Refusal, Rollback, SecretKey, Signature, Statement,
    Trust,
};

fn contract(number: u8) -> ContractId {
    ContractId::from_bytes(&[number; 32]).unwrap()
}

fn key(number: u8) -> SecretKey {
    SecretKey::from_seed(&[number; 32])
}

fn signature(by: u8, version: &str) -> Signature {
    let statement = Statement {
        contract: contract(1),
        version: version.parse().unwrap(),
        integrity: Integrity::of(version.as_bytes()),
        created: Instant::from_unix(0).unwrap(),
    };
    statement.sign(&key(by)).unwrap()
}

fn trust_in(keys: &[u8]) -> Trust {
    let mut trust = Trust::new();
    for number in keys {
        assert!(trust.add(contract(1), key(*number).public()));
        assert!(!trust.add(contract(1), key(*number).public()));
    }
    trust
}

/// Takes the version and remembers it, or says why not.
fn take(trust: &mut Trust, by: u8, version: &str, rollback: Rollback) -> Result<(), Refusal> {
    let verified = trust.verify(&signature(by, version), &contract(1), rollback)?;
    trust.remember(&verified);
    Ok(())
}

fn newest(trust: &Trust) -> String {
    trust.newest(&contract(1)).unwrap().version.to_string()
}

#[test]
fn an_older_version_is_refused_once_a_newer_one_was_seen() {
    let mut trust = trust_in(&[1, 2]);
    assert_eq!(trust.newest(&contract(1)), None);
    take(&mut trust, 1, "1.0.0", Rollback::Refuse).unwrap();
    take(&mut trust, 2, "1.1.0", Rollback::Refuse).unwrap();
    take(&mut trust, 2, "1.1.0", Rollback::Refuse).unwrap();
    assert!(matches!(
        take(&mut trust, 1, "1.0.0", Rollback::Refuse),
        Err(Refusal::Older { .. })
    ));
    // What is allowed once is not remembered as the newest.
    take(&mut trust, 1, "1.0.0", Rollback::Allow).unwrap();
    assert_eq!(newest(&trust), "1.1.0");
    trust.forget(&contract(1));
    take(&mut trust, 1, "0.9.0", Rollback::Refuse).unwrap();
    assert_eq!(newest(&trust), "0.9.0");
}

/// Whoever stole a key can sign any version; when the key is taken away, its owner's next version is not older than that.
#[test]
fn what_a_stolen_key_signed_is_forgotten_with_it() {
    let mut trust = trust_in(&[1]);
    take(&mut trust, 1, "999.0.0", Rollback::Refuse).unwrap();
    assert!(trust.add(contract(1), key(2).public()));
    assert!(take(&mut trust, 2, "1.3.0", Rollback::Refuse).is_err());
    assert!(trust.remove(&contract(1), &key(1).public()));
    assert!(!trust.remove(&contract(1), &key(1).public()));
    take(&mut trust, 2, "1.3.0", Rollback::Refuse).unwrap();
    assert!(matches!(
        take(&mut trust, 1, "999.0.0", Rollback::Allow),
        Err(Refusal::Untrusted { .. })
    ));
    // Also where it comes back.
    assert!(trust.add(contract(1), key(1).public()));
    assert_eq!(newest(&trust), "1.3.0");
}

#[test]
fn what_was_verified_by_other_trust_is_not_remembered() {
    let verified = trust_in(&[1])
        .verify(&signature(1, "1.0.0"), &contract(1), Rollback::Refuse)
        .unwrap();
    for mut other in [Trust::new(), trust_in(&[2])] {
        let before = other.clone();
        other.remember(&verified);
        assert_eq!(other, before);
    }
}

#[test]
fn a_key_is_trusted_for_its_contract_only() {
    let mut trust = trust_in(&[1]);
    assert!(trust.add(contract(2), key(2).public()));
    let keys: Vec<(&ContractId, &PublicKey)> = trust.keys().collect();
    assert_eq!(keys.len(), 2);
    let (error, other) = (signature(2, "1.0.0"), contract(2));
    assert!(matches!(
        trust.verify(&error, &contract(1), Rollback::Refuse),
        Err(Refusal::Untrusted { .. })
    ));
    assert!(matches!(
        trust.verify(&error, &other, Rollback::Refuse),
        Err(Refusal::Contract { .. })
    ));
    // The last key's contract goes with it.
    assert!(trust.remove(&contract(2), &key(2).public()));
    assert_eq!(trust, trust_in(&[1]));
}

#[test]
fn it_comes_back_from_json() {
    let mut trust = trust_in(&[1, 2]);
    take(&mut trust, 1, "1.0.0-rc.1+b", Rollback::Refuse).unwrap();
    let json = trust.to_json();
    assert_eq!(Trust::from_json(&json), Ok(trust));
    assert!(json.ends_with("}\n"));
    assert_eq!(Trust::from_json(r#"{"contracts":{}}"#), Ok(Trust::new()));
}

#[test]
fn json_that_says_something_else_is_refused() {
    let key = key(1).public();
    for (json, place) in [
        ("", "EOF"),
        ("{}", "missing field `contracts`"),
        (r#"{"contracts":{},"extra":1}"#, "unknown field `extra`"),
        (r#"{"contracts":{"0g":{"keys":[]}}}"#, "found \"0g\""),
        (r#"{"contracts":{"01":{}}}"#, "missing field `keys`"),
        (
            r#"{"contracts":{"01":{"keys":["AA=="]}}}"#,
            "01: expected a public key",
        ),
        (
            r#"{"contracts":{"01":{"keys":["AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="]}}}"#,
            "01: the public key is weak",
        ),
        (
            r#"{"contracts":{"ab":{"keys":[]},"0xAB":{"keys":[]}}}"#,
            "the contract is there twice",
        ),
        (
            &format!(
                r#"{{"contracts":{{"01":{{"keys":[],"seen":{{"{key}":{{"version":"1","integrity":""}}}}}}}}}}"#
            ),
            "01: seen: version: ",
        ),
        (
            &format!(
                r#"{{"contracts":{{"01":{{"keys":[],"seen":{{"{key}":{{"version":"1.0.0","integrity":"sha256-"}}}}}}}}}}"#
            ),
            "01: seen: expected sha256-",
        ),
    ] {
        let error = Trust::from_json(json).unwrap_err().to_string();
        assert!(
            error.starts_with("the trusted keys: ") && error.contains(place),
            "{json}: {error}"
        );
    }
}
