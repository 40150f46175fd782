//! Types that are bytes in hex wherever they stand: as parameters, members, elements and results.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::ops::{Deref, DerefMut};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::describe::{Describe, Type};
use crate::hex::Hex;
use crate::hex::prefixed::PrefixedHex;
use crate::notation::{Notation, Written};

/// Declares a type of bytes in a notation.
macro_rules! byte_type {
    ($(#[$doc:meta])* $name:ident $([$length:ident])? ($bytes:ty): $notation:ty) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[cfg_attr(
            feature = "rkyv",
            derive(rkyv::Archive, rkyv::Serialize, rkyv::Deserialize),
            archive(check_bytes)
        )]
        pub struct $name $(<const $length: usize>)? (
            /// The bytes.
            pub $bytes,
        );

        impl<$(const $length: usize,)? C> Describe<C> for $name $(<$length>)? {
            const TYPE: &'static Type = &<$bytes as Written<$notation>>::TYPE;
        }

        impl $(<const $length: usize>)? Serialize for $name $(<$length>)? {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                Written::<$notation>::write(&self.0, serializer)
            }
        }

        impl<'de $(, const $length: usize)?> Deserialize<'de> for $name $(<$length>)? {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <$bytes as Written<$notation>>::read(deserializer).map(Self)
            }
        }

        impl $(<const $length: usize>)? fmt::Display for $name $(<$length>)? {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let mut text = String::new();
                <$notation>::write(&self.0, &mut text);
                f.write_str(&text)
            }
        }

        impl $(<const $length: usize>)? fmt::Debug for $name $(<$length>)? {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({self})", stringify!($name))
            }
        }

        impl $(<const $length: usize>)? From<$bytes> for $name $(<$length>)? {
            fn from(bytes: $bytes) -> Self {
                Self(bytes)
            }
        }

        impl $(<const $length: usize>)? From<$name $(<$length>)?> for $bytes {
            fn from(bytes: $name $(<$length>)?) -> Self {
                bytes.0
            }
        }

        impl $(<const $length: usize>)? AsRef<[u8]> for $name $(<$length>)? {
            fn as_ref(&self) -> &[u8] {
                &self.0
            }
        }

        impl $(<const $length: usize>)? Deref for $name $(<$length>)? {
            type Target = $bytes;

            fn deref(&self) -> &$bytes {
                &self.0
            }
        }

        impl $(<const $length: usize>)? DerefMut for $name $(<$length>)? {
            fn deref_mut(&mut self) -> &mut $bytes {
                &mut self.0
            }
        }
    };
}

byte_type! {
    /// So many bytes, in JSON hex without `0x`. Its bytes are those of `[u8; N]`.
    HexBytes[N]([u8; N]): Hex
}

byte_type! {
    /// Any number of bytes, in JSON hex without `0x`. Its bytes are those of `Vec<u8>`.
    HexVec(Vec<u8>): Hex
}

byte_type! {
    /// So many bytes, in JSON hex with `0x`. Its bytes are those of `[u8; N]`.
    PrefixedHexBytes[N]([u8; N]): PrefixedHex
}

byte_type! {
    /// Any number of bytes, in JSON hex with `0x`. Its bytes are those of `Vec<u8>`.
    PrefixedHexVec(Vec<u8>): PrefixedHex
}

impl<const N: usize> Default for HexBytes<N> {
    fn default() -> Self {
        Self([0; N])
    }
}

impl<const N: usize> Default for PrefixedHexBytes<N> {
    fn default() -> Self {
        Self([0; N])
    }
}

impl<const N: usize> Copy for HexBytes<N> {}
impl<const N: usize> Copy for PrefixedHexBytes<N> {}
