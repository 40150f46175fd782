//! The document that a driver's `get_schema` returns, as far as the build looks into it.
//!
//! `schemas/data-driver.schema.json` in the repository says what the document holds.

mod keywords;
mod members;
mod pretty;

use serde::Deserialize;

pub use keywords::{Keywords, Schema};
pub use members::Members;
pub use pretty::pretty;

/// A contract's functions, events and types.
#[derive(Debug, Clone, Deserialize)]
pub struct Document {
    /// The contract's name.
    pub name: String,
    /// The driver's version.
    pub version: String,
    /// What the contract is for, in Markdown.
    #[serde(default)]
    pub doc: String,
    /// The functions, in the order of their declaration.
    pub functions: Vec<Function>,
    /// The events, in the order of their declaration.
    pub events: Vec<Event>,
    /// The types, by name.
    #[serde(rename = "$defs")]
    pub definitions: Members<Schema>,
}

/// What a contract can be called for.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Function {
    /// The function's name.
    pub name: String,
    /// What it does, in Markdown.
    #[serde(default)]
    pub doc: String,
    /// `transaction`, `query` or `feed`.
    pub kind: String,
    /// The parameters.
    pub params: Vec<Param>,
    /// The arguments: those of several parameters are an array.
    pub input_schema: Schema,
    /// The result; of a feed, one of its items.
    pub output_schema: Schema,
}

/// A function's parameter.
#[derive(Debug, Clone, Deserialize)]
pub struct Param {
    /// The parameter's name.
    pub name: String,
}

/// What a contract tells.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Event {
    /// The topic.
    pub topic: String,
    /// What it tells, in Markdown.
    #[serde(default)]
    pub doc: String,
    /// The event's data.
    pub data_schema: Schema,
}

impl Document {
    /// Reads a document, or gives `None` where there is none that has types: some drivers that were
    /// written by hand have no document, and those of Dusk only name the types.
    ///
    /// # Errors
    /// The text is no JSON, or it has types but not as a document has them.
    pub fn read(json: &str) -> Result<Option<Self>, serde_json::Error> {
        if json.trim().is_empty() {
            return Ok(None);
        }
        #[derive(Deserialize)]
        struct Look {
            #[serde(rename = "$defs")]
            definitions: Option<serde::de::IgnoredAny>,
        }
        let look: Look = serde_json::from_str(json)?;
        match look.definitions {
            Some(_) => serde_json::from_str(json).map(Some),
            None => Ok(None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_without_types_are_none() {
        for json in [
            "",
            "{}",
            r#"{"name":"old","functions":[{"name":"f","input":"u64"}]}"#,
        ] {
            assert!(Document::read(json).unwrap().is_none(), "{json}");
        }
        Document::read("{").unwrap_err();
        Document::read(r#"{"$defs":{}}"#).unwrap_err();
    }

    #[test]
    fn order_is_kept() {
        let json = r#"{"name":"c","version":"1","functions":[],"events":[],
            "$defs":{"z":true,"a":{"properties":{"y":{},"x":{}}}}}"#;
        let document = Document::read(json).unwrap().unwrap();
        let names: Vec<_> = document.definitions.iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["z", "a"]);
        let Schema::Of(a) = document.definitions.get("a").unwrap() else {
            panic!("an object");
        };
        let names: Vec<_> = a.properties.iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["y", "x"]);
    }
}
