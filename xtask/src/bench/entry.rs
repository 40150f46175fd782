//! One measured row.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::catalog::{self, Subject};

/// What was measured for one row.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Entry {
    pub(crate) id: String,
    pub(crate) ours: f64,
    pub(crate) rival: f64,
    pub(crate) unit: String,
    /// Over 1 where we are better.
    pub(crate) ratio: f64,
    pub(crate) rival_name: String,
    /// Where they were counted.
    pub(crate) instructions: Option<Instructions>,
}

/// How many instructions of the processor a side executes for what the row is about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Instructions {
    pub(crate) ours: f64,
    pub(crate) rival: f64,
}

impl Instructions {
    /// Over 1 where we execute fewer.
    pub(crate) fn ratio(self) -> f64 {
        self.rival / self.ours
    }

    /// Reads what [`Self::to_json`] writes.
    fn read(value: &Value) -> Result<Self> {
        Ok(Self {
            ours: number(value, "ours")?,
            rival: number(value, "rival")?,
        })
    }

    fn to_json(self) -> Value {
        json!({ "ours": self.ours, "rival": self.rival, "ratio": self.ratio() })
    }
}

/// A member that is a number such as a measurement gives.
fn number(value: &Value, name: &str) -> Result<f64> {
    let number = value[name].as_f64().with_context(|| format!("no {name}"))?;
    ensure!(number.is_finite() && number > 0.0, "{name} is {number}");
    Ok(number)
}

impl Entry {
    /// Reads what one of the bench's programs printed.
    ///
    /// # Errors
    /// A member is missing or of another type, a number is none that a measurement gives, or the table has no
    /// such row.
    pub(crate) fn parse(line: &str) -> Result<Self> {
        let read = || Self::read(&serde_json::from_str(line)?);
        read().with_context(|| format!("not a row: {line}"))
    }

    /// Reads a row's members, of which there may be more than these.
    ///
    /// # Errors
    /// As [`Self::parse`].
    pub(crate) fn read(value: &Value) -> Result<Self> {
        let text = |name: &str| {
            value[name]
                .as_str()
                .map(str::to_owned)
                .with_context(|| format!("no {name}"))
        };
        let instructions = match &value["instructions"] {
            Value::Null => None,
            counted => Some(Instructions::read(counted).context("instructions")?),
        };
        let entry = Self {
            id: text("id")?,
            ours: number(value, "ours")?,
            rival: number(value, "rival")?,
            unit: text("unit")?,
            ratio: number(value, "ratio")?,
            rival_name: text("rival_name")?,
            instructions,
        };
        entry.subject()?;
        Ok(entry)
    }

    /// What is known about the row.
    pub(crate) fn subject(&self) -> Result<&'static Subject> {
        let (_, subject) = catalog::find(&self.id)
            .with_context(|| format!("{}: the table has no such row", self.id))?;
        Ok(subject)
    }

    /// The row for machines.
    pub(crate) fn to_json(&self) -> Value {
        json!({
            "id": self.id,
            "ours": self.ours,
            "rival": self.rival,
            "unit": self.unit,
            "ratio": self.ratio,
            "rival_name": self.rival_name,
            "instructions": self.instructions.map(Instructions::to_json),
        })
    }
}

/// Puts rows into the order of the table.
///
/// # Errors
/// A row is missing or is there twice.
pub(crate) fn in_order(entries: Vec<Entry>) -> Result<Vec<Entry>> {
    let mut ordered = Vec::new();
    for subject in catalog::SUBJECTS {
        let mut found = entries.iter().filter(|entry| entry.id == subject.id);
        let entry = found
            .next()
            .with_context(|| format!("{} was not measured", subject.id))?;
        ensure!(found.next().is_none(), "{} was measured twice", subject.id);
        ordered.push(entry.clone());
    }
    Ok(ordered)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A row with these numbers.
    pub(crate) fn entry(id: &str, ours: f64, rival: f64, unit: &str) -> Entry {
        Entry {
            id: id.to_owned(),
            ours,
            rival,
            unit: unit.to_owned(),
            ratio: rival / ours,
            rival_name: "them".to_owned(),
            instructions: None,
        }
    }

    #[test]
    fn a_row_is_read_as_it_is_written() {
        let mut row = entry("js.call.u64", 250.0, 1_000.0, "ns");
        let line = row.to_json().to_string();
        assert_eq!(Entry::parse(&line).unwrap(), row);
        assert_eq!(row.to_json()["ratio"], 4.0);
        row.instructions = Some(Instructions {
            ours: 100.0,
            rival: 300.0,
        });
        let line = row.to_json();
        assert_eq!(line["instructions"]["ratio"], 3.0);
        assert_eq!(Entry::parse(&line.to_string()).unwrap(), row);
    }

    #[test]
    fn what_is_no_measurement_is_refused() {
        let row = entry("js.call.u64", 250.0, 1_000.0, "ns").to_json();
        let with = |name: &str, value: Value| {
            let mut row = row.clone();
            row[name] = value;
            format!("{:#}", Entry::parse(&row.to_string()).unwrap_err())
        };
        assert!(with("ours", json!(0)).contains("ours is 0"));
        assert!(with("ratio", Value::Null).contains("no ratio"));
        let counted = with("instructions", json!({ "ours": 0, "rival": 1 }));
        assert!(counted.contains("instructions: ours is 0"), "{counted}");
        assert!(with("id", json!("js.call")).contains("no such row"));
        assert!(Entry::parse("measuring…").is_err());
    }

    #[test]
    fn all_rows_are_there_once_and_in_order() {
        let mut all: Vec<_> = catalog::SUBJECTS
            .iter()
            .map(|subject| entry(subject.id, 1.0, 2.0, "ns"))
            .collect();
        let expected = all.clone();
        all.reverse();
        assert_eq!(in_order(all.clone()).unwrap(), expected);
        all.push(all[0].clone());
        assert!(
            in_order(all.clone())
                .unwrap_err()
                .to_string()
                .ends_with("twice")
        );
        all.truncate(3);
        assert!(
            in_order(all)
                .unwrap_err()
                .to_string()
                .contains("not measured")
        );
    }
}
