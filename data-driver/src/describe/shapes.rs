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
    /// Text that is written in a certain way.
    Text(&'static Text),
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
    /// `{"Ok": …}` or `{"Err": …}`, for `Result`: the two variants, which hold one value each.
    Outcome(&'static [Variant; 2]),
    /// A type that has a name and is defined once.
    Named(&'static Named),
    /// A type that contains itself: its description is asked for later.
    Later(fn() -> &'static Self),
    /// The value of a type, or those in it, count so many of a unit's smallest part.
    Measured(Unit, &'static Self),
    /// The value of a type, whose bytes stand elsewhere than where it is named.
    Indirect(&'static Self),
}

/// What integers count: `4014086097495` of 9 decimals of `DUSK` are 4,014.086097495 DUSK.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unit {
    /// The unit's symbol, as people write it.
    pub symbol: &'static str,
    /// How many decimal places of the unit the integer counts.
    pub decimals: u8,
}

/// How a text is written that is neither any text nor stands for bytes: a date, or an integer of any size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text {
    /// The name of the way, which is the schema's `format`: one of JSON Schema's own, or another.
    pub format: &'static str,
    /// The regular expression that the text matches, in the dialect of JSON Schema.
    pub pattern: &'static str,
    /// How many characters it has at most, where that is limited.
    pub max_length: Option<usize>,
}

/// An integer type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Integer {
    /// Whether it can be negative.
    pub signed: bool,
    /// Its width in bits: 8, 16, 32, 64, 128 or 256, or any other number from 4 to 128.
    pub bits: u32,
}

/// How a string stands for bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// Hex digits, written without `0x` and in lower case, read with or without and in both cases;
    /// an array of numbers is read as well.
    Hex,
    /// The same, but written with `0x`.
    PrefixedHex,
    /// Base58 with Bitcoin's alphabet.
    Base58,
    /// The same with a prefix in front of the bytes, by which the text begins with certain letters, and
    /// a checksum behind them.
    Base58Check(Prefix),
}

impl Encoding {
    /// What stands in front of hex digits that are written.
    pub(crate) const fn hex_prefix(self) -> &'static str {
        match self {
            Self::PrefixedHex => "0x",
            _ => "",
        }
    }
}

/// What stands in front of bytes in base58check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Prefix {
    /// The letters with which the text begins: `tz1`.
    pub letters: &'static str,
    /// The bytes that bring this about.
    pub bytes: &'static [u8],
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
    /// Nowhere: what stands for a value shows which variant it is.
    ///
    /// Variants differ in their JSON type. Objects differ in the members that they must have, text in
    /// the letters with which it begins in base58check. What would be of two variants is of the first.
    ///
    /// serde's derive for an enum that is `untagged` or has a `tag` keeps the value aside and then tries. A type
    /// that is described by hand can derive `Deserialize` as if the tag stood outside instead, `#[serde(tag)]`
    /// and `#[serde(untagged)]` left away, which is less code: guided by the description, the
    /// [reader](crate::json) finds the variant and reads it where it stands.
    Untagged,
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
    /// Whether it is taken only: its bytes come back as another variant, which says less.
    pub input_only: bool,
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
            Self::Measured(_, ty) | Self::Indirect(ty) => ty.resolve(),
            Self::Named(Named {
                definition: Definition::Alias(ty),
                ..
            }) => ty.resolve(),
            other => other,
        }
    }

    /// A type whose integers count the parts of a unit.
    ///
    /// # Panics
    /// There is no integer in it. Where this is asked while compiling, that does not compile.
    #[must_use]
    pub const fn measured(unit: Unit, ty: &'static Self) -> Self {
        assert!(
            ty.counts(),
            "a unit stands with an integer, or with an `Option`, list, array or tuple of some"
        );
        Self::Measured(unit, ty)
    }

    const fn counts(&self) -> bool {
        match self {
            Self::Integer(_) => true,
            Self::Option(ty)
            | Self::List(ty)
            | Self::Array(ty, _)
            | Self::Map(_, ty)
            | Self::Indirect(ty) => ty.counts(),
            Self::Tuple(parts) => {
                let mut i = 0;
                while i < parts.len() {
                    if parts[i].counts() {
                        return true;
                    }
                    i += 1;
                }
                false
            }
            _ => false,
        }
    }

    /// Whether all values have the same number of bytes, in a wire format that puts what a value holds
    /// where the value stands, lists and text apart.
    #[must_use]
    pub const fn is_inline(&self) -> bool {
        match self {
            Self::Unit
            | Self::Bool
            | Self::Integer(_)
            | Self::Float
            | Self::Char
            | Self::Bytes {
                length: Some(_), ..
            } => true,
            Self::Option(ty) | Self::Array(ty, _) | Self::Measured(_, ty) => ty.is_inline(),
            Self::Tuple(parts) => are_inline(parts),
            Self::Outcome(variants) => variants_are_inline(variants.as_slice()),
            Self::Named(named) => match named.definition {
                Definition::Alias(ty) => ty.is_inline(),
                Definition::Struct(fields) => members_are_inline(fields),
                Definition::Enum(_, variants) => variants_are_inline(variants),
            },
            Self::String
            | Self::Text(_)
            | Self::Bytes { length: None, .. }
            | Self::List(_)
            | Self::Map(..)
            | Self::Later(_)
            | Self::Indirect(_) => false,
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
            Self::String | Self::Text(_) => "String".into(),
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
            Self::Outcome(variants) => {
                let [ok, err] = variants.map(|variant| match variant.content {
                    Content::Newtype(ty) => ty.name(),
                    _ => Self::Unit.name(),
                });
                format!("Result<{ok},{err}>")
            }
            Self::Named(named) => named.name.into(),
            Self::Later(get) => get().name(),
            Self::Measured(_, ty) | Self::Indirect(ty) => ty.name(),
        }
    }
}

const fn are_inline(parts: &[&Type]) -> bool {
    let mut i = 0;
    while i < parts.len() {
        if !parts[i].is_inline() {
            return false;
        }
        i += 1;
    }
    true
}

const fn variants_are_inline(variants: &[Variant]) -> bool {
    let mut i = 0;
    while i < variants.len() {
        let inline = match variants[i].content {
            Content::Unit => true,
            Content::Newtype(ty) => ty.is_inline(),
            Content::Tuple(parts) => are_inline(parts),
            Content::Struct(fields) => members_are_inline(fields),
        };
        if !inline {
            return false;
        }
        i += 1;
    }
    true
}

const fn members_are_inline(fields: &[Field]) -> bool {
    let mut i = 0;
    while i < fields.len() {
        if !fields[i].ty.is_inline() {
            return false;
        }
        i += 1;
    }
    true
}

impl Integer {
    /// Whether it is written as a decimal string, because a reader may lose digits of a number.
    #[must_use]
    pub const fn is_wide(self) -> bool {
        self.bits > 32
    }

    /// The least and the greatest value, in decimal.
    #[must_use]
    pub fn bounds(self) -> (String, String) {
        // The greatest numbers of 256 bits, of which Rust has no type.
        const MAX: &str =
            "115792089237316195423570985008687907853269984665640564039457584007913129639935";
        const SIGNED: &str =
            "5789604461865809771178549250434395392663499233282028201972879200395656481996";
        match (self.signed, 128_u32.checked_sub(self.bits)) {
            (false, Some(spare)) => ("0".into(), format!("{}", u128::MAX >> spare)),
            (true, Some(spare)) => (
                format!("{}", i128::MIN >> spare),
                format!("{}", i128::MAX >> spare),
            ),
            (false, None) => ("0".into(), MAX.into()),
            (true, None) => (format!("-{SIGNED}8"), format!("{SIGNED}7")),
        }
    }
}
