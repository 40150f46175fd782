//! The forms in which values are written, and which types depend on them.

use std::collections::BTreeSet;

use super::names::Names;
use crate::schema::{Document, Schema};

/// The names of the forms in one file.
pub(super) struct Forms {
    /// The constraint of the parameter.
    pub(super) form: String,
    /// What decoding gives.
    pub(super) text: String,
    /// What decoding gives where it was asked for `bigint`.
    bigints: String,
    /// What encoding takes.
    pub(super) input: String,
    /// The parameter.
    pub(super) parameter: String,
}

impl Forms {
    pub(super) fn new(names: &mut Names) -> Self {
        Self {
            form: names.take("Form"),
            text: names.take("AsText"),
            bigints: names.take("AsBigInts"),
            input: names.take("AsInput"),
            parameter: names.take("F"),
        }
    }

    /// Appends the declarations.
    pub(super) fn declare(&self, out: &mut String) {
        let Self {
            form,
            text,
            bigints,
            input,
            ..
        } = self;
        out.push_str(&format!(
            r#"/** The ways to write integers of 64 bits and more, smaller ones, bytes in hex, and bytes in base58. */
export type {form} = {{ wide: unknown; small: unknown; hex: unknown; base58: unknown }};
/** What decoding gives. */
export type {text} = {{ wide: string; small: number; hex: string; base58: string }};
/** What decoding gives with `integers: "bigint"`. */
export type {bigints} = {{ wide: bigint; small: number; hex: string; base58: string }};
/** What encoding takes: a number only below 2^53, hex with or without `0x`. */
export type {input} = {{
  wide: string | number | bigint;
  small: string | number | bigint;
  hex: string | globalThis.Uint8Array | readonly number[];
  base58: string | globalThis.Uint8Array;
}};
"#
        ));
    }
}

/// The member of a form that a format stands for.
pub(super) fn member_of(format: &str) -> Option<&'static str> {
    match format {
        "hex" => return Some("hex"),
        "base58" => return Some("base58"),
        _ => {}
    }
    let bits = format
        .strip_prefix('u')
        .unwrap_or(format)
        .strip_prefix("int")?;
    match bits.parse::<u32>() {
        Ok(bits) if bits > 32 => Some("wide"),
        Ok(_) => Some("small"),
        Err(_) => None,
    }
}

/// The definitions that depend on the form, directly or by what they refer to.
pub(super) fn dependent(document: &Document) -> BTreeSet<&str> {
    let mut dependent = BTreeSet::new();
    loop {
        let before = dependent.len();
        for (name, schema) in document.definitions.iter() {
            if depends(schema, &dependent) {
                dependent.insert(name);
            }
        }
        if dependent.len() == before {
            return dependent;
        }
    }
}

/// Whether a schema depends on the form, given the definitions of which that is known.
fn depends(schema: &Schema, dependent: &BTreeSet<&str>) -> bool {
    let Schema::Of(keywords) = schema else {
        return false;
    };
    match (&keywords.reference, &keywords.format) {
        (Some(reference), _) => dependent.contains(definition(reference).as_str()),
        (None, Some(format)) => member_of(format).is_some(),
        (None, None) => schema.inner().any(|inner| depends(inner, dependent)),
    }
}

/// The name of the definition that is referred to, by a JSON Pointer in an address's fragment.
pub(super) fn definition(reference: &str) -> String {
    let token = reference.strip_prefix("#/$defs/").unwrap_or(reference);
    let mut bytes = Vec::with_capacity(token.len());
    let mut rest = token.as_bytes();
    while let [first, behind @ ..] = rest {
        let hex = |digits: &[u8]| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok();
        match (first, behind.get(..2).and_then(hex)) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &behind[2..];
            }
            _ => {
                bytes.push(*first);
                rest = behind;
            }
        }
    }
    let text = String::from_utf8_lossy(&bytes);
    text.replace("~1", "/").replace("~0", "~")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_lead_to_names() {
        for (reference, name) in [
            ("#/$defs/u64", "u64"),
            ("#/$defs/ns~1Item", "ns/Item"),
            ("#/$defs/a%20%C3%A9%25~01", "a é%~1"),
            ("#/$defs/100%", "100%"),
        ] {
            assert_eq!(definition(reference), name);
        }
    }

    #[test]
    fn formats_of_integers_and_bytes_have_forms() {
        for (format, member) in [
            ("uint8", Some("small")),
            ("int32", Some("small")),
            ("uint64", Some("wide")),
            ("int256", Some("wide")),
            ("hex", Some("hex")),
            ("base58", Some("base58")),
            ("base58check", None),
            ("uuid", None),
            ("int", None),
        ] {
            assert_eq!(member_of(format), member, "{format}");
        }
    }
}
