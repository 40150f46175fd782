//! Changed values, which document and driver must judge alike.

use std::collections::BTreeMap;
use std::fmt;

use anyhow::{Context, Result, bail};
use data_driver::{Error, Kind};
use jsonschema::Validator;
use serde_json::Value;

use super::mutation::mutate;
use super::round_trips::shortened;
use crate::arbitrary::{Arbitrary, exclusive};
use crate::subject::{Part, Subject, parts};
use crate::validator::{plain_validator, validator};

/// How many values of one part are changed before it is the next one's turn.
const ROUND: usize = 100;

/// Values longer than this are not changed: a single character of a blob tells nothing.
const LONGEST: usize = 20_000;

/// How often what was decided, and why.
#[derive(Debug, Clone, Default)]
pub struct Refusals {
    /// Both refused it, by what was changed.
    pub refused: BTreeMap<&'static str, usize>,
    /// Both took it, by what was changed.
    pub taken: BTreeMap<&'static str, usize>,
    /// The document allows what the driver refuses, by the reason.
    pub stricter: BTreeMap<&'static str, usize>,
    /// Both refused it, but a validator that does not know our formats takes it, by the reason.
    pub refused_by_format: BTreeMap<&'static str, usize>,
}

impl Refusals {
    /// How many values were changed.
    #[must_use]
    pub fn total(&self) -> usize {
        let counts = [
            &self.refused,
            &self.taken,
            &self.stricter,
            &self.refused_by_format,
        ];
        counts.into_iter().flat_map(BTreeMap::values).sum()
    }
}

impl fmt::Display for Refusals {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (title, counts) in [
            ("refused", &self.refused),
            ("taken", &self.taken),
            ("refused by the driver alone", &self.stricter),
            ("refused by the driver and formats", &self.refused_by_format),
        ] {
            writeln!(out, "{title}: {}", counts.values().sum::<usize>())?;
            for (what, count) in counts {
                writeln!(out, "  {count:>6} {what}")?;
            }
        }
        Ok(())
    }
}

/// Draws values of each input, output and event, and changes each as often as `mutants` says.
///
/// # Errors
/// The driver takes what the document refuses, or refuses what the document allows for no reason
/// that is known.
pub fn refusals(
    subject: &(impl Subject + ?Sized),
    document: &Value,
    mutants: usize,
    seed: u64,
) -> Result<Refusals> {
    refusals_where(subject, document, mutants, seed, |_, _| false)
}

/// The same of a driver that asks for more than schemas can say, as keys and points of its own:
/// `may_refuse` knows its errors, each with the JSON that was refused.
///
/// # Errors
/// As [`refusals`].
pub fn refusals_where(
    subject: &(impl Subject + ?Sized),
    document: &Value,
    mutants: usize,
    seed: u64,
    may_refuse: impl Fn(&Error, &str) -> bool,
) -> Result<Refusals> {
    let mut arbitrary = Arbitrary::new(document, seed);
    let mut found = Refusals::default();
    let mut validators = Vec::new();
    for part in parts(document)? {
        if !subject.encodes(part.what) {
            continue;
        }
        let of_part = Validators::new(document, &part)?;
        validators.push((part, of_part));
    }
    // What is wrong with the last part shall not wait for all values of the first.
    for round in 0..mutants.div_ceil(ROUND) {
        for (part, validators) in &validators {
            arbitrary.turn_to(part.what, &format!("{} {round}", part.name));
            for _ in 0..ROUND {
                let mut mutant = arbitrary.draw(part.schema)?.given;
                let Some(what) = mutate(&mut mutant, arbitrary.rng()) else {
                    continue;
                };
                let text = mutant.to_string();
                if text.len() > LONGEST {
                    continue;
                }
                judge(
                    subject,
                    part,
                    what,
                    &text,
                    validators,
                    &may_refuse,
                    &mut found,
                )
                .with_context(|| {
                    let text = shortened(&text);
                    format!("{:?} of {}, {what}: {text}", part.what, part.name)
                })?;
            }
        }
    }
    Ok(found)
}

/// The validators of a part of a document.
struct Validators {
    full: Validator,
    /// The one that knows nothing but the standard.
    plain: Validator,
    /// What bytes that have to be a key or a point are called in errors.
    exclusive: Vec<String>,
}

impl Validators {
    fn new(document: &Value, part: &Part<'_>) -> Result<Self> {
        Ok(Self {
            full: validator(document, part.schema)?,
            plain: plain_validator(document, part.schema)?,
            exclusive: exclusive(document)
                .filter_map(|schema| {
                    let format = schema["format"].as_str()?;
                    Some(format!("{} bytes of {format}", schema["byteLength"]))
                })
                .collect(),
        })
    }
}

fn judge(
    subject: &(impl Subject + ?Sized),
    part: &Part<'_>,
    what: &'static str,
    text: &str,
    validators: &Validators,
    may_refuse: &impl Fn(&Error, &str) -> bool,
    found: &mut Refusals,
) -> Result<()> {
    let value: Value = serde_json::from_str(text)?;
    let is_valid = validators.full.is_valid(&value);
    let is_plain = validators.plain.is_valid(&value);
    let counts = match (subject.encode(part, text), is_valid, is_plain) {
        (_, true, false) => bail!("formats make valid what the standard's words refuse"),
        (Ok(_), false, _) => bail!("the driver takes what the document refuses"),
        (Ok(bytes), true, true) => {
            let decoded = subject.decode(part, &bytes)?;
            if !validators.full.is_valid(&serde_json::from_str(&decoded)?) {
                bail!("comes back as what the document refuses: {decoded}");
            }
            found.taken.entry(what)
        }
        (Err(error), true, true) => {
            let exclusive = |bytes: &str| validators.exclusive.iter().any(|one| one == bytes);
            let reason = match reason(&error, exclusive) {
                Ok(reason) => reason,
                Err(_) if may_refuse(&error, text) => "what no schema says",
                Err(error) => {
                    return Err(error).context("the document allows what the driver refuses");
                }
            };
            found.stricter.entry(reason)
        }
        (Err(_), false, false) => found.refused.entry(what),
        (Err(error), false, true) => {
            let reason =
                reason_of_format(&error).context("only formats refuse what the driver refuses")?;
            found.refused_by_format.entry(reason)
        }
    };
    *counts.or_default() += 1;
    Ok(())
}

/// Why a driver may refuse what no schema can refuse: `schemas/README.md` names these.
fn reason(error: &Error, exclusive: impl Fn(&str) -> bool) -> Result<&'static str> {
    let report = error.report();
    let expected = report.expected.as_deref().unwrap_or_default();
    let found = report.found.as_deref().unwrap_or_default();
    let integer = report.kind == Kind::InvalidValue && expected.starts_with("an integer from ");
    let is_number = found.starts_with(|c: char| c == '-' || c.is_ascii_digit());
    let whole = found
        .parse::<f64>()
        .is_ok_and(|number| number.fract() == 0.0);
    if integer && is_number && whole && found.contains(['.', 'e']) {
        return Ok("an integer with a fraction or an exponent");
    }
    if integer && found == "-0" {
        return Ok("minus zero");
    }
    if integer && is_number && found.len() > DIGITS_OF_A_DOUBLE {
        return Ok("a number that is out of range by less than a double tells");
    }
    if report.kind == Kind::InvalidValue && exclusive(expected) {
        return Ok("no valid key, signature, scalar or point");
    }
    if report.kind == Kind::DuplicateMember {
        return Ok("a member that stands twice");
    }
    bail!("{}", error)
}

/// Integers with more digits than this need not be held by a double.
const DIGITS_OF_A_DOUBLE: usize = 15;

/// What the standard's own words cannot say of our formats.
fn reason_of_format(error: &Error) -> Result<&'static str> {
    let report = error.report();
    if report.kind == Kind::WrongLength && report.message.contains(" bytes of ") {
        return Ok("a wrong number of bytes that takes as many characters");
    }
    bail!("{}", error)
}
