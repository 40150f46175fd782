//! `types`: types for other languages.

use data_driver_build::types;
use serde_json::json;

use crate::arguments::{Language, Types};
use crate::failure::{Failure, Result};
use crate::output::Output;
use crate::subject::Subject;

pub(crate) fn run(arguments: &Types, output: &Output) -> Result<()> {
    let subject = Subject::open(&arguments.driver.driver)?;
    // Says what is wrong where there are no types.
    subject.needed_document()?;
    let text = subject.schema_text()?.unwrap_or_default();
    let made = match arguments.lang {
        Language::Ts => types::types(text).map(Option::unwrap_or_default),
        Language::JsonSchema => types::json_schema(text),
        Language::Openapi => types::openapi(text),
    };
    let made = made.map_err(|error| {
        Failure::driver(format!(
            "{}: the schema cannot be read: {error}",
            subject.name
        ))
    })?;
    match (output.json, arguments.lang) {
        (true, Language::Ts) => output.object(&json!({ "types": made })),
        _ => output.text(made),
    }
}
