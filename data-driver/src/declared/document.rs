//! The document that `get_schema` returns.

use alloc::string::String;

use super::writer::Object;
use super::{Contract, Event, Function, Member, MemberValue, definitions, json_schema};
use crate::abi::ABI_VERSION;

/// A contract's schema as JSON text: an envelope with functions and events, and a JSON Schema
/// (draft 2020-12) for each input, output and event.
///
/// `functions[].input`, `.output` and `events[].data` are names of types, as in the schemas of
/// deployed drivers; the schemas stand beside them in `inputSchema`, `outputSchema` and
/// `dataSchema`, and refer to `$defs`.
///
/// # Panics
/// Two types that look different have the same name. The author renames one of them; the build asks
/// every driver for its schema, so that none is made in which this is so.
#[must_use]
pub fn schema(contract: &Contract) -> String {
    let mut out = String::new();
    Object::write(&mut out, |document| {
        document.text("name", contract.name);
        document.text("version", contract.version);
        document.number("abi", ABI_VERSION as usize);
        document.text("codec", contract.codec);
        document.text("doc", contract.doc);
        document.array("functions", contract.functions, write_function);
        document.array("events", contract.events, write_event);
        document.object("$defs", |defs| {
            for (name, schema) in definitions::collect(contract) {
                defs.json(&name, &schema);
            }
        });
    });
    out
}

fn write_function(function: &Function, out: &mut String) {
    Object::write(out, |object| {
        object.text("name", function.name);
        if !function.aliases.is_empty() {
            object.array("aliases", function.aliases, |alias, out| {
                crate::json::write_string(out, alias);
            });
        }
        object.text("doc", function.doc);
        object.text("kind", function.kind.as_str());
        object.array("params", function.params, |param, out| {
            Object::write(out, |object| {
                object.text("name", param.name);
                object.text("type", &param.ty.name());
                json_schema::write(param.ty, object.key("schema"));
            });
        });
        if let Some(size) = function.item_size {
            object.number("itemSize", size);
        }
        object.text("input", &function.input.name());
        object.text("output", &function.output.name());
        json_schema::write(function.input, object.key("inputSchema"));
        json_schema::write(function.output, object.key("outputSchema"));
        write_members(function.members, object);
    });
}

fn write_event(event: &Event, out: &mut String) {
    Object::write(out, |object| {
        object.text("topic", event.topic);
        object.text("doc", event.doc);
        object.text("data", &event.data.name());
        json_schema::write(event.data, object.key("dataSchema"));
        write_members(event.members, object);
    });
}

fn write_members(members: &[Member], object: &mut Object<'_>) {
    for Member { name, value } in members {
        match *value {
            MemberValue::Text(text) => object.text(name, text),
            MemberValue::Integer(number) => object.number(name, number as usize),
            MemberValue::Bool(value) => object.json(name, if value { "true" } else { "false" }),
        }
    }
}
