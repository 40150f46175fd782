//! Reads a value of a type from JSON text.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::{String, ToString};
use core::marker::PhantomData;

use serde::Deserializer as _;
use serde::de::{DeserializeSeed, Error as _, Visitor};

use super::de_bytes::form_bytes;
use super::de_numbers::{float, visit_integer};
use super::enums::{Enum, UnitVariant};
use super::error::Error;
use super::guide::{Form, Guide};
use super::int::{IntType, deserialize_integers};
use super::key::Key;
use super::objects::{Elements, Members};
use super::read::Scanner;
use crate::abi::MAX_JSON_DEPTH;
use crate::describe::{Encoding, Type};
use crate::foreign::ForeignTypes;
use crate::report::Kind;
use crate::same_type::same;

/// A value that is being read.
pub(super) struct Entered {
    guide: Guide,
    /// The guide of the value around it.
    pub(super) outer: Guide,
    start: usize,
}

impl Entered {
    /// The error with what is known of the value.
    #[cold]
    pub(super) fn explain(&self, error: Error) -> Error {
        // An error without an offset comes from the type itself, which knows only the text.
        let error = if error.has_offset() {
            error
        } else {
            self.guide.explain(error)
        };
        error.at(self.start)
    }
}

/// Reads values one after the other.
pub(super) struct Deserializer<'de, C> {
    pub(super) scanner: Scanner<'de>,
    depth: usize,
    /// What the value that is being read looks like, where that is known.
    pub(super) guide: Guide,
    types: PhantomData<C>,
}

impl<'de, C: ForeignTypes> Deserializer<'de, C> {
    /// At the beginning of a text.
    pub(super) const fn new(text: &'de str) -> Self {
        Self {
            scanner: Scanner::new(text),
            depth: 0,
            guide: Guide::Unknown,
            types: PhantomData,
        }
    }

    /// Another one at the same place, to look at what follows.
    pub(super) fn ahead(&self) -> Self {
        Self {
            scanner: self.scanner.clone(),
            ..*self
        }
    }

    /// Takes the `null` of an option that is none, or goes on to what is inside.
    #[inline(never)]
    fn take_none(&mut self) -> bool {
        // What is described as a value is none, also where it is read into an `Option`.
        let is_none = !self.guide.is_solid() && self.scanner.take_word("null");
        if !is_none {
            self.guide = self.guide.inside_option();
        }
        is_none
    }

    /// Nothing may follow the value.
    pub(super) fn end(&mut self) -> Result<(), crate::Error> {
        if self.scanner.peek().is_none() {
            return Ok(());
        }
        Err(self.scanner.syntax("the end of the text").into())
    }

    /// Reads one value that looks like this.
    pub(super) fn guided<T>(
        &mut self,
        guide: Guide,
        read: impl FnOnce(&mut Self) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let entered = self.enter(guide);
        let value = read(self);
        self.leave(entered, value)
    }

    /// Goes to the value that stands next and looks like this.
    ///
    /// What is common to all types is apart from what the compiler makes anew for each.
    pub(super) fn enter(&mut self, guide: Guide) -> Entered {
        Entered {
            guide,
            outer: core::mem::replace(&mut self.guide, guide),
            start: self.scanner.start(),
        }
    }

    /// Goes back to the value around the one that has been read.
    pub(super) fn leave<T>(
        &mut self,
        entered: Entered,
        value: Result<T, Error>,
    ) -> Result<T, Error> {
        match value {
            Ok(value) => {
                self.guide = entered.outer;
                Ok(value)
            }
            Err(error) => Err(self.leave_with(entered, error)),
        }
    }

    /// The same where there is none.
    #[cold]
    #[inline(never)]
    pub(super) fn leave_with(&mut self, entered: Entered, error: Error) -> Error {
        self.guide = entered.outer;
        entered.explain(error)
    }

    /// Reads one value as the seed says.
    pub(super) fn seeded<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Error> {
        // Whoever reads a value in its type's own form hands in a `PhantomData` of the type.
        if same::<S, PhantomData<S::Value>>()
            && let Some(form) = C::form::<S::Value>()
        {
            // Apart, as a driver without such types shall not hold the checksum's code.
            let bytes = match form.encoding {
                Encoding::Base58Check(prefix) => self.checked_bytes_in(prefix, form.length),
                _ => self.bytes_in(form),
            }?;
            // The type's own way of reading must not be reached from here: its code would stay in the
            // driver.
            let value = C::read::<S::Value>(&bytes).unwrap_or(Err(NOT_READ));
            return value.map_err(Error::custom);
        }
        seed.deserialize(self)
    }

    /// Reads one value; an error that has no offset gets that of the value.
    pub(super) fn value<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let start = self.scanner.start();
        read(self).map_err(|error| error.at(start))
    }

    /// Goes into brackets.
    fn open(&mut self) -> Result<(), Error> {
        if self.depth == MAX_JSON_DEPTH {
            let start = self.scanner.start();
            let reason = format!("the value nests deeper than {MAX_JSON_DEPTH} levels");
            return Err(Error::reason(Kind::LimitExceeded, reason).at(start));
        }
        self.depth += 1;
        Ok(())
    }

    /// Goes out of brackets.
    fn close(&mut self, close: u8) -> Result<(), Error> {
        self.depth -= 1;
        self.scanner.expect(close)
    }

    /// Reads what stands between brackets.
    pub(super) fn nested<T>(
        &mut self,
        close: u8,
        read: impl FnOnce(&mut Self) -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.open()?;
        let value = read(self)?;
        self.close(close)?;
        Ok(value)
    }

    /// The value that follows is of the wrong type, or no JSON at all.
    #[cold]
    pub(super) fn wrong_type(&mut self, expected: impl Into<String>) -> Error {
        match self.scanner.peek() {
            Some(b'"' | b'[' | b'{' | b'-' | b'0'..=b'9' | b'n' | b't' | b'f') => {
                let found = self.scanner.found();
                Error::expected(Kind::WrongType, expected, found)
            }
            _ => self.scanner.syntax("a value"),
        }
    }

    /// Reads a key as the seed says.
    pub(super) fn key<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
        text: &str,
        guide: Guide,
    ) -> Result<S::Value, Error> {
        if same::<S, PhantomData<S::Value>>()
            && let Some(form) = C::form::<S::Value>()
        {
            let bytes = form_bytes(form, text)?;
            let value = C::read::<S::Value>(&bytes).unwrap_or(Err(NOT_READ));
            return value.map_err(Error::custom);
        }
        seed.deserialize(Key { text, guide })
    }

    /// A value of which nothing is known.
    fn deserialize_unknown<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, Error> {
        match self.scanner.peek() {
            Some(b'"') => self.deserialize_str(visitor),
            Some(b'[') => self.deserialize_seq(visitor),
            Some(b'{') => self.deserialize_map(visitor),
            Some(b'-' | b'0'..=b'9') => {
                let number = self.scanner.number()?;
                if number.integer {
                    visit_integer(number.text, visitor)
                } else {
                    visitor.visit_f64(float(number.text, f64::is_finite)?)
                }
            }
            _ if self.scanner.take_word("null") => visitor.visit_unit(),
            _ if self.scanner.take_word("true") => visitor.visit_bool(true),
            _ if self.scanner.take_word("false") => visitor.visit_bool(false),
            _ => Err(self.scanner.syntax("a value")),
        }
    }

    /// The next value as text for a visitor that takes text.
    fn text_for<V: Visitor<'de>>(&mut self, visitor: &V) -> Result<Cow<'de, str>, Error> {
        self.settle()?;
        if let Some(int) = IntType::of::<V::Value>() {
            return self.decimal(int);
        }
        match self.guide {
            Guide::Type(Type::Bytes {
                encoding: encoding @ (Encoding::Hex | Encoding::PrefixedHex),
                length,
            }) => return self.hex(*encoding, *length).map(Cow::Owned),
            // A type that reads itself from text, such as one that is wider than Rust's own.
            Guide::Type(Type::Integer(int)) => {
                return self.decimal(IntType::new(int.signed, int.bits));
            }
            _ => {}
        }
        if self.scanner.peek() == Some(b'"') {
            return self.scanner.string();
        }
        Err(self.wrong_type((visitor as &dyn serde::de::Expected).to_string()))
    }
}

impl<'de, C: ForeignTypes> serde::Deserializer<'de> for &mut Deserializer<'de, C> {
    type Error = Error;

    deserialize_integers!();

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        // Where it is `null`, it is read the same whatever else it could be.
        if let Guide::Type(Type::Option(_)) = self.guide {
            if self.scanner.take_word("null") {
                return visitor.visit_unit();
            }
            self.guide = self.guide.inside_option();
        }
        self.settle()?;
        let Some(form) = self.guide.form() else {
            return self.deserialize_unknown(visitor);
        };
        match (form, self.scanner.peek()) {
            (Form::Integer(int), _) => self.any_integer(int, visitor),
            // `-0` and integers of more than 128 bits are floats here.
            (Form::Float, _) => self.deserialize_f64(visitor),
            (Form::Null, _) => self.deserialize_unit(visitor),
            (Form::Bool, _) => self.deserialize_bool(visitor),
            (Form::Hex, Some(b'[')) => {
                self.check_count(&self.ahead().bytes()?)?;
                self.deserialize_seq(visitor)
            }
            (Form::Array, _) => self.deserialize_seq(visitor),
            (Form::Object, _) => self.deserialize_map(visitor),
            // A visitor that takes anything has no word for it.
            (Form::Text, next) if next != Some(b'"') => Err(self.wrong_type("a string")),
            (Form::Text | Form::Hex, _) => self.deserialize_str(visitor),
            (Form::Variant, next) => {
                self.check_variant()?;
                if next == Some(b'{') {
                    self.deserialize_map(visitor)
                } else if next == Some(b'"') {
                    self.deserialize_str(visitor)
                } else {
                    Err(self.wrong_type(A_VARIANT))
                }
            }
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.scanner.take_word("true") {
            visitor.visit_bool(true)
        } else if self.scanner.take_word("false") {
            visitor.visit_bool(false)
        } else {
            Err(self.wrong_type("true or false"))
        }
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_f32(self.float(f32::is_finite)?)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_f64(self.float(f64::is_finite)?)
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.text_for(&visitor)? {
            Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
            Cow::Owned(text) => visitor.visit_string(text),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let bytes = self.bytes()?;
        self.check_count(&bytes)?;
        visitor.visit_byte_buf(bytes)
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_bytes(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.take_none() {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.scanner.take_word("null") {
            visitor.visit_unit()
        } else {
            Err(self.wrong_type("null"))
        }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.settle()?;
        if !self.scanner.take(b'[') {
            return Err(self.wrong_type("an array"));
        }
        self.nested(b']', |this| {
            let mut elements = Elements::new(this);
            let value = visitor.visit_seq(&mut elements)?;
            elements.finish()?;
            Ok(value)
        })
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Error> {
        if self.scanner.peek() != Some(b'[') {
            return Err(self.wrong_type(format!("an array of {len} elements")));
        }
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        len: usize,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_tuple(len, visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.settle()?;
        if self.scanner.peek() != Some(b'{') {
            return Err(self.wrong_type("an object"));
        }
        if let Some(variant) = self.find_variant() {
            self.guide = variant;
            self.settle()?;
        }
        self.scanner.take(b'{');
        self.nested(b'}', |this| {
            let mut members = Members::of_map(this);
            let value = visitor.visit_map(&mut members)?;
            members.finish()?;
            Ok(value)
        })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.settle_named()?;
        if !self.scanner.take(b'{') {
            return Err(self.wrong_type("an object"));
        }
        self.nested(b'}', |this| {
            let mut members = Members::of_struct(this, name, fields);
            let value = visitor.visit_map(&mut members)?;
            members.finish()?;
            Ok(value)
        })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        if let Some((name, content)) = self.variant_inside()? {
            return visitor.visit_enum(Enum {
                name,
                content,
                outside: false,
                deserializer: self,
            });
        }
        match self.scanner.peek() {
            Some(b'"') => {
                let name = self.scanner.string()?;
                visitor.visit_enum(UnitVariant(name))
            }
            Some(b'{') => {
                self.scanner.take(b'{');
                self.nested(b'}', |this| {
                    let start = this.scanner.start();
                    let name = this.scanner.string()?;
                    this.scanner.expect(b':')?;
                    let known = variants.contains(&&*name);
                    if !known {
                        return Err(Error::unknown_variant(&name, variants).at(start));
                    }
                    let content = this.guide.variant(&name);
                    visitor
                        .visit_enum(Enum {
                            name: &name,
                            content,
                            outside: true,
                            deserializer: this,
                        })
                        .map_err(|error| error.under_key(&name))
                })
            }
            _ => Err(self.wrong_type(A_VARIANT)),
        }
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.skip()?;
        visitor.visit_unit()
    }
}

/// What stands for an enum with its tag outside.
const A_VARIANT: &str = "a variant: a string, or an object with one member";

/// What is said where a type has a form and is not read in it, which is its marker's mistake.
const NOT_READ: &str = "a type of this form cannot be read";
