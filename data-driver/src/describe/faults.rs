//! What a type may be made of and still come back as it was written.
//!
//! `derive(Describe)` and `contract!` ask this while a driver is compiled, so that what compiles works.

use super::{Content, Definition, Tag, Type, Variant};

/// Why values of a type would not come back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// They do.
    None,
    /// Two of its values are both `null`.
    Null,
    /// A map in it has keys that are no text.
    Key,
}

impl Fault {
    /// The fault of either, if one has any.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        match self {
            Self::None => other,
            fault => fault,
        }
    }

    /// Whether every value has a form of its own.
    #[must_use]
    pub const fn keeps_null(self) -> bool {
        !matches!(self, Self::Null)
    }

    /// Whether every map has keys that JSON can have.
    #[must_use]
    pub const fn has_keys(self) -> bool {
        !matches!(self, Self::Key)
    }

    /// The fault of a map with such keys.
    #[must_use]
    pub const fn of_key(key: &'static Type) -> Self {
        if is_key(key) { Self::None } else { Self::Key }
    }

    /// The fault of an `Option` of a type.
    #[must_use]
    pub const fn of_option(inner_is_nullable: bool) -> Self {
        if inner_is_nullable {
            Self::Null
        } else {
            Self::None
        }
    }

    /// The fault of a type that was described by hand.
    #[must_use]
    pub const fn of(ty: &'static Type) -> Self {
        match ty {
            Type::Option(inner) => Self::of_option(is_nullable(inner)).or(Self::of(inner)),
            Type::List(inner)
            | Type::Array(inner, _)
            | Type::Measured(_, inner)
            | Type::Indirect(inner) => Self::of(inner),
            Type::Map(key, value) => Self::of_key(key).or(Self::of(value)),
            Type::Tuple(parts) => {
                let mut i = 0;
                while i < parts.len() {
                    match Self::of(parts[i]) {
                        Self::None => {}
                        fault => return fault,
                    }
                    i += 1;
                }
                Self::None
            }
            Type::Outcome(variants) => {
                let mut fault = Self::None;
                let mut i = 0;
                while i < variants.len() {
                    if let Content::Newtype(inner) = variants[i].content {
                        fault = fault.or(Self::of(inner));
                    }
                    i += 1;
                }
                fault
            }
            // A named type answers for itself, and what is asked for later cannot be asked now.
            _ => Self::None,
        }
    }
}

/// Whether one of the type's values is `null`, as far as can be seen without asking for a type later.
#[must_use]
pub const fn is_nullable(ty: &'static Type) -> bool {
    match ty {
        Type::Unit | Type::Option(_) => true,
        Type::Measured(_, inner) | Type::Indirect(inner) => is_nullable(inner),
        Type::Named(named) => match named.definition {
            Definition::Alias(inner) => is_nullable(inner),
            Definition::Enum(Tag::Untagged, variants) => {
                let mut i = 0;
                while i < variants.len() {
                    let nullable = match variants[i].content {
                        Content::Unit => true,
                        Content::Newtype(inner) => is_nullable(inner),
                        Content::Tuple(_) | Content::Struct(_) => false,
                    };
                    if nullable {
                        return true;
                    }
                    i += 1;
                }
                false
            }
            _ => false,
        },
        _ => false,
    }
}

/// Whether every value of the type is text, one text for each, so that it can be the key of a map.
const fn is_key(ty: &'static Type) -> bool {
    match ty {
        Type::Bool
        | Type::Integer(_)
        | Type::String
        | Type::Char
        | Type::Text(_)
        | Type::Bytes { .. } => true,
        Type::Measured(_, inner) | Type::Indirect(inner) => is_key(inner),
        Type::Named(named) => match named.definition {
            Definition::Alias(inner) => is_key(inner),
            Definition::Enum(Tag::External, variants) => all_units(variants),
            _ => false,
        },
        _ => false,
    }
}

const fn all_units(variants: &[Variant]) -> bool {
    let mut i = 0;
    while i < variants.len() {
        if !matches!(variants[i].content, Content::Unit) {
            return false;
        }
        i += 1;
    }
    true
}

/// Whether two texts are the same.
#[must_use]
pub(super) const fn same_text(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    let mut i = 0;
    while i < a.len() {
        if a[i] != b[i] {
            return false;
        }
        i += 1;
    }
    true
}

/// Whether a text is one of these.
#[must_use]
pub const fn is_among(text: &str, others: &[&str]) -> bool {
    let mut i = 0;
    while i < others.len() {
        if same_text(text, others[i]) {
            return true;
        }
        i += 1;
    }
    false
}
