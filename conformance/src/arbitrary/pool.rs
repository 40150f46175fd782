//! Bytes that not every number of bytes is: keys, signatures, scalars and points, and texts with a
//! checksum behind bytes of which a schema says only by which letters they show.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde_json::Value;

/// Valid values of such definitions by their names, made with `dusk-core`, and texts in base58check by
/// what they begin with and their number of bytes: `base58check tz1 20`. A test of the workspace makes
/// them again.
const POOLS: &str = include_str!("pools.json");

static READ: LazyLock<BTreeMap<String, Vec<Value>>> =
    LazyLock::new(|| serde_json::from_str(POOLS).expect("our own pools are JSON"));

/// The definitions of which there are pools.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    READ.keys().map(String::as_str)
}

/// The values of the definition of that name in their written form, if it is such a type.
#[must_use]
pub fn pool(name: &str) -> Option<&'static [Value]> {
    READ.get(name).map(Vec::as_slice)
}

/// Texts in base58check that begin so and stand for so many bytes, if it is known what brings the letters
/// about: several bytes in front bring about the same.
#[must_use]
pub fn base58check(prefix: &str, length: Option<usize>) -> Option<&'static [Value]> {
    pool(&format!("base58check {prefix} {}", length?))
}
