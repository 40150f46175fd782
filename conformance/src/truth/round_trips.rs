//! Values of a document, encoded and decoded.

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
    let mut has_more = false;
    let found = difference(&decoded, &drawn.written, &mut has_more);
    if has_more || found.as_ref().is_some_and(|found| found.is_other_form) {
        let again = subject.encode(part, &text)?;
        if again != bytes {
            bail!("comes back as {}, which has other bytes", shortened(&text));
        }
    }
    let Some(found) = found else {
        return Ok(());
    };
    let words = format!(
        "comes back as {} at {}",
        shortened(&text),
        shortened(&found.place)
    );
    match found.is_other_form {
        true => Err(OtherForm(words).into()),
        false => bail!(words),
    }
}

/// A value comes back in another form that has the same bytes, and its schema does not say `writeOnly`.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct OtherForm(String);

/// Where a value is not what it was.
struct Difference {
    /// Where, and what is there.
    place: String,
    /// Whether there is something of another kind: a text in place of an object, or an object of which no
    /// member has a name that was there.
    is_other_form: bool,
}

/// Where a value is not what it was. A member that may be left out, which validators know, may be absent on
/// one side, and on the other what a type's default is; what that is, no schema says, so that where it
/// `has_more` its bytes have to tell.
fn difference(decoded: &Value, written: &Value, has_more: &mut bool) -> Option<Difference> {
    let mut inside = |name: &str, one: &Value, other: &Value| {
        let mut found = difference(one, other, has_more)?;
        found.place.insert_str(0, &format!("/{name}"));
        Some(found)
    };
    let differ = |is_other_form| {
        let place = format!(": {decoded} and not {written}");
        Some(Difference {
            place,
            is_other_form,
        })
    };
    match (decoded, written) {
        (Value::Object(decoded), Value::Object(written)) => {
            let is_other_form =
                !decoded.is_empty() && !decoded.keys().any(|name| written.contains_key(name));
            if is_other_form && !written.is_empty() {
                return differ(true);
            }
            for (name, other) in written {
                match decoded.get(name) {
                    Some(one) => {
                        let found = inside(name, one, other);
                        if found.is_some() {
                            return found;
                        }
                    }
                    None if is_default(other) => {}
                    None => {
                        return Some(Difference {
                            place: format!("/{name}: missing"),
                            is_other_form: false,
                        });
                    }
                }
            }
            *has_more |= decoded.len() > written.len();
            None
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            let mut elements = one.iter().zip(other).enumerate();
            elements.find_map(|(i, (one, other))| inside(&i.to_string(), one, other))
        }
        // Both zeros are equal as floats.
        (Value::Number(one), Value::Number(other)) if one.to_string() == other.to_string() => None,
        _ if decoded == written => None,
        _ => differ(std::mem::discriminant(decoded) != std::mem::discriminant(written)),
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
