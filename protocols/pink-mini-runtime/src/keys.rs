//! Where what stands in the storage.

use pink_protocol::{AccountId, Hash};

/// The key of the index, which is no part of the root.
pub const INDEX: &[u8] = b":index";

pub(crate) const CLUSTER: &[u8] = b"cluster";
pub(crate) const CLUSTER_KEY: &[u8] = b"key";
pub(crate) const SYSTEM_CONTRACT: &[u8] = b"system";
pub(crate) const VERSION: &[u8] = b"version";
pub(crate) const LAST_BLOCK: &[u8] = b"block";

pub(crate) fn balance(account: &AccountId) -> Vec<u8> {
    [b"balance/", &account.0[..]].concat()
}

pub(crate) fn code(hash: &Hash) -> Vec<u8> {
    [b"code/", &hash.0[..]].concat()
}

/// Of the code of a contract.
pub(crate) fn code_hash(contract: &AccountId) -> Vec<u8> {
    [b"contract/", &contract.0[..]].concat()
}
