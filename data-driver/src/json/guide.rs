//! The description of what is being read, followed down into the value.

use alloc::format;
use alloc::string::String;

use super::error::Error;
use super::int::IntType;
use crate::describe::{
    Content, Definition, Describe, Encoding, Field, Named, Tag, Type, Variant, is_nullable,
};

/// What is known of the value that is being read.
#[derive(Clone, Copy)]
pub(super) enum Guide {
    /// Nothing.
    Unknown,
    /// It looks like this.
    Type(&'static Type),
    /// An array with a type for each place.
    Parts(&'static [&'static Type]),
    /// An object with these members.
    Members(&'static [Field]),
    /// An object with these members beside the one that names the variant.
    Tagged {
        tag: &'static str,
        fields: &'static [Field],
    },
    /// The same with the members of one of these variants of another enum, which none names.
    OneOf {
        tag: &'static str,
        variants: &'static [Variant],
    },
}

/// What stands for a value, for a visitor that takes anything: serde keeps what it read for later, and
/// then takes more forms than a schema says.
#[derive(Clone, Copy)]
pub(super) enum Form {
    Null,
    Bool,
    Integer(IntType),
    Float,
    Text,
    Hex,
    Array,
    Object,
    Variant,
}

impl From<&'static Type> for Guide {
    fn from(ty: &'static Type) -> Self {
        Self::Type(ty.resolve())
    }
}

impl Guide {
    /// What is inside an `Option` that is not `null`.
    pub(super) fn inside_option(self) -> Self {
        match self {
            Self::Type(Type::Option(inner)) => Self::from(*inner),
            other => other,
        }
    }

    /// Whether it is known that no value is `null`.
    pub(super) fn is_solid(self) -> bool {
        match self {
            Self::Type(ty) => !is_nullable(ty),
            Self::Unknown => false,
            Self::Parts(_) | Self::Members(_) | Self::Tagged { .. } | Self::OneOf { .. } => true,
        }
    }

    /// An element of an array.
    pub(super) fn element(self, index: usize) -> Self {
        let parts = match self {
            Self::Type(Type::List(element) | Type::Array(element, _)) => {
                return Self::from(*element);
            }
            Self::Type(Type::Bytes { .. }) => return Self::Type(<u8 as Describe>::TYPE),
            Self::Type(Type::Tuple(parts)) => *parts,
            Self::Parts(parts) => parts,
            _ => return Self::Unknown,
        };
        parts.get(index).copied().map_or(Self::Unknown, Self::from)
    }

    /// The value of an object's member.
    pub(super) fn member(self, key: &str) -> Self {
        let find = |fields: &'static [Field]| fields.iter().find(|field| field.name == key);
        let field = match self {
            Self::Type(Type::Map(_, value)) => return Self::from(*value),
            // serde would take a number, as that of a variant.
            Self::Tagged { tag, .. } | Self::OneOf { tag, .. } if key == tag => {
                return Self::Type(&Type::String);
            }
            Self::Members(fields) | Self::Tagged { fields, .. } => find(fields),
            Self::Type(Type::Named(Named { definition, .. })) => match definition {
                Definition::Struct(fields) => find(fields),
                Definition::Enum(Tag::Internal(tag), _) if key == *tag => {
                    return Self::Type(&Type::String);
                }
                // It is not known which variant it is.
                Definition::Enum(Tag::Internal(_) | Tag::Untagged, _) => None,
                // Inside an enum with its tag inside, serde does not say that it reads an enum.
                Definition::Enum(Tag::External, _) => return self.variant(key),
                Definition::Alias(_) => None,
            },
            _ => None,
        };
        field.map_or(Self::Unknown, |field| Self::from(field.ty))
    }

    /// What stands for the value, where that is known; of an `Option`, what is not `null`.
    pub(super) fn form(self) -> Option<Form> {
        let ty = match self {
            Self::Unknown => return None,
            Self::Parts(_) => return Some(Form::Array),
            Self::Members(_) | Self::Tagged { .. } | Self::OneOf { .. } => {
                return Some(Form::Object);
            }
            Self::Type(ty) => ty,
        };
        Some(match ty {
            Type::Unit => Form::Null,
            Type::Bool => Form::Bool,
            Type::Integer(int) => Form::Integer(IntType::new(int.signed, int.bits)),
            Type::Float => Form::Float,
            Type::String
            | Type::Char
            | Type::Text(_)
            | Type::Bytes {
                encoding: Encoding::Base58 | Encoding::Base58Check(_),
                ..
            } => Form::Text,
            Type::Bytes {
                encoding: Encoding::Hex | Encoding::PrefixedHex,
                ..
            } => Form::Hex,
            Type::List(_) | Type::Array(..) | Type::Tuple(_) => Form::Array,
            Type::Map(..) => Form::Object,
            Type::Outcome(_) => Form::Variant,
            Type::Named(Named { definition, .. }) => match definition {
                Definition::Struct(_) | Definition::Enum(Tag::Internal(_), _) => Form::Object,
                Definition::Enum(Tag::External, _) => Form::Variant,
                Definition::Enum(Tag::Untagged, _) | Definition::Alias(_) => return None,
            },
            Type::Option(_) | Type::Later(_) | Type::Measured(..) | Type::Indirect(_) => {
                return None;
            }
        })
    }

    /// The key of an object's member.
    pub(super) fn key(self) -> Self {
        match self {
            Self::Type(Type::Map(key, _)) => Self::from(*key),
            _ => Self::Unknown,
        }
    }

    /// The tag and the variants of an enum with its tag inside.
    pub(super) fn tagged(self) -> Option<(&'static str, &'static [Variant])> {
        match self {
            Self::Type(Type::Named(Named {
                definition: Definition::Enum(Tag::Internal(tag), variants),
                ..
            })) => Some((*tag, *variants)),
            _ => None,
        }
    }

    /// The variant of that name, of an enum with its tag outside.
    fn external(self, name: &str) -> Option<&'static Variant> {
        let variants: &'static [Variant] = match self {
            Self::Type(Type::Named(Named {
                definition: Definition::Enum(Tag::External, variants),
                ..
            })) => variants,
            Self::Type(Type::Outcome(variants)) => variants.as_slice(),
            _ => return None,
        };
        variants.iter().find(|variant| variant.name == name)
    }

    /// Whether a variant of an enum with its tag outside has content, if there is such a variant.
    pub(super) fn has_content(self, name: &str) -> Option<bool> {
        let variant = self.external(name)?;
        Some(!matches!(variant.content, Content::Unit))
    }

    /// What a variant holds.
    pub(super) fn variant(self, name: &str) -> Self {
        self.external(name)
            .map_or(Self::Unknown, |variant| Self::content(variant.content))
    }

    /// What stands for a variant's content.
    pub(super) fn content(content: Content) -> Self {
        match content {
            Content::Newtype(ty) => Self::from(ty),
            Content::Tuple(parts) => Self::Parts(parts),
            Content::Struct(fields) => Self::Members(fields),
            Content::Unit => Self::Unknown,
        }
    }

    /// What stands for a variant's content beside the tag that names it.
    pub(super) fn beside(tag: &'static str, content: Content) -> Self {
        let fields = match content {
            Content::Struct(fields) => fields,
            Content::Newtype(ty) => match ty.resolve() {
                Type::Named(Named {
                    definition: Definition::Struct(fields),
                    ..
                }) => *fields,
                Type::Named(Named {
                    definition: Definition::Enum(Tag::Untagged, variants),
                    ..
                }) => return Self::OneOf { tag, variants },
                // serde allows nothing else there.
                _ => &[],
            },
            Content::Unit | Content::Tuple(_) => &[],
        };
        Self::Tagged { tag, fields }
    }

    /// The tag and the variants of an enum whose variant is not named outside of its content.
    pub(super) fn inside(self) -> Option<(Tag, &'static [Variant])> {
        match self {
            Self::Type(Type::Named(Named {
                definition: Definition::Enum(tag @ (Tag::Internal(_) | Tag::Untagged), variants),
                ..
            })) => Some((*tag, *variants)),
            _ => None,
        }
    }

    /// The error of a type that reads bytes from text, with what the description knows of them.
    pub(super) fn explain(self, error: Error) -> Error {
        match self.inside_option() {
            Self::Type(Type::Bytes { encoding, length }) => {
                error.expecting(&describe_bytes(*encoding, *length))
            }
            _ => error,
        }
    }
}

/// These bytes in words: `96 bytes of base58`.
pub(super) fn describe_bytes(encoding: Encoding, length: Option<usize>) -> String {
    let name = match encoding {
        Encoding::Hex | Encoding::PrefixedHex => "hex",
        Encoding::Base58 => "base58",
        Encoding::Base58Check(prefix) => {
            &*format!("base58check that begins with {}", prefix.letters)
        }
    };
    match length {
        Some(length) => format!("{length} bytes of {name}"),
        None => format!("bytes in {name}"),
    }
}
