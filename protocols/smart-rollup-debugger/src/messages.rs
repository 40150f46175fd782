//! Messages of inbox and outbox, as the smart-rollup driver reads them, with Micheline as people write it.

use serde_json::{Value, json};
use smart_rollup::Micheline;

use crate::show::decode;

/// A message of the inbox, in the words of Octez' debugger and as JSON.
pub(crate) fn input(bytes: &[u8]) -> (String, Value) {
    let Some(mut json) = decode("inbox_message", bytes) else {
        let hex = hex::encode(bytes);
        return (
            format!("Unknown encoding: {hex}"),
            json!({ "unknown": hex }),
        );
    };
    let text = match json["internal"].as_str() {
        Some("start_of_level") => "Start_of_level".to_owned(),
        Some("end_of_level") => "End_of_level".to_owned(),
        Some("info_per_level") => format!(
            "Info_per_level {{predecessor_timestamp = {}; predecessor = {}}}",
            // Octez writes the offset of the time in full.
            word(&json["predecessor_timestamp"]).replace('Z', "-00:00"),
            word(&json["predecessor"])
        ),
        Some("protocol_migration") => format!("Protocol_migration {}", word(&json["protocol"])),
        _ if json["external"].is_string() => word(&json["external"]),
        _ if json["payload"].is_null() => json.to_string(),
        _ => {
            json["payload"] = expression(&json["payload"]).into();
            // In the order of Octez, and of the inputs file.
            let members = ["payload", "sender", "source", "destination"];
            let members = members.map(|name| format!("\"{name}\":{}", json[name]));
            format!("{{{}}}", members.join(","))
        }
    };
    (text, json)
}

/// An expression as people write it.
fn expression(json: &Value) -> String {
    let expression = data_driver::json::from_str_described::<Micheline>(&json.to_string());
    expression.map_or_else(|error| error.to_string(), |expression| expression.to_text())
}

fn word(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), ToOwned::to_owned)
}

/// A message of the outbox, in the words of Octez' debugger and as JSON.
pub(crate) fn output(bytes: &[u8]) -> (String, Value) {
    let Some(json) = decode("outbox_message", bytes) else {
        let hex = hex::encode(bytes);
        return (
            format!("Unknown encoding: {hex}"),
            json!({ "unknown": hex }),
        );
    };
    let Some(transactions) = json["transactions"].as_array() else {
        return (json.to_string(), json);
    };
    let lines: Vec<_> = transactions
        .iter()
        .map(|call| {
            let types = match &call["parameters_ty"] {
                Value::Null => String::new(),
                ty => format!("  parameters_ty: {};\n", expression(ty)),
            };
            format!(
                "{{ unparsed_parameters: {};\n{types}  destination: {};\n  entrypoint: {}; }}",
                expression(&call["parameters"]),
                word(&call["destination"]),
                word(&call["entrypoint"])
            )
        })
        .collect();
    (lines.join("\n"), json)
}
