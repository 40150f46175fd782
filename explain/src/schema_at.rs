//! The schema of a place inside a value.

use data_driver_build::schema::{Document, Keywords, Schema};

use crate::pointer::keys;

/// How many references are followed; a document in which they go in a circle has no end.
const MOST_REFERENCES: usize = 32;

/// The keywords of a schema, or of the one that it refers to.
#[must_use]
pub fn resolve<'a>(document: &'a Document, schema: &'a Schema) -> Option<&'a Keywords> {
    let mut schema = schema;
    for _ in 0..MOST_REFERENCES {
        let Schema::Of(keywords) = schema else {
            return None;
        };
        let Some(reference) = &keywords.reference else {
            return Some(keywords);
        };
        let name = keys(reference.strip_prefix('#')?).nth(1)?;
        schema = document.definitions.get(&percent_decoded(&name)?)?;
    }
    None
}

/// A fragment's `%3C` stands for `<`.
fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((byte, behind)) = rest.split_first() {
        rest = behind;
        if *byte != b'%' {
            bytes.push(*byte);
            continue;
        }
        let (digits, behind) = rest.split_at_checked(2)?;
        bytes.push(u8::from_str_radix(str::from_utf8(digits).ok()?, 16).ok()?);
        rest = behind;
    }
    String::from_utf8(bytes).ok()
}

/// The keywords of the schema of what the pointer names in a value of this schema.
#[must_use]
pub fn schema_at<'a>(
    document: &'a Document,
    schema: &'a Schema,
    pointer: &str,
) -> Option<&'a Keywords> {
    let keys: Vec<String> = keys(pointer).collect();
    descend(document, schema, &keys)
}

fn descend<'a>(
    document: &'a Document,
    schema: &'a Schema,
    path: &[String],
) -> Option<&'a Keywords> {
    let keywords = resolve(document, schema)?;
    let alternatives = keywords.any_of.iter().chain(&keywords.one_of);
    let in_alternatives = |path: &[String]| {
        alternatives
            .clone()
            .find_map(|one| descend(document, one, path))
    };
    let Some((key, rest)) = path.split_first() else {
        // An option's schema is that of its value.
        return match keywords.any_of.first() {
            Some(first) => descend(document, first, path),
            None => Some(keywords),
        };
    };
    if let Some(member) = keywords.properties.get(key) {
        return descend(document, member, rest);
    }
    let index = key.parse::<usize>().ok();
    let prefix = keywords.prefix_items.as_deref().unwrap_or_default();
    if let Some(element) = index.and_then(|index| prefix.get(index)) {
        return descend(document, element, rest);
    }
    let is_object = keywords.types.iter().any(|name| name == "object");
    if is_object && let Schema::Of(_) = &keywords.additional_properties {
        return descend(document, &keywords.additional_properties, rest);
    }
    if index.is_some() && keywords.types.iter().any(|name| name == "array") {
        return descend(document, &keywords.items, rest);
    }
    in_alternatives(path)
}

/// Whether the bytes of the place stand together, as those of keys and signatures do.
#[must_use]
pub fn is_one_piece(document: &Document, schema: &Schema, pointer: &str) -> bool {
    let found = schema_at(document, schema, pointer);
    found.is_some_and(|keywords| keywords.format.as_deref() == Some("base58"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document() -> Document {
        let json = r##"{"name":"c","version":"1","functions":[],"events":[],"$defs":{
            "Key":{"type":"string","format":"base58"},
            "A<b>":{"type":"object","properties":{
                "key":{"$ref":"#/$defs/Key"},
                "maybe":{"anyOf":[{"$ref":"#/$defs/Key"},{"type":"null"}]},
                "list":{"type":"array","items":{"$ref":"#/$defs/Key"}},
                "pair":{"type":"array","prefixItems":[{"type":"string"},{"$ref":"#/$defs/Key"}],"items":false},
                "choice":{"oneOf":[{"const":"None"},{"type":"object","properties":{"Some":{"$ref":"#/$defs/Key"}}}]},
                "map":{"type":"object","additionalProperties":{"$ref":"#/$defs/Key"}}
            }},
            "Loop":{"$ref":"#/$defs/Loop"}}}"##;
        Document::read(json).unwrap().unwrap()
    }

    fn reference(name: &str) -> Schema {
        serde_json::from_value(serde_json::json!({"$ref": format!("#/$defs/{name}")})).unwrap()
    }

    #[test]
    fn every_kind_of_place_is_found() {
        let document = document();
        let root = reference("A%3Cb%3E");
        for pointer in [
            "/key",
            "/maybe",
            "/list/3",
            "/pair/1",
            "/choice/Some",
            "/map/x",
        ] {
            assert!(is_one_piece(&document, &root, pointer), "{pointer}");
        }
        for pointer in ["", "/pair/0", "/none", "/key/deeper", "/choice/None"] {
            assert!(!is_one_piece(&document, &root, pointer), "{pointer}");
        }
    }

    #[test]
    fn a_circle_ends() {
        assert!(resolve(&document(), &reference("Loop")).is_none());
        assert!(resolve(&document(), &reference("Nobody")).is_none());
    }
}
