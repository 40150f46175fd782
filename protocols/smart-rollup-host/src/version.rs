//! Versions of the virtual machine.

use std::fmt;

/// A version of the virtual machine: which host functions there are.
///
/// `src/lib_scoru_wasm/wasm_pvm_state.ml`, `wasm_vm.ml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Version {
    /// `2.0.0`, Mumbai.
    V0,
    /// `2.0.0-r1`, Nairobi: `store_delete_value`, `store_create`, `__internal_store_get_hash`.
    V1,
    /// `2.0.0-r2`, Oxford: `store_exists`.
    V2,
    /// `2.0.0-r3`: `reveal`.
    V3,
    /// `2.0.0-r4`, Paris.
    V4,
    /// `2.0.0-r5`, from Quebec on.
    #[default]
    V5,
}

const NAMES: [(&str, Version); 6] = [
    ("2.0.0", Version::V0),
    ("2.0.0-r1", Version::V1),
    ("2.0.0-r2", Version::V2),
    ("2.0.0-r3", Version::V3),
    ("2.0.0-r4", Version::V4),
    ("2.0.0-r5", Version::V5),
];

/// The names of protocols, as `Protocol_migration` gives them, and what comes with each.
const PROTOCOLS: [(&str, Version); 8] = [
    ("nairobi_017", Version::V1),
    ("oxford_018", Version::V2),
    ("paris_019", Version::V4),
    ("paris_020", Version::V4),
    ("quebec_021", Version::V5),
    ("r022_022", Version::V5),
    ("s023_023", Version::V5),
    ("t024_024", Version::V5),
];

impl Version {
    /// The text under `/readonly/wasm_version`.
    #[must_use]
    pub fn name(self) -> &'static str {
        let found = NAMES.iter().find(|(_, version)| *version == self);
        found.map_or("", |(name, _)| name)
    }

    /// The version of that text.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let found = NAMES.iter().find(|(known, _)| *known == name);
        found.map(|(_, version)| *version)
    }

    /// The version that comes with a protocol. A message of a protocol that is not known changes nothing.
    #[must_use]
    pub fn of_protocol(name: &str) -> Option<Self> {
        let found = PROTOCOLS.iter().find(|(known, _)| *known == name);
        found.map(|(_, version)| *version)
    }

    /// The names of all versions.
    pub fn names() -> impl Iterator<Item = &'static str> {
        NAMES.iter().map(|(name, _)| *name)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
