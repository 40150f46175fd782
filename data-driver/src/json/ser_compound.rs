//! Appends arrays and objects.

use alloc::string::String;
use core::ops::Range;

use serde::ser::{
    Error as _, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant,
    SerializeTuple, SerializeTupleStruct, SerializeTupleVariant,
};

use super::error::Error;
use super::escape::write_string;
use super::ser::Serializer;
use super::ser_key::Key;
use crate::foreign::ForeignTypes;

/// What brackets stand around the elements.
#[derive(Clone, Copy)]
pub(super) enum Shape {
    Array,
    Object,
    /// The content of this variant of an enum, which is itself in an object.
    ArrayVariant(&'static str),
    ObjectVariant(&'static str),
}

/// An array or object of which some elements are written.
pub(super) struct Compound<'s, 'a, C> {
    serializer: &'s mut Serializer<'a, C>,
    shape: Shape,
    /// How many elements are written or begun.
    elements: usize,
    /// Where a map's last key begins in the text.
    key: usize,
}

impl<'s, 'a, C: ForeignTypes> Compound<'s, 'a, C> {
    pub(super) fn begin(serializer: &'s mut Serializer<'a, C>, shape: Shape) -> Self {
        serializer.out.push(match shape {
            Shape::Array | Shape::ArrayVariant(_) => '[',
            Shape::Object | Shape::ObjectVariant(_) => '{',
        });
        Self {
            serializer,
            shape,
            elements: 0,
            key: 0,
        }
    }

    fn separate(&mut self) -> Result<(), Error> {
        if self.elements > 0 {
            self.serializer.out.push(',');
        }
        self.elements += 1;
        self.serializer.check_limit()
    }

    fn element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.separate()?;
        let written = self.serializer.value(value);
        written.map_err(|error| self.in_element(error))
    }

    fn member<T: Serialize + ?Sized>(&mut self, key: &str, value: &T) -> Result<(), Error> {
        self.separate()?;
        write_string(self.serializer.out, key);
        self.serializer.out.push(':');
        let written = self.serializer.value(value);
        written.map_err(|error| self.in_member(key, error))
    }

    #[cold]
    fn in_element(&self, error: Error) -> Error {
        self.in_variant(error.under_index(self.elements - 1))
    }

    #[cold]
    fn in_member(&self, key: &str, error: Error) -> Error {
        self.in_variant(error.under_key(key))
    }

    #[cold]
    fn in_entry(&self, key: Range<usize>, error: Error) -> Error {
        let key = serde_json::from_str::<String>(&self.serializer.out[key]);
        error.under_key(&key.unwrap_or_default())
    }

    /// Adds the member that a variant's content is in.
    fn in_variant(&self, error: Error) -> Error {
        match self.shape {
            Shape::Array | Shape::Object => error,
            Shape::ArrayVariant(variant) | Shape::ObjectVariant(variant) => {
                error.under_key(variant)
            }
        }
    }

    fn close(self) {
        self.serializer.out.push_str(match self.shape {
            Shape::Array => "]",
            Shape::Object => "}",
            Shape::ArrayVariant(_) => "]}",
            Shape::ObjectVariant(_) => "}}",
        });
    }
}

/// Implements a trait of serde's whose elements have no names.
macro_rules! elements {
    ($($trait:ident $method:ident,)*) => {$(
        impl<C: ForeignTypes> $trait for Compound<'_, '_, C> {
            type Ok = ();
            type Error = Error;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
                self.element(value)
            }

            fn end(self) -> Result<(), Error> {
                self.close();
                Ok(())
            }
        }
    )*};
}

/// Implements a trait of serde's whose elements have names.
macro_rules! fields {
    ($($trait:ident,)*) => {$(
        impl<C: ForeignTypes> $trait for Compound<'_, '_, C> {
            type Ok = ();
            type Error = Error;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                key: &'static str,
                value: &T,
            ) -> Result<(), Error> {
                self.member(key, value)
            }

            fn end(self) -> Result<(), Error> {
                self.close();
                Ok(())
            }
        }
    )*};
}

elements! {
    SerializeSeq serialize_element,
    SerializeTuple serialize_element,
    SerializeTupleStruct serialize_field,
    SerializeTupleVariant serialize_field,
}

fields! {
    SerializeStruct,
    SerializeStructVariant,
}

impl<C: ForeignTypes> SerializeMap for Compound<'_, '_, C> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        self.separate()?;
        self.key = self.serializer.out.len();
        if let Some(written) = C::write(key, self.serializer.out) {
            return written.map_err(Error::custom);
        }
        key.serialize(Key(self.serializer))
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        let key = self.key..self.serializer.out.len();
        self.serializer.out.push(':');
        let written = self.serializer.value(value);
        written.map_err(|error| self.in_entry(key, error))
    }

    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}
