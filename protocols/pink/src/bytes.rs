//! What is bytes.

use alloc::vec::Vec;

use parity_scale_codec::{Decode, Encode, Error, Input, Output};

/// Declares a type of so many bytes, which stand for themselves.
macro_rules! fixed {
    ($($(#[$doc:meta])* $name:ident[$length:literal];)*) => {$(
        $(#[$doc])*
        #[cfg_attr(feature = "data-driver", derive(data_driver::Describe))]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(
            /// The bytes.
            #[cfg_attr(feature = "data-driver", serde(with = "data_driver::hex::prefixed"))]
            pub [u8; $length],
        );

        impl Encode for $name {
            fn size_hint(&self) -> usize {
                $length
            }

            fn encode_to<O: Output + ?Sized>(&self, out: &mut O) {
                out.write(&self.0);
            }
        }

        impl Decode for $name {
            fn decode<I: Input>(input: &mut I) -> Result<Self, Error> {
                read(input).map(Self)
            }
        }

        impl From<[u8; $length]> for $name {
            fn from(bytes: [u8; $length]) -> Self {
                Self(bytes)
            }
        }

        impl AsRef<[u8]> for $name {
            fn as_ref(&self) -> &[u8] {
                &self.0
            }
        }
    )*};
}

/// Reads so many bytes. It stands in many places, and is called in each rather than repeated.
#[inline(never)]
fn read<const N: usize, I: Input>(input: &mut I) -> Result<[u8; N], Error> {
    let mut bytes = [0; N];
    input.read(&mut bytes)?;
    Ok(bytes)
}

fixed! {
    /// An account or a contract: 32 bytes.
    AccountId[32];
    /// A hash of 32 bytes: blake2b-256, where nothing else is said.
    Hash[32];
    /// A worker, by its sr25519 public key: 32 bytes.
    WorkerId[32];
    /// A cluster's sr25519 secret key: 64 bytes, the scalar and the nonce's seed.
    ClusterKey[64];
}

/// Any number of bytes: their number as a compact integer, then the bytes.
#[derive(Debug, Default, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Encode)]
pub struct Bytes(
    /// The bytes.
    pub Vec<u8>,
);

impl Decode for Bytes {
    #[inline(never)]
    fn decode<I: Input>(input: &mut I) -> Result<Self, Error> {
        Vec::decode(input).map(Self)
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}
