//! Random values made from the JSON Schemas in a driver's document, and from nothing else.
//!
//! A value is drawn in one of the forms in which a driver takes it, together with the form in which
//! the driver must write it again. Rust's types take no part, so what a schema says of them and what
//! they are cannot be wrong together. Only what no schema says comes from elsewhere: which bytes are
//! a valid key or point.

mod compound;
mod coverage;
mod pool;
mod scalar;
mod shape;

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use data_driver::Decode;
use jsonschema::Validator;
use rand::Rng;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use serde_json::{Value, json};

pub use coverage::Coverage;
pub use pool::{base58check, pool};
pub use shape::Shape;

use crate::draw::Draw;
use crate::text::Text;

/// How often a type may stand inside itself: trees grow no deeper.
const DEPTH: usize = 4;

/// A value whose parts are deeper than this has no end. Each level takes some of the stack, and the schema may be a stranger's.
const DEEPEST: usize = 128;

/// The most values and bytes that one consists of: a stranger's schema may ask for any number.
const MOST: usize = 1_000_000;

/// The most bytes that are written in base58, which takes the longer the more it has written already.
const LONGEST_BASE58: usize = 1024;

/// The elements of a long list.
const LONG: usize = 20;

/// The definitions of a document of which not all bytes are valid.
pub fn exclusive(document: &Value) -> impl Iterator<Item = &Value> {
    let definitions = &document["$defs"];
    pool::names().filter_map(|name| definitions.get(name))
}

/// A value.
#[derive(Debug, Clone)]
pub struct Drawn {
    /// In one of the forms that a driver takes.
    pub given: Text,
    /// As a driver writes it, unless a part is `writeOnly`: what comes back of that no schema says.
    pub written: Value,
    /// Whether a part is `writeOnly`.
    pub input_only: bool,
}

impl Drawn {
    fn same(value: Value) -> Self {
        Self {
            given: Text::from(&value),
            written: value,
            input_only: false,
        }
    }
}

/// Draws values of a document's schemas.
pub struct Arbitrary<'a> {
    document: &'a Value,
    draw: Draw,
    /// The definitions inside which the value is that is being drawn.
    inside: Vec<String>,
    /// The validators of members' names, by their schemas' addresses.
    names: BTreeMap<usize, Validator>,
    coverage: Coverage,
    longest_map: usize,
    /// How many values the one that is being drawn is inside of.
    level: usize,
    /// How many more values and bytes there may be.
    left: usize,
}

impl<'a> Arbitrary<'a> {
    /// The same for the same seed.
    #[must_use]
    pub fn new(document: &'a Value, seed: u64) -> Self {
        Self {
            document,
            draw: Draw::new(seed),
            inside: Vec::new(),
            names: BTreeMap::new(),
            coverage: Coverage::default(),
            longest_map: usize::MAX,
            level: 0,
            left: MOST,
        }
    }

    /// The same with maps of no more members than these.
    #[must_use]
    pub fn with_maps_of_at_most(mut self, members: usize) -> Self {
        self.longest_map = members;
        self
    }

    /// Begins the values of a function's input or output or of an event, so that they do not depend
    /// on what was drawn before.
    pub fn turn_to(&mut self, what: Decode, name: &str) {
        self.draw.turn_to(what, name);
    }

    /// What has been drawn so far.
    #[must_use]
    pub fn coverage(&self) -> &Coverage {
        &self.coverage
    }

    /// The source of randomness.
    pub fn rng(&mut self) -> &mut StdRng {
        &mut self.draw.rng
    }

    /// A value of a schema of the document.
    ///
    /// # Errors
    /// The schema is of no kind that documents have, of keys of which there is no pool, has no end, or is of values that
    /// are too large.
    pub fn draw(&mut self, schema: &'a Value) -> Result<Drawn> {
        if self.level == 0 {
            self.left = MOST;
        }
        if self.level == DEEPEST {
            bail!("a value without an end");
        }
        self.spend(1)?;
        self.level += 1;
        let drawn = self.value(schema);
        self.level -= 1;
        drawn
    }

    fn spend(&mut self, count: usize) -> Result<()> {
        let left = self.left.checked_sub(count);
        self.left = left.with_context(|| format!("more than {MOST} values and bytes"))?;
        Ok(())
    }

    fn value(&mut self, schema: &'a Value) -> Result<Drawn> {
        Ok(match Shape::of(schema)? {
            Shape::Reference(name) => return self.definition(&name),
            Shape::Null => Drawn::same(Value::Null),
            Shape::Constant(name) => Drawn::same(json!(name)),
            Shape::Bool => {
                let value = self.draw.coin();
                self.mark(schema, if value { "true" } else { "false" });
                Drawn::same(json!(value))
            }
            // A schema does not say whether a float has 32 bits, so that it has no more.
            Shape::Float => Drawn::same(match self.draw.count(9) {
                0 => json!("NaN"),
                1 => json!("Infinity"),
                2 => json!("-Infinity"),
                _ => json!(f64::from(self.draw.rng.gen_range(-1e9_f32..1e9))),
            }),
            Shape::Text { one: true } => {
                Drawn::same(json!(['a', '"', '\0', 'é', '😀'][self.draw.count(4)]))
            }
            Shape::Text { one: false } => self.text(schema),
            Shape::Integer(int) => self.integer(schema, int)?,
            Shape::Hex { length } => {
                let bytes = self.bytes(schema, length)?;
                self.hex(schema, &bytes)?
            }
            Shape::Base58 { length } => {
                let bytes = self.bytes(schema, length)?;
                if bytes.len() > LONGEST_BASE58 {
                    bail!("more than {LONGEST_BASE58} bytes in base58");
                }
                Drawn::same(json!(bs58::encode(bytes).into_string()))
            }
            Shape::Base58Check { prefix, length } => {
                let pool =
                    base58check(prefix, length).and_then(|pool| pool.choose(&mut self.draw.rng));
                Drawn::same(pool.context("no such base58check is known")?.clone())
            }
            Shape::Written(format) => self.written(schema, format)?,
            Shape::OneOf(texts) => {
                let text = texts.choose(&mut self.draw.rng).context("no texts")?;
                Drawn::same(text.clone())
            }
            Shape::Option(inner) => return self.option(schema, inner),
            Shape::List { items, length } => {
                let length = length.unwrap_or_else(|| self.length(schema));
                return self.array(std::iter::repeat_n(items, length));
            }
            Shape::Tuple(parts) => return self.array(parts.iter()),
            Shape::Map { names, values } => return self.map(schema, names, values),
            Shape::Object {
                properties,
                required,
            } => return self.object(properties, &required),
            Shape::Enum(variants) => {
                let variant = variants.choose(&mut self.draw.rng).context("no variants")?;
                self.mark(variant, "drawn");
                let mut drawn = self.draw(variant)?;
                drawn.input_only |= variant.get("writeOnly").is_some();
                return Ok(drawn);
            }
        })
    }

    fn mark(&mut self, schema: &Value, form: &'static str) {
        self.coverage.mark(schema, form);
    }

    fn definition(&mut self, name: &str) -> Result<Drawn> {
        let schema = self.document["$defs"]
            .get(name)
            .with_context(|| format!("no definition of {name}"))?;
        let Some(written) = pool(name).and_then(|pool| pool.choose(&mut self.draw.rng)) else {
            self.inside.push(name.to_owned());
            let drawn = self.draw(schema).with_context(|| name.to_owned());
            self.inside.pop();
            return drawn;
        };
        match Shape::of(schema)? {
            Shape::Hex { .. } => {
                let digits = written.as_str().context("hex")?;
                self.hex(schema, &hex::decode(digits)?)
            }
            _ => Ok(Drawn::same(written.clone())),
        }
    }

    /// How many, sometimes none and sometimes many.
    fn length(&mut self, schema: &Value) -> usize {
        // A member of one of many variants is drawn seldom.
        let is_new = !self.coverage.has(schema, "long");
        let length = match (self.depth(), self.draw.count(23)) {
            (DEPTH.., _) | (_, 0..=3) => 0,
            (0, 4) => LONG,
            (0, 5..=12) if is_new => LONG,
            _ => 1 + self.draw.count(2),
        };
        match length {
            0 => self.mark(schema, "empty"),
            LONG => self.mark(schema, "long"),
            _ => {}
        }
        length
    }

    /// How often the innermost definition stands inside itself.
    fn depth(&self) -> usize {
        let innermost = self.inside.last();
        let same = |name: &&String| Some(*name) == innermost;
        self.inside.iter().filter(same).count().saturating_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What comes of a stranger's schema.
    fn error(schema: Value) -> String {
        let document = json!({ "$defs": {
            "Loop": { "$ref": "#/$defs/Loop" },
            "Ten": { "type": "array", "items": { "type": "array", "items": { "type": "null" },
                     "maxItems": 2000 }, "maxItems": 2000 },
        } });
        let mut arbitrary = Arbitrary::new(&document, 1);
        let drawn = arbitrary.draw(&schema);
        format!("{:#}", drawn.expect_err("too large a value"))
    }

    #[test]
    fn schemas_without_an_end_are_refused() {
        let endless = error(json!({ "$ref": "#/$defs/Loop" }));
        assert!(endless.ends_with("a value without an end"), "{endless}");
        let option = json!({ "anyOf": [{ "$ref": "#/$defs/Loop" }, { "type": "null" }] });
        let endless = error(option);
        assert!(endless.ends_with("a value without an end"), "{endless}");
    }

    #[test]
    fn schemas_of_huge_values_are_refused() {
        let huge = "more than 1000000 values and bytes";
        for schema in [
            json!({ "type": "array", "items": { "type": "null" }, "maxItems": 1_u64 << 60 }),
            json!({ "type": "string", "format": "hex", "byteLength": 1_u64 << 60 }),
            json!({ "type": "string", "format": "base58", "byteLength": 1_u64 << 60 }),
            json!({ "$ref": "#/$defs/Ten" }),
        ] {
            let error = error(schema);
            assert!(error.ends_with(huge), "{error}");
        }
        let long = error(json!({ "type": "string", "format": "base58", "byteLength": 1025 }));
        assert_eq!(long, "more than 1024 bytes in base58");
    }
}
