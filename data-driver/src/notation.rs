//! Bytes in text: what the adapters [`hex`](crate::hex) and [`base58`] have in common.

use alloc::boxed::Box;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;

use serde::de::{Error, SeqAccess, Unexpected, Visitor};
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::base58;
use crate::describe::{Encoding, Type};

/// A way to write bytes as text.
pub trait Notation {
    /// The way.
    const ENCODING: Encoding;

    /// Appends bytes.
    fn write(bytes: &[u8], out: &mut String);

    /// The bytes that a text stands for.
    ///
    /// # Errors
    /// It stands for none, or for another number than there must be.
    fn read<E: Error>(text: &str, length: Option<usize>) -> Result<Vec<u8>, E>;
}

/// Bytes in a notation: `Vec<u8>`, `[u8; N]`, and these in an `Option`, `Vec`, array or `Box`.
pub trait Written<N>: Sized {
    /// What they look like.
    const TYPE: Type;

    /// Writes them.
    ///
    /// # Errors
    /// As the serializer.
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;

    /// Reads them.
    ///
    /// # Errors
    /// The value is not written so, or not of the type's length.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

/// Writes bytes in a notation.
///
/// # Errors
/// As the serializer.
pub fn serialize<N: Notation, S: Serializer>(
    bytes: &[u8],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let most = match N::ENCODING {
        Encoding::Base58 | Encoding::Base58Check(_) => base58::MAX_BYTES,
        Encoding::Hex | Encoding::PrefixedHex => usize::MAX,
    };
    if bytes.len() > most {
        let found = bytes.len();
        return Err(S::Error::custom(format!(
            "expected at most {most} bytes of base58, found {found}"
        )));
    }
    let mut text = String::new();
    N::write(bytes, &mut text);
    serializer.serialize_str(&text)
}

/// Reads bytes in a notation.
///
/// # Errors
/// The value is not written so, or there are more or fewer bytes.
pub fn deserialize<'de, N: Notation, D: Deserializer<'de>>(
    length: Option<usize>,
    deserializer: D,
) -> Result<Vec<u8>, D::Error> {
    let visitor = Bytes(length, PhantomData::<N>);
    // What JSON's own reader takes bytes for is asked for as bytes, so that a driver does without the code that reads anything.
    let bytes = if is_hex(N::ENCODING) {
        deserializer.deserialize_byte_buf(visitor)
    } else {
        deserializer.deserialize_str(visitor)
    }?;
    match length {
        Some(length) if length != bytes.len() => {
            let expected = format!("{length} bytes");
            Err(D::Error::invalid_length(bytes.len(), &expected.as_str()))
        }
        _ => Ok(bytes),
    }
}

struct Bytes<N>(Option<usize>, PhantomData<N>);

/// Whether JSON's own reader has read such bytes: hex digits, or an array of numbers.
const fn is_hex(encoding: Encoding) -> bool {
    matches!(encoding, Encoding::Hex | Encoding::PrefixedHex)
}

impl<'de, N: Notation> Visitor<'de> for Bytes<N> {
    type Value = Vec<u8>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match N::ENCODING {
            Encoding::Hex | Encoding::PrefixedHex => "bytes in hex or an array of numbers",
            Encoding::Base58 | Encoding::Base58Check(_) => "bytes in base58",
        })
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Vec<u8>, E> {
        N::read(text, self.0)
    }

    /// What JSON's own reader has read of hex.
    fn visit_byte_buf<E: Error>(self, bytes: Vec<u8>) -> Result<Vec<u8>, E> {
        if is_hex(N::ENCODING) {
            return Ok(bytes);
        }
        self.visit_bytes(&bytes)
    }

    /// Text, as other readers hand it over where bytes are asked for.
    fn visit_bytes<E: Error>(self, text: &[u8]) -> Result<Vec<u8>, E> {
        match core::str::from_utf8(text) {
            Ok(text) => self.visit_str(text),
            Err(_) => Err(E::invalid_type(Unexpected::Bytes(text), &self)),
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Vec<u8>, A::Error> {
        let mut bytes = Vec::new();
        while let Some(byte) = elements.next_element()? {
            bytes.push(byte);
        }
        Ok(bytes)
    }
}

/// A value inside another, for serde.
struct Inside<N, T>(T, PhantomData<N>);

impl<N, T: Written<N>> Serialize for Inside<N, &T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(serializer)
    }
}

impl<'de, N, T: Written<N>> Deserialize<'de> for Inside<N, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(|value| Self(value, PhantomData))
    }
}

impl<N, T: Written<N>> Written<N> for Option<T> {
    const TYPE: Type = Type::Option(&T::TYPE);

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Some(value) => serializer.serialize_some(&Inside::<N, &T>(value, PhantomData)),
            None => serializer.serialize_none(),
        }
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = <Option<Inside<N, T>> as Deserialize>::deserialize(deserializer)?;
        Ok(value.map(|inside| inside.0))
    }
}

impl<N, T: Written<N>> Written<N> for Vec<T> {
    const TYPE: Type = Type::List(&T::TYPE);

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(|value| Inside::<N, &T>(value, PhantomData)))
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let values = <Vec<Inside<N, T>> as Deserialize>::deserialize(deserializer)?;
        Ok(values.into_iter().map(|inside| inside.0).collect())
    }
}

impl<N, T: Written<N>, const LENGTH: usize> Written<N> for [T; LENGTH] {
    const TYPE: Type = Type::Array(&T::TYPE, LENGTH);

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(|value| Inside::<N, &T>(value, PhantomData)))
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let values = <Vec<T> as Written<N>>::read(deserializer)?;
        let found = values.len();
        values.try_into().map_err(|_| {
            D::Error::invalid_length(found, &&*format!("an array of {LENGTH} elements"))
        })
    }
}

impl<N, T: Written<N>> Written<N> for Box<T> {
    const TYPE: Type = Type::Indirect(&T::TYPE);

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).write(serializer)
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(Box::new)
    }
}

/// Makes the module in which it stands an adapter for `#[serde(with = "path::to::module")]` over a
/// [`Notation`](crate::notation::Notation), for `Vec<u8>` and `[u8; N]`.
///
/// A type whose members use it says what they look like by `#[describe(ty = …)]`, unless the adapter is
/// one of this crate's.
#[macro_export]
macro_rules! notation_adapter {
    ($notation:ty) => {
        impl $crate::notation::Written<$notation> for $crate::__private::Vec<u8> {
            const TYPE: $crate::describe::Type = $crate::describe::Type::Bytes {
                encoding: <$notation as $crate::notation::Notation>::ENCODING,
                length: ::core::option::Option::None,
            };

            fn write<S: $crate::__private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::notation::serialize::<$notation, S>(self, serializer)
            }

            fn read<'de, D: $crate::__private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::notation::deserialize::<$notation, D>(
                    ::core::option::Option::None,
                    deserializer,
                )
            }
        }

        impl<const LENGTH: usize> $crate::notation::Written<$notation> for [u8; LENGTH] {
            const TYPE: $crate::describe::Type = $crate::describe::Type::Bytes {
                encoding: <$notation as $crate::notation::Notation>::ENCODING,
                length: ::core::option::Option::Some(LENGTH),
            };

            fn write<S: $crate::__private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::notation::serialize::<$notation, S>(self, serializer)
            }

            fn read<'de, D: $crate::__private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                let bytes = $crate::notation::deserialize::<$notation, D>(
                    ::core::option::Option::Some(LENGTH),
                    deserializer,
                )?;
                // There are as many, or reading has failed.
                let mut array = [0; LENGTH];
                array.copy_from_slice(&bytes);
                ::core::result::Result::Ok(array)
            }
        }

        /// Writes bytes.
        ///
        /// # Errors
        /// As the serializer.
        pub fn serialize<T, S>(bytes: &T, serializer: S) -> ::core::result::Result<S::Ok, S::Error>
        where
            T: $crate::notation::Written<$notation>,
            S: $crate::__private::serde::Serializer,
        {
            bytes.write(serializer)
        }

        /// Reads bytes.
        ///
        /// # Errors
        /// The value is not written so, or not of the type's length.
        pub fn deserialize<'de, T, D>(deserializer: D) -> ::core::result::Result<T, D::Error>
        where
            T: $crate::notation::Written<$notation>,
            D: $crate::__private::serde::Deserializer<'de>,
        {
            T::read(deserializer)
        }
    };
}

pub use crate::notation_adapter as adapter;
