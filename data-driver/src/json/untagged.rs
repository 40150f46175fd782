//! Enums whose variant is not named outside of its content: a member names it, or the content shows it.
//!
//! Drivers whose crates do not ask for the feature `choices` are without this code.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use serde::de::Error as _;

use super::de::Deserializer;
use super::error::{Error, one_of};
use super::guide::{Guide, describe_bytes};
use super::number::is_decimal;
use crate::describe::{Content, Definition, Encoding, Field, Named, Tag, Type, Variant};
use crate::foreign::ForeignTypes;
use crate::quote::text as quoted;
use crate::report::Kind;

/// What stands next, as far as it tells variants apart.
enum Next<'de> {
    Null,
    Bool,
    Number,
    Text(Cow<'de, str>),
    Array,
    /// With the names of its members.
    Object(Vec<Cow<'de, str>>),
}

impl<'de, C: ForeignTypes> Deserializer<'de, C> {
    /// Of an enum of which nothing names the variant, goes on to what its content looks like.
    pub(super) fn settle(&mut self) -> Result<(), Error> {
        if !cfg!(feature = "choices") {
            return Ok(());
        }
        // Inside one variant there may be another such enum. None contains itself without more around it.
        loop {
            self.guide = match (self.guide, self.guide.inside()) {
                (Guide::OneOf { tag, variants }, _) => {
                    Guide::beside(tag, self.shown(variants)?.content)
                }
                (_, Some((Tag::Untagged, variants))) => {
                    Guide::content(self.shown(variants)?.content)
                }
                _ => return Ok(()),
            };
        }
    }

    /// The same, and of an enum of which a member names the variant: a struct can hold the members of all.
    pub(super) fn settle_named(&mut self) -> Result<(), Error> {
        if !cfg!(feature = "choices") {
            return Ok(());
        }
        self.settle()?;
        if let Some((Tag::Internal(tag), variants)) = self.guide.inside() {
            self.guide = Guide::beside(tag, self.named(tag, variants)?.content);
            self.settle()?;
        }
        Ok(())
    }

    /// The variant that stands next of an enum whose tag is not outside, and what its content looks like.
    pub(super) fn variant_inside(&mut self) -> Result<Option<(&'static str, Guide)>, Error> {
        if !cfg!(feature = "choices") {
            return Ok(None);
        }
        if let Guide::OneOf { tag, variants } = self.guide {
            let variant = self.shown(variants)?;
            return Ok(Some((variant.name, Guide::beside(tag, variant.content))));
        }
        Ok(match self.guide.inside() {
            None => None,
            Some((Tag::Internal(tag), variants)) => {
                let variant = self.named(tag, variants)?;
                Some((variant.name, Guide::beside(tag, variant.content)))
            }
            Some((_, variants)) => {
                let variant = self.shown(variants)?;
                Some((variant.name, Guide::content(variant.content)))
            }
        })
    }

    /// The variant that a member names.
    fn named(
        &mut self,
        tag: &'static str,
        variants: &'static [Variant],
    ) -> Result<&'static Variant, Error> {
        if self.scanner.peek() != Some(b'{') {
            return Err(self.wrong_type("an object"));
        }
        let Some(mut ahead) = self.find_tag(tag)? else {
            return Err(Error::missing_field(tag));
        };
        let start = ahead.scanner.start();
        let found = if ahead.scanner.peek() == Some(b'"') {
            let name = ahead.scanner.string()?;
            if let Some(variant) = variants.iter().find(|variant| variant.name == name) {
                return Ok(variant);
            }
            quoted(&name)
        } else {
            ahead.scanner.found()
        };
        let names: Vec<&str> = variants.iter().map(|variant| variant.name).collect();
        let error = Error::expected(Kind::InvalidValue, one_of(&names), found);
        Err(error.under_key(tag).at(start))
    }

    /// The variant that the content shows.
    fn shown(&mut self, variants: &'static [Variant]) -> Result<&'static Variant, Error> {
        let mut ahead = self.ahead();
        let next = match ahead.scanner.peek() {
            Some(b'"') => Next::Text(ahead.scanner.string()?),
            Some(b'[') => Next::Array,
            Some(b'{') => {
                ahead.scanner.take(b'{');
                if ahead.scanner.peek() == Some(b'"') {
                    // Mostly the first member tells, and the others need not be looked at.
                    let first = ahead.scanner.string()?;
                    let mut known = variants
                        .iter()
                        .filter(|variant| knows(variant.content, &first));
                    if let (Some(only), None) = (known.next(), known.next()) {
                        return Ok(only);
                    }
                    Next::Object(ahead.names(first)?)
                } else {
                    Next::Object(Vec::new())
                }
            }
            Some(b'-' | b'0'..=b'9') => Next::Number,
            _ if ahead.scanner.take_word("null") => Next::Null,
            _ if ahead.scanner.take_word("true") || ahead.scanner.take_word("false") => Next::Bool,
            _ => return Err(self.scanner.syntax("a value")),
        };
        let admitted = variants
            .iter()
            .find(|variant| admits(variant.content, &next));
        // The nearest one says best what is wrong with the members.
        let nearest = || match &next {
            Next::Object(names) => variants
                .iter()
                .find(|variant| names.iter().any(|name| knows(variant.content, name))),
            _ => None,
        };
        admitted.or_else(nearest).ok_or_else(|| {
            let found = match &next {
                Next::Object(names) => match &**names {
                    [] => "an object without members".into(),
                    [first, ..] => format!("an object with the member {}", quoted(first)),
                },
                _ => self.scanner.found(),
            };
            Error::expected(Kind::WrongType, in_words(variants), found)
        })
    }

    /// The names of an object's members, of which the first has been read.
    fn names(&mut self, first: Cow<'de, str>) -> Result<Vec<Cow<'de, str>>, Error> {
        let mut names = Vec::from([first]);
        loop {
            self.scanner.expect(b':')?;
            self.skip()?;
            if !self.scanner.take(b',') {
                return Ok(names);
            }
            names.push(self.scanner.string()?);
        }
    }
}

/// Whether what stands next can be this content.
fn admits(content: Content, next: &Next<'_>) -> bool {
    match content {
        Content::Unit => matches!(next, Next::Null),
        Content::Newtype(ty) => admits_type(ty, next),
        Content::Tuple(_) => matches!(next, Next::Array),
        Content::Struct(fields) => admits_members(fields, next),
    }
}

fn admits_members(fields: &[Field], next: &Next<'_>) -> bool {
    let Next::Object(names) = next else {
        return false;
    };
    fields
        .iter()
        .all(|field| field.optional || names.iter().any(|name| *name == field.name))
}

fn admits_type(ty: &'static Type, next: &Next<'_>) -> bool {
    match ty.resolve() {
        Type::Unit => matches!(next, Next::Null),
        Type::Bool => matches!(next, Next::Bool),
        Type::Integer(_) => match next {
            Next::Text(text) => is_decimal(text),
            next => matches!(next, Next::Number),
        },
        Type::Float => matches!(next, Next::Number),
        Type::String | Type::Char | Type::Text(_) => matches!(next, Next::Text(_)),
        Type::Bytes { encoding, .. } => match (encoding, next) {
            (Encoding::Base58Check(prefix), Next::Text(text)) => text.starts_with(prefix.letters),
            (Encoding::Hex | Encoding::PrefixedHex, Next::Array) => true,
            (_, next) => matches!(next, Next::Text(_)),
        },
        Type::Option(inner) => matches!(next, Next::Null) || admits_type(inner, next),
        Type::List(_) | Type::Array(..) | Type::Tuple(_) => matches!(next, Next::Array),
        Type::Map(..) => matches!(next, Next::Object(_)),
        Type::Outcome(variants) => match next {
            Next::Object(names) => variants
                .iter()
                .any(|variant| names.iter().any(|name| name == variant.name)),
            _ => false,
        },
        Type::Named(Named { definition, .. }) => match (definition, next) {
            (Definition::Struct(fields), _) => admits_members(fields, next),
            (Definition::Enum(Tag::Internal(tag), _), Next::Object(names)) => {
                names.iter().any(|name| name == tag)
            }
            (Definition::Enum(Tag::External, variants), Next::Text(text)) => {
                variants.iter().any(|variant| variant.name == *text)
            }
            (Definition::Enum(Tag::External, variants), Next::Object(names)) => {
                let is_named = |variant: &Variant| names.iter().any(|name| *name == variant.name);
                variants.iter().any(is_named)
            }
            (Definition::Enum(Tag::Untagged, variants), _) => {
                variants.iter().any(|variant| admits(variant.content, next))
            }
            _ => false,
        },
        // Resolved.
        Type::Later(_) | Type::Measured(..) | Type::Indirect(_) => false,
    }
}

/// Whether an object that is this content may have a member of that name.
fn knows(content: Content, name: &str) -> bool {
    match content {
        Content::Unit | Content::Tuple(_) => false,
        Content::Newtype(ty) => knows_type(ty, name),
        Content::Struct(fields) => fields.iter().any(|field| field.name == name),
    }
}

fn knows_type(ty: &'static Type, name: &str) -> bool {
    match ty.resolve() {
        Type::Map(..) => true,
        Type::Option(inner) => knows_type(inner, name),
        Type::Outcome(variants) => variants.iter().any(|variant| variant.name == name),
        Type::Named(Named { definition, .. }) => match definition {
            Definition::Struct(fields) => fields.iter().any(|field| field.name == name),
            Definition::Enum(Tag::External, variants) => {
                variants.iter().any(|variant| variant.name == name)
            }
            Definition::Enum(Tag::Internal(tag), variants) => {
                *tag == name || variants.iter().any(|variant| knows(variant.content, name))
            }
            Definition::Enum(Tag::Untagged, variants) => {
                variants.iter().any(|variant| knows(variant.content, name))
            }
            Definition::Alias(_) => false,
        },
        _ => false,
    }
}

/// What values of the variants look like.
#[cold]
fn in_words(variants: &[Variant]) -> String {
    let mut words: Vec<String> = Vec::new();
    for variant in variants {
        collect(variant.content, &mut words);
    }
    let mut out = String::new();
    for (i, one) in words.iter().enumerate() {
        let separator = match words.len() - i {
            _ if i == 0 => "",
            1 => " or ",
            _ => ", ",
        };
        out.push_str(separator);
        out.push_str(one);
    }
    out
}

fn collect(content: Content, words: &mut Vec<String>) {
    let new = match content {
        Content::Unit => "null".into(),
        Content::Tuple(_) => "an array".into(),
        Content::Struct(fields) => object_in_words(fields),
        Content::Newtype(ty) => match ty.resolve() {
            Type::Unit => "null".into(),
            Type::Bool => "true or false".into(),
            Type::Integer(_) | Type::Float => "a number".into(),
            Type::String | Type::Char | Type::Text(_) => "text".into(),
            Type::Bytes { encoding, length } => describe_bytes(*encoding, *length),
            Type::List(_) | Type::Array(..) | Type::Tuple(_) => "an array".into(),
            Type::Named(Named { definition, .. }) => match definition {
                Definition::Struct(fields) => object_in_words(fields),
                Definition::Enum(Tag::Internal(tag), _) => {
                    format!("an object with the member {}", quoted(tag))
                }
                Definition::Enum(Tag::Untagged, variants) => {
                    return variants
                        .iter()
                        .for_each(|variant| collect(variant.content, words));
                }
                _ => "a variant".into(),
            },
            _ => "an object".into(),
        },
    };
    if !words.contains(&new) {
        words.push(new);
    }
}

fn object_in_words(fields: &[Field]) -> String {
    match fields.iter().find(|field| !field.optional) {
        Some(field) => format!("an object with the member {}", quoted(field.name)),
        None => "an object".into(),
    }
}
