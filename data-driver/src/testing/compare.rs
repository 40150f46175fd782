//! A value that was written, beside the description of its type.

use alloc::borrow::ToOwned;
use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use serde_json::{Map, Value};

use crate::describe::{
    Content, Definition, Encoding, Field, Integer, Looks, Tag, Type, Variant, alternatives,
};

/// What has been seen of types of which not every value shows all: variants, and both kinds of an
/// `Option`, by their places in the description.
pub(super) type Seen = BTreeSet<(String, String)>;

pub(super) struct Comparison<'a> {
    pub(super) seen: &'a mut Seen,
}

impl Comparison<'_> {
    /// Compares one value. The place is in the description: the type's name, and the way from there.
    pub(super) fn value(
        &mut self,
        value: &Value,
        ty: &'static Type,
        place: &str,
    ) -> Result<(), String> {
        match ty {
            Type::Unit => expect(value.is_null(), "null", value),
            Type::Bool => expect(value.is_boolean(), "a boolean", value),
            Type::Integer(int) => integer(value, *int),
            Type::Float => {
                let named = value
                    .as_str()
                    .is_some_and(|text| ["NaN", "Infinity", "-Infinity"].contains(&text));
                expect(value.is_number() || named, "a number", value)
            }
            Type::String => expect(value.is_string(), "text", value),
            Type::Char => {
                let one = value.as_str().is_some_and(|text| text.chars().count() == 1);
                expect(one, "one character", value)
            }
            // What matches the pattern, validators of the schema tell.
            Type::Text(_) => expect(value.is_string(), "text", value),
            Type::Bytes { encoding, length } => bytes(value, *encoding, *length),
            Type::Option(inner) => {
                let kind = if value.is_null() { NULL } else { SOME };
                self.seen.insert((place.to_owned(), kind.to_owned()));
                if value.is_null() {
                    Ok(())
                } else {
                    self.value(value, inner, place)
                }
            }
            Type::List(element) => self.elements(value, |_| (Some(element), list(place)), None),
            Type::Array(element, length) => {
                self.elements(value, |_| (Some(element), list(place)), Some(*length))
            }
            Type::Tuple(parts) => self.tuple(value, parts, place),
            Type::Map(key, element) => {
                for (name, inner) in object(value)? {
                    self.key(name, key, place)?;
                    self.value(inner, element, &list(place))
                        .map_err(|error| inside(name, &error))?;
                }
                Ok(())
            }
            Type::Outcome(variants) => self.external(value, variants.as_slice(), place),
            Type::Named(named) => match named.definition {
                Definition::Alias(inner) => self.value(value, inner, named.name),
                Definition::Struct(fields) => {
                    self.members(object(value)?, fields, None, named.name)
                }
                Definition::Enum(Tag::External, variants) => {
                    self.external(value, variants, named.name)
                }
                Definition::Enum(Tag::Untagged, variants) => {
                    self.untagged(value, variants, named.name)
                }
                Definition::Enum(Tag::Internal(tag), variants) => {
                    let members = object(value)?;
                    let name = members.get(tag).and_then(Value::as_str).unwrap_or_default();
                    let variant = self.variant(name, variants, named.name)?;
                    self.beside(members, variant, tag, &way(named.name, name))
                }
            },
            Type::Later(get) => self.value(value, get(), place),
            Type::Measured(_, inner) | Type::Indirect(inner) => self.value(value, inner, place),
        }
    }

    fn key(&mut self, name: &str, ty: &'static Type, place: &str) -> Result<(), String> {
        let text = Value::from(name);
        match ty.resolve() {
            Type::Integer(int) => expect(is_decimal(name, *int), "an integer as a key", &text),
            Type::Bool => expect(
                name == "true" || name == "false",
                "a boolean as a key",
                &text,
            ),
            other => self.value(&text, other, place),
        }
    }

    fn tuple(
        &mut self,
        value: &Value,
        parts: &'static [&'static Type],
        place: &str,
    ) -> Result<(), String> {
        let part = |i: usize| (parts.get(i).copied(), way(place, &i.to_string()));
        self.elements(value, part, Some(parts.len()))
    }

    fn elements(
        &mut self,
        value: &Value,
        type_of: impl Fn(usize) -> (Option<&'static Type>, String),
        length: Option<usize>,
    ) -> Result<(), String> {
        let Some(elements) = value.as_array() else {
            return expect(false, "an array", value);
        };
        if let Some(length) = length {
            expect(
                elements.len() == length,
                &format!("{length} elements"),
                value,
            )?;
        }
        for (i, element) in elements.iter().enumerate() {
            let (Some(ty), place) = type_of(i) else {
                return expect(false, "fewer elements", value);
            };
            self.value(element, ty, &place)
                .map_err(|error| inside(&i.to_string(), &error))?;
        }
        Ok(())
    }

    fn members(
        &mut self,
        members: &Map<String, Value>,
        fields: &'static [Field],
        tag: Option<&str>,
        place: &str,
    ) -> Result<(), String> {
        for field in fields {
            match members.get(field.name) {
                Some(member) => self
                    .value(member, field.ty, &way(place, field.name))
                    .map_err(|error| inside(field.name, &error))?,
                None if field.optional => {}
                None => return Err(format!(": the value has no member {:?}", field.name)),
            }
        }
        let known = |name: &str| tag == Some(name) || fields.iter().any(|field| field.name == name);
        match members.keys().find(|name| !known(name)) {
            Some(name) => Err(format!(": the description has no member {name:?}")),
            None => Ok(()),
        }
    }

    fn variant(
        &mut self,
        name: &str,
        variants: &'static [Variant],
        place: &str,
    ) -> Result<&'static Variant, String> {
        let variant = variants.iter().find(|variant| variant.name == name);
        let variant =
            variant.ok_or_else(|| format!(": the description has no variant {name:?}"))?;
        self.seen.insert((place.to_owned(), name.to_owned()));
        Ok(variant)
    }

    /// Compares with each of the objects that a variant can be beside its tag.
    fn beside(
        &mut self,
        members: &Map<String, Value>,
        variant: &'static Variant,
        tag: &'static str,
        place: &str,
    ) -> Result<(), String> {
        let mut differences = Vec::new();
        for one in alternatives(tag, core::slice::from_ref(variant)) {
            let Looks::Members { fields, .. } = one.looks else {
                continue;
            };
            match self.members(members, fields, Some(tag), place) {
                Ok(()) => return Ok(()),
                Err(difference) => differences.push(difference),
            }
        }
        Err(differences.join("; "))
    }

    fn untagged(
        &mut self,
        value: &Value,
        variants: &'static [Variant],
        place: &str,
    ) -> Result<(), String> {
        let mut differences = Vec::new();
        for variant in variants {
            let here = way(place, variant.name);
            match self.content(value, variant.content, &here) {
                Ok(()) => {
                    self.seen
                        .insert((place.to_owned(), variant.name.to_owned()));
                    return Ok(());
                }
                Err(difference) => differences.push(difference),
            }
        }
        Err(differences.join("; "))
    }

    fn content(&mut self, value: &Value, content: Content, place: &str) -> Result<(), String> {
        match content {
            Content::Unit => expect(value.is_null(), "null", value),
            Content::Newtype(ty) => self.value(value, ty, place),
            Content::Tuple(parts) => self.tuple(value, parts, place),
            Content::Struct(fields) => self.members(object(value)?, fields, None, place),
        }
    }

    fn external(
        &mut self,
        value: &Value,
        variants: &'static [Variant],
        place: &str,
    ) -> Result<(), String> {
        if let Some(name) = value.as_str() {
            let variant = self.variant(name, variants, place)?;
            return expect(
                matches!(variant.content, Content::Unit),
                "a variant with content",
                value,
            );
        }
        let mut members = object(value)?.iter();
        let (Some((name, content)), None) = (members.next(), members.next()) else {
            return expect(false, "an object with one member", value);
        };
        let here = way(place, name);
        let compared = match self.variant(name, variants, place)?.content {
            Content::Unit => expect(false, "the variant's name", value),
            other => self.content(content, other, &here),
        };
        compared.map_err(|error| inside(name, &error))
    }
}

const NULL: &str = "null";
const SOME: &str = "a value";

/// The place of a part.
fn way(place: &str, part: &str) -> String {
    format!("{place}.{part}")
}

/// The place of the elements.
fn list(place: &str) -> String {
    format!("{place}[]")
}

/// Whether everything that the description of a type has was seen.
pub(super) fn all_seen(ty: &'static Type, place: &str, seen: &Seen) -> Result<(), String> {
    let mut walk = Walk {
        seen,
        visited: BTreeSet::new(),
    };
    walk.ty(ty, place)
}

struct Walk<'a> {
    seen: &'a Seen,
    /// The names of types that were looked at.
    visited: BTreeSet<&'static str>,
}

impl Walk<'_> {
    fn ty(&mut self, ty: &'static Type, place: &str) -> Result<(), String> {
        match ty {
            Type::Option(inner) => {
                for kind in [NULL, SOME] {
                    if !self.has(place, kind) {
                        return Err(format!("no sample shows {kind} at {place}"));
                    }
                }
                self.ty(inner, place)
            }
            Type::List(inner) | Type::Array(inner, _) | Type::Map(_, inner) => {
                self.ty(inner, &list(place))
            }
            Type::Measured(_, inner) | Type::Indirect(inner) => self.ty(inner, place),
            Type::Later(get) => self.ty(get(), place),
            Type::Tuple(parts) => self.parts(parts, place),
            Type::Outcome(variants) => self.variants(variants.as_slice(), place),
            Type::Named(named) if !self.visited.insert(named.name) => Ok(()),
            Type::Named(named) => match named.definition {
                Definition::Alias(inner) => self.ty(inner, named.name),
                Definition::Struct(fields) => self.fields(fields, named.name),
                Definition::Enum(_, variants) => self.variants(variants, named.name),
            },
            _ => Ok(()),
        }
    }

    fn has(&self, place: &str, kind: &str) -> bool {
        self.seen.contains(&(place.to_owned(), kind.to_owned()))
    }

    fn parts(&mut self, parts: &'static [&'static Type], place: &str) -> Result<(), String> {
        let mut parts = parts.iter().enumerate();
        parts.try_for_each(|(i, part)| self.ty(part, &way(place, &i.to_string())))
    }

    fn fields(&mut self, fields: &'static [Field], place: &str) -> Result<(), String> {
        let mut fields = fields.iter();
        fields.try_for_each(|field| self.ty(field.ty, &way(place, field.name)))
    }

    fn variants(&mut self, variants: &'static [Variant], place: &str) -> Result<(), String> {
        for variant in variants.iter().filter(|variant| !variant.input_only) {
            if !self.has(place, variant.name) {
                return Err(format!(
                    "no sample shows the variant {:?} of {place}",
                    variant.name
                ));
            }
            let here = way(place, variant.name);
            match variant.content {
                Content::Unit => {}
                Content::Newtype(ty) => self.ty(ty, &here)?,
                Content::Tuple(parts) => self.parts(parts, &here)?,
                Content::Struct(fields) => self.fields(fields, &here)?,
            }
        }
        Ok(())
    }
}

fn expect(holds: bool, expected: &str, found: &Value) -> Result<(), String> {
    if holds {
        Ok(())
    } else {
        Err(format!(
            ": the description says {expected}, the value is {found}"
        ))
    }
}

fn inside(name: &str, error: &str) -> String {
    format!("/{name}{error}")
}

fn object(value: &Value) -> Result<&Map<String, Value>, String> {
    value
        .as_object()
        .ok_or_else(|| format!(": the description says an object, the value is {value}"))
}

fn integer(value: &Value, int: Integer) -> Result<(), String> {
    let expected = format!(
        "an integer of {} bits {} a sign, {}",
        int.bits,
        if int.signed { "with" } else { "without" },
        if int.is_wide() {
            "as text"
        } else {
            "as a number"
        }
    );
    let fits = match value {
        Value::String(text) => int.is_wide() && is_decimal(text, int),
        Value::Number(number) => !int.is_wide() && is_decimal(&number.to_string(), int),
        _ => false,
    };
    expect(fits, &expected, value)
}

/// Whether a text is an integer in range.
fn is_decimal(text: &str, int: Integer) -> bool {
    let (low, high) = int.bounds();
    let digits = text.strip_prefix('-').unwrap_or(text);
    let limit: &str = if digits.len() < text.len() {
        low.strip_prefix('-').unwrap_or("")
    } else {
        &high
    };
    let is_plain = !digits.is_empty()
        && digits.bytes().all(|digit| digit.is_ascii_digit())
        && (digits == "0" || !digits.starts_with('0'))
        && text != "-0";
    is_plain && (digits.len(), digits) <= (limit.len(), limit)
}

fn bytes(value: &Value, encoding: Encoding, length: Option<usize>) -> Result<(), String> {
    let text = value.as_str().unwrap_or("\u{0}");
    let found: Option<Vec<u8>> = match encoding {
        Encoding::Hex | Encoding::PrefixedHex => {
            let digits = text.strip_prefix(encoding.hex_prefix());
            let plain = digits.filter(|digits| !digits.starts_with("0x"));
            plain.and_then(|digits| crate::json::hex_bytes(digits).ok())
        }
        Encoding::Base58 => crate::base58::decode(text).ok(),
        Encoding::Base58Check(prefix) => crate::base58::check::decode(text, prefix, length).ok(),
    };
    let expected = match length {
        Some(length) => format!("{length} bytes of {encoding:?}"),
        None => format!("bytes of {encoding:?}"),
    };
    let fits = found.is_some_and(|bytes| length.is_none_or(|length| bytes.len() == length));
    expect(fits, &expected, value)
}
