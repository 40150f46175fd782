//! Values of a document, encoded and decoded.

use std::collections::BTreeSet;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::arbitrary::{Arbitrary, Coverage, Drawn};
use crate::subject::{Part, Subject, parts};
use crate::validator::{validate, validator};

/// Draws as many values of each input, output and event, encodes them, decodes the bytes, and
/// compares with the form in which they must be written.
///
/// # Errors
/// A value did not come back, or was not valid, as the validator sees it.
pub fn round_trips(
    subject: &(impl Subject + ?Sized),
    document: &Value,
    values: usize,
    seed: u64,
) -> Result<Coverage> {
    let mut arbitrary = Arbitrary::new(document, seed);
    for part in parts(document)? {
        if !subject.encodes(part.what) {
            continue;
        }
        let validator = validator(document, part.schema)?;
        arbitrary.turn_to(part.what, &part.name);
        for _ in 0..values {
            let drawn = arbitrary.draw(part.schema)?;
            let valid = |value: &Value| match validate(&validator, value) {
                Ok(()) => Ok(()),
                Err(error) => bail!("not valid: {error}"),
            };
            round_trip(subject, &part, &drawn, valid).with_context(|| {
                let given = shortened(&drawn.given.to_string());
                format!("{:?} of {}: {given}", part.what, part.name)
            })?;
        }
    }
    Ok(arbitrary.coverage().clone())
}

/// Encodes a value, decodes the bytes, and compares.
pub(crate) fn round_trip(
    subject: &(impl Subject + ?Sized),
    part: &Part<'_>,
    drawn: &Drawn,
    valid: impl Fn(&Value) -> Result<()>,
) -> Result<()> {
    let given = drawn.given.to_string();
    valid(&serde_json::from_str(&given)?)?;
    if !drawn.input_only {
        valid(&drawn.written).context("as it is written")?;
    }
    let bytes = subject.encode(part, &given)?;
    let text = subject.decode(part, &bytes)?;
    let decoded: Value = serde_json::from_str(&text)?;
    valid(&decoded).context("as it comes back")?;
    if drawn.input_only {
        // It says as much of the bytes as what was given.
        let again = subject.encode(part, &text)?;
        if again != bytes {
            bail!("comes back as {}, which has other bytes", shortened(&text));
        }
        return Ok(());
    }
    if let Some(difference) = difference(&decoded, &drawn.written) {
        bail!(
            "comes back as {} at {}",
            shortened(&text),
            shortened(&difference)
        );
    }
    Ok(())
}

/// Where a value is not what it was, and what is there. A member that may be left out, which validators
/// know, may be absent on one side, and on the other what a type's default is.
fn difference(decoded: &Value, written: &Value) -> Option<String> {
    let inside = |name: &str, one: &Value, other: &Value| {
        difference(one, other).map(|difference| format!("/{name}{difference}"))
    };
    let differ = || Some(format!(": {decoded} and not {written}"));
    match (decoded, written) {
        (Value::Object(decoded), Value::Object(written)) => {
            let names: BTreeSet<&String> = decoded.keys().chain(written.keys()).collect();
            names
                .into_iter()
                .find_map(|name| match (decoded.get(name), written.get(name)) {
                    (Some(one), Some(other)) => inside(name, one, other),
                    (Some(only), None) | (None, Some(only)) if is_default(only) => None,
                    (only, _) => Some(format!(
                        "/{name}: {}",
                        if only.is_some() { "more" } else { "missing" }
                    )),
                })
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            let mut elements = one.iter().zip(other).enumerate();
            elements.find_map(|(i, (one, other))| inside(&i.to_string(), one, other))
        }
        // Both zeros are equal as floats.
        (Value::Number(one), Value::Number(other)) if one.to_string() == other.to_string() => None,
        (Value::Number(_), Value::Number(_)) => differ(),
        _ if decoded == written => None,
        _ => differ(),
    }
}

fn is_default(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(elements) => elements.is_empty(),
        Value::Object(members) => members.is_empty(),
        _ => false,
    }
}

/// What fits on a screen.
#[must_use]
pub fn shortened(text: &str) -> String {
    match text.char_indices().nth(2000) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
