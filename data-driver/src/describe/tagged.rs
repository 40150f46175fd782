//! What an enum with its tag inside cannot hold.

use super::faults::same_text;
use super::{Content, Definition, Field, Type};

/// Whether a type is a struct with names, which is what can stand beside a tag.
#[must_use]
pub const fn is_struct(ty: &'static Type) -> bool {
    members_of(ty).is_some()
}

/// Whether a struct has a member of that name, which is then no tag.
#[must_use]
pub const fn has_member(ty: &'static Type, name: &str) -> bool {
    let Some(fields) = members_of(ty) else {
        return false;
    };
    let mut i = 0;
    while i < fields.len() {
        if same_text(fields[i].name, name) {
            return true;
        }
        i += 1;
    }
    false
}

const fn members_of(ty: &'static Type) -> Option<&'static [Field]> {
    match ty {
        Type::Named(named) => match named.definition {
            Definition::Alias(inner) => members_of(inner),
            Definition::Struct(fields) => Some(fields),
            Definition::Enum(..) => None,
        },
        Type::Indirect(inner) => members_of(inner),
        _ => None,
    }
}

/// Whether a type holds an integer of 128 bits, as far as can be seen without following a type into
/// itself.
///
/// serde keeps the members of an enum with its tag inside until it has found the tag, in a form that
/// has no such integers, so that reading one fails for every value. `derive(Describe)` asks this while
/// the enum is compiled.
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
        Type::Named(named) => match named.definition {
            Definition::Alias(inner) => holds_128_bits(inner),
            Definition::Struct(fields) => any_member(fields),
            Definition::Enum(_, variants) => {
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
