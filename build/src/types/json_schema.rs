//! The schemas of a contract's values as documents of their own.
//!
//! The document that a driver gives holds JSON Schemas, but is none itself. Here the values get
//! definitions with names: `<function>.input`, `<function>.output` and `<topic>.event`.

use data_driver::Decode;
use serde_json::{Map, Value, json};

use super::exact;
use crate::schema::Document;
use crate::schema::reference::{decoded, encoded};

/// A JSON Schema with a definition for each input, output and event, beside those of the types. What
/// it allows is any of the former.
///
/// # Errors
/// The text is no JSON, or no schema document.
pub fn json_schema(schema: &str) -> Result<String, serde_json::Error> {
    let values = Values::read(schema)?;
    let any: Vec<Value> = values
        .values
        .keys()
        .map(|name| json!({ "$ref": format!("#/$defs/{}", encoded(name)) }))
        .collect();
    let mut definitions = values.types;
    definitions.extend(values.values);
    let document = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": values.title,
        "description": values.doc,
        "anyOf": any,
        "$defs": definitions,
    });
    crate::schema::pretty(&exact::write(&document))
}

/// An OpenAPI 3.1 document without paths, whose components are the schemas of all values and types.
///
/// # Errors
/// As [`json_schema`].
pub fn openapi(schema: &str) -> Result<String, serde_json::Error> {
    let document = Components::read(schema)?.document(json!({}));
    crate::schema::pretty(&Components::text(&document))
}

/// The schemas of all values and types of a contract, as components of an OpenAPI 3.1 document.
#[derive(Debug, Clone)]
pub struct Components {
    info: Value,
    schemas: Map<String, Value>,
}

impl Components {
    /// Those of a schema document.
    ///
    /// # Errors
    /// As [`json_schema`].
    pub fn read(schema: &str) -> Result<Self, serde_json::Error> {
        let values = Values::read(schema)?;
        let mut schemas = values.types;
        schemas.extend(values.values);
        // Components have names of few characters.
        let renamed = schemas.into_iter().map(|(name, mut schema)| {
            move_references(&mut schema);
            (component(&name), schema)
        });
        Ok(Self {
            info: json!({ "title": values.title, "version": values.version, "description": values.doc }),
            schemas: renamed.collect(),
        })
    }

    /// A schema that refers to the one of a function's or an event's values.
    #[must_use]
    pub fn reference(what: Decode, name: &str) -> Value {
        let kind = what.as_str();
        json!({ "$ref": format!("#/components/schemas/{}", component(&format!("{name}.{kind}"))) })
    }

    /// The document with these paths, for [`Components::text`].
    #[must_use]
    pub fn document(self, paths: Value) -> Value {
        json!({
            "openapi": "3.1.0",
            "info": self.info,
            "paths": paths,
            "components": { "schemas": self.schemas },
        })
    }

    /// The JSON text of a document. Bounds of integers are exact in it: beyond 64 bits a [`Value`] has no room for them.
    #[must_use]
    pub fn text(document: &Value) -> String {
        exact::write(document)
    }
}

struct Values {
    title: String,
    version: String,
    doc: String,
    types: Map<String, Value>,
    values: Map<String, Value>,
}

impl Values {
    fn read(schema: &str) -> Result<Self, serde_json::Error> {
        // Says what is wrong with it.
        let document: Document = serde_json::from_str(schema)?;
        let raw = exact::read(schema)?;
        let mut values = Map::new();
        let mut add = |name: String, schema: &Value, doc: &Value| {
            let described = json!({ "description": doc, "allOf": [schema] });
            values.insert(name, described);
        };
        for function in raw["functions"].as_array().into_iter().flatten() {
            let name = function["name"].as_str().unwrap_or_default();
            add(
                format!("{name}.input"),
                &function["inputSchema"],
                &function["doc"],
            );
            add(
                format!("{name}.output"),
                &function["outputSchema"],
                &function["doc"],
            );
        }
        for event in raw["events"].as_array().into_iter().flatten() {
            let topics = event["topics"].as_array().into_iter().flatten();
            let topics = event.get("topic").into_iter().chain(topics);
            for topic in topics.filter_map(Value::as_str) {
                add(
                    format!("{topic}.event"),
                    &event["dataSchema"],
                    &event["doc"],
                );
            }
        }
        Ok(Self {
            title: document.name,
            version: document.version,
            doc: document.doc,
            types: raw["$defs"].as_object().cloned().unwrap_or_default(),
            values,
        })
    }
}

/// The name of a component: letters, digits, `.`, `-` and `_`, others as their codes.
fn component(name: &str) -> String {
    let mut text = String::new();
    for c in name.chars() {
        match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '.' | '-' | '_' => text.push(c),
            _ => text.push_str(&format!("_{:x}_", u32::from(c))),
        }
    }
    text
}

fn move_references(schema: &mut Value) {
    match schema {
        Value::Object(members) => {
            if let Some(Value::String(reference)) = members.get_mut("$ref")
                && let Some(name) = reference.strip_prefix("#/$defs/")
            {
                *reference = format!(
                    "#/components/schemas/{}",
                    component(decoded(name).as_deref().unwrap_or(name))
                );
            }
            members.values_mut().for_each(move_references);
        }
        Value::Array(elements) => elements.iter_mut().for_each(move_references),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCUMENT: &str = r##"{"name":"Jar","version":"1.2.0","doc":"A jar.","functions":[
        {"name":"tip","doc":"Leaves one.","kind":"transaction","params":[],
         "inputSchema":{"$ref":"#/$defs/Pair%3Cu8%3E"},"outputSchema":{"type":"null"}}],
        "events":[{"topics":["a","b"],"dataSchema":{"type":"null"}},{"topic":"c","dataSchema":{"type":"boolean"}}],
        "$defs":{"Pair<u8>":{"type":"array","items":{"$ref":"#/$defs/u8"}},"u8":{"type":"integer"}}}"##;

    fn read(text: &str) -> Value {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn every_value_has_a_definition() {
        let schema = read(&json_schema(DOCUMENT).unwrap());
        let names: Vec<_> = schema["$defs"]
            .as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect();
        assert_eq!(
            names,
            [
                "Pair<u8>",
                "a.event",
                "b.event",
                "c.event",
                "tip.input",
                "tip.output",
                "u8"
            ]
        );
        assert_eq!(schema["$defs"]["b.event"]["allOf"][0]["type"], "null");
        assert_eq!(schema["$defs"]["c.event"]["allOf"][0]["type"], "boolean");
        assert_eq!(schema["anyOf"][0]["$ref"], "#/$defs/a.event");
    }

    #[test]
    fn components_have_allowed_names() {
        let document = read(&openapi(DOCUMENT).unwrap());
        let schemas = &document["components"]["schemas"];
        assert_eq!(
            schemas["tip.input"]["allOf"][0]["$ref"],
            "#/components/schemas/Pair_3c_u8_3e_"
        );
        assert_eq!(
            schemas["Pair_3c_u8_3e_"]["items"]["$ref"],
            "#/components/schemas/u8"
        );
        assert_eq!(document["info"]["version"], "1.2.0");
    }

    #[test]
    fn bounds_are_exact() {
        let wide = r#"{"type":"integer","maximum":340282366920938463463374607431768211455}"#;
        let document = DOCUMENT.replace(r#"{"type":"boolean"}"#, wide);
        for text in [json_schema(&document), openapi(&document)] {
            let text = text.unwrap();
            assert!(
                text.contains("\"maximum\": 340282366920938463463374607431768211455,"),
                "{text}"
            );
        }
    }

    #[test]
    fn other_text_is_refused() {
        json_schema("{").unwrap_err();
        openapi(r#"{"name":"old"}"#).unwrap_err();
    }
}
