//! JSON Schema, as far as drivers' documents use it.

use std::fmt;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, MapAccess, Visitor};

use super::Members;

/// A JSON Schema.
#[derive(Debug, Clone, Default)]
pub enum Schema {
    /// `true`: any value.
    #[default]
    Any,
    /// `false`: no value.
    Never,
    /// What these keywords say.
    Of(Box<Keywords>),
}

/// The keywords of a schema; those that are not among these are passed over.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Keywords {
    /// The place of the schema that is meant, a JSON Pointer as the fragment of an address.
    #[serde(rename = "$ref")]
    pub reference: Option<String>,
    /// What the value means, in Markdown.
    pub description: String,
    /// The types of JSON that the value may have.
    #[serde(rename = "type", deserialize_with = "one_or_more")]
    pub types: Vec<String>,
    /// Whether what is decoded is never of it.
    pub write_only: bool,
    /// What a string or number stands for.
    pub format: Option<String>,
    /// The number of bytes that a string stands for.
    pub byte_length: Option<u64>,
    /// What the text of bytes begins with.
    pub prefix: Option<String>,
    /// What an integer counts.
    pub unit: Option<Unit>,
    /// The one value.
    #[serde(rename = "const")]
    pub only: Option<serde_json::Value>,
    /// The values of which it is one.
    #[serde(rename = "enum")]
    pub choices: Vec<serde_json::Value>,
    /// The least number.
    pub minimum: Option<serde_json::Number>,
    /// The greatest number.
    pub maximum: Option<serde_json::Number>,
    /// What a text matches.
    pub pattern: Option<String>,
    /// The most characters of a text.
    pub max_length: Option<u64>,
    /// The least number of an array's elements.
    pub min_items: Option<u64>,
    /// The greatest number of an array's elements.
    pub max_items: Option<u64>,
    /// What the names of an object's members are.
    pub property_names: Option<Schema>,
    /// An object's members.
    pub properties: Members<Schema>,
    /// The members that it must have.
    pub required: Vec<String>,
    /// What its other members are.
    pub additional_properties: Schema,
    /// What an array begins with.
    pub prefix_items: Option<Vec<Schema>>,
    /// What an array's other elements are.
    pub items: Schema,
    /// Schemas, of which the value is of exactly one.
    pub one_of: Vec<Schema>,
    /// Schemas, of which the value is of one or more.
    pub any_of: Vec<Schema>,
}

/// What an integer counts.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(expecting = "an object")]
pub struct Unit {
    /// The unit's symbol.
    pub symbol: String,
    /// How many of its decimal places the integer counts.
    pub decimals: u8,
}

impl Schema {
    /// The schemas inside this one.
    pub fn inner(&self) -> impl Iterator<Item = &Self> {
        let keywords = match self {
            Self::Of(keywords) => Some(keywords.as_ref()),
            Self::Any | Self::Never => None,
        };
        keywords.into_iter().flat_map(|keywords| {
            let members = keywords.properties.iter().map(|(_, schema)| schema);
            let rest = [&keywords.additional_properties, &keywords.items];
            let prefix = keywords.prefix_items.iter().flatten();
            let alternatives = keywords.one_of.iter().chain(&keywords.any_of);
            members.chain(rest).chain(prefix).chain(alternatives)
        })
    }
}

impl<'de> Deserialize<'de> for Schema {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Read;

        impl<'de> Visitor<'de> for Read {
            type Value = Schema;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a JSON Schema: an object, true or false")
            }

            fn visit_bool<E>(self, any: bool) -> Result<Schema, E> {
                Ok(if any { Schema::Any } else { Schema::Never })
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Schema, A::Error> {
                let keywords = Keywords::deserialize(MapAccessDeserializer::new(map))?;
                Ok(Schema::Of(Box::new(keywords)))
            }
        }

        deserializer.deserialize_any(Read)
    }
}

/// `"string"` or `["string", "integer"]`.
fn one_or_more<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum OneOrMore {
        One(String),
        More(Vec<String>),
    }
    Ok(match OneOrMore::deserialize(deserializer)? {
        OneOrMore::One(one) => vec![one],
        OneOrMore::More(more) => more,
    })
}
