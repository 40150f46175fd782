//! Hashes and addresses: so many bytes, in JSON base58check that begins with certain letters.

use alloc::string::String;

use data_driver::describe::{Definition, Describe, Encoding, Named, Prefix, Type};
use data_driver::{Error, base58};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::wire::{Reader, Wire, Writer};

/// Declares hashes, each with its number of bytes, the letters of its text, and the bytes that bring them about.
macro_rules! hashes {
    ($($(#[doc = $doc:literal])* $name:ident[$length:literal] $letters:literal = $prefix:expr;)*) => {
        $(
            $(#[doc = $doc])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct $name(
                /// The bytes.
                pub [u8; $length],
            );

            impl $name {
                /// What stands in front of the bytes in base58check.
                pub const PREFIX: Prefix = Prefix { letters: $letters, bytes: $prefix };

                /// The hash that a text in base58check stands for.
                ///
                /// # Errors
                /// It stands for none: letters, checksum or number of bytes are others.
                pub fn from_base58(text: &str) -> Result<Self, Error> {
                    let bytes = base58::check::decode(text, Self::PREFIX, Some($length))?;
                    // There are as many, or decoding has failed.
                    let mut array = [0; $length];
                    array.copy_from_slice(&bytes);
                    Ok(Self(array))
                }

                /// The text in base58check.
                #[must_use]
                pub fn to_base58(&self) -> String {
                    let mut text = String::new();
                    base58::check::encode(&self.0, Self::PREFIX, &mut text);
                    text
                }
            }

            impl<C> Describe<C> for $name {
                const TYPE: &'static Type = &Type::Named(&Named {
                    name: stringify!($name),
                    doc: concat!($($doc, "\n"),*).trim_ascii(),
                    definition: Definition::Alias(&Type::Bytes {
                        encoding: Encoding::Base58Check(Self::PREFIX),
                        length: Some($length),
                    }),
                });
            }

            impl Serialize for $name {
                fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    serializer.serialize_str(&self.to_base58())
                }
            }

            impl<'de> Deserialize<'de> for $name {
                fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    let text = String::deserialize(deserializer)?;
                    Self::from_base58(&text).map_err(serde::de::Error::custom)
                }
            }

            impl Wire for $name {
                fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
                    reader.array(concat!("the hash of ", $letters, "…")).map(Self)
                }

                fn write(&self, writer: &mut Writer) -> Result<(), Error> {
                    writer.put(&self.0);
                    Ok(())
                }
            }
        )*
    };
}

hashes! {
    /// The address of a contract.
    ContractHash[20] "KT1" = &[2, 90, 121];
    /// The address of a smart rollup.
    RollupAddress[20] "sr1" = &[6, 124, 117];
    /// The hash of a block.
    BlockHash[32] "B" = &[1, 52];
    /// The hash of a public key of Ed25519.
    Ed25519KeyHash[20] "tz1" = &[6, 161, 159];
    /// The hash of a public key of Secp256k1.
    Secp256k1KeyHash[20] "tz2" = &[6, 161, 161];
    /// The hash of a public key of P-256.
    P256KeyHash[20] "tz3" = &[6, 161, 164];
    /// The hash of a public key of BLS12-381.
    BlsKeyHash[20] "tz4" = &[6, 161, 166];
    /// The hash of a public key of ML-DSA-44.
    MlDsaKeyHash[20] "tz5" = &[6, 161, 169];
    /// The hash of data that a kernel can have revealed: their BLAKE2b in 256 bits.
    RevealDataHash[32] "scrrh1" = &[230, 206, 128, 200, 196];
}
