//! The keys of maps, which are text.

use core::str::FromStr;

use serde::de::{IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use super::de_numbers::visit_integer;
use super::error::Error;
use super::guide::Guide;
use super::int::{IntType, deserialize_integers};
use super::number::is_decimal;
use crate::describe::Type;
use crate::quote::text as quoted;
use crate::report::Kind;

/// A key: text, or an integer in decimal form where the map has integers for keys.
pub(super) struct Key<'a> {
    pub(super) text: &'a str,
    pub(super) guide: Guide,
}

impl Key<'_> {
    fn integer<T: FromStr>(self, int: IntType) -> Result<T, Error> {
        match self.text.parse() {
            Ok(value) if is_decimal(self.text) && int.holds(self.text) => Ok(value),
            _ => Err(self.no_integer(int)),
        }
    }

    fn narrow(self, int: IntType) -> Result<i64, Error> {
        self.integer(int)
    }

    #[cold]
    fn no_integer(&self, int: IntType) -> Error {
        Error::expected(Kind::InvalidValue, int.describe(), quoted(self.text))
    }
}

impl<'de> serde::Deserializer<'de> for Key<'_> {
    type Error = Error;

    deserialize_integers!();

    /// Whoever keeps a key for later must have it as the type will ask for it.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.guide {
            Guide::Type(Type::Integer(int)) => {
                let int = IntType::new(int.signed, int.bits);
                if !is_decimal(self.text) || !int.holds(self.text) {
                    Err(self.no_integer(int))
                } else if int.is_beyond_128_bits() {
                    visitor.visit_str(self.text)
                } else {
                    visit_integer(self.text, visitor)
                }
            }
            Guide::Type(Type::Bool) => self.deserialize_bool(visitor),
            _ => match super::hex::canonical(self.text, self.guide) {
                Some(digits) => visitor.visit_string(digits),
                None => visitor.visit_str(self.text),
            },
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.text {
            "true" => visitor.visit_bool(true),
            "false" => visitor.visit_bool(false),
            other => {
                let expected = "\"true\" or \"false\"";
                Err(Error::expected(Kind::InvalidValue, expected, quoted(other)))
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_enum(self.text.into_deserializer())
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_byte_buf(super::hex::decode(self.text)?)
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_bytes(visitor)
    }

    /// The name of a member, of which drivers have hundreds: it is text, whatever else a key can be.
    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_str(self.text)
    }

    forward_to_deserialize_any! {
        f32 f64 char str string unit unit_struct seq tuple tuple_struct map struct ignored_any
    }
}
