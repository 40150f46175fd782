//! Values that a contract's own code makes, by a document.

use anyhow::{Context, Result, anyhow};
use serde_json::Value;

use crate::contract::Contract;
use crate::sample::Draw;
use crate::subject::parts;
use crate::validator::{validate, validator};
use data_driver_conformance::truth::shortened;

/// Draws as many values of each input, output and event of a contract, without our driver and without
/// the document, and validates them.
///
/// # Errors
/// One is not valid.
pub fn samples<C: Contract>(document: &Value, values: usize, seed: u64) -> Result<()> {
    let mut draw = Draw::new(seed);
    for part in parts(document)? {
        let validator = validator(document, part.schema)?;
        draw.turn_to(part.what, &part.name);
        for _ in 0..values {
            let sample = C::draw(part.what, &part.name, &mut draw)?;
            let value: Value = serde_json::from_str(&sample.json)?;
            validate(&validator, &value)
                .map_err(|error| anyhow!(error))
                .with_context(|| {
                    let text = shortened(&sample.json);
                    format!("{:?} of {}: {text}", part.what, part.name)
                })?;
        }
    }
    Ok(())
}
