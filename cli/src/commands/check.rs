//! `check`: whether a driver does what it says.

use data_driver_conformance::{Subject as Checked, check};
use serde_json::{Value, json};

use crate::arguments::Driver;
use crate::failure::{Failure, Result};
use crate::output::Output;
use crate::subject::Subject;

pub(crate) fn run(arguments: &Driver, output: &Output) -> Result<()> {
    let subject = Subject::open(&arguments.driver)?;
    let beside = subject.beside();
    let checked = Checked {
        wasm: &subject.wasm,
        beside: beside.as_ref().map(|(_, text)| text.as_ref()),
        lock: subject.lock.as_deref(),
    };
    let verdict = check(checked, &mut |step| {
        if !output.json {
            output.note(step);
        }
    });
    if output.json {
        let findings: Vec<Value> = verdict
            .findings
            .iter()
            .map(|one| {
                json!({ "check": one.check, "outcome": one.outcome.as_str(), "message": one.words })
            })
            .collect();
        let integrity = subject.integrity().to_string();
        output.object(
            &json!({ "passes": verdict.passes(), "integrity": integrity, "findings": findings }),
        )?;
    } else {
        output.text(&verdict)?;
    }
    match verdict.passes() {
        true => Ok(()),
        false => Err(Failure::Negative),
    }
}
