//! Which keys there are, and the root that is made of them.
//!
//! The host has no call that lists keys. The runtime keeps the list under a key of its own: each key with the hash of its
//! value, sorted. The root is the hash of that list. It is no root of a Substrate trie, and nothing smaller than the list
//! proves that a key is in it.

use std::collections::BTreeMap;

use blake2::digest::consts::U32;
use blake2::{Blake2b, Digest};
use parity_scale_codec::Encode;
use pink_protocol::{Bytes, Hash};

/// BLAKE2b in 256 bits.
pub(crate) fn hash(bytes: &[u8]) -> Hash {
    Hash(Blake2b::<U32>::digest(bytes).into())
}

/// The root of a storage that has these pairs of key and value, each key once; none where there are none.
///
/// It is the hash of the SCALE of `Vec<(Bytes, Hash)>`: the keys in the order of their bytes, with the hashes of their
/// values.
#[must_use]
pub fn root<'a>(pairs: impl IntoIterator<Item = (&'a [u8], &'a [u8])>) -> Option<Hash> {
    let pairs = pairs.into_iter();
    let index = Index(
        pairs
            .map(|(key, value)| (key.to_vec(), hash(value)))
            .collect(),
    );
    index.root()
}

/// The keys with the hashes of their values.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Index(pub(crate) BTreeMap<Vec<u8>, Hash>);

impl Index {
    /// As it stands in the storage.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let entries = self.0.iter();
        let entries: Vec<(Bytes, Hash)> = entries
            .map(|(key, hash)| (Bytes(key.clone()), *hash))
            .collect();
        entries.encode()
    }

    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let entries: Vec<(Bytes, Hash)> = cross_call::scale::decode(bytes).ok()?;
        Some(Self(
            entries
                .into_iter()
                .map(|(key, hash)| (key.0, hash))
                .collect(),
        ))
    }

    pub(crate) fn root(&self) -> Option<Hash> {
        (!self.0.is_empty()).then(|| hash(&self.to_bytes()))
    }
}
