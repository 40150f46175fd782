//! What is bytes.

use alloc::vec::Vec;

use parity_scale_codec::{Decode, Encode};

/// Declares a type of so many bytes, which stand for themselves.
macro_rules! fixed {
    ($($(#[$doc:meta])* $name:ident[$length:literal];)*) => {$(
        $(#[$doc])*
        #[cfg_attr(feature = "data-driver", data_driver::data(codec()))]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
        pub struct $name(
            /// The bytes.
            #[cfg_attr(feature = "data-driver", serde(with = "data_driver::hex::prefixed"))]
            pub [u8; $length],
        );

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
#[derive(Debug, Default, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
pub struct Bytes(
    /// The bytes.
    pub Vec<u8>,
);

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
