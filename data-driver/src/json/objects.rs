//! The elements of an array and the members of an object.

use alloc::borrow::Cow;
use alloc::collections::BTreeSet;
use alloc::format;
use core::str::FromStr;

use serde::de::{DeserializeSeed, Error as _, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

use super::de::{Deserializer, Entered};
use super::error::{Error, duplicate_member, quoted};
use super::expected::Expected;
use super::int::{IntType, deserialize_integers};
use super::number::is_decimal;
use crate::foreign::ForeignTypes;
use crate::report::Kind;

/// The elements of an array.
pub(super) struct Elements<'a, 'de, C> {
    deserializer: &'a mut Deserializer<'de, C>,
    index: usize,
}

impl<'a, 'de, C: ForeignTypes> Elements<'a, 'de, C> {
    pub(super) fn new(deserializer: &'a mut Deserializer<'de, C>) -> Self {
        Self {
            deserializer,
            index: 0,
        }
    }

    /// Goes to the next element, if there is one.
    fn enter(&mut self) -> Result<Option<Entered>, Error> {
        let scanner = &mut self.deserializer.scanner;
        if scanner.peek() == Some(b']') {
            return Ok(None);
        }
        if self.index > 0 {
            scanner.expect(b',')?;
        }
        let guide = self.deserializer.guide.element(self.index);
        self.index += 1;
        Ok(Some(self.deserializer.enter(guide)))
    }

    /// Nothing may follow the elements that the type has.
    pub(super) fn finish(&mut self) -> Result<(), Error> {
        if self.deserializer.scanner.peek() == Some(b']') {
            return Ok(());
        }
        let expected = format!("an array of {} elements", self.index);
        Err(Error::expected(
            Kind::WrongLength,
            expected,
            "more elements",
        ))
    }
}

impl<'de, C: ForeignTypes> SeqAccess<'de> for &mut Elements<'_, 'de, C> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Error> {
        let Some(entered) = self.enter()? else {
            return Ok(None);
        };
        let element = self.deserializer.seeded(seed);
        match self.deserializer.leave(entered, element) {
            Ok(element) => Ok(Some(element)),
            Err(error) => Err(error.under_index(self.index - 1)),
        }
    }
}

/// What the keys of an object may be.
enum Keys<'de> {
    /// These and no others; the type itself notices duplicates.
    Fields(&'static [&'static str]),
    /// Any, each once.
    Once(BTreeSet<Cow<'de, str>>),
}

/// The members of an object.
pub(super) struct Members<'a, 'de, C> {
    deserializer: &'a mut Deserializer<'de, C>,
    keys: Keys<'de>,
    expected: Expected,
    key: Cow<'de, str>,
    first: bool,
}

impl<'a, 'de, C: ForeignTypes> Members<'a, 'de, C> {
    pub(super) fn of_map(deserializer: &'a mut Deserializer<'de, C>) -> Self {
        Self {
            keys: Keys::Once(BTreeSet::new()),
            expected: Expected::of(deserializer.guide),
            deserializer,
            key: Cow::Borrowed(""),
            first: true,
        }
    }

    pub(super) fn of_struct(
        deserializer: &'a mut Deserializer<'de, C>,
        fields: &'static [&'static str],
    ) -> Self {
        Self {
            keys: Keys::Fields(fields),
            expected: Expected::of(deserializer.guide),
            deserializer,
            key: Cow::Borrowed(""),
            first: true,
        }
    }

    /// A type that stops before the last member leaves it to us to say so.
    pub(super) fn finish(&mut self) -> Result<(), Error> {
        if self.deserializer.scanner.peek() == Some(b'}') {
            return Ok(());
        }
        Err(Error::expected(
            Kind::WrongLength,
            "the end of the object",
            "more members",
        ))
    }

    /// Goes to the next member's key, if there is one, and gives its offset.
    fn find_key(&mut self) -> Result<Option<usize>, Error> {
        let scanner = &mut self.deserializer.scanner;
        if scanner.peek() == Some(b'}') {
            return self.check_all().map(|()| None);
        }
        if !self.first {
            scanner.expect(b',')?;
        }
        self.first = false;
        let start = scanner.start();
        self.key = scanner.string()?;
        scanner.expect(b':')?;
        self.check_key().map_err(|error| error.at(start))?;
        self.expected.see(&self.key);
        Ok(Some(start))
    }

    /// Goes to the member's value.
    fn enter(&mut self) -> Entered {
        if self.expected.is_tag(&self.key)
            && let Ok(variant) = self.deserializer.scanner.clone().string()
        {
            self.expected.tagged(&variant);
        }
        let guide = self.deserializer.guide.member(&self.key);
        self.deserializer.enter(guide)
    }

    /// The last member has been read.
    fn check_all(&self) -> Result<(), Error> {
        match &self.keys {
            Keys::Once(seen) => self.expected.end(seen),
            Keys::Fields(_) => self.expected.end(&BTreeSet::new()),
        }
    }

    fn check_key(&mut self) -> Result<(), Error> {
        match &mut self.keys {
            Keys::Fields(fields) if !fields.contains(&&*self.key) => {
                Err(Error::unknown_field(&self.key, fields))
            }
            Keys::Fields(_) => Ok(()),
            Keys::Once(seen) => {
                let new = seen.insert(self.key.clone());
                if new {
                    Ok(())
                } else {
                    Err(duplicate_member(&self.key))
                }
            }
        }
    }
}

impl<'de, C: ForeignTypes> MapAccess<'de> for &mut Members<'_, 'de, C> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        let Some(start) = self.find_key()? else {
            return Ok(None);
        };
        seed.deserialize(Key(&self.key))
            .map(Some)
            .map_err(|error| error.at(start))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let entered = self.enter();
        let value = self.deserializer.seeded(seed);
        self.deserializer
            .leave(entered, value)
            .map_err(|error| error.under_key(&self.key))
    }
}

/// A key: text, or an integer in decimal form where the map has integers for keys.
struct Key<'a>(&'a str);

impl Key<'_> {
    fn integer<T: FromStr>(self, int: IntType) -> Result<T, Error> {
        match self.0.parse() {
            Ok(value) if is_decimal(self.0) => Ok(value),
            _ => Err(Error::expected(
                Kind::InvalidValue,
                int.describe(),
                quoted(self.0),
            )),
        }
    }
}

impl<'de> serde::Deserializer<'de> for Key<'_> {
    type Error = Error;

    deserialize_integers!();

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_str(self.0)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
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
        visitor.visit_enum(self.0.into_deserializer())
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_byte_buf(super::hex::decode(self.0)?)
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_bytes(visitor)
    }

    forward_to_deserialize_any! {
        f32 f64 char str string unit unit_struct seq tuple tuple_struct map struct identifier
        ignored_any
    }
}
