//! Documents that say something false. That the other tests pass would mean little if they passed
//! with these.

use anyhow::{Context, Result};
use host_tests::stake::StakeContract;
use host_tests::subject::Subject;
use host_tests::truth::{refusals, round_trips, samples};
use serde_json::{Value, json};

use crate::on_a_large_stack;

/// How many values of each part: lies are found soon.
const VALUES: usize = 50;

/// How many changed values of each part.
const MUTANTS: usize = 3000;

/// Whether the document is found to be false, and how.
fn found_out(subject: &Subject, document: &Value) -> Option<String> {
    let result = round_trips(subject, document, VALUES, 31)
        .map(drop)
        .and_then(|()| refusals(subject, document, MUTANTS, 32).map(drop));
    result.err().map(|error| format!("{error:#}"))
}

/// Changes the document of `shapes` at this place.
fn is_found_out(place: &str, change: impl Fn(&mut Value)) -> Result<()> {
    let subject = Subject::shapes();
    let mut document = subject.document()?;
    change(document.pointer_mut(place).context("no such place")?);
    found_out(&subject, &document)
        .with_context(|| format!("{place} is false and nothing notices"))
        .map(drop)
}

/// Whether the rest of the document is true, is for the other tests to say.
fn lies() -> Result<()> {
    for (place, lie) in [
        // Integers.
        ("/$defs/u64/maximum", json!(4_294_967_295_u32)),
        ("/$defs/u8/maximum", json!(256)),
        ("/$defs/i16/minimum", json!(-32767)),
        ("/$defs/u32/pattern", json!("^[0-9]+$")),
        ("/$defs/u32/pattern", json!("^(0|[1-9][0-9]{0,8})$")),
        ("/$defs/i8/type", json!(["string", "number"])),
        ("/$defs/i8/type", json!("integer")),
        ("/$defs/i128", json!({"$ref": "#/$defs/i64"})),
        ("/$defs/i64", json!({"$ref": "#/$defs/i128"})),
        // Members.
        ("/$defs/Integers/required/0", json!("wide")),
        ("/$defs/Integers/additionalProperties", json!(true)),
        (
            "/$defs/Integers/properties/tiny",
            json!({"$ref": "#/$defs/u64"}),
        ),
        (
            "/$defs/Everything/properties/flag",
            json!({"type": "string"}),
        ),
        (
            "/$defs/Everything/properties/maybe",
            json!({"$ref": "#/$defs/u128"}),
        ),
        (
            "/$defs/Everything/properties/flag",
            json!({"anyOf": [{"type": "boolean"}, {"type": "null"}]}),
        ),
        // Lists, tuples, maps.
        ("/$defs/Everything/properties/array/minItems", json!(1)),
        ("/$defs/Everything/properties/array/maxItems", json!(3)),
        ("/$defs/Everything/properties/tuple/items", json!(true)),
        (
            "/$defs/Everything/properties/list/items",
            json!({"type": "string"}),
        ),
        (
            "/$defs/Everything/properties/by_number/propertyNames/pattern",
            json!("^(0|-?[1-9][0-9]*)$"),
        ),
        // Bytes.
        ("/$defs/Bytes/properties/fixed/byteLength", json!(3)),
        ("/$defs/Bytes/properties/any/format", json!("base58")),
        ("/$defs/Bytes/properties/any/pattern", json!("^[0-9a-f]*$")),
        // Enums.
        ("/$defs/Choice/oneOf/0/const", json!("Anything")),
        ("/$defs/Side/oneOf/0/const", json!("FarLeft")),
        ("/$defs/Tagged/oneOf/1/properties/kind/const", json!("text")),
    ] {
        is_found_out(place, |value| value.clone_from(&lie))?;
    }
    Ok(())
}

#[test]
fn lies_are_found_out() -> Result<()> {
    on_a_large_stack(lies)
}

#[test]
fn what_is_left_out_is_found_out() -> Result<()> {
    for (place, name) in [
        ("/$defs/Integers", "additionalProperties"),
        ("/$defs/Others/properties/letter", "maxLength"),
        ("/$defs/u64", "minimum"),
        ("/$defs/u16", "pattern"),
        ("/$defs/Bytes/properties/fixed", "maxItems"),
    ] {
        is_found_out(place, |value| {
            let removed = value.as_object_mut().and_then(|value| value.remove(name));
            assert!(removed.is_some(), "{place} has no {name}");
        })?;
    }
    // A member that is required no more, a member that is none, and a variant.
    is_found_out("/$defs/Tree/required", |names| {
        names.as_array_mut().map(Vec::pop);
    })?;
    is_found_out("/$defs/Tree", |tree| {
        tree["required"].as_array_mut().map(Vec::pop);
        tree["properties"]
            .as_object_mut()
            .and_then(|members| members.remove("value"));
    })?;
    Ok(())
}

/// The check that everything was drawn would notice if it was not.
#[test]
fn what_is_never_drawn_is_found_out() -> Result<()> {
    let subject = Subject::shapes();
    let document = subject.document()?;
    // One value of each part leaves out most forms, and not the same by every seed.
    let mut missing = Vec::new();
    for seed in 0..8 {
        missing.extend(round_trips(&subject, &document, 1, seed)?.missing(&document)?);
    }
    for form in [
        "Choice, variant ",
        "u128: least",
        ".fixed: 0x",
        ": long",
        ": null",
    ] {
        let named = missing.iter().any(|missing| missing.contains(form));
        assert!(named, "{form}: {missing:#?}");
    }
    Ok(())
}

/// What a document does not know, is never drawn from it.
#[test]
fn what_is_not_known_is_found_out() -> Result<()> {
    let document = Subject::of::<StakeContract>().document()?;
    samples::<StakeContract>(&document, VALUES, 33)?;
    for place in [
        "/$defs/RewardReason/oneOf",
        "/$defs/StakeFundOwner/oneOf",
        "/$defs/StakeData/properties/amount/anyOf",
    ] {
        let alternatives = document.pointer(place).and_then(Value::as_array);
        for i in 0..alternatives.context(place)?.len() {
            let mut document = document.clone();
            let alternatives = document.pointer_mut(place).and_then(Value::as_array_mut);
            alternatives.context(place)?.remove(i);
            let result = samples::<StakeContract>(&document, VALUES, 33);
            assert!(result.is_err(), "{place}/{i} is not missed");
        }
    }
    Ok(())
}
