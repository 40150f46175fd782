//! `target/bench/report.json`: what was measured, for machines.
//!
//! It is a list of rows, each of which says by itself where and with what it was measured.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::entry::Entry;
use super::machine::Machine;
use super::{FULL, page};

/// One run of the bench.
#[derive(Debug)]
pub(crate) struct Report {
    pub(crate) entries: Vec<Entry>,
    pub(crate) machine: Machine,
    /// How many rounds each row had.
    pub(crate) rounds: u32,
}

impl Report {
    pub(crate) fn write(&self, path: &Path) -> Result<()> {
        let text = serde_json::to_string_pretty(&self.to_json())? + "\n";
        fs::write(path, text).with_context(|| path.display().to_string())
    }

    /// Writes the page about performance.
    ///
    /// # Errors
    /// The rows are those of a short measurement.
    pub(crate) fn write_page(&self) -> Result<()> {
        ensure!(
            self.rounds == FULL.rounds,
            "the last report has {} rounds a row, the page takes {}: run `cargo xtask bench`",
            self.rounds,
            FULL.rounds
        );
        page::write(self)
    }

    fn to_json(&self) -> Value {
        let rows = self.entries.iter().map(|entry| {
            let mut row = entry.to_json();
            row["date"] = json!(self.machine.date);
            row["rounds"] = json!(self.rounds);
            row["machine"] = self.machine.machine.clone();
            row["versions"] = json!(self.machine.versions);
            row
        });
        rows.collect()
    }

    fn parse(text: &str) -> Result<Self> {
        let rows: Vec<Value> = serde_json::from_str(text)?;
        let first = rows.first().context("no rows")?;
        let rounds = first["rounds"].as_u64().context("no rounds")?;
        let machine = Machine {
            date: first["date"].as_str().context("no date")?.to_owned(),
            machine: first["machine"].clone(),
            versions: first["versions"]
                .as_object()
                .context("no versions")?
                .clone(),
        };
        let entries = rows.iter().map(Entry::read).collect::<Result<_>>()?;
        Ok(Self {
            // In their order, as they were written; the catalog may have grown since.
            entries,
            machine,
            rounds: rounds.try_into()?,
        })
    }
}

/// The report of the last run.
pub(crate) fn read(path: &Path) -> Result<Report> {
    let text = fs::read_to_string(path)
        .with_context(|| format!("{}: run `cargo xtask bench` first", path.display()))?;
    Report::parse(&text).with_context(|| path.display().to_string())
}

#[cfg(test)]
pub(crate) mod tests {
    use super::super::catalog::SUBJECTS;
    use super::super::entry::tests::entry;
    use super::*;

    /// A report in which every row is 7 times better.
    pub(crate) fn report() -> Report {
        let versions = json!({ "node": "20.0.0" });
        Report {
            entries: SUBJECTS
                .iter()
                .map(|subject| entry(subject.id, 1.0, 7.0, "ns"))
                .collect(),
            machine: Machine {
                date: "2000-02-29".to_owned(),
                machine: json!({ "cpu": "A fast one", "cores": 2, "memory": 3_u64 << 30, "system": "Linux x64" }),
                versions: versions.as_object().cloned().unwrap_or_default(),
            },
            rounds: 5,
        }
    }

    #[test]
    fn it_is_a_list_of_rows_that_stand_by_themselves() {
        let json = report().to_json();
        let rows = json.as_array().unwrap();
        assert_eq!(rows.len(), SUBJECTS.len());
        for row in rows {
            let members: Vec<_> = row
                .as_object()
                .unwrap()
                .keys()
                .map(String::as_str)
                .collect();
            let expected = [
                "date",
                "id",
                "instructions",
                "machine",
                "ours",
                "ratio",
                "rival",
                "rival_name",
                "rounds",
                "unit",
                "versions",
            ];
            assert_eq!(members, expected);
        }
        assert_eq!(rows[0]["ratio"], 7.0);
    }

    #[test]
    fn it_is_read_as_it_is_written() {
        let written = report();
        let read = Report::parse(&written.to_json().to_string()).unwrap();
        assert_eq!(read.entries, written.entries);
        assert_eq!(read.to_json(), written.to_json());
    }

    #[test]
    fn a_short_measurement_makes_no_page() {
        let refusal = report().write_page().unwrap_err().to_string();
        assert!(refusal.contains("5 rounds"), "{refusal}");
    }
}
