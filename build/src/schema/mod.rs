//! The document that a driver's `get_schema` returns, as far as the build looks into it.
//!
//! `schemas/data-driver.schema.json` in the repository says what the document holds.

pub mod brief;
mod keywords;
mod members;
mod pretty;
pub mod reference;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

pub use keywords::{Keywords, Schema, Unit};
pub use members::Members;
pub use pretty::pretty;
pub(crate) use pretty::string_length;

/// What a document says about its contract as a whole. Every document may say it, also one without
/// types.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(expecting = "an object")]
#[non_exhaustive]
pub struct Summary {
    /// The contract's name.
    pub name: Option<String>,
    /// The format of the contract's bytes.
    pub codec: Option<String>,
}

/// A contract's functions, events and types.
#[derive(Debug, Clone, Deserialize)]
#[serde(expecting = "an object")]
pub struct Document {
    /// The contract's name.
    pub name: String,
    /// The driver's version.
    pub version: String,
    /// The format of the contract's bytes.
    #[serde(default)]
    pub codec: String,
    /// What the contract is for, in Markdown.
    #[serde(default)]
    pub doc: String,
    /// The functions, in the order of their declaration.
    pub functions: Vec<Function>,
    /// The events, in the order of their declaration. One that has several topics stands here once for
    /// each.
    #[serde(deserialize_with = "one_for_each_topic")]
    pub events: Vec<Event>,
    /// The types, by name.
    #[serde(rename = "$defs")]
    pub definitions: Members<Schema>,
}

/// What a contract can be called for.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", expecting = "an object")]
pub struct Function {
    /// The function's name.
    pub name: String,
    /// Other names by which the driver knows it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// What it does, in Markdown.
    #[serde(default)]
    pub doc: String,
    /// `transaction`, `query` or `feed`.
    pub kind: String,
    /// The parameters.
    pub params: Vec<Param>,
    /// The name of the arguments' type.
    #[serde(default)]
    pub input: String,
    /// The name of the result's type.
    #[serde(default)]
    pub output: String,
    /// The arguments: those of several parameters are an array.
    pub input_schema: Schema,
    /// The result; of a feed, one of its items.
    pub output_schema: Schema,
}

/// A function's parameter.
#[derive(Debug, Clone, Deserialize)]
#[serde(expecting = "an object")]
pub struct Param {
    /// The parameter's name.
    pub name: String,
    /// The name of its type.
    #[serde(default, rename = "type")]
    pub type_name: String,
    /// What it takes.
    #[serde(default)]
    pub schema: Schema,
}

/// What a contract tells.
#[derive(Debug, Clone)]
pub struct Event {
    /// The topic.
    pub topic: String,
    /// What it tells, in Markdown.
    pub doc: String,
    /// The name of the data's type.
    pub data: String,
    /// The event's data.
    pub data_schema: Schema,
}

/// Events with one `topic`, as this project writes them, or with a list of `topics`, as some deployed
/// drivers do.
fn one_for_each_topic<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Event>, D::Error> {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase", expecting = "an object")]
    struct Entry {
        topic: Option<String>,
        #[serde(default)]
        topics: Vec<String>,
        #[serde(default)]
        doc: String,
        #[serde(default)]
        data: String,
        data_schema: Schema,
    }

    let mut events: Vec<Event> = Vec::new();
    for entry in Vec::<Entry>::deserialize(deserializer)? {
        let topics: Vec<_> = entry.topic.into_iter().chain(entry.topics).collect();
        if topics.is_empty() {
            return Err(D::Error::custom("an event without `topic` and `topics`"));
        }
        for topic in topics {
            if events.iter().any(|event| event.topic == topic) {
                continue;
            }
            events.push(Event {
                topic,
                doc: entry.doc.clone(),
                data: entry.data.clone(),
                data_schema: entry.data_schema.clone(),
            });
        }
    }
    Ok(events)
}

impl Summary {
    /// Reads what the document says; an empty one says nothing.
    ///
    /// # Errors
    /// The text is no JSON object, or a member is of another type.
    pub fn read(json: &str) -> Result<Self, serde_json::Error> {
        if json.trim().is_empty() {
            return Ok(Self::default());
        }
        serde_json::from_str(json)
    }
}

impl Document {
    /// The names of the functions and the topics of the events.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        let functions = self.functions.iter().map(|function| &*function.name);
        let events = self.events.iter().map(|event| &*event.topic);
        functions.chain(events).collect()
    }

    /// Reads a document, or gives `None` where there is none that has types: some drivers that were
    /// written by hand have no document, and those of other frameworks only name the types.
    ///
    /// # Errors
    /// The text is no JSON, or it has types but not as a document has them.
    pub fn read(json: &str) -> Result<Option<Self>, serde_json::Error> {
        if json.trim().is_empty() {
            return Ok(None);
        }
        #[derive(Deserialize)]
        #[serde(expecting = "an object")]
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
    fn what_every_document_says_is_read() {
        let read = |json| Summary::read(json).unwrap();
        assert_eq!(read(" "), Summary::default());
        assert_eq!(read(r#"{"functions":[]}"#), Summary::default());
        let deployed =
            read(r#"{"name":"Token","functions":[],"events":[{"topics":["a"],"data":"u64"}]}"#);
        assert_eq!(
            (deployed.name.as_deref(), deployed.codec),
            (Some("Token"), None)
        );
        assert_eq!(read(r#"{"codec":"borsh"}"#).codec.as_deref(), Some("borsh"));
        Summary::read(r#"{"codec":1}"#).unwrap_err();
        Summary::read("[").unwrap_err();
    }

    #[test]
    fn an_event_has_a_topic_or_several() {
        // D2
        let read = |event: &str| {
            let events = format!(
                r#"{{"name":"c","version":"1","functions":[],"$defs":{{}},"events":[{event}]}}"#
            );
            let document = Document::read(&events).map(|document| document.unwrap().events);
            document.map(|events| {
                events
                    .into_iter()
                    .map(|event| event.topic)
                    .collect::<Vec<_>>()
            })
        };
        assert_eq!(read(r#"{"topic":"a","dataSchema":true}"#).unwrap(), ["a"]);
        assert_eq!(
            read(r#"{"topics":["a","b"],"dataSchema":true}"#).unwrap(),
            ["a", "b"]
        );
        assert_eq!(
            read(r#"{"topic":"b","topics":["a","b"],"dataSchema":true}"#).unwrap(),
            ["b", "a"]
        );
        for without in [
            r#"{"dataSchema":true}"#,
            r#"{"topics":[],"dataSchema":true}"#,
        ] {
            let error = read(without).unwrap_err().to_string();
            assert!(error.starts_with("an event without `topic`"), "{error}");
        }
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
