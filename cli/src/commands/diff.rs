//! `diff`: what a new version of a driver changes.

use std::fmt::Write as _;

use data_driver_build::layout::Fingerprints;
use data_driver_conformance::diff::{Change, Entry, diff, diff_layouts, diff_vectors};
use serde_json::{Value, json};

use crate::arguments::{Diff, FailOn};
use crate::escape::line;
use crate::failure::{Failure, Result};
use crate::output::Output;
use crate::subject::Subject;

pub(crate) fn run(arguments: &Diff, output: &Output) -> Result<()> {
    let old = Subject::open(&arguments.old)?;
    let new = Subject::open(&arguments.new)?;
    let mut entries = diff(&old.needed_document()?, &new.needed_document()?);
    let fingerprints = |subject: &Subject| -> Result<Fingerprints> {
        let meta = subject.sections()?.meta;
        Ok(Fingerprints::of_meta(meta.unwrap_or_default()))
    };
    diff_layouts(&mut entries, &fingerprints(&old)?, &fingerprints(&new)?);
    let vectors = old.vectors()?;
    entries.extend(diff_vectors(&vectors, new.driver()?));
    let worst = entries.iter().map(|entry| entry.change).max();
    let worst = worst.unwrap_or(Change::Identical);
    match output.json {
        true => output.object(&object(&entries, worst, vectors.len()))?,
        false => output.text(text(&entries, worst, vectors.len()))?,
    }
    let fails = match arguments.fail_on {
        FailOn::Never => false,
        FailOn::Breaking => worst == Change::Breaking,
        FailOn::Partly => worst >= Change::Partly,
    };
    if fails {
        Err(Failure::Negative)
    } else {
        Ok(())
    }
}

fn object(entries: &[Entry], worst: Change, vectors: usize) -> Value {
    let entries: Vec<Value> = entries
        .iter()
        .map(|entry| {
            json!({
                "subject": entry.subject,
                "change": entry.change.as_str(),
                "reasons": entry.reasons,
                "layout": entry.layout,
            })
        })
        .collect();
    json!({ "change": worst.as_str(), "entries": entries, "vectors": vectors })
}

fn text(entries: &[Entry], worst: Change, vectors: usize) -> String {
    let mut text = String::new();
    for entry in entries
        .iter()
        .filter(|entry| entry.change != Change::Identical)
    {
        let _ = writeln!(text, "{:<11} {}", entry.change, line(&entry.subject));
        for reason in &entry.reasons {
            let _ = writeln!(text, "            {}", line(reason));
        }
    }
    let same = entries
        .iter()
        .filter(|entry| entry.change == Change::Identical)
        .count();
    let _ = writeln!(
        text,
        "{same} entries are identical; {vectors} golden vectors of the old driver were tried."
    );
    let _ = writeln!(text, "All in all: {worst}.");
    text
}
