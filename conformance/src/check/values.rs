//! Values made from the schema, and changed ones.

use data_driver::Error;
use serde_json::Value;

use super::short;
use super::unsaid::Unsaid;
use super::verdict::Verdict;
use crate::arbitrary::Arbitrary;
use crate::subject::{Part, Subject, parts};
use crate::truth::{OtherForm, refusals_where, round_trip};
use crate::validator::{validate, validator};

/// How many values of each function's arguments.
const VALUES: usize = 60;

/// How many changed values of the same.
const MUTANTS: usize = 100;

/// Where the values begin.
const SEED: u64 = 1;

/// Whether values of arguments come back as they were.
pub(super) fn come_back(driver: &impl Subject, document: &Value, verdict: &mut Verdict) {
    let parts = match parts(document) {
        Ok(parts) => parts,
        Err(error) => return verdict.wrong("values", format!("the schema lacks {error:#}")),
    };
    let mut arbitrary = Arbitrary::new(document, SEED);
    let unsaid = Unsaid::new(document);
    let (mut tried, mut is_wrong) = (0, false);
    let mut untried: Vec<String> = Vec::new();
    for part in parts.iter().filter(|part| driver.encodes(part.what)) {
        arbitrary.turn_to(part.what, &part.name);
        match part_comes_back(driver, document, part, &mut arbitrary, &unsaid) {
            Ok((0, _)) => untried.push(part.name.clone()),
            Ok((count, refused)) => {
                tried += count;
                let of_keys = |words: &String| is_bytes(words);
                if let Some(words) = refused.filter(|words| !of_keys(words)) {
                    verdict.lacks(
                        "values",
                        format!(
                            "the schema does not say what the driver does: input of {}: {words}",
                            part.name
                        ),
                    );
                }
            }
            Err(Problem::Untried) => untried.push(part.name.clone()),
            Err(Problem::Wrong(words)) => {
                is_wrong = true;
                verdict.wrong("values", format!("input of {}: {words}", part.name));
            }
        }
    }
    if !untried.is_empty() {
        verdict.lacks(
            "values",
            format!(
                "no values that are valid can be made for {}",
                untried.join(", ")
            ),
        );
    }
    if !is_wrong {
        verdict.good(
            "values",
            format!("{tried} values made from the schema come back as they were"),
        );
    }
}

enum Problem {
    /// No value can be made of the schema.
    Untried,
    Wrong(String),
}

/// How many values came back, and why one was refused of which the schema says nothing wrong.
fn part_comes_back<'a>(
    driver: &impl Subject,
    document: &'a Value,
    part: &Part<'a>,
    arbitrary: &mut Arbitrary<'a>,
    unsaid: &Unsaid,
) -> Result<(usize, Option<String>), Problem> {
    let validator = validator(document, part.schema);
    let validator = validator.map_err(|error| match part.schema {
        Value::Null => Problem::Untried,
        _ => Problem::Wrong(short(&format!("{error:#}"))),
    })?;
    let mut count = 0;
    let mut refused = None;
    for _ in 0..VALUES {
        let drawn = arbitrary.draw(part.schema).map_err(|_| Problem::Untried)?;
        let valid = |value: &Value| match validate(&validator, value) {
            Ok(()) => Ok(()),
            Err(error) => anyhow::bail!("not valid: {error}"),
        };
        match round_trip(driver, part, &drawn, valid) {
            Ok(()) => count += 1,
            Err(error) => {
                let given = drawn.given.to_string();
                let may = |error: &Error| unsaid.may_refuse(error, &given);
                let is_other_form = error.downcast_ref::<OtherForm>().is_some();
                let words = format!("{} for {}", short(&format!("{error:#}")), short(&given));
                match is_other_form || error.downcast_ref().is_some_and(may) {
                    true => refused = refused.or(Some(words)),
                    false => return Err(Problem::Wrong(words)),
                }
            }
        }
    }
    Ok((count, refused))
}

/// Whether an error is about bytes of the right form and number, as those of keys can be: which of them are
/// valid is nothing that a schema lacks.
fn is_bytes(words: &str) -> bool {
    words.contains(" bytes of ")
}

/// Whether what the schema refuses is refused.
pub(super) fn are_refused(driver: &impl Subject, document: &Value, verdict: &mut Verdict) {
    let unsaid = Unsaid::new(document);
    let may_refuse = |error: &Error, json: &str| unsaid.may_refuse(error, json);
    match refusals_where(driver, document, MUTANTS, SEED, may_refuse) {
        Ok(found) => verdict.good(
            "refusals",
            format!(
                "schema and driver judge {} changed values alike",
                found.total()
            ),
        ),
        Err(error) => verdict.wrong("refusals", short(&format!("{error:#}"))),
    }
}

#[cfg(test)]
mod tests {
    use data_driver::Decode;
    use data_driver_host::Driver;

    use super::*;

    /// A driver whose codec loses the last bit of what it encodes.
    struct Liar(Driver);

    impl Subject for Liar {
        fn encode(&self, part: &Part<'_>, json: &str) -> Result<Vec<u8>, Error> {
            let mut bytes = self.0.encode(part, json)?;
            if let Some(first) = bytes.first_mut() {
                *first &= !1;
            }
            Ok(bytes)
        }

        fn decode(&self, part: &Part<'_>, bytes: &[u8]) -> Result<String, Error> {
            Subject::decode(&self.0, part, bytes)
        }

        fn encodes(&self, what: Decode) -> bool {
            self.0.encodes(what)
        }
    }

    fn token() -> (Driver, Value) {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/drivers/drc20.wasm");
        let driver = Driver::from_file(path).expect("run `cargo xtask build` first");
        let document = driver.schema().unwrap().unwrap();
        (driver, document)
    }

    #[test]
    fn a_lying_codec_is_found_out() {
        let (driver, document) = token();
        let mut verdict = Verdict::default();
        come_back(&driver, &document, &mut verdict);
        assert!(verdict.passes(), "{verdict}");
        come_back(&Liar(driver), &document, &mut verdict);
        assert!(!verdict.passes(), "{verdict}");
    }

    #[test]
    fn a_false_schema_is_found_out() {
        let (driver, mut document) = token();
        let mut verdict = Verdict::default();
        are_refused(&driver, &document, &mut verdict);
        assert!(verdict.passes(), "{verdict}");
        document["$defs"]["u64"]["maximum"] = 4_294_967_295_u32.into();
        are_refused(&driver, &document, &mut verdict);
        assert!(!verdict.passes(), "{verdict}");
    }
}
