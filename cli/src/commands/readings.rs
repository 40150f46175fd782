//! `decode --try`: everything that bytes of unknown kind fit, ranked.

use std::fmt::Write as _;

use data_driver::Kind;
use data_driver_build::schema::Document;
use data_driver_build::vectors::Vector;
use data_driver_explain::{Reading, Source, readings};
use serde_json::value::RawValue;
use serde_json::{Value, json};

use crate::bytes::{self, Form};
use crate::escape::line;
use crate::failure::{Failure, Result};
use crate::output::Output;
use crate::subject::Subject;

/// The longest text of a value that is shown.
const LONGEST: usize = 400;

struct Tried {
    subject: Subject,
    document: Document,
    vectors: Vec<Vector>,
}

pub(crate) fn run(arguments: &[String], form: Form, output: &Output) -> Result<()> {
    let [drivers @ .., bytes] = arguments else {
        return Err(Failure::usage("decode --try takes DRIVER... BYTES"));
    };
    if drivers.is_empty() {
        return Err(Failure::usage(
            "decode --try takes one or more DRIVERs in front of BYTES",
        ));
    }
    let mut tried = Vec::new();
    let mut failed = Vec::new();
    for driver in drivers {
        let subject = Subject::open(driver)?;
        // A driver that cannot be asked takes nothing from the others.
        match Tried::new(subject) {
            Ok(one) => tried.push(one),
            Err(failure @ Failure::Driver(_)) => failed.push((driver, failure)),
            Err(failure) => return Err(failure),
        }
    }
    let bytes = bytes::read(bytes, form)?;
    if tried.is_empty()
        && let Some((_, failure)) = failed.pop()
    {
        tell(&failed, output);
        return Err(failure);
    }
    tell(&failed, output);
    let sources: Result<Vec<_>> = tried
        .iter()
        .map(|one| {
            Ok(Source {
                driver: one.subject.driver()?,
                document: &one.document,
                vectors: &one.vectors,
            })
        })
        .collect();
    let found = readings(&sources?, &bytes)?;
    if found.is_empty() {
        let message = format!(
            "the {} bytes fit no function and no event of {}",
            bytes.len(),
            drivers.join(", ")
        );
        return Err(Failure::value(Kind::InvalidBytes, message));
    }
    match output.json {
        true => output.raw(object(&tried, &failed, &found, bytes.len()).as_bytes()),
        false => output.text(text(&tried, &found, bytes.len())),
    }
}

impl Tried {
    fn new(subject: Subject) -> Result<Self> {
        let document = subject.needed_document()?;
        subject.driver()?;
        Ok(Self {
            document,
            vectors: subject.vectors().unwrap_or_default(),
            subject,
        })
    }
}

/// Says which drivers could not be asked. A program finds that in the object.
fn tell(failed: &[(&String, Failure)], output: &Output) {
    let reports = failed.iter().filter_map(|(_, failure)| failure.report());
    for report in reports.filter(|_| !output.json) {
        output.note(&format!("left out: {}", line(&report.message)));
    }
}

fn reasons(reading: &Reading, length: usize) -> String {
    reading
        .evidence
        .map(|evidence| evidence.reasons(length))
        .unwrap_or_default()
}

fn text(tried: &[Tried], found: &[Reading], length: usize) -> String {
    let mut text = String::new();
    for (index, reading) in found.iter().enumerate() {
        let subjects: Vec<String> = reading
            .subjects
            .iter()
            .map(|(what, name)| format!("{} {}", what.as_str(), line(name)))
            .collect();
        let driver = match tried.len() {
            1 => String::new(),
            _ => format!(" of {}", tried[reading.source].subject.name),
        };
        let _ = writeln!(text, "{}. {}{driver}", index + 1, subjects.join(", "));
        let reasons = reasons(reading, length);
        if !reasons.is_empty() {
            let _ = writeln!(text, "   {reasons}");
        }
        let value = match reading.text.char_indices().nth(LONGEST) {
            Some((end, _)) => format!("{}…", &reading.text[..end]),
            None => reading.text.clone(),
        };
        let _ = writeln!(text, "   {value}");
    }
    text
}

fn object(
    tried: &[Tried],
    failed: &[(&String, Failure)],
    found: &[Reading],
    length: usize,
) -> String {
    let one = |reading: &Reading| {
        let subjects: Vec<Value> = reading
            .subjects
            .iter()
            .map(|(what, name)| json!({ "what": what.as_str(), "name": name }))
            .collect();
        let value = RawValue::from_string(reading.text.clone());
        let value = value.map_or_else(
            |_| json!(reading.text).to_string(),
            |value| value.to_string(),
        );
        format!(
            r#"{{"driver":{},"subjects":{},"type":{},"reasons":{},"value":{value}}}"#,
            json!(tried[reading.source].subject.name),
            json!(subjects),
            json!(reading.type_name),
            json!(reasons(reading, length)),
        )
    };
    let list: Vec<String> = found.iter().map(one).collect();
    let failed: Vec<Value> = failed
        .iter()
        .map(|(driver, failure)| json!({ "driver": driver, "error": failure.report() }))
        .collect();
    let failed = match failed.as_slice() {
        [] => String::new(),
        failed => format!(",\"failed\":{}", json!(failed)),
    };
    format!("{{\"readings\":[{}]{failed}}}\n", list.join(","))
}
