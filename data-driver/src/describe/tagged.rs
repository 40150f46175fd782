//! What an enum with its tag inside cannot hold.

use super::{Content, Definition, Field, Type};

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
        | Type::Map(_, inner)
        | Type::Measured(_, inner)
        | Type::Indirect(inner) => holds_128_bits(inner),
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
