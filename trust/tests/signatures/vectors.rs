//! `vectors.json`, which `oracles/signatures` makes; JavaScript is held to the same.

use data_driver_trust::{ContractId, Rollback, SecretKey, Signature, Statement, Trust, Verified};
use serde_json::Value;

fn vectors() -> Value {
    serde_json::from_str(include_str!("../vectors.json")).unwrap()
}

fn bytes(hex: &str) -> Vec<u8> {
    let digits = hex.as_bytes().chunks(2);
    digits
        .map(|digits| u8::from_str_radix(std::str::from_utf8(digits).unwrap(), 16).unwrap())
        .collect()
}

pub(crate) fn honest() -> String {
    vectors()["cases"][0]["text"].as_str().unwrap().to_owned()
}

fn judge(case: &Value) -> Result<Verified, String> {
    let trust = Trust::from_json(&case["trust"].to_string()).map_err(|error| error.to_string())?;
    let contract: ContractId = case["contract"].as_str().unwrap().parse().unwrap();
    let rollback = match case["rollback"].as_str() {
        Some("allow") => Rollback::Allow,
        _ => Rollback::Refuse,
    };
    let signature: Signature = case["text"]
        .as_str()
        .unwrap()
        .parse()
        .map_err(|refusal: data_driver_trust::Refusal| refusal.to_string())?;
    // What was read is what stands there.
    assert_eq!(signature.to_string(), case["text"]);
    trust
        .verify(&signature, &contract, rollback)
        .map_err(|refusal| refusal.to_string())
}

#[test]
fn each_is_taken_or_refused_in_the_words_that_it_has_to_be() {
    let vectors = vectors();
    let cases = vectors["cases"].as_array().unwrap();
    let (mut taken, mut refused) = (0, 0);
    for case in cases {
        let name = case["name"].as_str().unwrap();
        match (judge(case), case["refusal"].as_str()) {
            (Ok(verified), None) => {
                let file = bytes(case["file"].as_str().unwrap());
                let refusal = verified
                    .check(&file)
                    .err()
                    .map(|refusal| refusal.to_string());
                assert_eq!(refusal.as_deref(), case["fileRefusal"].as_str(), "{name}");
                taken += 1;
            }
            (Err(refusal), Some(expected)) => {
                assert_eq!(refusal, expected, "{name}");
                refused += 1;
            }
            (found, expected) => panic!("{name}: expected {expected:?}, found {found:?}"),
        }
    }
    assert!(taken > 30 && refused > 100, "{taken} {refused}");
}

#[test]
fn a_signer_makes_the_same_text() {
    for signed in vectors()["signed"].as_array().unwrap() {
        let text = |name: &str| signed[name].as_str().unwrap();
        let seed: [u8; 32] = bytes(text("seed")).try_into().unwrap();
        let statement = Statement {
            contract: text("contract").parse().unwrap(),
            version: text("version").parse().unwrap(),
            integrity: text("integrity").parse().unwrap(),
            created: text("created").parse().unwrap(),
        };
        let signature = statement.sign(&SecretKey::from_seed(&seed)).unwrap();
        assert_eq!(signature.to_string(), text("text"));
    }
}

/// Wherever the text is cut, and whichever of its bytes is another.
#[test]
fn no_cut_or_changed_text_is_taken() {
    let vectors = vectors();
    let case = &vectors["cases"][0];
    let text = honest();
    assert!(judge(case).is_ok());
    let with = |text: &str| {
        let mut case = case.clone();
        case["text"] = text.into();
        judge(&case)
    };
    for end in 0..text.len() {
        assert!(with(&text[..end]).is_err(), "cut at {end}");
    }
    for at in 0..text.len() {
        for bit in 0..7 {
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= 1 << bit;
            let text = String::from_utf8(bytes).unwrap();
            assert!(with(&text).is_err(), "byte {at}, bit {bit}");
        }
    }
}

#[test]
fn a_version_that_is_too_long_is_not_signed() {
    let signature: Signature = honest().parse().unwrap();
    let key = SecretKey::from_seed(&[1; 32]);
    let with = |length: usize| {
        let version = format!("1.0.0-{}", "a".repeat(length - 6)).parse().unwrap();
        let claim = signature.claim().clone();
        Statement { version, ..claim }.sign(&key)
    };
    let longest = with(data_driver_trust::MAX_VERSION).unwrap();
    assert!(longest.to_string().len() < data_driver_trust::MAX_SIGNATURE);
    assert_eq!(longest.to_string().parse(), Ok(longest));
    assert_eq!(with(data_driver_trust::MAX_VERSION + 1), None);
}
