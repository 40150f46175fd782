//! A document's functions and events without their schemas, for lists of them.

use serde_json::{Map, Value, json};

/// The functions: name, aliases, kind, doc, parameters with their types' names, and the names of the types of
/// arguments and result.
#[must_use]
pub fn functions(document: &Value) -> Value {
    let names = [
        "name", "aliases", "kind", "doc", "params", "input", "output",
    ];
    list(&document["functions"], &names)
}

/// The events: topics, doc, and the name of the data's type.
#[must_use]
pub fn events(document: &Value) -> Value {
    list(&document["events"], &["topic", "topics", "doc", "data"])
}

fn list(entries: &Value, names: &[&str]) -> Value {
    let entries = entries.as_array().into_iter().flatten();
    let kept = entries.map(|entry| {
        let members = names
            .iter()
            .filter_map(|name| Some(((*name).to_owned(), entry.get(*name)?.clone())));
        let mut members: Map<_, _> = members.collect();
        if let Some(Value::Array(params)) = members.get_mut("params") {
            for param in params {
                *param = json!({ "name": param["name"], "type": param["type"] });
            }
        }
        Value::Object(members)
    });
    kept.collect()
}
