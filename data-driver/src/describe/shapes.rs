//! The parts of a description.

use alloc::format;
use alloc::string::String;

/// What a value looks like in JSON.
#[derive(Debug, Clone, Copy)]
pub enum Type {
    /// `null`, for `()`.
    Unit,
    /// `true` or `false`.
    Bool,
    /// An integer: a number up to 32 bits, a decimal string beyond; both are taken.
    Integer(Integer),
    /// A float.
    Float,
    /// Text.
    String,
    /// Text of one character.
    Char,
    /// Bytes in a string.
    Bytes {
        /// How the string stands for bytes.
        encoding: Encoding,
        /// Number of bytes, where it is fixed.
        length: Option<usize>,
    },
    /// The value or `null`.
    Option(&'static Self),
    /// An array of any length.
    List(&'static Self),
    /// An array of one type and a fixed length.
    Array(&'static Self, usize),
    /// An array with a type for each place.
    Tuple(&'static [&'static Self]),
    /// An object whose keys are text or integers.
    Map(&'static Self, &'static Self),
    /// A type that has a name and is defined once.
    Named(&'static Named),
    /// A type that contains itself: its description is asked for later.
    Later(fn() -> &'static Self),
}

/// An integer type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Integer {
    /// Whether it can be negative.
    pub signed: bool,
    /// Its width in bits: 8 to 128.
    pub bits: u32,
}

/// How a string stands for bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// Hex digits, written without `0x` and in lower case, read with or without and in both cases;
    /// an array of numbers is read as well.
    Hex,
    /// Base58 with Bitcoin's alphabet.
    Base58,
}

/// A type that has a name.
#[derive(Debug, Clone, Copy)]
pub struct Named {
    /// The name, which is unique within a contract.
    pub name: &'static str,
    /// What it means, in Markdown.
    pub doc: &'static str,
    /// What it is.
    pub definition: Definition,
}

/// What a named type is.
#[derive(Debug, Clone, Copy)]
pub enum Definition {
    /// Another type under a name.
    Alias(&'static Type),
    /// An object with these members.
    Struct(&'static [Field]),
    /// One of these variants.
    Enum(Tag, &'static [Variant]),
}

/// Where an enum's variant is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tag {
    /// `"Variant"` or `{"Variant": content}`, serde's default.
    External,
    /// In this member, beside those of the content.
    Internal(&'static str),
}

/// A member of an object.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// The member's name in JSON.
    pub name: &'static str,
    /// What it means, in Markdown.
    pub doc: &'static str,
    /// What its value looks like.
    pub ty: &'static Type,
    /// Whether it may be absent on input.
    pub optional: bool,
}

/// A variant of an enum.
#[derive(Debug, Clone, Copy)]
pub struct Variant {
    /// The variant's name in JSON.
    pub name: &'static str,
    /// What it means, in Markdown.
    pub doc: &'static str,
    /// What it holds.
    pub content: Content,
}

/// What a variant holds.
#[derive(Debug, Clone, Copy)]
pub enum Content {
    /// Nothing.
    Unit,
    /// One value.
    Newtype(&'static Type),
    /// Several values, an array.
    Tuple(&'static [&'static Type]),
    /// Members.
    Struct(&'static [Field]),
}

impl Type {
    /// The type itself where it is asked for later or is another under a name.
    #[must_use]
    pub fn resolve(&'static self) -> &'static Self {
        match self {
            Self::Later(get) => get().resolve(),
            Self::Named(Named {
                definition: Definition::Alias(ty),
                ..
            }) => ty.resolve(),
            other => other,
        }
    }

    /// The type's name as the deployed schemas write it: `Stake`, `Option<u64>`, `(u64,Vec<u8>)`.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Unit => "()".into(),
            Self::Bool => "bool".into(),
            Self::Integer(Integer { signed, bits }) => {
                format!("{}{bits}", if *signed { 'i' } else { 'u' })
            }
            Self::Float => "f64".into(),
            Self::String => "String".into(),
            Self::Char => "char".into(),
            Self::Bytes {
                length: Some(length),
                ..
            } => format!("[u8;{length}]"),
            Self::Bytes { length: None, .. } => "Vec<u8>".into(),
            Self::Option(inner) => format!("Option<{}>", inner.name()),
            Self::List(inner) => format!("Vec<{}>", inner.name()),
            Self::Array(inner, length) => format!("[{};{length}]", inner.name()),
            Self::Tuple(parts) => {
                let mut name = String::from("(");
                for (i, part) in parts.iter().enumerate() {
                    name.push_str(if i == 0 { "" } else { "," });
                    name.push_str(&part.name());
                }
                name.push(')');
                name
            }
            Self::Map(key, value) => format!("BTreeMap<{},{}>", key.name(), value.name()),
            Self::Named(named) => named.name.into(),
            Self::Later(get) => get().name(),
        }
    }
}

impl Variant {
    /// The members of an object that is this variant, but for the tag, where that is one of them.
    #[must_use]
    pub fn members(&self) -> &'static [Field] {
        match self.content {
            Content::Struct(fields) => fields,
            // The members of the inner object stand beside the tag; serde allows nothing else there.
            Content::Newtype(inner) => match inner.resolve() {
                Type::Named(Named {
                    definition: Definition::Struct(fields),
                    ..
                }) => fields,
                _ => &[],
            },
            Content::Unit | Content::Tuple(_) => &[],
        }
    }
}

impl Integer {
    /// Whether it is written as a decimal string, because a reader may lose digits of a number.
    #[must_use]
    pub const fn is_wide(self) -> bool {
        self.bits > 32
    }
}
