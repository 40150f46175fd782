//! What can be asked, for programs that read OpenAPI 3.1.

use data_driver::Decode;
use data_driver_build::schema::Document;
use data_driver_build::schema::reference::percent_encoded;
use data_driver_build::types::Components;
use serde_json::{Map, Value, json};

/// The name of the component that errors are. Those of schemas do not begin so.
const ERROR: &str = "-error";

/// The document of what a driver can be asked; `None` if its schema describes no types.
pub(crate) fn of_driver(name: &str, schema: &str) -> Option<Value> {
    let document = Document::read(schema).ok().flatten()?;
    let components = Components::read(schema).ok()?;
    let driver = percent_encoded(name);
    let mut paths = Map::new();
    let hex = || body("application/json", &given());
    for function in &document.functions {
        let escaped = percent_encoded(&function.name);
        let input = Components::reference(Decode::Input, &function.name);
        let output = Components::reference(Decode::Output, &function.name);
        let mut add = |verb: &str, request: Value, response: &Value| {
            let summary = format!("{verb} of {}", function.name);
            let operation = operation(&summary, &function.doc, request, response);
            let path = match verb {
                "arguments' bytes" => format!("/drivers/{driver}/encode/{escaped}"),
                "arguments" => format!("/drivers/{driver}/decode/input/{escaped}"),
                _ => format!("/drivers/{driver}/decode/output/{escaped}"),
            };
            paths.insert(path, json!({ "post": operation }));
        };
        add(
            "arguments' bytes",
            body("application/json", &input),
            &given(),
        );
        add("arguments", hex(), &input);
        add("result", hex(), &output);
    }
    for event in &document.events {
        let summary = format!("data of {}", event.topic);
        let data = Components::reference(Decode::Event, &event.topic);
        let operation = operation(&summary, &event.doc, hex(), &data);
        let path = format!(
            "/drivers/{driver}/decode/event/{}",
            percent_encoded(&event.topic)
        );
        paths.insert(path, json!({ "post": operation }));
    }
    let mut document = components.document(Value::Object(paths));
    finish(&mut document);
    Some(document)
}

/// The document of what the server can be asked of any driver.
pub(crate) fn of_server() -> Value {
    let any = json!({});
    let object = json!({ "type": "object" });
    let get = |summary: &str, kind: &str, schema: &Value| {
        let content = json!({ kind: { "schema": schema } });
        json!({ "get": {
            "summary": summary,
            "responses": responses(content),
        } })
    };
    let text = json!({ "type": "string" });
    let json = "application/json";
    let with = |mut path: Value, names: &[&str]| {
        let parameters = names.iter().map(|name| {
            json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string", "minLength": 1 } })
        });
        path["parameters"] = parameters.collect();
        path
    };
    let post = |summary: &str, request: Value, response: &Value| json!({ "post": operation(summary, "", request, response) });
    let hex = || body(json, &given());
    let mut batch = post(
        "Many values, a line each, and as many lines of answers",
        body("application/x-ndjson", &text),
        &any,
    );
    batch["post"]["responses"]["200"]["content"] =
        json!({ "application/x-ndjson": { "schema": text } });
    let mut document = json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Data drivers",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Contracts' bytes and their JSON. /drivers/{driver}/openapi.json says what one driver takes and gives.",
        },
        "paths": {
            "/": get("This document", json, &object),
            "/drivers": get("The drivers", json, &object),
            "/drivers/{driver}": with(get("What a driver says of itself", json, &object), &["driver"]),
            "/drivers/{driver}/schema": with(get("A driver's schema document", json, &object), &["driver"]),
            "/drivers/{driver}/openapi.json": with(get("What a driver takes and gives", json, &object), &["driver"]),
            "/drivers/{driver}/encode/{function}":
                with(post("The bytes of arguments", body(json, &any), &given()), &["driver", "function"]),
            "/drivers/{driver}/decode/input/{function}":
                with(post("The arguments that bytes are", hex(), &any), &["driver", "function"]),
            "/drivers/{driver}/decode/output/{function}":
                with(post("The result that bytes are", hex(), &any), &["driver", "function"]),
            "/drivers/{driver}/decode/event/{topic}":
                with(post("The event's data that bytes are", hex(), &any), &["driver", "topic"]),
            "/drivers/{driver}/batch": with(batch, &["driver"]),
            "/livez": get("Whether the server runs", "text/plain", &text),
            "/readyz": get("Whether the server is to be sent requests", "text/plain", &text),
            "/metrics": get("What happens, in numbers, for Prometheus", "text/plain", &text),
        },
        "components": { "schemas": {} },
    });
    finish(&mut document);
    document
}

fn operation(summary: &str, doc: &str, request: Value, response: &Value) -> Value {
    json!({
        "summary": summary,
        "description": doc,
        "requestBody": request,
        "responses": responses(json!({ "application/json": { "schema": response } })),
    })
}

fn body(kind: &str, schema: &Value) -> Value {
    json!({ "required": true, "content": { kind: { "schema": schema } } })
}

fn responses(content: Value) -> Value {
    let error = json!({ "$ref": format!("#/components/schemas/{ERROR}") });
    json!({
        "200": { "description": "The answer", "content": content },
        "default": {
            "description": "Why there is none",
            "content": { "application/json": { "schema": error } },
        },
    })
}

fn given() -> Value {
    json!({
        "type": "object",
        "description": "Bytes in hex, taken with or without 0x",
        "required": ["bytes"],
        "additionalProperties": false,
        "properties": { "bytes": { "type": "string", "pattern": "^(0x)?([0-9a-fA-F]{2})*$" } },
    })
}

/// Adds what all documents have.
fn finish(document: &mut Value) {
    document["components"]["schemas"][ERROR] = json!({
        "type": "object",
        "required": ["code", "kind", "message"],
        "properties": {
            "code": { "type": "integer" },
            "kind": { "enum": data_driver::Kind::ALL.iter().map(|kind| kind.as_str()).collect::<Vec<_>>() },
            "message": { "type": "string" },
            "function": { "type": "string" },
            "event": { "type": "string" },
            "pointer": { "type": "string" },
            "offset": { "type": "integer" },
            "expected": { "type": "string" },
            "found": { "type": "string" },
        },
    });
    document["components"]["securitySchemes"] =
        json!({ "token": { "type": "http", "scheme": "bearer" } });
    // With the token or, where the server asks for none, without.
    document["security"] = json!([{}, { "token": [] }]);
}
