//! What has been drawn, against what a document allows.

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use serde_json::Value;

use super::shape::Shape;

/// The forms and alternatives of schemas that were drawn. A schema is known by its address in the
/// document.
#[derive(Debug, Clone, Default)]
pub struct Coverage(BTreeSet<(usize, &'static str)>);

impl Coverage {
    /// Notes that this form of the schema was drawn.
    pub(super) fn mark(&mut self, schema: &Value, form: &'static str) {
        self.0.insert((address(schema), form));
    }

    /// Adds what was drawn elsewhere from the same document.
    pub fn join(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Whether this form of the schema was drawn.
    pub(super) fn has(&self, schema: &Value, form: &'static str) -> bool {
        self.0.contains(&(address(schema), form))
    }

    /// Where in the document something was never drawn, and what.
    ///
    /// # Errors
    /// The document has a schema of an unknown kind.
    pub fn missing(&self, document: &Value) -> Result<Vec<String>> {
        let mut walk = Walk {
            document,
            visited: BTreeSet::new(),
            expected: Vec::new(),
        };
        for (list, schemas) in [
            ("functions", &["inputSchema", "outputSchema"][..]),
            ("events", &["dataSchema"][..]),
        ] {
            for item in document[list].as_array().context("a list")? {
                for schema in schemas {
                    let name = item.get("name").unwrap_or(&item["topic"]);
                    walk.visit(&item[schema], &format!("{name} {schema}"))?;
                }
            }
        }
        let missing = walk.expected.into_iter();
        let missing = missing.filter(|(_, address, form)| !self.0.contains(&(*address, *form)));
        Ok(missing
            .map(|(place, _, form)| format!("{place}: {form}"))
            .collect())
    }
}

fn address(schema: &Value) -> usize {
    std::ptr::from_ref(schema).addr()
}

struct Walk<'a> {
    document: &'a Value,
    visited: BTreeSet<usize>,
    expected: Vec<(String, usize, &'static str)>,
}

impl<'a> Walk<'a> {
    fn expect(&mut self, schema: &Value, place: &str, forms: &[&'static str]) {
        let expected = forms
            .iter()
            .map(|form| (place.to_owned(), address(schema), *form));
        self.expected.extend(expected);
    }

    fn visit(&mut self, schema: &'a Value, place: &str) -> Result<()> {
        if !self.visited.insert(address(schema)) {
            return Ok(());
        }
        match Shape::of(schema)? {
            Shape::Reference(name) => self.visit(&self.document["$defs"][&*name], &name)?,
            Shape::Null
            | Shape::Float
            | Shape::Base58 { .. }
            | Shape::Base58Check { .. }
            | Shape::Written(_)
            | Shape::OneOf(_)
            | Shape::Constant(_) => {}
            Shape::Bool => self.expect(schema, place, &["true", "false"]),
            Shape::Text { one: true } => {}
            Shape::Text { one: false } => self.expect(schema, place, &["empty", "long"]),
            Shape::Integer(_) => {
                self.expect(schema, place, &["number", "string", "least", "greatest"]);
            }
            Shape::Hex { length } => {
                self.expect(schema, place, &["plain", "0x", "upper case", "numbers"]);
                if length.is_none() {
                    self.expect(schema, place, &["empty", "long"]);
                }
            }
            Shape::Option(inner) => {
                self.expect(schema, place, &["null", "value"]);
                self.visit(inner, place)?;
            }
            Shape::List { items, length } => {
                if length.is_none() {
                    self.expect(schema, place, &["empty", "long"]);
                }
                self.visit(items, &format!("{place}[]"))?;
            }
            Shape::Tuple(parts) => {
                for (i, part) in parts.iter().enumerate() {
                    self.visit(part, &format!("{place}[{i}]"))?;
                }
            }
            Shape::Map { values, .. } => {
                self.expect(schema, place, &["empty", "long"]);
                self.visit(values, &format!("{place}.*"))?;
            }
            Shape::Object {
                properties,
                required,
            } => {
                for (name, property) in properties {
                    let place = format!("{place}.{name}");
                    if !required.contains(&name.as_str()) {
                        self.expect(property, &place, &["absent", "present"]);
                    }
                    self.visit(property, &place)?;
                }
            }
            Shape::Enum(variants) => {
                for (i, variant) in variants.iter().enumerate() {
                    let place = format!("{place}, variant {i}");
                    self.expect(variant, &place, &["drawn"]);
                    self.visit(variant, &place)?;
                }
            }
        }
        Ok(())
    }
}
