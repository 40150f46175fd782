//! JSON Schema (draft 2020-12) of described types.

use alloc::string::String;

use super::writer::Object;
use crate::describe::{
    Alternative, Content, Definition, Encoding, Field, Looks, Named, Tag, Type, Unit, Variant,
    alternatives,
};

/// Appends the schema of a type; named types and integers are references to the definitions.
pub(super) fn write(ty: &Type, out: &mut String) {
    write_in(None, ty, out);
}

/// The same where integers count the parts of a unit.
fn write_in(unit: Option<Unit>, ty: &Type, out: &mut String) {
    Object::write(out, |schema| members(unit, ty, schema));
}

/// The members of a type's schema.
fn members(unit: Option<Unit>, ty: &Type, schema: &mut Object<'_>) {
    match ty {
        Type::Unit => schema.text("type", "null"),
        Type::Bool => schema.text("type", "boolean"),
        Type::Integer(_) => {
            reference(&ty.name(), schema);
            if let Some(Unit { symbol, decimals }) = unit {
                schema.object("unit", |unit| {
                    unit.text("symbol", symbol);
                    unit.number("decimals", decimals.into());
                });
            }
        }
        Type::Float => {
            schema.json("type", r#"["number","string"]"#);
            schema.text("format", "float");
            schema.text("pattern", "^(NaN|-?Infinity)$");
        }
        Type::String => schema.text("type", "string"),
        Type::Char => {
            schema.text("type", "string");
            schema.number("minLength", 1);
            schema.number("maxLength", 1);
        }
        Type::Text(text) => {
            schema.text("type", "string");
            schema.text("format", text.format);
            schema.text("pattern", text.pattern);
            if let Some(length) = text.max_length {
                schema.number("maxLength", length);
            }
        }
        Type::Bytes { encoding, length } => bytes(*encoding, *length, schema),
        Type::Option(inner) => {
            schema.array("anyOf", [*inner, &Type::Unit], |ty, out| {
                write_in(unit, ty, out);
            });
        }
        Type::List(element) => {
            schema.text("type", "array");
            write_in(unit, element, schema.key("items"));
        }
        Type::Array(element, length) => {
            schema.text("type", "array");
            write_in(unit, element, schema.key("items"));
            schema.number("minItems", *length);
            schema.number("maxItems", *length);
        }
        Type::Tuple(parts) => tuple(unit, parts, schema),
        Type::Map(key, value) => {
            schema.text("type", "object");
            match key.resolve() {
                Type::String => {}
                Type::Integer(int) => {
                    let pattern = super::decimal_pattern(*int);
                    schema.object("propertyNames", |names| names.text("pattern", &pattern));
                }
                Type::Bool => {
                    schema.object("propertyNames", |names| {
                        names.json("enum", r#"["false","true"]"#);
                    });
                }
                _ => write(key, schema.key("propertyNames")),
            }
            write_in(unit, value, schema.key("additionalProperties"));
        }
        Type::Outcome(variants) => one_of(Tag::External, variants.as_slice(), schema),
        Type::Named(named) => reference(named.name, schema),
        Type::Later(get) => members(unit, get(), schema),
        Type::Measured(unit, ty) => members(Some(*unit), ty, schema),
        Type::Indirect(ty) => members(unit, ty, schema),
    }
}

fn reference(name: &str, schema: &mut Object<'_>) {
    let mut reference = String::from("#/$defs/");
    push_token(name, &mut reference);
    schema.text("$ref", &reference);
}

/// Appends a name as a JSON Pointer has it in the fragment of an address.
fn push_token(name: &str, out: &mut String) {
    for byte in name.bytes() {
        match byte {
            b'~' => out.push_str("~0"),
            b'/' => out.push_str("~1"),
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'-' | b'.' | b'_' | b'$' => {
                out.push(char::from(byte));
            }
            _ => {
                out.push('%');
                out.push_str(&alloc::format!("{byte:02X}"));
            }
        }
    }
}

fn tuple(unit: Option<Unit>, parts: &[&Type], schema: &mut Object<'_>) {
    schema.text("type", "array");
    // A list of no schemas is not allowed.
    if !parts.is_empty() {
        schema.array("prefixItems", parts, |part, out| write_in(unit, part, out));
    }
    schema.json("items", "false");
    schema.number("minItems", parts.len());
}

fn bytes(encoding: Encoding, length: Option<usize>, schema: &mut Object<'_>) {
    match encoding {
        Encoding::Hex | Encoding::PrefixedHex => {
            schema.json("type", r#"["string","array"]"#);
            schema.text("format", "hex");
            schema.text_if_any("prefix", encoding.hex_prefix());
            let pattern = match length {
                Some(length) if 2 * length <= MAX_REPEAT => {
                    alloc::format!("^(0x)?[0-9a-fA-F]{{{}}}$", 2 * length)
                }
                _ => "^(0x)?([0-9a-fA-F]{2})*$".into(),
            };
            schema.text("pattern", &pattern);
            schema.object("items", |items| reference("u8", items));
            if let Some(length) = length {
                schema.number("minLength", 2 * length);
                schema.number("maxLength", 2 + 2 * length);
                schema.number("minItems", length);
                schema.number("maxItems", length);
            }
        }
        Encoding::Base58 => {
            schema.text("type", "string");
            schema.text("format", "base58");
            schema.text("pattern", "^[1-9A-HJ-NP-Za-km-z]*$");
            if let Some(length) = length {
                schema.number("minLength", length);
                schema.number("maxLength", base58_digits(length));
            }
        }
        Encoding::Base58Check(prefix) => {
            schema.text("type", "string");
            schema.text("format", "base58check");
            schema.text("prefix", prefix.letters);
            let pattern = alloc::format!("^{}[1-9A-HJ-NP-Za-km-z]*$", prefix.letters);
            schema.text("pattern", &pattern);
            if let Some(length) = length {
                schema.number("maxLength", base58_digits(prefix.bytes.len() + length + 4));
            }
        }
    }
    if let Some(length) = length {
        schema.number("byteLength", length);
    }
}

/// How often a pattern repeats something. Validators in Go repeat nothing more than 1000 times, and
/// those in Rust refuse patterns that grow too large.
const MAX_REPEAT: usize = 1000;

/// The most digits of base58 that stand for so many bytes; the least are as many as the bytes, all
/// zeros.
const fn base58_digits(bytes: usize) -> usize {
    // The logarithm of 256 to the base 58, by excess.
    (bytes * 1_365_659).div_ceil(1_000_000)
}

/// Appends the schema of a named type's definition.
pub(super) fn define(named: &Named, out: &mut String) {
    Object::write(out, |schema| {
        schema.text_if_any("description", named.doc);
        match named.definition {
            Definition::Alias(ty) => members(None, ty, schema),
            Definition::Struct(fields) => object(None, fields, schema),
            Definition::Enum(Tag::Internal(tag), variants) => {
                schema.array("oneOf", alternatives(tag, variants), beside);
            }
            Definition::Enum(tag, variants) => one_of(tag, variants, schema),
        }
    });
}

/// One of an enum's variants.
fn one_of(tag: Tag, variants: &[Variant], schema: &mut Object<'_>) {
    schema.array("oneOf", variants, |variant, out| {
        Object::write(out, |schema| {
            schema.text_if_any("description", variant.doc);
            if variant.input_only {
                schema.json("writeOnly", "true");
            }
            match tag {
                Tag::Untagged => untagged(variant, schema),
                _ => external(variant, schema),
            }
        });
    });
}

/// One of the objects in which the tag stands beside members.
fn beside(one: Alternative, out: &mut String) {
    let Looks::Members { tag, fields } = one.looks else {
        return;
    };
    Object::write(out, |schema| {
        let [outer, inner] = one.docs;
        let mut doc = String::from(outer);
        if !outer.is_empty() && !inner.is_empty() {
            doc.push_str("\n\n");
        }
        doc.push_str(inner);
        schema.text_if_any("description", &doc);
        if one.input_only {
            schema.json("writeOnly", "true");
        }
        schema.text_if_any("title", one.title);
        object(tag, fields, schema);
    });
}

/// An object with these members, and perhaps one more that names a variant.
fn object(tag: Option<(&str, &str)>, fields: &[Field], schema: &mut Object<'_>) {
    schema.text("type", "object");
    schema.object("properties", |properties| {
        if let Some((tag, variant)) = tag {
            properties.object(tag, |property| property.text("const", variant));
        }
        for field in fields {
            properties.object(field.name, |property| {
                property.text_if_any("description", field.doc);
                members(None, field.ty, property);
            });
        }
    });
    let required = fields
        .iter()
        .filter(|field| !field.optional)
        .map(|field| field.name);
    schema.array(
        "required",
        tag.map(|(tag, _)| tag).into_iter().chain(required),
        |name, out| {
            crate::json::write_string(out, name);
        },
    );
    schema.json("additionalProperties", "false");
}

fn external(variant: &Variant, schema: &mut Object<'_>) {
    let Content::Unit = variant.content else {
        schema.text("type", "object");
        schema.object("properties", |properties| {
            properties.object(variant.name, |content| match variant.content {
                Content::Unit => {}
                Content::Newtype(ty) => members(None, ty, content),
                Content::Tuple(parts) => tuple(None, parts, content),
                Content::Struct(fields) => object(None, fields, content),
            });
        });
        schema.array("required", [variant.name], |name, out| {
            crate::json::write_string(out, name);
        });
        schema.json("additionalProperties", "false");
        return;
    };
    schema.text("const", variant.name);
}

/// The content alone; what the variant is called is for people.
fn untagged(variant: &Variant, schema: &mut Object<'_>) {
    schema.text("title", variant.name);
    match variant.content {
        Content::Unit => schema.text("type", "null"),
        Content::Newtype(ty) => members(None, ty, schema),
        Content::Tuple(parts) => tuple(None, parts, schema),
        Content::Struct(fields) => object(None, fields, schema),
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;

    #[test]
    fn the_digits_of_base58_are_as_many_as_the_greatest_bytes_take() {
        for bytes in [0, 1, 2, 31, 32, 48, 64, 96, 1000] {
            let digits = bs58::encode(vec![255; bytes]).into_string().len();
            assert_eq!(base58_digits(bytes), digits, "{bytes} bytes");
        }
    }
}
