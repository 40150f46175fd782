//! Values of a document, encoded and decoded.

use anyhow::{Context, Result, bail, ensure};
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
    subject: &Subject,
    document: &Value,
    values: usize,
    seed: u64,
) -> Result<Coverage> {
    let mut arbitrary = Arbitrary::new(document, seed);
    for part in parts(document)? {
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

fn round_trip(
    subject: &Subject,
    part: &Part<'_>,
    drawn: &Drawn,
    valid: impl Fn(&Value) -> Result<()>,
) -> Result<()> {
    let given = drawn.given.to_string();
    valid(&serde_json::from_str(&given)?)?;
    valid(&drawn.written).context("as it is written")?;
    let bytes = subject.encode(part, &given)?;
    let text = subject.decode(part, &bytes)?;
    let decoded: Value = serde_json::from_str(&text)?;
    ensure!(
        decoded == drawn.written,
        "comes back as {} and not as {}",
        shortened(&text),
        shortened(&drawn.written.to_string())
    );
    Ok(())
}

/// What fits on a screen.
pub(super) fn shortened(text: &str) -> String {
    match text.char_indices().nth(2000) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
