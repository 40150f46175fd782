//! The storage of a cluster.

use std::collections::BTreeMap;
use std::sync::Arc;

use pink_protocol::{Bytes, Hash, StorageChanges};

/// What the root of a storage with these keys and values is; none where it has none.
pub type RootRule = for<'a> fn(&mut dyn Iterator<Item = (&'a [u8], &'a [u8])>) -> Option<Hash>;

/// Keys with their values, and the root that the runtime gave them.
#[derive(Debug, Default, Clone)]
pub struct Storage {
    entries: BTreeMap<Vec<u8>, Entry>,
    root: Option<Hash>,
    rule: Option<RootRule>,
}

#[derive(Debug, Clone)]
struct Entry {
    value: Arc<[u8]>,
    /// How many references there are to it.
    references: i64,
}

impl Storage {
    /// An empty storage that checks the roots that it is given. [`Storage::default`] believes them, as the root of a
    /// Substrate trie has to be: its keys are the hashes of its nodes.
    #[must_use]
    pub fn checked(rule: RootRule) -> Self {
        Self {
            rule: Some(rule),
            ..Self::default()
        }
    }

    /// The root; none before the first commit.
    #[must_use]
    pub const fn root(&self) -> Option<Hash> {
        self.root
    }

    /// What stands under a key.
    #[must_use]
    pub fn get(&self, key: &[u8]) -> Option<&[u8]> {
        self.entries.get(key).map(|entry| &*entry.value)
    }

    /// All keys with their values, in the order of the keys' bytes.
    pub fn pairs(&self) -> impl Iterator<Item = (&[u8], &[u8])> {
        self.entries
            .iter()
            .map(|(key, entry)| (key.as_slice(), &*entry.value))
    }

    /// The storage with changes: each key has its new value, and by how much the count of references to it changes. A key
    /// without references is gone.
    ///
    /// # Errors
    /// The root is not that of what comes of it.
    pub fn with(&self, root: Hash, changes: StorageChanges) -> Result<Self, String> {
        let mut changed = self.clone();
        changed.root = Some(root);
        for (Bytes(key), (Bytes(value), count)) in changes {
            let before = changed
                .entries
                .get(&key)
                .map_or(0, |entry| entry.references);
            let references = before.saturating_add(i64::from(count));
            if references <= 0 {
                changed.entries.remove(&key);
            } else {
                let value = value.into();
                changed.entries.insert(key, Entry { value, references });
            }
        }
        let Some(rule) = self.rule else {
            return Ok(changed);
        };
        let found = rule(&mut changed.pairs());
        match found {
            Some(found) if found == root => Ok(changed),
            found => Err(format!(
                "the changes lead to the root {}, not to {}",
                found.map_or_else(|| "of nothing".to_owned(), hex),
                hex(root)
            )),
        }
    }
}

fn hex(hash: Hash) -> String {
    let digits = hash.0.iter().map(|byte| format!("{byte:02x}"));
    format!("0x{}", digits.collect::<String>())
}
