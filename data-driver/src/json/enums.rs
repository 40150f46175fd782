//! Enums in serde's external form: `"Variant"` or `{"Variant": content}`.

use alloc::borrow::Cow;
use alloc::format;
use core::fmt;

use serde::de::value::StrDeserializer;
use serde::de::{
    Deserialize, DeserializeSeed, EnumAccess, IgnoredAny, IntoDeserializer, MapAccess,
    VariantAccess, Visitor,
};

use super::de::Deserializer;
use super::error::Error;
use super::guide::Guide;
use crate::foreign::ForeignTypes;
use crate::quote::text as quoted;
use crate::report::Kind;

/// A variant named by a string: it has no content.
pub(super) struct UnitVariant<'de>(pub(super) Cow<'de, str>);

/// A variant that is the one member of an object.
pub(super) struct Enum<'a, 'de, C> {
    pub(super) name: &'a str,
    /// What the variant holds.
    pub(super) content: Guide,
    /// Whether the name stands outside of the content, so that there may be none.
    pub(super) outside: bool,
    pub(super) deserializer: &'a mut Deserializer<'de, C>,
}

/// A variant without content is a string and nothing else.
#[cold]
pub(super) fn has_no_content(found: impl Into<alloc::string::String>) -> Error {
    Error::expected(
        Kind::WrongType,
        "the string alone, as it has no content",
        found,
    )
}

fn variant_name<'de, V: DeserializeSeed<'de>>(seed: V, name: &str) -> Result<V::Value, Error> {
    let name: StrDeserializer<'_, Error> = name.into_deserializer();
    seed.deserialize(name)
}

impl<'de> EnumAccess<'de> for UnitVariant<'de> {
    type Error = Error;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Error> {
        Ok((variant_name(seed, &self.0)?, self))
    }
}

impl UnitVariant<'_> {
    #[cold]
    pub(super) fn lacks_content(&self) -> Error {
        let expected = format!("an object with the member {}", quoted(&self.0));
        Error::expected(Kind::WrongType, expected, quoted(&self.0))
    }
}

impl<'de> VariantAccess<'de> for UnitVariant<'de> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, _seed: T) -> Result<T::Value, Error> {
        Err(self.lacks_content())
    }

    fn tuple_variant<V: Visitor<'de>>(self, _len: usize, _visitor: V) -> Result<V::Value, Error> {
        Err(self.lacks_content())
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _fields: &'static [&'static str],
        _visitor: V,
    ) -> Result<V::Value, Error> {
        Err(self.lacks_content())
    }
}

impl<'de, C: ForeignTypes> EnumAccess<'de> for Enum<'_, 'de, C> {
    type Error = Error;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Error> {
        Ok((variant_name(seed, self.name)?, self))
    }
}

/// `null`, or an object of which the reader itself refuses every member but a tag. `IgnoredAny` would
/// bring the code that reads keys of any kind.
struct NoContent;

impl<'de> Visitor<'de> for NoContent {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("nothing")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        while let Some(MemberName) = members.next_key()? {
            members.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }
}

/// The name of a member, whatever it is.
struct MemberName;

impl<'de> Deserialize<'de> for MemberName {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_identifier(Self)
    }
}

impl Visitor<'_> for MemberName {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a member's name")
    }

    fn visit_str<E>(self, _: &str) -> Result<Self, E> {
        Ok(self)
    }
}

impl<'de, C: ForeignTypes> VariantAccess<'de> for Enum<'_, 'de, C> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        if self.outside {
            return Err(has_no_content(self.deserializer.scanner.found()));
        }
        self.deserializer
            .guided(self.content, |deserializer| match deserializer.guide {
                Guide::Tagged { .. } => {
                    serde::Deserializer::deserialize_struct(deserializer, "", &[], NoContent)
                }
                _ => serde::Deserializer::deserialize_unit(deserializer, NoContent),
            })
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Error> {
        self.deserializer
            .guided(self.content, |deserializer| deserializer.seeded(seed))
    }

    fn tuple_variant<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserializer.guided(self.content, |deserializer| {
            serde::Deserializer::deserialize_tuple(deserializer, len, visitor)
        })
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserializer.guided(self.content, |deserializer| {
            serde::Deserializer::deserialize_struct(deserializer, "", fields, visitor)
        })
    }
}
