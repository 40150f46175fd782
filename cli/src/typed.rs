//! Values from the command line as JSON, by what the schema says they are and never by their look.

use data_driver_build::schema::{Document, Keywords, Schema};

/// The JSON text of a value that was typed for this schema.
///
/// Text, bytes, keys and names of variants need no quotation marks; in them the text is one of JSON as
/// well. Everything else is JSON.
pub(crate) fn json(document: &Document, schema: &Schema, text: &str) -> String {
    let is_bare = kinds(document, schema).is_some_and(|kinds| kinds.is_bare(text));
    match is_bare {
        true => serde_json::Value::from(text).to_string(),
        false => text.to_owned(),
    }
}

/// What the alternatives of a schema, nested options included, allow.
#[derive(Debug, Default)]
struct Kinds {
    null: bool,
    boolean: bool,
    /// Integers and floats: as numbers, or as text.
    number: bool,
    /// Text of any kind.
    text: bool,
    /// Objects and arrays.
    compound: bool,
    /// These texts.
    constants: Vec<String>,
    /// The schemas that were looked at: one may be an alternative of itself.
    seen: Vec<*const Keywords>,
}

impl Kinds {
    /// Whether the text is that of a string that stands without quotation marks.
    fn is_bare(&self, text: &str) -> bool {
        if serde_json::from_str::<String>(text).is_ok() {
            return false;
        }
        if self.constants.iter().any(|one| one == text) {
            return true;
        }
        let trimmed = text.trim();
        if self.null && trimmed == "null" || self.boolean && matches!(trimmed, "true" | "false") {
            return false;
        }
        if self.compound && trimmed.starts_with(['{', '[']) {
            return false;
        }
        if self.number {
            return serde_json::from_str::<serde_json::Number>(trimmed).is_err();
        }
        self.text
    }

    fn add(&mut self, document: &Document, keywords: &Keywords) {
        if self.seen.contains(&std::ptr::from_ref(keywords)) {
            return;
        }
        self.seen.push(std::ptr::from_ref(keywords));
        for alternative in keywords.any_of.iter().chain(&keywords.one_of) {
            if let Some(inner) = document.resolve(alternative) {
                self.add(document, inner);
            }
        }
        let constants = keywords.only.iter().chain(&keywords.choices);
        self.constants
            .extend(constants.filter_map(|one| one.as_str().map(str::to_owned)));
        let is_number = keywords.format.as_deref().is_some_and(|format| {
            format == "float" || format.starts_with("int") || format.starts_with("uint")
        });
        for name in &keywords.types {
            match name.as_str() {
                "null" => self.null = true,
                "boolean" => self.boolean = true,
                "integer" | "number" => self.number = true,
                "string" if is_number => self.number = true,
                "string" => self.text = true,
                "object" | "array" => self.compound = true,
                _ => {}
            }
        }
        if is_number {
            self.number = true;
        }
    }
}

fn kinds(document: &Document, schema: &Schema) -> Option<Kinds> {
    let mut kinds = Kinds::default();
    kinds.add(document, document.resolve(schema)?);
    Some(kinds)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document() -> Document {
        let json = r##"{"name":"c","version":"1","functions":[],"events":[],"$defs":{
            "u64":{"type":["integer","string"],"format":"uint64"},
            "Hex":{"type":["string","array"],"format":"hex"},
            "Text":{"type":"string"},
            "Maybe":{"anyOf":[{"type":"string"},{"type":"null"}]},
            "Flag":{"type":"boolean"},
            "Choice":{"oneOf":[{"const":"Silent"},{"type":"object","properties":{"Words":{"type":"string"}}}]},
            "Pair":{"type":"array","prefixItems":[{"type":"string"}],"items":false},
            "Self":{"anyOf":[{"$ref":"#/$defs/Self"},{"$ref":"#/$defs/Self"},{"type":"string"}]}}}"##;
        Document::read(json).unwrap().unwrap()
    }

    #[test]
    fn values_are_read_by_type() {
        let document = document();
        for (name, given, read) in [
            // Digits that look like a number are hex where hex is wanted.
            ("Hex", "78077", r#""78077""#),
            ("Hex", "0x00", r#""0x00""#),
            ("Hex", r#""00""#, r#""00""#),
            ("Hex", "[1, 2]", "[1, 2]"),
            ("u64", "18446744073709551615", "18446744073709551615"),
            ("u64", r#""5""#, r#""5""#),
            ("u64", "12 coins", r#""12 coins""#),
            ("Text", "null", r#""null""#),
            ("Text", "5", r#""5""#),
            ("Text", "say \"hi\"", r#""say \"hi\"""#),
            ("Text", "{", r#""{""#),
            ("Maybe", "null", "null"),
            ("Maybe", "nul", r#""nul""#),
            ("Self", "5", r#""5""#),
            ("Flag", "true", "true"),
            ("Flag", "yes", "yes"),
            ("Choice", "Silent", r#""Silent""#),
            ("Choice", r#"{"Words":"x"}"#, r#"{"Words":"x"}"#),
            ("Pair", r#"["x"]"#, r#"["x"]"#),
        ] {
            let schema = format!(r##"{{"$ref":"#/$defs/{name}"}}"##);
            let schema: Schema = serde_json::from_str(&schema).unwrap();
            assert_eq!(json(&document, &schema, given), read, "{name} {given}");
        }
    }
}
