//! A value as a tree, a line for each field with the bytes that it comes from.

use std::fmt::Write as _;
use std::ops::Range;

use data_driver::Decode;
use data_driver_explain::{Owner, is_one_piece, owners, pointer, ranges};
use serde_json::{Value, json};

use crate::escape::line;
use crate::failure::Result;
use crate::signature::schema_of;
use crate::subject::Subject;

/// The column in which the bytes stand.
const COLUMN: usize = 56;

/// The longest text of a field.
const LONGEST: usize = 140;

/// What each byte is for.
fn found(subject: &Subject, what: Decode, name: &str, bytes: &[u8]) -> Result<Vec<Owner>> {
    let document = subject.document_if_any()?;
    let schema = document
        .as_ref()
        .and_then(|document| Some((document, schema_of(document, what, name)?)));
    let in_one_piece = |place: &str| {
        schema.is_some_and(|(document, schema)| is_one_piece(document, schema, place))
    };
    Ok(owners(subject.driver()?, what, name, bytes, in_one_piece)?)
}

/// The places with their bytes, for machines.
pub(crate) fn object(subject: &Subject, what: Decode, name: &str, bytes: &[u8]) -> Result<Value> {
    let owners = found(subject, what, name, bytes)?;
    let list = ranges(&owners).into_iter().map(|(owner, ranges)| {
        let ranges: Vec<_> = ranges
            .iter()
            .map(|range| [range.start, range.end])
            .collect();
        match owner {
            Owner::Place(pointer) => json!({ "pointer": pointer, "bytes": ranges }),
            Owner::Unused => json!({ "unused": true, "bytes": ranges }),
            Owner::Unknown => json!({ "unknown": true, "bytes": ranges }),
        }
    });
    Ok(list.collect::<Vec<_>>().into())
}

/// The tree, for people.
pub(crate) fn text(
    subject: &Subject,
    what: Decode,
    name: &str,
    bytes: &[u8],
    json: &str,
) -> Result<String> {
    let value = Ordered::read(json);
    let owners = found(subject, what, name, bytes)?;
    let ranges = ranges(&owners);
    let mut tree = Tree {
        text: String::new(),
        bytes_of: &|place| {
            let owner = Owner::Place(place.to_owned());
            ranges
                .get(&owner)
                .map(|ranges| words(ranges))
                .unwrap_or_default()
        },
    };
    tree.add(name, &value, "", 0);
    for (owner, word) in [
        (Owner::Unused, "no field uses"),
        (Owner::Unknown, "it is not known what uses"),
    ] {
        if let Some(ranges) = ranges.get(&owner) {
            let _ = writeln!(tree.text, "{word} {}", words(ranges));
        }
    }
    Ok(tree.text)
}

/// `bytes 0..8, 16`
fn words(ranges: &[Range<usize>]) -> String {
    let one = |range: &Range<usize>| match range.len() {
        1 => range.start.to_string(),
        _ => format!("{}..{}", range.start, range.end),
    };
    let list: Vec<String> = ranges.iter().map(one).collect();
    let word = if ranges.len() == 1 && ranges[0].len() == 1 {
        "byte"
    } else {
        "bytes"
    };
    format!("{word} {}", list.join(", "))
}

/// A value whose members are in the order of the text.
enum Ordered {
    Leaf(String),
    Array(Vec<Self>),
    Object(Vec<(String, Self)>),
}

impl Ordered {
    fn read(json: &str) -> Self {
        use data_driver_build::schema::Members;
        use serde_json::value::RawValue;

        let read = |value: &RawValue| Self::read(value.get());
        if json.starts_with('{')
            && let Ok(members) = serde_json::from_str::<Members<Box<RawValue>>>(json)
        {
            return Self::Object(
                members
                    .iter()
                    .map(|(name, value)| (name.to_owned(), read(value)))
                    .collect(),
            );
        }
        if json.starts_with('[')
            && let Ok(elements) = serde_json::from_str::<Vec<&RawValue>>(json)
        {
            return Self::Array(elements.into_iter().map(read).collect());
        }
        Self::Leaf(json.to_owned())
    }
}

struct Tree<'a> {
    text: String,
    bytes_of: &'a dyn Fn(&str) -> String,
}

impl Tree<'_> {
    fn add(&mut self, name: &str, value: &Ordered, place: &str, depth: usize) {
        let name = line(name);
        let head = match value {
            Ordered::Leaf(text) => format!("{name}: {}", shortened(&line(text))),
            Ordered::Array(elements) if elements.is_empty() => format!("{name}: []"),
            Ordered::Object(members) if members.is_empty() => format!("{name}: {{}}"),
            _ => name.into_owned(),
        };
        let head = format!("{}{head}", "  ".repeat(depth));
        let bytes = (self.bytes_of)(place);
        let row = format!("{head:<COLUMN$}  {bytes}");
        let _ = writeln!(self.text, "{}", row.trim_end());
        let mut inner = |key: &str, value: &Ordered| {
            self.add(key, value, &pointer::child(place, key), depth + 1);
        };
        match value {
            Ordered::Leaf(_) => {}
            Ordered::Array(elements) => {
                for (index, element) in elements.iter().enumerate() {
                    inner(&index.to_string(), element);
                }
            }
            Ordered::Object(members) => {
                for (key, value) in members {
                    inner(key, value);
                }
            }
        }
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
