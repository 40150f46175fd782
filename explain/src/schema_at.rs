//! The schema of a place inside a value.

use data_driver_build::schema::{Document, Keywords, Schema};

use crate::pointer::keys;

/// The keywords of the schema of what the pointer names in a value of this schema.
#[must_use]
pub fn schema_at<'a>(
    document: &'a Document,
    schema: &'a Schema,
    pointer: &str,
) -> Option<&'a Keywords> {
    let keys: Vec<String> = keys(pointer).collect();
    descend(document, schema, &keys, &mut { MOST_STEPS })
}

/// How many schemas are looked at on the way: alternatives may refer to themselves, and double with each level.
const MOST_STEPS: u32 = 1_000;

fn descend<'a>(
    document: &'a Document,
    schema: &'a Schema,
    path: &[String],
    steps: &mut u32,
) -> Option<&'a Keywords> {
    *steps = steps.checked_sub(1)?;
    let keywords = document.resolve(schema)?;
    let Some((key, rest)) = path.split_first() else {
        // An option's schema is that of its value.
        return match keywords.any_of.first() {
            Some(first) => descend(document, first, path, steps),
            None => Some(keywords),
        };
    };
    if let Some(member) = keywords.properties.get(key) {
        return descend(document, member, rest, steps);
    }
    let index = key.parse::<usize>().ok();
    let prefix = keywords.prefix_items.as_deref().unwrap_or_default();
    if let Some(element) = index.and_then(|index| prefix.get(index)) {
        return descend(document, element, rest, steps);
    }
    let is_object = keywords.types.iter().any(|name| name == "object");
    if is_object && let Schema::Of(_) = &keywords.additional_properties {
        return descend(document, &keywords.additional_properties, rest, steps);
    }
    if index.is_some() && keywords.types.iter().any(|name| name == "array") {
        return descend(document, &keywords.items, rest, steps);
    }
    let mut alternatives = keywords.any_of.iter().chain(&keywords.one_of);
    alternatives.find_map(|one| descend(document, one, path, steps))
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
            }}}}"##;
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
    fn alternatives_of_themselves_end() {
        let json = r##"{"name":"c","version":"1","functions":[],"events":[],"$defs":{
            "Any":{"anyOf":[{"$ref":"#/$defs/Any"},{"type":"null"}]},
            "One":{"oneOf":[{"$ref":"#/$defs/One"},{"$ref":"#/$defs/One"}]}}}"##;
        let document = Document::read(json).unwrap().unwrap();
        for name in ["Any", "One"] {
            for pointer in ["", "/a/b"] {
                assert!(!is_one_piece(&document, &reference(name), pointer));
            }
        }
    }
}
