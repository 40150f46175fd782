//! Appends arrays and objects.

use serde::ser::{
    Error as _, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant,
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
    /// The content of an enum's variant, which is itself in an object.
    ArrayVariant,
    ObjectVariant,
}

/// An array or object of which some elements are written.
pub(super) struct Compound<'s, 'a, C> {
    serializer: &'s mut Serializer<'a, C>,
    shape: Shape,
    empty: bool,
}

impl<'s, 'a, C: ForeignTypes> Compound<'s, 'a, C> {
    pub(super) fn begin(serializer: &'s mut Serializer<'a, C>, shape: Shape) -> Self {
        serializer.out.push(match shape {
            Shape::Array | Shape::ArrayVariant => '[',
            Shape::Object | Shape::ObjectVariant => '{',
        });
        Self {
            serializer,
            shape,
            empty: true,
        }
    }

    fn separate(&mut self) -> Result<(), Error> {
        if !self.empty {
            self.serializer.out.push(',');
        }
        self.empty = false;
        self.serializer.check_limit()
    }

    fn element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.separate()?;
        self.serializer.value(value)
    }

    fn member<T: Serialize + ?Sized>(&mut self, key: &str, value: &T) -> Result<(), Error> {
        self.separate()?;
        write_string(self.serializer.out, key);
        self.serializer.out.push(':');
        self.serializer.value(value)
    }

    fn close(self) {
        self.serializer.out.push_str(match self.shape {
            Shape::Array => "]",
            Shape::Object => "}",
            Shape::ArrayVariant => "]}",
            Shape::ObjectVariant => "}}",
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
        if let Some(written) = C::write(key, self.serializer.out) {
            return written.map_err(Error::custom);
        }
        key.serialize(Key(self.serializer))
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.serializer.out.push(':');
        self.serializer.value(value)
    }

    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}
