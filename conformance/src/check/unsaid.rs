//! What a driver may ask for though no schema says it.

use std::collections::BTreeSet;

use data_driver::{Error, Kind};
use serde_json::Value;

/// The texts that the schemas of a document spell out: names of variants.
pub(super) struct Unsaid(BTreeSet<String>);

impl Unsaid {
    pub(super) fn new(document: &Value) -> Self {
        let mut constants = BTreeSet::new();
        collect(document, &mut constants);
        Self(constants)
    }

    /// Whether the driver refuses a value of the schema for what is in a text, in bytes or behind a
    /// number, or for how many there are: which keys are valid, and what a language's text has to be, no
    /// schema says. Ranges of integers and names it does say.
    pub(super) fn may_refuse(&self, error: &Error, json: &str) -> bool {
        let report = error.report();
        let expected = report.expected.as_deref().unwrap_or_default();
        let is_about_bytes = report.kind == Kind::InvalidBytes
            || report.kind == Kind::WrongLength && report.message.contains(": at byte ");
        let is_in_words = report.expected.is_none()
            && matches!(report.kind, Kind::InvalidValue | Kind::WrongLength);
        let is_content = is_about_bytes || is_in_words || report.kind == Kind::InvalidValue;
        if report.kind == Kind::LimitExceeded {
            return true;
        }
        if !is_content || expected.starts_with("an integer from ") {
            return false;
        }
        let value: Value = serde_json::from_str(json).unwrap_or_default();
        match value.pointer(report.pointer.as_deref().unwrap_or_default()) {
            Some(Value::String(text)) => !self.0.contains(text),
            Some(Value::Number(_) | Value::Array(_)) => true,
            // The bytes that are made of it, or a place that the driver tells in words alone.
            Some(Value::Object(_)) => is_about_bytes || is_in_words,
            _ => false,
        }
    }
}

fn collect(schema: &Value, constants: &mut BTreeSet<String>) {
    let mut add = |value: &Value| constants.extend(value.as_str().map(str::to_owned));
    match schema {
        Value::Object(members) => {
            members.get("const").into_iter().for_each(&mut add);
            let choices = members.get("enum").and_then(Value::as_array);
            choices.into_iter().flatten().for_each(&mut add);
            members.values().for_each(|inner| collect(inner, constants));
        }
        Value::Array(inner) => inner.iter().for_each(|inner| collect(inner, constants)),
        _ => {}
    }
}
