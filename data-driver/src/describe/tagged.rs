//! What an enum with its tag inside, or without one, cannot hold.

use super::faults::same_text;
use super::{Content, Definition, Field, Tag, Type, Variant};

/// Whether a type is a struct with names, or one of several, which is what can stand beside a tag.
#[must_use]
pub const fn is_struct(ty: &'static Type) -> bool {
    match ty {
        Type::Named(named) => match named.definition {
            Definition::Alias(inner) => is_struct(inner),
            Definition::Struct(_) => true,
            Definition::Enum(Tag::Untagged, variants) => {
                let mut i = 0;
                while i < variants.len() {
                    let is_one = match variants[i].content {
                        Content::Struct(_) => true,
                        Content::Newtype(inner) => is_struct(inner),
                        Content::Unit | Content::Tuple(_) => false,
                    };
                    if !is_one {
                        return false;
                    }
                    i += 1;
                }
                true
            }
            Definition::Enum(..) => false,
        },
        Type::Indirect(inner) => is_struct(inner),
        _ => false,
    }
}

/// Whether a struct has a member of that name, which is then no tag.
#[must_use]
pub const fn has_member(ty: &'static Type, name: &str) -> bool {
    match ty {
        Type::Named(named) => match named.definition {
            Definition::Alias(inner) => has_member(inner, name),
            Definition::Struct(fields) => has_field(fields, name),
            Definition::Enum(_, variants) => {
                let mut i = 0;
                while i < variants.len() {
                    let has = match variants[i].content {
                        Content::Struct(fields) => has_field(fields, name),
                        Content::Newtype(inner) => has_member(inner, name),
                        Content::Unit | Content::Tuple(_) => false,
                    };
                    if has {
                        return true;
                    }
                    i += 1;
                }
                false
            }
        },
        Type::Indirect(inner) => has_member(inner, name),
        _ => false,
    }
}

const fn has_field(fields: &[Field], name: &str) -> bool {
    let mut i = 0;
    while i < fields.len() {
        if same_text(fields[i].name, name) {
            return true;
        }
        i += 1;
    }
    false
}

/// Whether a type holds an integer of 128 bits, as far as can be seen without following a type into
/// itself.
///
/// serde keeps the members of an enum with its tag inside until it has found the tag, and every value of
/// an enum without a tag until it knows the variant, in a form that has no such integers, so that reading
/// one fails for every value. `derive(Describe)` asks this while the enum is compiled.
#[must_use]
pub const fn holds_128_bits(ty: &'static Type) -> bool {
    match ty {
        Type::Integer(int) => int.bits > 64,
        Type::Option(inner)
        | Type::List(inner)
        | Type::Array(inner, _)
        | Type::Measured(_, inner)
        | Type::Indirect(inner) => holds_128_bits(inner),
        Type::Map(key, value) => holds_128_bits(key) || holds_128_bits(value),
        Type::Tuple(parts) => any_part(parts),
        Type::Outcome(variants) => any_variant(variants.as_slice()),
        Type::Named(named) => match named.definition {
            Definition::Alias(inner) => holds_128_bits(inner),
            Definition::Struct(fields) => any_member(fields),
            Definition::Enum(_, variants) => any_variant(variants),
        },
        // What is asked for later cannot be asked while compiling.
        Type::Later(_)
        | Type::Unit
        | Type::Bool
        | Type::Float
        | Type::String
        | Type::Char
        | Type::Text(_)
        | Type::Bytes { .. } => false,
    }
}

const fn any_variant(variants: &[Variant]) -> bool {
    let mut i = 0;
    while i < variants.len() {
        let holds = match variants[i].content {
            Content::Unit => false,
            Content::Newtype(inner) => holds_128_bits(inner),
            Content::Tuple(parts) => any_part(parts),
            Content::Struct(fields) => any_member(fields),
        };
        if holds {
            return true;
        }
        i += 1;
    }
    false
}

const fn any_part(parts: &[&'static Type]) -> bool {
    let mut i = 0;
    while i < parts.len() {
        if holds_128_bits(parts[i]) {
            return true;
        }
        i += 1;
    }
    false
}

const fn any_member(fields: &[Field]) -> bool {
    let mut i = 0;
    while i < fields.len() {
        if holds_128_bits(fields[i].ty) {
            return true;
        }
        i += 1;
    }
    false
}
