//! Comparing two schemas: which of them allows more, and whether the bytes can be the same.

use data_driver_build::schema::{Document, Keywords, Schema};

use crate::decimal::Int;

/// What is known of the new schema beside the old one.
pub(super) struct Comparison<'a> {
    old: &'a Document,
    new: &'a Document,
    /// It allows what the old one does not.
    pub(super) wider: bool,
    /// It does not allow what the old one does.
    pub(super) narrower: bool,
    /// Bytes of the old values cannot be those of the new ones.
    pub(super) layout: bool,
    pub(super) reasons: Vec<String>,
    /// What has been compared, each pair once: what differs is known then, a definition may refer to itself, and a
    /// document can double with each level.
    seen: Vec<(&'a Keywords, &'a Keywords)>,
}

/// What a difference means.
#[derive(Clone, Copy)]
enum Means {
    Wider,
    Narrower,
    Other,
}

impl<'a> Comparison<'a> {
    pub(super) const fn new(old: &'a Document, new: &'a Document) -> Self {
        Self {
            old,
            new,
            wider: false,
            narrower: false,
            layout: false,
            reasons: Vec::new(),
            seen: Vec::new(),
        }
    }

    fn add(&mut self, means: Means, layout: bool, at: &str, reason: &str) {
        self.wider |= matches!(means, Means::Wider | Means::Other);
        self.narrower |= matches!(means, Means::Narrower | Means::Other);
        self.layout |= layout;
        let place = if at.is_empty() {
            String::new()
        } else {
            format!("{at}: ")
        };
        let layout = if layout {
            "; the layout of the bytes changes"
        } else {
            ""
        };
        self.reasons.push(format!("{place}{reason}{layout}"));
    }

    pub(super) fn compare(&mut self, old: &'a Schema, new: &'a Schema, at: &str) {
        let (was, is) = (self.old.resolve(old), self.new.resolve(new));
        let (Some(was), Some(is)) = (was, is) else {
            if was.is_some() != is.is_some()
                || matches!(
                    (old, new),
                    (Schema::Any, Schema::Never) | (Schema::Never, Schema::Any)
                )
            {
                self.add(Means::Other, true, at, "it is described in another way");
            }
            return;
        };
        let same =
            |pair: &(&Keywords, &Keywords)| std::ptr::eq(pair.0, was) && std::ptr::eq(pair.1, is);
        if self.seen.iter().any(same) {
            return;
        }
        if let (Schema::Of(old), Schema::Of(new)) = (old, new)
            && old.unit != new.unit
        {
            self.add(Means::Other, false, at, "it counts another unit");
        }
        self.seen.push((was, is));
        self.keywords(was, is, at);
    }

    fn keywords(&mut self, old: &'a Keywords, new: &'a Keywords, at: &str) {
        match (old.any_of.first(), new.any_of.first()) {
            (Some(old), Some(new)) => return self.compare(old, new, at),
            (None, Some(_)) => return self.add(Means::Wider, true, at, "it may be null now"),
            (Some(_), None) => {
                return self.add(Means::Narrower, true, at, "it may be null no longer");
            }
            (None, None) => {}
        }
        if !old.one_of.is_empty() && !new.one_of.is_empty() {
            return self.variants(&old.one_of, &new.one_of, at);
        }
        if old.format != new.format {
            return self.formats(old.format.as_deref(), new.format.as_deref(), at);
        }
        if old.types != new.types || old.one_of.is_empty() != new.one_of.is_empty() {
            let reason = format!("it was {} and is {}", word(old), word(new));
            return self.add(Means::Other, true, at, &reason);
        }
        if old.byte_length != new.byte_length
            || old.max_length != new.max_length && old.format.is_none()
        {
            self.add(Means::Other, true, at, "it has another length");
        }
        if old.prefix != new.prefix {
            self.add(Means::Other, false, at, "its text begins in another way");
        }
        if old.pattern != new.pattern
            || (&old.minimum, &old.maximum) != (&new.minimum, &new.maximum)
        {
            self.add(Means::Other, false, at, "other values are allowed");
        }
        if old.only != new.only || old.choices != new.choices {
            self.add(Means::Other, false, at, "it is another text");
        }
        self.members(old, new, at);
        self.elements(old, new, at);
        match (&old.property_names, &new.property_names) {
            (Some(old), Some(new)) => self.compare(old, new, &format!("{at}/*")),
            (None, None) => {}
            _ => self.add(
                Means::Other,
                true,
                at,
                "its members have names of another kind",
            ),
        }
        self.compare(
            &old.additional_properties,
            &new.additional_properties,
            &format!("{at}/*"),
        );
    }

    fn formats(&mut self, old: Option<&str>, new: Option<&str>, at: &str) {
        let reason = format!(
            "it was {} and is {}",
            old.unwrap_or("of no format"),
            new.unwrap_or("of no format")
        );
        let ints = old
            .and_then(Int::of_format)
            .zip(new.and_then(Int::of_format));
        let means = match ints {
            Some((old, new)) => {
                let holds = |int: Int, other: Int| {
                    let (least, greatest) = other.bounds();
                    int.holds(&least) && int.holds(&greatest)
                };
                match (holds(new, old), holds(old, new)) {
                    (true, false) => Means::Wider,
                    (false, true) => Means::Narrower,
                    _ => Means::Other,
                }
            }
            None => Means::Other,
        };
        self.add(means, true, at, &reason);
    }

    fn members(&mut self, old: &'a Keywords, new: &'a Keywords, at: &str) {
        let is_required =
            |keywords: &Keywords, name: &str| keywords.required.iter().any(|one| one == name);
        let names = |keywords: &'a Keywords| -> Vec<&'a str> {
            keywords.properties.iter().map(|(name, _)| name).collect()
        };
        let (were, are) = (names(old), names(new));
        for (name, schema) in old.properties.iter() {
            let place = format!("{at}/{name}");
            let Some(now) = new.properties.get(name) else {
                self.add(Means::Other, true, &place, "the member is gone");
                continue;
            };
            match (is_required(old, name), is_required(new, name)) {
                (true, false) => self.add(
                    Means::Wider,
                    false,
                    &place,
                    "the member may be left out now",
                ),
                (false, true) => self.add(
                    Means::Narrower,
                    false,
                    &place,
                    "the member must be there now",
                ),
                _ => {}
            }
            self.compare(schema, now, &place);
        }
        for name in are.iter().filter(|name| !were.contains(name)) {
            let means = if is_required(new, name) {
                Means::Other
            } else {
                Means::Wider
            };
            self.add(means, true, &format!("{at}/{name}"), "the member is new");
        }
        let in_both = |list: &[&'a str], other: &[&str]| -> Vec<&'a str> {
            list.iter()
                .copied()
                .filter(|name| other.contains(name))
                .collect()
        };
        if in_both(&were, &are) != in_both(&are, &were) {
            self.layout = true;
            self.reasons.push(format!(
                "{at}: the members are in another order; the layout of the bytes changes"
            ));
        }
    }

    fn elements(&mut self, old: &'a Keywords, new: &'a Keywords, at: &str) {
        match (&old.prefix_items, &new.prefix_items) {
            (Some(old), Some(new)) => {
                if old.len() != new.len() {
                    let reason = format!("there were {} values and are {}", old.len(), new.len());
                    self.add(Means::Other, true, at, &reason);
                }
                for (index, (old, new)) in old.iter().zip(new).enumerate() {
                    self.compare(old, new, &format!("{at}/{index}"));
                }
            }
            (None, None) => {
                if (old.min_items, old.max_items) != (new.min_items, new.max_items) {
                    self.add(Means::Other, true, at, "it has another number of elements");
                }
                // Bytes are also lists of numbers, which says nothing new.
                if old.format.is_none() {
                    self.compare(&old.items, &new.items, &format!("{at}/*"));
                }
            }
            _ => self.add(Means::Other, true, at, "it is a tuple on one side alone"),
        }
    }

    fn variants(&mut self, old: &'a [Schema], new: &'a [Schema], at: &str) {
        let names = |document, variants: &'a [Schema]| -> Vec<String> {
            variants
                .iter()
                .map(|one| variant_name(document, one))
                .collect()
        };
        let (were, are) = (names(self.old, old), names(self.new, new));
        for (name, schema) in were.iter().zip(old) {
            match are.iter().position(|one| one == name) {
                Some(index) => self.compare(schema, &new[index], at),
                None => self.add(
                    Means::Narrower,
                    false,
                    &format!("{at}/{name}"),
                    "the variant is gone",
                ),
            }
        }
        for name in are.iter().filter(|name| !were.contains(name)) {
            self.add(
                Means::Wider,
                false,
                &format!("{at}/{name}"),
                "the variant is new",
            );
        }
        // Variants are numbered in their order.
        if !are.starts_with(&were) && were != are {
            self.layout = true;
            self.reasons.push(format!(
                "{at}: variants have other numbers; the layout of the bytes changes"
            ));
        }
    }
}

/// What a variant is known by: its text, its only member, or its tag.
fn variant_name(document: &Document, variant: &Schema) -> String {
    let Some(keywords) = document.resolve(variant) else {
        return String::new();
    };
    if let Some(only) = &keywords.only {
        return only.as_str().unwrap_or_default().to_owned();
    }
    let tag = keywords
        .properties
        .iter()
        .find_map(|(_, member)| match member {
            Schema::Of(member) => member.only.as_ref()?.as_str(),
            Schema::Any | Schema::Never => None,
        });
    let first = keywords.properties.iter().next().map(|(name, _)| name);
    tag.or(first).unwrap_or_default().to_owned()
}

fn word(keywords: &Keywords) -> String {
    match (&keywords.format, keywords.types.first()) {
        (Some(format), _) => format.clone(),
        (None, Some(name)) => name.clone(),
        (None, None) => "one of several".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::diff::{Change, diff};
    use data_driver_build::schema::Document;
    use serde_json::json;

    /// A document with this type as the input and the output of `f`.
    fn document(schema: &str) -> Document {
        let text = format!(
            r##"{{"name":"c","version":"1","events":[],"$defs":{{"T":{schema},"u8":{{"type":"integer","format":"uint8"}}}},
            "functions":[{{"name":"f","kind":"query","params":[],
            "inputSchema":{{"$ref":"#/$defs/T"}},"outputSchema":{{"$ref":"#/$defs/T"}}}}]}}"##
        );
        Document::read(&text).unwrap().unwrap()
    }

    /// What a change means for the input, for the output, and whether the layout changes.
    fn change(old: &str, new: &str) -> (Change, Change, bool) {
        let entries = diff(&document(old), &document(new));
        assert_eq!(entries.len(), 2);
        (entries[0].change, entries[1].change, entries[0].layout)
    }

    #[test]
    fn every_kind_of_change_is_judged() {
        use Change::{Breaking, Compatible, Identical, Partly};
        let object = |members: &str, required: &str| {
            format!(
                r#"{{"type":"object","properties":{{{members}}},"required":[{required}],"additionalProperties":false}}"#
            )
        };
        let (a, b) = (r##""a":{"$ref":"#/$defs/u8"}"##, r#""b":{"type":"string"}"#);
        let both = object(&format!("{a},{b}"), r#""a","b""#);
        let variants = |names: &[&str]| {
            let list: Vec<_> = names.iter().map(|name| json!({ "const": name })).collect();
            json!({ "oneOf": list }).to_string()
        };
        let int =
            |format: &str| json!({ "type": ["integer", "string"], "format": format }).to_string();
        let map = |names: &str| {
            let names: serde_json::Value = serde_json::from_str(&int(names)).unwrap();
            json!({ "type": "object", "propertyNames": names, "additionalProperties": { "$ref": "#/$defs/u8" } })
                .to_string()
        };
        for (old, new, expected) in [
            (
                both.clone(),
                both.replace(r#""type":"string""#, r#""type":"string","description":"x""#),
                (Identical, Identical, false),
            ),
            (
                both.clone(),
                object(&format!("{b},{a}"), r#""a","b""#),
                (Breaking, Breaking, true),
            ),
            (
                both.clone(),
                object(a, r#""a""#),
                (Breaking, Breaking, true),
            ),
            (
                object(a, r#""a""#),
                both.clone(),
                (Breaking, Breaking, true),
            ),
            (
                both.clone(),
                object(&format!("{a},{b}"), r#""a""#),
                (Compatible, Partly, false),
            ),
            (
                object(&format!("{a},{b}"), r#""a""#),
                both.clone(),
                (Partly, Compatible, false),
            ),
            (
                variants(&["X", "Y"]),
                variants(&["X", "Y", "Z"]),
                (Compatible, Partly, false),
            ),
            (
                variants(&["X", "Y"]),
                variants(&["Y", "X"]),
                (Breaking, Breaking, true),
            ),
            (
                variants(&["X", "Y"]),
                variants(&["X"]),
                (Breaking, Breaking, true),
            ),
            (int("uint32"), int("uint64"), (Breaking, Breaking, true)),
            (
                int("uint32"),
                r#"{"type":"string"}"#.into(),
                (Breaking, Breaking, true),
            ),
            (
                r#"{"type":"string","pattern":"^a"}"#.into(),
                r#"{"type":"string","pattern":"^b"}"#.into(),
                (Breaking, Breaking, false),
            ),
            (map("uint8"), map("uint16"), (Breaking, Breaking, true)),
            (
                map("uint8"),
                r##"{"type":"object","additionalProperties":{"$ref":"#/$defs/u8"}}"##.into(),
                (Breaking, Breaking, true),
            ),
            (
                r#"{"type":"array","items":false}"#.into(),
                r#"{"type":"array"}"#.into(),
                (Breaking, Breaking, true),
            ),
            (
                r#"{"type":"string"}"#.into(),
                r#"{"anyOf":[{"type":"string"},{"type":"null"}]}"#.into(),
                (Breaking, Breaking, true),
            ),
        ] {
            assert_eq!(change(&old, &new), expected, "{old} {new}");
        }
    }

    /// To compare each place of them anew would take 2⁶⁴ steps.
    #[test]
    fn types_that_double_with_each_level_are_compared() {
        let level = |number: usize| {
            let next = format!("#/$defs/L{}", number + 1);
            json!({ "type": "array", "prefixItems": [{ "$ref": next }, { "$ref": next }], "items": false })
        };
        let mut definitions: serde_json::Map<_, _> = (0..64)
            .map(|number| (format!("L{number}"), level(number)))
            .collect();
        definitions.insert("L64".into(), json!({ "type": "null" }));
        let text = json!({ "name": "c", "version": "1", "events": [], "$defs": definitions, "functions": [{
            "name": "f", "kind": "query", "params": [], "inputSchema": { "$ref": "#/$defs/L0" },
            "outputSchema": { "$ref": "#/$defs/L0" } }] });
        let document = Document::read(&text.to_string()).unwrap().unwrap();
        for entry in diff(&document, &document) {
            assert_eq!(entry.change, Change::Identical);
        }
    }

    #[test]
    fn types_that_contain_themselves_are_compared() {
        let tree = r##"{"type":"array","items":{"$ref":"#/$defs/T"}}"##;
        assert_eq!(change(tree, tree).0, Change::Identical);
    }
}
