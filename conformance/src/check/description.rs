//! What the file says of itself.

use std::sync::LazyLock;

use data_driver::abi::{ABI_VERSION, sections};
use data_driver_build::types;
use data_driver_host::{Driver, inspect};
use serde_json::Value;

use super::verdict::Verdict;
use super::{Subject, short};

/// The JSON Schema of what `get_schema` returns.
static ENVELOPE: LazyLock<jsonschema::Validator> = LazyLock::new(|| {
    let text = include_str!("../../../schemas/data-driver.schema.json");
    let envelope: Value = serde_json::from_str(text).expect("our own schema is JSON");
    jsonschema::draft202012::new(&envelope).expect("our own schema is one")
});

/// The document, where it is one that describes types.
pub(super) fn look(subject: Subject<'_>, driver: &Driver, verdict: &mut Verdict) -> Option<Value> {
    let found = match inspect(subject.wasm) {
        Ok(found) => found,
        Err(error) => {
            verdict.wrong("sections", error.to_string());
            return schema(driver, None, verdict);
        }
    };
    match found.meta.map(serde_json::from_str::<Value>) {
        None => verdict.lacks(
            "meta",
            format!(
                "no section {}: the file does not say what it is",
                sections::META
            ),
        ),
        Some(Err(error)) => verdict.wrong("meta", format!("it is not JSON: {error}")),
        Some(Ok(meta)) => {
            if meta["abi"] != ABI_VERSION {
                verdict.wrong(
                    "meta",
                    format!(
                        "expected version {ABI_VERSION} of the interface, found {}",
                        meta["abi"]
                    ),
                );
            } else if meta["version"] != driver.version() {
                verdict.wrong(
                    "meta",
                    format!(
                        "it says version {}, the driver says {:?}",
                        meta["version"],
                        driver.version()
                    ),
                );
            } else {
                verdict.good("meta", "the file says what it is, as the driver does");
            }
        }
    }
    let document = schema(driver, found.schema, verdict);
    let made = driver
        .schema_text()
        .ok()
        .flatten()
        .and_then(|text| types::types(text).ok().flatten());
    match (found.types, made) {
        (None, _) => verdict.lacks("types", format!("no section {}", sections::TYPES)),
        (Some(found), Some(made)) if found == made => {
            verdict.good("types", "the declarations are those of the schema");
        }
        (Some(_), _) => verdict.wrong("types", "the declarations are not those of the schema"),
    }
    document
}

fn schema(driver: &Driver, section: Option<&str>, verdict: &mut Verdict) -> Option<Value> {
    let text = match driver.schema_text() {
        Ok(Some(text)) => text,
        Ok(None) => {
            verdict.lacks("schema", "get_schema gives nothing");
            return None;
        }
        Err(error) => {
            verdict.wrong("schema", error.to_string());
            return None;
        }
    };
    let document: Value = match serde_json::from_str(text) {
        Ok(document) => document,
        Err(error) => {
            verdict.wrong("schema", format!("it is not JSON: {error}"));
            return None;
        }
    };
    match section {
        None => verdict.lacks("schema", format!("no section {}", sections::SCHEMA)),
        Some(section) if section != text => {
            verdict.wrong(
                "schema",
                "the section is another one than what get_schema gives",
            );
        }
        Some(_) => {}
    }
    if document.get("$defs").is_none() {
        verdict.lacks("schema", "it names types and does not describe them");
        return None;
    }
    match ENVELOPE.validate(&document) {
        Ok(()) => verdict.good("schema", "it is a schema document"),
        Err(error) => verdict.wrong(
            "schema",
            format!(
                "it is no schema document: {} at {:?}",
                short(&error.to_string()),
                error.instance_path().to_string()
            ),
        ),
    }
    Some(document)
}
