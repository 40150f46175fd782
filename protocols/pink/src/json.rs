//! What the types that derive no form in JSON look like there.

use data_driver::Describe;
use data_driver::describe::Type;
use data_driver::hex::prefixed;
use data_driver::{PrefixedHexVec, data};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{AccountId, Bytes, ClusterKey, Hash, StorageQuotaExceeded, Undecoded, WorkerId};

/// Bytes in hex, with `0x`: what converts them is called rather than repeated.
macro_rules! in_hex {
    ($($name:ident)*) => {$(
        impl Serialize for $name {
            #[inline(never)]
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                prefixed::serialize(&self.0, serializer)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            #[inline(never)]
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                prefixed::deserialize(deserializer).map(Self)
            }
        }
    )*};
}

in_hex! { AccountId Hash WorkerId ClusterKey Bytes Undecoded }

/// Bytes without a name of their own in schemas.
macro_rules! nameless {
    ($($name:ident)*) => {$(
        impl<C> Describe<C> for $name {
            const TYPE: &'static Type = <PrefixedHexVec as Describe<C>>::TYPE;
        }
    )*};
}

nameless! { Bytes Undecoded }

/// The name of what has no content.
#[data(codec())]
#[serde(rename = "StorageQuotaExceeded")]
enum Named {
    /// A cache has no room for the value.
    StorageQuotaExceeded,
}

impl<C> Describe<C> for StorageQuotaExceeded {
    const TYPE: &'static Type = <Named as Describe<C>>::TYPE;
}

impl Serialize for StorageQuotaExceeded {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Named::StorageQuotaExceeded.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for StorageQuotaExceeded {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Named::StorageQuotaExceeded = Named::deserialize(deserializer)?;
        Ok(Self)
    }
}
