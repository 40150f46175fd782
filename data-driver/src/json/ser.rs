//! Appends the JSON text of a value.

use alloc::format;
use alloc::string::String;
use core::fmt::Display;
use core::marker::PhantomData;

use serde::ser::{Error as _, Serialize};

use super::error::Error;
use super::escape::{Escaped, write_string};
use super::number::{INFINITY, NEGATIVE_INFINITY, NOT_A_NUMBER};
use super::ser_compound::{Compound, Shape};
use crate::abi::MAX_JSON_OUTPUT;
use crate::foreign::{ForeignTypes, Plain};
use crate::report::Kind;

/// How integers of 64 bits are written. Narrower ones are numbers, wider ones are decimal strings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Integers {
    /// As numbers, unless the type's own `Serialize` makes them text.
    AsDeclared,
    /// As decimal strings, in every position: no reader loses a digit above 2^53.
    WideAsText,
}

/// Appends the JSON text of a value to `out`, without white space.
///
/// # Errors
/// The type's `Serialize` fails, a map's key is not text, or the text becomes longer than
/// [`MAX_JSON_OUTPUT`]. `out` then holds a part of the text.
pub fn write<T: Serialize + ?Sized>(
    value: &T,
    integers: Integers,
    out: &mut String,
) -> Result<(), crate::Error> {
    write_with::<Plain, T>(value, integers, out)
}

/// Appends the JSON text of a value as [`write()`] does, where types of other crates are among those
/// that `C` knows.
///
/// # Errors
/// As [`write()`].
pub fn write_with<C: ForeignTypes, T: Serialize + ?Sized>(
    value: &T,
    integers: Integers,
    out: &mut String,
) -> Result<(), crate::Error> {
    write_within::<C, T>(value, integers, MAX_JSON_OUTPUT, out)
}

/// How much text the value of so many bytes may have.
///
/// In most formats a value's text grows with its bytes. Where it need not, as bytes may point at the same bytes many times,
/// or say that there are billions of elements which take none, this bounds what little input can ask for. The most
/// wordy byte of an honest value is a flag in a structure whose member has a long name.
pub(crate) const fn room(bytes: usize) -> usize {
    let room = bytes
        .saturating_mul(TEXT_PER_BYTE)
        .saturating_add(TEXT_OF_NOTHING);
    if room < MAX_JSON_OUTPUT {
        room
    } else {
        MAX_JSON_OUTPUT
    }
}

/// The most bytes of text for a byte of input.
const TEXT_PER_BYTE: usize = 1 << 10;

/// The most bytes of text that a value has beyond that.
const TEXT_OF_NOTHING: usize = 64 << 10;

/// As [`write_with`], where the text may have so many bytes.
pub(crate) fn write_within<C: ForeignTypes, T: Serialize + ?Sized>(
    value: &T,
    integers: Integers,
    most: usize,
    out: &mut String,
) -> Result<(), crate::Error> {
    let limit = out.len().saturating_add(most);
    let mut serializer = Serializer::<C> {
        out,
        integers,
        most,
        limit,
        types: PhantomData,
    };
    Ok(serializer.value(value)?)
}

/// Writes values one after the other.
pub(super) struct Serializer<'a, C> {
    pub(super) out: &'a mut String,
    integers: Integers,
    most: usize,
    /// The length of the text that is not to be exceeded.
    limit: usize,
    types: PhantomData<C>,
}

impl<C: ForeignTypes> Serializer<'_, C> {
    /// Writes a value of any type.
    pub(super) fn value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        if let Some(written) = C::write(value, self.out) {
            return written.map_err(|reason| Error::reason(Kind::InvalidBytes, reason));
        }
        value.serialize(self)
    }

    /// Fails once the text has become too long.
    pub(super) fn check_limit(&self) -> Result<(), Error> {
        if self.out.len() <= self.limit {
            return Ok(());
        }
        let reason = format!("the result is longer than {} bytes of JSON", self.most);
        Err(Error::reason(Kind::LimitExceeded, reason))
    }

    pub(super) fn integer(&mut self, integer: impl itoa::Integer) {
        self.out.push_str(itoa::Buffer::new().format(integer));
    }

    fn quoted_integer(&mut self, integer: impl itoa::Integer) {
        self.out.push('"');
        self.integer(integer);
        self.out.push('"');
    }

    fn wide_integer(&mut self, integer: impl itoa::Integer) {
        match self.integers {
            Integers::AsDeclared => self.integer(integer),
            Integers::WideAsText => self.quoted_integer(integer),
        }
    }

    /// Begins an object whose one member is this variant's content.
    fn variant(&mut self, variant: &str) {
        self.out.push('{');
        write_string(self.out, variant);
        self.out.push(':');
    }
}

impl<'s, 'a, C: ForeignTypes> serde::Serializer for &'s mut Serializer<'a, C> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Compound<'s, 'a, C>;
    type SerializeTuple = Compound<'s, 'a, C>;
    type SerializeTupleStruct = Compound<'s, 'a, C>;
    type SerializeTupleVariant = Compound<'s, 'a, C>;
    type SerializeMap = Compound<'s, 'a, C>;
    type SerializeStruct = Compound<'s, 'a, C>;
    type SerializeStructVariant = Compound<'s, 'a, C>;

    fn serialize_bool(self, value: bool) -> Result<(), Error> {
        self.out.push_str(if value { "true" } else { "false" });
        Ok(())
    }

    fn serialize_i8(self, value: i8) -> Result<(), Error> {
        self.integer(value);
        Ok(())
    }

    fn serialize_i16(self, value: i16) -> Result<(), Error> {
        self.integer(value);
        Ok(())
    }

    fn serialize_i32(self, value: i32) -> Result<(), Error> {
        self.integer(value);
        Ok(())
    }

    fn serialize_i64(self, value: i64) -> Result<(), Error> {
        self.wide_integer(value);
        Ok(())
    }

    fn serialize_i128(self, value: i128) -> Result<(), Error> {
        self.quoted_integer(value);
        Ok(())
    }

    fn serialize_u8(self, value: u8) -> Result<(), Error> {
        self.integer(value);
        Ok(())
    }

    fn serialize_u16(self, value: u16) -> Result<(), Error> {
        self.integer(value);
        Ok(())
    }

    fn serialize_u32(self, value: u32) -> Result<(), Error> {
        self.integer(value);
        Ok(())
    }

    fn serialize_u64(self, value: u64) -> Result<(), Error> {
        self.wide_integer(value);
        Ok(())
    }

    fn serialize_u128(self, value: u128) -> Result<(), Error> {
        self.quoted_integer(value);
        Ok(())
    }

    fn serialize_f32(self, value: f32) -> Result<(), Error> {
        write_float(serde_json::Value::from(value), value.into(), self.out);
        Ok(())
    }

    fn serialize_f64(self, value: f64) -> Result<(), Error> {
        write_float(serde_json::Value::from(value), value, self.out);
        Ok(())
    }

    fn serialize_char(self, value: char) -> Result<(), Error> {
        write_string(self.out, value.encode_utf8(&mut [0; 4]));
        Ok(())
    }

    fn serialize_str(self, value: &str) -> Result<(), Error> {
        write_string(self.out, value);
        Ok(())
    }

    /// Bytes are hex without `0x`.
    fn serialize_bytes(self, value: &[u8]) -> Result<(), Error> {
        self.out.push('"');
        crate::hex_digits::push(value, self.out);
        self.out.push('"');
        Ok(())
    }

    fn serialize_none(self) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        self.value(value)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        self.out.push_str("null");
        Ok(())
    }

    fn serialize_unit_struct(self, _name: &'static str) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
    ) -> Result<(), Error> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        self.value(value)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        self.variant(variant);
        let written = self.value(value);
        written.map_err(|error| error.under_key(variant))?;
        self.out.push('}');
        Ok(())
    }

    fn serialize_seq(self, _len: Option<usize>) -> Result<Compound<'s, 'a, C>, Error> {
        Ok(Compound::begin(self, Shape::Array))
    }

    fn serialize_tuple(self, _len: usize) -> Result<Compound<'s, 'a, C>, Error> {
        Ok(Compound::begin(self, Shape::Array))
    }

    fn serialize_tuple_struct(
        self,
        _name: &'static str,
        _len: usize,
    ) -> Result<Compound<'s, 'a, C>, Error> {
        Ok(Compound::begin(self, Shape::Array))
    }

    fn serialize_tuple_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        _len: usize,
    ) -> Result<Compound<'s, 'a, C>, Error> {
        self.variant(variant);
        Ok(Compound::begin(self, Shape::ArrayVariant(variant)))
    }

    fn serialize_map(self, _len: Option<usize>) -> Result<Compound<'s, 'a, C>, Error> {
        Ok(Compound::begin(self, Shape::Object))
    }

    fn serialize_struct(
        self,
        _name: &'static str,
        _len: usize,
    ) -> Result<Compound<'s, 'a, C>, Error> {
        Ok(Compound::begin(self, Shape::Object))
    }

    fn serialize_struct_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        _len: usize,
    ) -> Result<Compound<'s, 'a, C>, Error> {
        self.variant(variant);
        Ok(Compound::begin(self, Shape::ObjectVariant(variant)))
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<(), Error> {
        self.out.push('"');
        core::fmt::write(&mut Escaped(self.out), format_args!("{value}")).map_err(Error::custom)?;
        self.out.push('"');
        Ok(())
    }
}

/// A float as `serde_json` writes it; those that JSON has no number for are text.
fn write_float(shown: serde_json::Value, value: f64, out: &mut String) {
    if value.is_finite() {
        out.push_str(&format!("{shown}"));
        return;
    }
    let name = if value.is_nan() {
        NOT_A_NUMBER
    } else if value > 0.0 {
        INFINITY
    } else {
        NEGATIVE_INFINITY
    };
    write_string(out, name);
}
