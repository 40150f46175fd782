//! References to definitions, `#/$defs/Pair%3Cu8%3E`: JSON Pointers in the fragment of an address.

use super::{Document, Keywords, Schema};

/// How many references are followed; a document in which they go in a circle has no end.
const MOST_REFERENCES: usize = 32;

/// The name that a part of such a pointer stands for, if it stands for one.
#[must_use]
pub fn decoded(token: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(token.len());
    let mut rest = token.as_bytes();
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
    let text = String::from_utf8(bytes).ok()?;
    Some(text.replace("~1", "/").replace("~0", "~"))
}

/// A name as a part of such a pointer.
#[must_use]
pub fn encoded(name: &str) -> String {
    percent_encoded(&name.replace('~', "~0").replace('/', "~1"))
}

/// Text as a part of an address (RFC 3986): what has no meaning there stays, all else is `%` and two digits.
#[must_use]
pub fn percent_encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                encoded.push(char::from(byte));
            }
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

impl Document {
    /// The keywords of a schema, or of the definition that it refers to.
    #[must_use]
    pub fn resolve<'a>(&'a self, schema: &'a Schema) -> Option<&'a Keywords> {
        let mut schema = schema;
        for _ in 0..MOST_REFERENCES {
            let Schema::Of(keywords) = schema else {
                return None;
            };
            let Some(reference) = &keywords.reference else {
                return Some(keywords);
            };
            let name = decoded(reference.strip_prefix("#/$defs/")?)?;
            schema = self.definitions.get(&name)?;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_back() {
        for name in ["u8", "Pair<u8>", "a/b", "~1", "100%", "é", "a b"] {
            assert_eq!(decoded(&encoded(name)).as_deref(), Some(name));
        }
        // The address is decoded before the pointer in it.
        assert_eq!(decoded("%7E1").as_deref(), Some("/"));
        for token in ["%", "%4", "%zz", "%ff"] {
            assert_eq!(decoded(token), None, "{token}");
        }
    }

    #[test]
    fn a_circle_ends() {
        let document = Document::read(
            r##"{"name":"c","version":"1","functions":[],"events":[],"$defs":{"Loop":{"$ref":"#/$defs/Loop"},"A<b>":{"type":"null"}}}"##,
        );
        let document = document.unwrap().unwrap();
        let reference = |name: &str| {
            serde_json::from_value(serde_json::json!({ "$ref": format!("#/$defs/{name}") }))
                .unwrap()
        };
        assert!(document.resolve(&reference("A%3Cb%3E")).is_some());
        assert!(document.resolve(&reference("Loop")).is_none());
        assert!(document.resolve(&reference("Nobody")).is_none());
    }
}
