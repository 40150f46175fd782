//! What is described of values that are no archives: their shape, in the order in which their bytes are.

use std::collections::BTreeMap;

use data_driver::Decode;

use super::{Layout, Line, Type, Value};
use crate::schema::{Document, Keywords, Schema};

/// Adds the values of the document that are not there yet.
pub(super) fn add(layout: &mut Layout, document: &Document) {
    let functions = document.functions.iter().flat_map(|function| {
        [
            (Decode::Input, &function.name, &function.input_schema),
            (Decode::Output, &function.name, &function.output_schema),
        ]
    });
    let events = document
        .events
        .iter()
        .map(|event| (Decode::Event, &event.topic, &event.data_schema));
    let mut shapes = Shapes {
        document,
        numbers: BTreeMap::new(),
    };
    for (what, name, schema) in functions.chain(events) {
        let is_there = |value: &Value| value.what == what && value.name == *name;
        if layout.values.iter().any(is_there) {
            continue;
        }
        let mut holds = Vec::new();
        let ty = match shapes.term(schema, layout, &mut holds) {
            term if term == "null" => "()".to_owned(),
            term => term,
        };
        layout.values.push(Value {
            what,
            name: name.clone(),
            ty,
            measure: None,
            holds,
        });
    }
    layout.values.sort_by_key(|value| match value.what {
        Decode::Input => 0,
        Decode::Output => 1,
        Decode::Event => 2,
    });
}

struct Shapes<'a> {
    document: &'a Document,
    /// The definitions that are in the layout.
    numbers: BTreeMap<&'a str, usize>,
}

impl<'a> Shapes<'a> {
    /// A schema in a line, and the definitions that it names.
    fn term(&mut self, schema: &'a Schema, layout: &mut Layout, holds: &mut Vec<usize>) -> String {
        let keywords = match schema {
            Schema::Any => return "any".to_owned(),
            Schema::Never => return "never".to_owned(),
            Schema::Of(keywords) => keywords.as_ref(),
        };
        if let Some(reference) = &keywords.reference {
            let name = reference.strip_prefix("#/$defs/").unwrap_or(reference);
            let name = name.replace("~1", "/").replace("~0", "~");
            if let Some(number) = self.define(&name, layout)
                && !holds.contains(&number)
            {
                holds.push(number);
            }
            return name;
        }
        let mut all = |schemas: &'a [Schema], between: &str| {
            let terms = schemas.iter().map(|one| self.term(one, layout, holds));
            terms.collect::<Vec<_>>().join(between)
        };
        if !keywords.any_of.is_empty() {
            return all(&keywords.any_of, " or ");
        }
        if !keywords.one_of.is_empty() {
            return all(&keywords.one_of, " or ");
        }
        if let Some(parts) = &keywords.prefix_items {
            return format!("({})", all(parts, ", "));
        }
        if !keywords.properties.is_empty() {
            let members = self.members(keywords, layout, holds);
            return format!("{{ {} }}", members.join(", "));
        }
        if keywords.types.iter().any(|ty| ty == "array") {
            let element = self.term(&keywords.items, layout, holds);
            return match (keywords.min_items, keywords.max_items) {
                (Some(least), Some(most)) if least == most => format!("[{element}; {most}]"),
                _ => format!("[{element}]"),
            };
        }
        if let Some(names) = &keywords.property_names {
            let names = self.term(names, layout, holds);
            let values = self.term(&keywords.additional_properties, layout, holds);
            return format!("{{ *{names}: {values} }}");
        }
        simple(keywords)
    }

    fn members(
        &mut self,
        keywords: &'a Keywords,
        layout: &mut Layout,
        holds: &mut Vec<usize>,
    ) -> Vec<String> {
        let members = keywords.properties.iter();
        let members = members.map(|(name, schema)| {
            let optional = match keywords.required.iter().any(|one| one == name) {
                true => "",
                false => "?",
            };
            format!("{name}{optional}: {}", self.term(schema, layout, holds))
        });
        members.collect()
    }

    /// The number of a definition, which is added where it is not there.
    fn define(&mut self, name: &str, layout: &mut Layout) -> Option<usize> {
        let mut definitions = self.document.definitions.iter();
        let (name, schema) = definitions.find(|(known, _)| *known == name)?;
        if let Some(number) = self.numbers.get(name) {
            return Some(*number);
        }
        let number = layout.types.len();
        self.numbers.insert(name, number);
        layout.types.push(Type {
            name: name.to_owned(),
            measure: None,
            lines: Vec::new(),
            holds: Vec::new(),
        });
        let mut holds = Vec::new();
        let lines = match schema {
            Schema::Of(keywords) if !keywords.one_of.is_empty() => {
                let variants = keywords.one_of.iter();
                let variants = variants.map(|one| self.term(one, layout, &mut holds));
                variants.map(|term| line(format!("  | {term}"))).collect()
            }
            Schema::Of(keywords) if !keywords.properties.is_empty() => {
                let members = self.members(keywords, layout, &mut holds);
                members
                    .into_iter()
                    .map(|member| line(format!("  {member}")))
                    .collect()
            }
            other => vec![line(format!(
                "  = {}",
                self.term(other, layout, &mut holds)
            ))],
        };
        let ty = &mut layout.types[number];
        (ty.lines, ty.holds) = (lines, holds);
        Some(number)
    }
}

fn line(shown: String) -> Line {
    let hashed = String::new();
    Line { shown, hashed }
}

/// What holds no other.
fn simple(keywords: &Keywords) -> String {
    if let Some(only) = &keywords.only {
        return only.to_string();
    }
    if !keywords.choices.is_empty() {
        let choices: Vec<_> = keywords.choices.iter().map(ToString::to_string).collect();
        return choices.join(" or ");
    }
    let name = match &keywords.format {
        Some(format) => format.clone(),
        None => keywords.types.join(" or "),
    };
    match keywords.byte_length {
        Some(length) => format!("{name}[{length}]"),
        None => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shape_stands_in_order_and_each_definition_once() {
        let document = r##"{
            "name": "Polls", "version": "1.0.0", "codec": "borsh",
            "functions": [{
                "name": "vote", "kind": "transaction", "params": [],
                "inputSchema": { "prefixItems": [{ "$ref": "#/$defs/Vote" }, { "type": "boolean" }] },
                "outputSchema": { "type": "null" }
            }],
            "events": [{ "topic": "voted", "dataSchema": { "type": "array", "items": { "$ref": "#/$defs/Vote" } } }],
            "$defs": {
                "Vote": {
                    "type": "object", "required": ["who", "kind"],
                    "properties": {
                        "who": { "type": "string", "format": "hex", "byteLength": 20 },
                        "kind": { "$ref": "#/$defs/Kind" },
                        "of": { "anyOf": [{ "$ref": "#/$defs/Vote" }, { "type": "null" }] }
                    }
                },
                "Kind": { "oneOf": [{ "const": "Yes" }, { "properties": { "No": { "$ref": "#/$defs/u64" } } }] },
                "u64": { "type": "string", "format": "u64" }
            }
        }"##;
        let document = Document::read(document).unwrap().unwrap();
        let layout = Layout::new(None, &document).unwrap();
        let text = layout.to_string();
        let lines: Vec<_> = text.lines().filter(|line| !line.starts_with('#')).collect();
        assert_eq!(
            lines.join("\n").trim(),
            "input   vote                    (Vote, boolean)\n\
             event   voted                   [Vote]\n\
             \n\
             Vote\n  who: hex[20]\n  kind: Kind\n  of?: Vote or null\n\
             \n\
             Kind\n  | \"Yes\"\n  | { No?: u64 }\n\
             \n\
             u64\n  = u64"
        );
        assert!(layout.fingerprints().is_empty());
    }
}
