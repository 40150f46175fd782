//! Reads a value of a type from JSON text.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::marker::PhantomData;
use core::str::FromStr;

use serde::Deserializer as _;
use serde::de::{Deserialize, DeserializeSeed, Error as _, Visitor};

use super::enums::{Enum, UnitVariant, has_no_content};
use super::error::{Error, quoted};
use super::guide::{Form, Guide, describe_bytes};
use super::int::{IntType, deserialize_integers};
use super::key::Key;
use super::number::{INFINITY, NEGATIVE_INFINITY, NOT_A_NUMBER, is_decimal};
use super::objects::{Elements, Members};
use super::read::Scanner;
use crate::abi::MAX_JSON_DEPTH;
use crate::base58::check;
use crate::describe::{Describe, Encoding, Prefix, Type};
use crate::foreign::{self, ForeignTypes, Plain};
use crate::report::Kind;
use crate::same_type::same;

/// Reads a value from JSON text.
///
/// # Errors
/// The text is not JSON, something follows the value, or the value is not one of the type. The error
/// tells the JSON Pointer to the place, its offset, and what was expected and found.
pub fn from_str<'de, T: Deserialize<'de>>(text: &'de str) -> Result<T, crate::Error> {
    read::<Plain, T>(text, Guide::Unknown)
}

/// Reads a value as [`from_str`] does, guided by its description: bytes are taken in hex with or
/// without `0x` and as an array of numbers, whatever form the type's own `Deserialize` wants, and
/// errors say what the description knows.
///
/// # Errors
/// As [`from_str`].
pub fn from_str_described<'de, T>(text: &'de str) -> Result<T, crate::Error>
where
    T: Deserialize<'de> + Describe,
{
    from_str_with::<Plain, T>(text)
}

/// Reads a value as [`from_str_described`] does, where types of other crates are among those that
/// `C` knows.
///
/// # Errors
/// As [`from_str`].
pub fn from_str_with<'de, C, T>(text: &'de str) -> Result<T, crate::Error>
where
    C: ForeignTypes,
    T: Deserialize<'de> + Describe<C>,
{
    read::<C, T>(text, Guide::from(T::TYPE))
}

fn read<'de, C, T>(text: &'de str, guide: Guide) -> Result<T, crate::Error>
where
    C: ForeignTypes,
    T: Deserialize<'de>,
{
    let mut deserializer = Deserializer::<C> {
        scanner: Scanner::new(text),
        depth: 0,
        guide: Guide::Unknown,
        types: PhantomData,
    };
    let value = deserializer.guided(guide, |deserializer| deserializer.seeded(PhantomData::<T>))?;
    if deserializer.scanner.peek().is_some() {
        return Err(deserializer.scanner.syntax("the end of the text").into());
    }
    Ok(value)
}

/// A value that is being read.
pub(super) struct Entered {
    guide: Guide,
    /// The guide of the value around it.
    outer: Guide,
    start: usize,
}

impl Entered {
    /// The error with what is known of the value.
    #[cold]
    fn explain(&self, error: Error) -> Error {
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
        self.guide = entered.outer;
        value.map_err(|error| entered.explain(error))
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

    /// Passes over a value of any kind, without the code that would read it.
    pub(super) fn skip(&mut self) -> Result<(), Error> {
        match self.scanner.peek() {
            Some(b'"') => self.scanner.string().map(drop),
            Some(b'-' | b'0'..=b'9') => self.scanner.number().map(drop),
            Some(open @ (b'[' | b'{')) => {
                self.scanner.take(open);
                let close = if open == b'[' { b']' } else { b'}' };
                self.nested(close, |this| this.skip_inside(close))
            }
            _ if ["null", "true", "false"]
                .into_iter()
                .any(|word| self.scanner.take_word(word)) =>
            {
                Ok(())
            }
            _ => Err(self.scanner.syntax("a value")),
        }
    }

    fn skip_inside(&mut self, close: u8) -> Result<(), Error> {
        let mut first = true;
        while self.scanner.peek() != Some(close) {
            if !first {
                self.scanner.expect(b',')?;
            }
            first = false;
            if close == b'}' {
                self.scanner.string()?;
                self.scanner.expect(b':')?;
            }
            self.skip()?;
        }
        Ok(())
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

    fn is_number(&mut self) -> bool {
        matches!(self.scanner.peek(), Some(b'-' | b'0'..=b'9'))
    }

    /// An integer's digits, from a number or a decimal string.
    fn decimal(&mut self, int: IntType) -> Result<Cow<'de, str>, Error> {
        let is_number = self.is_number();
        let text = if is_number {
            Cow::Borrowed(self.scanner.number()?.text)
        } else if self.scanner.peek() == Some(b'"') {
            self.scanner.string()?
        } else {
            return Err(self.wrong_type(format!(
                "{}, as a number or a decimal string",
                int.describe()
            )));
        };
        if is_decimal(&text) && int.holds(&text) {
            return Ok(text);
        }
        let found = if is_number {
            text.into_owned()
        } else {
            quoted(&text)
        };
        Err(Error::expected(Kind::InvalidValue, int.describe(), found))
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

    /// Another one at the same place, to look at what follows.
    pub(super) fn ahead(&self) -> Self {
        Self {
            scanner: self.scanner.clone(),
            ..*self
        }
    }

    /// What stands for the variant of an enum with its tag inside, of which an object stands next. The tag may be
    /// the last of its members, and what the others are depends on it.
    fn find_variant(&self) -> Option<Guide> {
        let (tag, variants) = self.guide.tagged()?;
        let name = self.find_tag(tag).ok()??.scanner.string().ok()?;
        let variant = variants.iter().find(|variant| variant.name == name)?;
        Some(Guide::beside(tag, variant.content))
    }

    /// Where the value of the member `tag` stands in the object that stands next, if there is one; what is not
    /// JSON in front of it is an error.
    pub(super) fn find_tag(&self, tag: &str) -> Result<Option<Self>, Error> {
        let mut ahead = self.ahead();
        ahead.scanner.expect(b'{')?;
        while ahead.scanner.peek() == Some(b'"') {
            let key = ahead.scanner.string()?;
            ahead.scanner.expect(b':')?;
            if key == tag {
                return Ok(Some(ahead));
            }
            ahead.skip()?;
            if !ahead.scanner.take(b',') {
                break;
            }
        }
        ahead.scanner.expect(b'}').map(|()| None)
    }

    /// An enum with its tag outside, for a visitor that keeps it for later and then takes a variant
    /// without content with and without `null`.
    fn check_variant(&mut self) -> Result<(), Error> {
        let mut ahead = self.scanner.clone();
        let in_object = ahead.take(b'{');
        let start = ahead.start();
        let Ok(name) = ahead.string() else {
            return Ok(());
        };
        match self.guide.has_content(&name) {
            Some(true) if !in_object => Err(UnitVariant(name).lacks_content()),
            Some(false) if in_object => {
                ahead.expect(b':')?;
                Err(has_no_content(ahead.found()).under_key(&name).at(start))
            }
            _ => Ok(()),
        }
    }

    /// Bytes are as many as the description says, which a visitor that takes any number does not know.
    fn check_count(&self, bytes: &[u8]) -> Result<(), Error> {
        match self.guide {
            Guide::Type(Type::Bytes {
                length: Some(length),
                ..
            }) if *length != bytes.len() => Err(wrong_length(*length, bytes.len())),
            _ => Ok(()),
        }
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

    fn integer<T: FromStr>(&mut self, int: IntType) -> Result<T, Error> {
        self.value(|this| {
            let text = this.decimal(int)?;
            text.parse()
                .map_err(|_| Error::expected(Kind::InvalidValue, int.describe(), text))
        })
    }

    fn float<T: Copy + FromStr>(&mut self, is_finite: fn(T) -> bool) -> Result<T, Error> {
        if self.scanner.peek() == Some(b'"') {
            let text = self.scanner.string()?;
            let named = [NOT_A_NUMBER, INFINITY, NEGATIVE_INFINITY].contains(&&*text);
            return text.parse().ok().filter(|_| named).ok_or_else(|| {
                let expected = "a number, \"NaN\", \"Infinity\" or \"-Infinity\"";
                Error::expected(Kind::InvalidValue, expected, quoted(&text))
            });
        }
        if !self.is_number() {
            return Err(self.wrong_type("a number"));
        }
        float(self.scanner.number()?.text, is_finite)
    }

    /// An integer for a visitor that takes anything.
    fn any_integer<V: Visitor<'de>>(
        &mut self,
        int: IntType,
        visitor: V,
    ) -> Result<V::Value, Error> {
        let text = self.decimal(int)?;
        if int.is_beyond_128_bits() {
            return visitor.visit_str(&text);
        }
        visit_integer(&text, visitor)
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

    /// Bytes in any form, as the hex digits that a type which reads hex takes.
    fn hex(&mut self, encoding: Encoding, length: Option<usize>) -> Result<String, Error> {
        let bytes = self.bytes()?;
        if let Some(length) = length
            && length != bytes.len()
        {
            return Err(wrong_length(length, bytes.len()));
        }
        let mut digits = String::from(encoding.hex_prefix());
        crate::hex_digits::push(&bytes, &mut digits);
        Ok(digits)
    }

    /// The bytes of a foreign type, as many as it has.
    fn bytes_in(&mut self, form: foreign::Form) -> Result<Vec<u8>, Error> {
        match form.encoding {
            Encoding::Hex | Encoding::PrefixedHex => {
                let bytes = self.bytes()?;
                if bytes.len() == form.length {
                    Ok(bytes)
                } else {
                    Err(wrong_length(form.length, bytes.len()))
                }
            }
            Encoding::Base58 | Encoding::Base58Check(_) => {
                crate::base58::parse_bytes(&self.plain_string()?, form.length)
            }
        }
    }

    fn checked_bytes_in(&mut self, prefix: Prefix, length: usize) -> Result<Vec<u8>, Error> {
        check::parse(&self.plain_string()?, prefix, Some(length))
    }

    fn plain_string(&mut self) -> Result<Cow<'de, str>, Error> {
        if self.scanner.peek() != Some(b'"') {
            return Err(self.wrong_type("a string"));
        }
        self.scanner.string()
    }

    /// Bytes: hex with or without `0x`, or an array of numbers.
    fn bytes(&mut self) -> Result<Vec<u8>, Error> {
        match self.scanner.peek() {
            Some(b'[') => Vec::deserialize(&mut *self),
            Some(b'"') => {
                let text = self.scanner.string()?;
                super::hex::decode(&text)
            }
            _ => Err(self.wrong_type("bytes in hex or an array of numbers")),
        }
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
        // What is described as a value is none, also where it is read into an `Option`.
        if !self.guide.is_solid() && self.scanner.take_word("null") {
            visitor.visit_none()
        } else {
            self.guide = self.guide.inside_option();
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
        _name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.settle_named()?;
        if !self.scanner.take(b'{') {
            return Err(self.wrong_type("an object"));
        }
        self.nested(b'}', |this| {
            let mut members = Members::of_struct(this, fields);
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

/// The bytes of a foreign type that a text stands for.
fn form_bytes(form: foreign::Form, text: &str) -> Result<Vec<u8>, Error> {
    match form.encoding {
        Encoding::Hex | Encoding::PrefixedHex => {
            let bytes = super::hex::decode(text)?;
            if bytes.len() == form.length {
                Ok(bytes)
            } else {
                Err(wrong_length(form.length, bytes.len()))
            }
        }
        Encoding::Base58 => crate::base58::parse_bytes(text, form.length),
        Encoding::Base58Check(prefix) => check::parse(text, prefix, Some(form.length)),
    }
}

#[cold]
fn wrong_length(expected: usize, found: usize) -> Error {
    let expected = describe_bytes(Encoding::Hex, Some(expected));
    Error::expected(Kind::WrongLength, expected, found.to_string())
}

/// Hands over an integer in the narrowest form that holds it; beyond 128 bits it is a float.
pub(super) fn visit_integer<'de, V: Visitor<'de>>(
    text: &str,
    visitor: V,
) -> Result<V::Value, Error> {
    if let Ok(value) = text.parse() {
        visitor.visit_u64(value)
    } else if let Ok(value) = text.parse() {
        visitor.visit_i64(value)
    } else if let Ok(value) = text.parse() {
        visitor.visit_u128(value)
    } else if let Ok(value) = text.parse() {
        visitor.visit_i128(value)
    } else {
        visitor.visit_f64(float(text, f64::is_finite)?)
    }
}

/// A number's text as a float; too large ones are refused, as JSON has no infinity.
fn float<T: Copy + FromStr>(text: &str, is_finite: fn(T) -> bool) -> Result<T, Error> {
    text.parse()
        .ok()
        .filter(|value| is_finite(*value))
        .ok_or_else(|| Error::expected(Kind::InvalidValue, "a number in range", text))
}
