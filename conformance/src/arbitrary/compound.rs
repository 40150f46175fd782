//! Values made of others.

use std::collections::BTreeMap;

use anyhow::{Result, bail};
use rand::Rng;
use rand::seq::SliceRandom;
use serde_json::{Map, Value, json};

use super::{Arbitrary, DEEPEST, DEPTH, Drawn, Shape};
use crate::decimal;
use crate::text::Text;
use crate::validator::validator;

/// Fixed lengths above this are drawn rarely: blobs.
const HEAVY: u64 = 4096;

impl<'a> Arbitrary<'a> {
    pub(super) fn option(&mut self, schema: &Value, inner: &'a Value) -> Result<Drawn> {
        let some = if self.is_heavy(inner, 0)? {
            self.draw.rng.gen_ratio(1, 32)
        } else {
            self.draw.coin()
        };
        if some && self.depth() < DEPTH {
            self.mark(schema, "value");
            return self.draw(inner);
        }
        self.mark(schema, "null");
        Ok(Drawn::same(Value::Null))
    }

    /// Whether values of the schema are always very long: such bytes, or an object with such a member. `followed` references
    /// led there.
    fn is_heavy(&self, schema: &Value, followed: usize) -> Result<bool> {
        if followed > DEEPEST {
            bail!("a value without an end");
        }
        let bytes = |schema: &Value| {
            let length = schema.get("byteLength").and_then(Value::as_u64);
            length.is_some_and(|length| length > HEAVY)
        };
        Ok(match Shape::of(schema)? {
            Shape::Reference(name) => {
                self.is_heavy(&self.document["$defs"][&*name], followed + 1)?
            }
            Shape::Object { properties, .. } => properties.values().any(bytes),
            _ => bytes(schema),
        })
    }

    pub(super) fn array(&mut self, schemas: impl Iterator<Item = &'a Value>) -> Result<Drawn> {
        let mut given = Vec::new();
        let mut written = Vec::new();
        let mut input_only = false;
        for schema in schemas {
            let drawn = self.draw(schema)?;
            input_only |= drawn.input_only;
            given.push(drawn.given);
            written.push(drawn.written);
        }
        Ok(Drawn {
            given: Text::Array(given),
            written: Value::Array(written),
            input_only,
        })
    }

    pub(super) fn map(
        &mut self,
        schema: &Value,
        names: Option<&'a Value>,
        values: &'a Value,
    ) -> Result<Drawn> {
        let mut members = BTreeMap::new();
        for _ in 0..self.length(schema).min(self.longest_map) {
            let (given, written) = match names {
                Some(names) if names.get("pattern").is_some() && names.get("format").is_none() => {
                    let name = self.name(names)?;
                    (name.clone(), name)
                }
                Some(names) => self.key(names)?,
                None => {
                    let name = self.draw.text().as_str().unwrap_or_default().to_owned();
                    (name.clone(), name)
                }
            };
            members.insert(written, (given, self.draw(values)?));
        }
        Ok(self.shuffled(members))
    }

    /// A member's name of a schema that is not of integers alone: as it is given, and as it is written.
    fn key(&mut self, names: &'a Value) -> Result<(String, String)> {
        for _ in 0..1000 {
            let Drawn { given, written, .. } = self.draw(names)?;
            let given: Value = serde_json::from_str(&given.to_string())?;
            // Bytes are also an array where they are no name.
            let (Some(given), written) = (given.as_str(), written) else {
                continue;
            };
            let written = match written {
                Value::String(text) => text,
                other => other.to_string(),
            };
            return Ok((given.to_owned(), written));
        }
        bail!("no text for {names}")
    }

    /// A member's name that is an integer. Which one, its pattern alone says.
    fn name(&mut self, names: &Value) -> Result<String> {
        let address = std::ptr::from_ref(names).addr();
        if !self.names.contains_key(&address) {
            let validator = validator(self.document, names)?;
            self.names.insert(address, validator);
        }
        for _ in 0..1000 {
            let int = decimal::ALL[self.draw.count(decimal::ALL.len() - 1)];
            let (least, greatest) = int.bounds();
            let name = match self.draw.count(3) {
                0 => least,
                1 => greatest,
                _ => self.any_integer(int),
            };
            if self.names[&address].is_valid(&json!(name)) {
                return Ok(name);
            }
        }
        bail!("no integer matches {names}")
    }

    pub(super) fn object(
        &mut self,
        properties: &'a Map<String, Value>,
        required: &[&str],
    ) -> Result<Drawn> {
        let mut members = BTreeMap::new();
        let mut absent = Vec::new();
        for (name, property) in properties {
            if required.contains(&name.as_str()) {
                members.insert(name.clone(), (name.clone(), self.draw(property)?));
            } else if self.draw.coin() {
                self.mark(property, "present");
                members.insert(name.clone(), (name.clone(), self.draw(property)?));
            } else {
                self.mark(property, "absent");
                // What is written of it no schema says: it is what the type has without a value.
                match Shape::of(property)? {
                    Shape::Option(_) => absent.push((name.clone(), Value::Null)),
                    Shape::Text { one: false } => absent.push((name.clone(), json!(""))),
                    _ => {}
                }
            }
        }
        let mut drawn = self.shuffled(members);
        for (name, written) in absent {
            drawn.written[name] = written;
        }
        Ok(drawn)
    }

    /// An object with these members in any order.
    ///
    /// They are by their names as these are written, with their names as they are given.
    fn shuffled(&mut self, members: BTreeMap<String, (String, Drawn)>) -> Drawn {
        let mut given = Vec::new();
        let mut written = Map::new();
        let mut input_only = false;
        for (name, (given_name, drawn)) in members {
            input_only |= drawn.input_only;
            given.push((given_name, drawn.given));
            written.insert(name, drawn.written);
        }
        given.shuffle(&mut self.draw.rng);
        Drawn {
            given: Text::Object(given),
            written: Value::Object(written),
            input_only,
        }
    }
}
