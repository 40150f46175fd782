//! Random values made from the JSON Schemas in a driver's document, and from nothing else.
//!
//! A value is drawn in one of the forms in which a driver takes it, together with the form in which
//! the driver must write it again. Rust's types take no part, so what a schema says of them and what
//! they are cannot be wrong together. Only what no schema says comes from elsewhere: which bytes are
//! a valid key or point.

mod coverage;
mod pool;
mod shape;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use anyhow::{Context, Result, bail, ensure};
use data_driver::Decode;
use jsonschema::Validator;
use rand::Rng;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use serde_json::{Map, Number, Value, json};

pub use coverage::Coverage;
pub use shape::Shape;

use crate::decimal::{self, Int};
use crate::sample::Draw;
use crate::text::Text;
use crate::validator::validator;

/// How often a type may stand inside itself: trees grow no deeper.
const DEPTH: usize = 4;

/// The elements of a long list.
const LONG: usize = 20;

/// The bytes of a long string of bytes. A memo has at most 512.
const LONG_BYTES: usize = 500;

/// The least integer that a double does not hold.
const NO_DOUBLE: &str = "9007199254740993";

/// Fixed lengths above this are drawn rarely: blobs.
const HEAVY: u64 = 4096;

/// Making the pools takes longer than drawing hundreds of values.
static POOLS: LazyLock<Draw> = LazyLock::new(|| Draw::new(20));

/// The definitions of a document of which not all bytes are valid.
pub fn exclusive(document: &Value) -> impl Iterator<Item = &Value> {
    let definitions = &document["$defs"];
    pool::NAMES
        .into_iter()
        .filter_map(|name| definitions.get(name))
}

/// A value.
#[derive(Debug, Clone)]
pub struct Drawn {
    /// In one of the forms that a driver takes.
    pub given: Text,
    /// As a driver writes it.
    pub written: Value,
}

impl Drawn {
    fn same(value: Value) -> Self {
        Self {
            given: Text::from(&value),
            written: value,
        }
    }
}

/// Draws values of a document's schemas.
pub struct Arbitrary<'a> {
    document: &'a Value,
    draw: Draw,
    /// The definitions inside which the value is that is being drawn.
    inside: Vec<&'a str>,
    /// The validators of members' names, by their schemas' addresses.
    names: BTreeMap<usize, Validator>,
    coverage: Coverage,
}

impl<'a> Arbitrary<'a> {
    /// The same for the same seed.
    #[must_use]
    pub fn new(document: &'a Value, seed: u64) -> Self {
        Self {
            document,
            draw: POOLS.reseeded(seed),
            inside: Vec::new(),
            names: BTreeMap::new(),
            coverage: Coverage::default(),
        }
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
    /// The schema is of no kind that documents have, or of keys of which there is no pool.
    pub fn draw(&mut self, schema: &'a Value) -> Result<Drawn> {
        Ok(match Shape::of(schema)? {
            Shape::Reference(name) => return self.definition(name),
            Shape::Null => Drawn::same(Value::Null),
            Shape::Constant(name) => Drawn::same(json!(name)),
            Shape::Bool => {
                let value = self.draw.coin();
                self.mark(schema, if value { "true" } else { "false" });
                Drawn::same(json!(value))
            }
            Shape::Float => Drawn::same(json!(self.draw.rng.gen_range(-1e9..1e9))),
            Shape::Text { one: true } => {
                Drawn::same(json!(['a', '"', '\0', 'é', '😀'][self.draw.count(4)]))
            }
            Shape::Text { one: false } => self.text(schema),
            Shape::Integer(int) => self.integer(schema, int)?,
            Shape::Hex { length } => {
                let bytes = self.bytes(schema, length);
                self.hex(schema, &bytes)?
            }
            Shape::Base58 => bail!("base58 that has no name, so that no pool can have it"),
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
                return self.draw(variant);
            }
        })
    }

    fn mark(&mut self, schema: &Value, form: &'static str) {
        self.coverage.mark(schema, form);
    }

    fn definition(&mut self, name: &'a str) -> Result<Drawn> {
        let schema = self.document["$defs"]
            .get(name)
            .with_context(|| format!("no definition of {name}"))?;
        let Some(written) = pool::draw(name, &mut self.draw) else {
            self.inside.push(name);
            let drawn = self.draw(schema).with_context(|| name.to_owned());
            self.inside.pop();
            return drawn;
        };
        match Shape::of(schema)? {
            Shape::Hex { .. } => {
                let digits = written.as_str().context("hex")?;
                self.hex(schema, &hex::decode(digits)?)
            }
            _ => Ok(Drawn::same(written)),
        }
    }

    /// How many, sometimes none and sometimes many.
    fn length(&mut self, schema: &Value) -> usize {
        let length = match (self.depth(), self.draw.count(23)) {
            (DEPTH.., _) | (_, 0..=3) => 0,
            (0, 4) => LONG,
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
        let same = |name: &&&str| Some(*name) == innermost;
        self.inside.iter().filter(same).count().saturating_sub(1)
    }

    fn text(&mut self, schema: &Value) -> Drawn {
        let text: String = (0..self.length(schema))
            .map(|_| self.draw.text())
            .filter_map(|part| part.as_str().map(str::to_owned))
            .collect();
        Drawn::same(json!(text))
    }

    fn integer(&mut self, schema: &Value, int: Int) -> Result<Drawn> {
        let (least, greatest) = int.bounds();
        let digits = match self.draw.count(9) {
            0 => {
                self.mark(schema, "least");
                least
            }
            1 => {
                self.mark(schema, "greatest");
                greatest
            }
            2 if int.holds(NO_DOUBLE) => NO_DOUBLE.into(),
            _ => self.any_integer(int),
        };
        let given = if self.draw.coin() {
            self.mark(schema, "number");
            Text::number(&digits)
        } else {
            self.mark(schema, "string");
            Text::string(&digits)
        };
        let written = if int.is_wide() {
            json!(digits)
        } else {
            Value::Number(Number::from(digits.parse::<i64>()?))
        };
        Ok(Drawn { given, written })
    }

    /// An integer of any size.
    fn any_integer(&mut self, int: Int) -> String {
        let bits = self.draw.rng.gen_range(1..=int.bits);
        let number = self.draw.rng.r#gen::<u128>() >> (128 - bits);
        if !int.signed {
            return number.to_string();
        }
        let number = i128::try_from(number >> 1).unwrap_or_default();
        let number = if self.draw.coin() { !number } else { number };
        number.to_string()
    }

    fn bytes(&mut self, schema: &Value, length: Option<usize>) -> Vec<u8> {
        let length = length.unwrap_or_else(|| match self.length(schema) {
            LONG => LONG_BYTES,
            some => some,
        });
        (0..length).map(|_| self.draw.rng.r#gen()).collect()
    }

    /// Bytes in one of the forms of hex.
    fn hex(&mut self, schema: &'a Value, bytes: &[u8]) -> Result<Drawn> {
        let written = hex::encode(bytes);
        let given = match self.draw.count(3) {
            0 => {
                self.mark(schema, "plain");
                Text::string(&written)
            }
            1 => {
                self.mark(schema, "0x");
                Text::string(format!("0x{written}"))
            }
            2 => {
                self.mark(schema, "upper case");
                Text::string(hex::encode_upper(bytes))
            }
            _ => {
                self.mark(schema, "numbers");
                let text = self.draw.coin();
                let number = |byte: &u8| match text {
                    true => Text::string(byte.to_string()),
                    false => Text::number(byte),
                };
                Text::Array(bytes.iter().map(number).collect())
            }
        };
        let written = json!(written);
        Ok(Drawn { given, written })
    }

    fn option(&mut self, schema: &Value, inner: &'a Value) -> Result<Drawn> {
        let some = if self.is_heavy(inner)? {
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

    /// Whether values of the schema are always very long: such bytes, or an object with such a member.
    fn is_heavy(&self, schema: &Value) -> Result<bool> {
        let bytes = |schema: &Value| {
            let length = schema.get("byteLength").and_then(Value::as_u64);
            length.is_some_and(|length| length > HEAVY)
        };
        Ok(match Shape::of(schema)? {
            Shape::Reference(name) => self.is_heavy(&self.document["$defs"][name])?,
            Shape::Object { properties, .. } => properties.values().any(bytes),
            _ => bytes(schema),
        })
    }

    fn array(&mut self, schemas: impl Iterator<Item = &'a Value>) -> Result<Drawn> {
        let mut given = Vec::new();
        let mut written = Vec::new();
        for schema in schemas {
            let drawn = self.draw(schema)?;
            given.push(drawn.given);
            written.push(drawn.written);
        }
        Ok(Drawn {
            given: Text::Array(given),
            written: Value::Array(written),
        })
    }

    fn map(&mut self, schema: &Value, names: Option<&Value>, values: &'a Value) -> Result<Drawn> {
        let mut members = BTreeMap::new();
        for _ in 0..self.length(schema) {
            let name = match names {
                Some(names) => self.name(names)?,
                None => self.draw.text().as_str().unwrap_or_default().to_owned(),
            };
            members.insert(name, self.draw(values)?);
        }
        Ok(self.shuffled(members))
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

    fn object(&mut self, properties: &'a Map<String, Value>, required: &[&str]) -> Result<Drawn> {
        let mut members = BTreeMap::new();
        let mut absent = Vec::new();
        for (name, property) in properties {
            if required.contains(&name.as_str()) {
                members.insert(name.clone(), self.draw(property)?);
            } else if self.draw.coin() {
                self.mark(property, "present");
                members.insert(name.clone(), self.draw(property)?);
            } else {
                self.mark(property, "absent");
                // What is written of it no schema says, but of this.
                let is_option = matches!(Shape::of(property)?, Shape::Option(_));
                ensure!(is_option, "{name} may be left out and not be null");
                absent.push(name.clone());
            }
        }
        let mut drawn = self.shuffled(members);
        for name in absent {
            drawn.written[name] = Value::Null;
        }
        Ok(drawn)
    }

    /// An object with these members in any order.
    fn shuffled(&mut self, members: BTreeMap<String, Drawn>) -> Drawn {
        let mut given = Vec::new();
        let mut written = Map::new();
        for (name, drawn) in members {
            given.push((name.clone(), drawn.given));
            written.insert(name, drawn.written);
        }
        given.shuffle(&mut self.draw.rng);
        Drawn {
            given: Text::Object(given),
            written: Value::Object(written),
        }
    }
}
