//! Integers of any size that stand outside of Micheline.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use data_driver::Error;
use data_driver::describe::{Definition, Describe, Named, Text, Type};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::micheline::zarith;
use crate::wire::{Reader, Wire, Writer};

/// Declares integers that are not negative, with or without a place for a sign in their bytes.
macro_rules! naturals {
    ($($(#[doc = $doc:literal])* $name:ident, signed: $signed:literal;)*) => {
        $(
            $(#[doc = $doc])*
            #[derive(Debug, Clone, PartialEq, Eq)]
            pub struct $name(Vec<u8>);

            impl $name {
                /// The integer of this decimal form.
                ///
                /// # Errors
                /// The text has another form; the words say what was expected.
                pub fn from_decimal(decimal: &str) -> Result<Self, String> {
                    let is_plain = decimal == "0" || !decimal.starts_with(['0', '-']);
                    let mut bytes = Vec::new();
                    match zarith::encode(decimal, $signed, &mut bytes) {
                        Ok(()) if is_plain => Ok(Self(bytes)),
                        Ok(()) => Err("an integer without a sign and without zeros in front".into()),
                        Err(expected) => Err(expected),
                    }
                }

                /// Its decimal form.
                #[must_use]
                pub fn to_decimal(&self) -> String {
                    let mut text = String::new();
                    zarith::decode(&self.0, $signed, &mut text);
                    text
                }
            }

            impl<C> Describe<C> for $name {
                const TYPE: &'static Type = &Type::Named(&Named {
                    name: stringify!($name),
                    doc: concat!($($doc, "\n"),*).trim_ascii(),
                    definition: Definition::Alias(&Type::Text(&Text {
                        format: "decimal",
                        pattern: "^(0|[1-9][0-9]*)$",
                        max_length: None,
                    })),
                });
            }

            impl Serialize for $name {
                fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    serializer.serialize_str(&self.to_decimal())
                }
            }

            impl<'de> Deserialize<'de> for $name {
                fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    let text = String::deserialize(deserializer)?;
                    Self::from_decimal(&text)
                        .map_err(|expected| serde::de::Error::custom(format!("expected {expected}")))
                }
            }

            impl Wire for $name {
                fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
                    let start = reader.offset();
                    let mut bytes = zarith::read(reader)?.to_vec();
                    if $signed && bytes.first().is_some_and(|first| first & 0x40 != 0) {
                        // Minus zero is zero.
                        if bytes != [0x40] {
                            let expected = "an integer that is not negative";
                            let kind = data_driver::Kind::InvalidBytes;
                            return Err(Error::bytes(kind, start, expected, "a negative one"));
                        }
                        bytes = Vec::from([0]);
                    }
                    Ok(Self(bytes))
                }

                fn write(&self, writer: &mut Writer) -> Result<(), Error> {
                    writer.put(&self.0);
                    Ok(())
                }
            }
        )*
    };
}

naturals! {
    /// An integer of any size that is not negative, in decimal form: data-encoding's `n`.
    Natural, signed: false;
    /// Bits, as the integer in decimal form of which they are the binary form, the lowest bit first: a `z` that is
    /// not negative.
    Bitset, signed: true;
}
