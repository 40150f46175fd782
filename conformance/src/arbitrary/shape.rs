//! What a schema in a driver's document stands for.

use anyhow::{Context, Result, bail};
use data_driver_build::schema::reference::decoded;
use serde_json::{Map, Value};

use crate::decimal::Int;

/// The kinds of schemas that documents have: see `schemas/data-driver.schema.json`.
#[derive(Debug, Clone)]
pub enum Shape<'a> {
    /// A definition, by its name.
    Reference(String),
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool,
    /// A float.
    Float,
    /// Text.
    Text {
        /// Whether it has one character.
        one: bool,
    },
    /// An integer.
    Integer(Int),
    /// Bytes in hex.
    Hex {
        /// How many.
        length: Option<usize>,
    },
    /// Bytes in base58.
    Base58 {
        /// How many.
        length: Option<usize>,
    },
    /// Bytes in base58check.
    Base58Check {
        /// What the text begins with.
        prefix: &'a str,
        /// How many bytes stand between what is in front and the checksum.
        length: Option<usize>,
    },
    /// Text that is written in a certain way: the format's name.
    Written(&'a str),
    /// One of these texts.
    OneOf(&'a [Value]),
    /// This or `null`.
    Option(&'a Value),
    /// An array of one type.
    List {
        /// The type.
        items: &'a Value,
        /// How many elements.
        length: Option<usize>,
    },
    /// An array with a type for each place.
    Tuple(&'a [Value]),
    /// An object whose members are of one type.
    Map {
        /// What the members' names must be.
        names: Option<&'a Value>,
        /// The type.
        values: &'a Value,
    },
    /// An object with these members.
    Object {
        /// The members.
        properties: &'a Map<String, Value>,
        /// Those that must be there.
        required: Vec<&'a str>,
    },
    /// One of these.
    Enum(&'a [Value]),
    /// This text.
    Constant(&'a str),
}

impl<'a> Shape<'a> {
    /// Reads a schema.
    ///
    /// # Errors
    /// It is of no kind that documents have.
    pub fn of(schema: &'a Value) -> Result<Self> {
        Self::read(schema).with_context(|| schema.to_string())
    }

    fn read(schema: &'a Value) -> Result<Self> {
        let text = |key: &str| schema.get(key).and_then(Value::as_str);
        let list = |key: &str| schema.get(key).and_then(Value::as_array);
        if let Some(reference) = text("$ref") {
            let name = reference.strip_prefix("#/$defs/");
            let name = name.and_then(decoded).context("another reference")?;
            return Ok(Self::Reference(name));
        }
        if let Some(name) = text("const") {
            return Ok(Self::Constant(name));
        }
        if let Some(texts) = list("enum") {
            return Ok(Self::OneOf(texts));
        }
        if let Some(variants) = list("oneOf") {
            return Ok(Self::Enum(variants));
        }
        if let Some([inner, _null]) = list("anyOf").map(Vec::as_slice) {
            return Ok(Self::Option(inner));
        }
        if let Some(format) = text("format") {
            return Ok(match format {
                "hex" => Self::Hex {
                    length: number(schema, "byteLength")?,
                },
                "base58" => Self::Base58 {
                    length: number(schema, "byteLength")?,
                },
                "base58check" => Self::Base58Check {
                    prefix: text("prefix").context("no prefix")?,
                    length: number(schema, "byteLength")?,
                },
                "float" => Self::Float,
                _ => match Int::of_format(format) {
                    Some(int) => Self::Integer(int),
                    None => Self::Written(format),
                },
            });
        }
        Ok(match text("type").context("no type")? {
            "null" => Self::Null,
            "boolean" => Self::Bool,
            "string" => Self::Text {
                one: number(schema, "maxLength")? == Some(1),
            },
            "array" => match list("prefixItems") {
                Some(parts) => Self::Tuple(parts),
                None if schema.get("items") == Some(&Value::Bool(false)) => Self::Tuple(&[]),
                None => Self::List {
                    items: schema.get("items").context("no items")?,
                    length: number(schema, "maxItems")?,
                },
            },
            "object" => match schema.get("properties").and_then(Value::as_object) {
                Some(properties) => Self::Object {
                    properties,
                    required: list("required")
                        .context("no required")?
                        .iter()
                        .filter_map(Value::as_str)
                        .collect(),
                },
                None => Self::Map {
                    names: schema.get("propertyNames"),
                    values: schema
                        .get("additionalProperties")
                        .context("no additionalProperties")?,
                },
            },
            _ => bail!("an unknown type"),
        })
    }
}

fn number(schema: &Value, key: &str) -> Result<Option<usize>> {
    let Some(number) = schema.get(key) else {
        return Ok(None);
    };
    let number = number.as_u64().with_context(|| key.to_owned())?;
    Ok(Some(number.try_into()?))
}
