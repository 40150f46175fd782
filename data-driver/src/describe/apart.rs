//! Whether no value looks like two variants of an enum without a tag.

use super::faults::same_text;
use super::{Content, Definition, Encoding, Field, Tag, Type};

/// One of the things that a value can look like.
#[derive(Clone, Copy)]
struct Look {
    tag: Option<(&'static str, &'static str)>,
    content: Content,
}

/// Whether every value of the type is of one variant, and none is taken for another by who tries one
/// variant after the other, as serde does. `derive(Describe)` asks this while the enum is compiled.
#[must_use]
pub const fn are_apart(ty: &'static Type) -> bool {
    let Some((Tag::Untagged, variants)) = enum_of(ty) else {
        return true;
    };
    let mut i = 0;
    while i < variants.len() {
        let mut j = i + 1;
        while j < variants.len() {
            let first = Look {
                tag: None,
                content: variants[i].content,
            };
            let other = Look {
                tag: None,
                content: variants[j].content,
            };
            if clash(first, other) {
                return false;
            }
            j += 1;
        }
        i += 1;
    }
    true
}

/// Whether a value of the other may be taken for one of the first.
const fn clash(first: Look, other: Look) -> bool {
    let mut i = 0;
    if let Some(count) = count_inside(first) {
        while i < count {
            if clash(inside(first, i), other) {
                return true;
            }
            i += 1;
        }
        return false;
    }
    if let Some(count) = count_inside(other) {
        while i < count {
            if clash(first, inside(other, i)) {
                return true;
            }
            i += 1;
        }
        return false;
    }
    match (fields_of(first), fields_of(other)) {
        (Some(one), Some(two)) => {
            if let (Some(one), Some(two)) = (first.tag, other.tag)
                && same_text(one.0, two.0)
                && !same_text(one.1, two.1)
            {
                return false;
            }
            are_all_there(first.tag, one, other.tag, two)
        }
        _ => json_types(first) & json_types(other) != 0,
    }
}

/// Whether what must be there of the first can be there in the other.
const fn are_all_there(
    tag: Option<(&str, &str)>,
    fields: &[Field],
    other_tag: Option<(&str, &str)>,
    others: &[Field],
) -> bool {
    if let Some((name, _)) = tag
        && !is_there(name, other_tag, others)
    {
        return false;
    }
    let mut i = 0;
    while i < fields.len() {
        if !fields[i].optional && !is_there(fields[i].name, other_tag, others) {
            return false;
        }
        i += 1;
    }
    true
}

const fn is_there(name: &str, tag: Option<(&str, &str)>, fields: &[Field]) -> bool {
    if let Some((tag, _)) = tag
        && same_text(tag, name)
    {
        return true;
    }
    let mut i = 0;
    while i < fields.len() {
        if same_text(fields[i].name, name) {
            return true;
        }
        i += 1;
    }
    false
}

/// How many variants there are inside, where the value is an enum's whose variants no name stands around.
const fn count_inside(look: Look) -> Option<usize> {
    match look.content {
        Content::Newtype(ty) => match enum_of(ty) {
            Some((Tag::Internal(_) | Tag::Untagged, variants)) => Some(variants.len()),
            _ => None,
        },
        _ => None,
    }
}

const fn inside(look: Look, i: usize) -> Look {
    let Content::Newtype(ty) = look.content else {
        return look;
    };
    match enum_of(ty) {
        Some((Tag::Internal(tag), variants)) => Look {
            tag: Some((tag, variants[i].name)),
            content: variants[i].content,
        },
        Some((_, variants)) => Look {
            tag: look.tag,
            content: variants[i].content,
        },
        None => look,
    }
}

/// The members, where it is an object of which they are known.
const fn fields_of(look: Look) -> Option<&'static [Field]> {
    match look.content {
        Content::Struct(fields) => Some(fields),
        Content::Newtype(ty) => struct_of(ty),
        Content::Unit if look.tag.is_some() => Some(&[]),
        Content::Unit | Content::Tuple(_) => None,
    }
}

const fn enum_of(ty: &'static Type) -> Option<(Tag, &'static [super::Variant])> {
    match ty {
        Type::Named(named) => match named.definition {
            Definition::Alias(inner) => enum_of(inner),
            Definition::Enum(tag, variants) => Some((tag, variants)),
            Definition::Struct(_) => None,
        },
        Type::Measured(_, inner) | Type::Indirect(inner) => enum_of(inner),
        _ => None,
    }
}

const fn struct_of(ty: &'static Type) -> Option<&'static [Field]> {
    match ty {
        Type::Named(named) => match named.definition {
            Definition::Alias(inner) => struct_of(inner),
            Definition::Struct(fields) => Some(fields),
            Definition::Enum(..) => None,
        },
        Type::Measured(_, inner) | Type::Indirect(inner) => struct_of(inner),
        _ => None,
    }
}

const NULL: u8 = 1;
const BOOLEAN: u8 = 2;
const NUMBER: u8 = 4;
const STRING: u8 = 8;
const ARRAY: u8 = 16;
const OBJECT: u8 = 32;

/// The JSON types in which values are taken.
const fn json_types(look: Look) -> u8 {
    match look.content {
        Content::Unit if look.tag.is_none() => NULL,
        Content::Unit | Content::Struct(_) => OBJECT,
        Content::Tuple(_) => ARRAY,
        Content::Newtype(ty) => json_types_of(ty),
    }
}

const fn json_types_of(ty: &'static Type) -> u8 {
    match ty {
        Type::Unit => NULL,
        Type::Bool => BOOLEAN,
        Type::Integer(_) | Type::Float => NUMBER | STRING,
        Type::String | Type::Char | Type::Text(_) => STRING,
        Type::Bytes { encoding, .. } => match encoding {
            Encoding::Hex | Encoding::PrefixedHex => STRING | ARRAY,
            Encoding::Base58 | Encoding::Base58Check(_) => STRING,
        },
        Type::Option(inner) => NULL | json_types_of(inner),
        Type::List(_) | Type::Array(..) | Type::Tuple(_) => ARRAY,
        Type::Map(..) | Type::Outcome(_) => OBJECT,
        Type::Named(named) => match named.definition {
            Definition::Alias(inner) => json_types_of(inner),
            Definition::Struct(_) | Definition::Enum(Tag::Internal(_), _) => OBJECT,
            Definition::Enum(..) => STRING | OBJECT,
        },
        Type::Measured(_, inner) | Type::Indirect(inner) => json_types_of(inner),
        // What is asked for later cannot be asked while compiling.
        Type::Later(_) => 0,
    }
}
