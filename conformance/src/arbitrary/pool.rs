//! Bytes that not every number of bytes is: keys, signatures, scalars and points.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde_json::Value;

/// Valid values of such definitions by their names, made with `dusk-core`; a test of the workspace
/// makes them again.
const POOLS: &str = include_str!("pools.json");

static READ: LazyLock<BTreeMap<String, Vec<Value>>> =
    LazyLock::new(|| serde_json::from_str(POOLS).unwrap_or_default());

/// The definitions of which there are pools.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    READ.keys().map(String::as_str)
}

/// The values of the definition of that name in their written form, if it is such a type.
#[must_use]
pub fn pool(name: &str) -> Option<&'static [Value]> {
    READ.get(name).map(Vec::as_slice)
}
