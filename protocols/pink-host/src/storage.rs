//! The storage of a cluster.

use std::collections::BTreeMap;
use std::sync::Arc;

use pink_protocol::{Bytes, Hash, StorageChanges};

/// What the root of a storage with these keys and values is; none where it has none.
pub type RootRule = for<'a> fn(&mut dyn Iterator<Item = (&'a [u8], &'a [u8])>) -> Option<Hash>;

/// How much memory a storage has room for, where nothing else is said: 1 GiB. It counts the bytes of keys and values, and
/// 128 bytes for each key.
pub const ROOM: usize = 1 << 30;

/// What a key takes beside its bytes and its value's, about: its place in the tree.
const ENTRY: usize = 128;

/// Keys with their values, and the root that the runtime gave them.
#[derive(Debug, Clone)]
pub struct Storage {
    // A copy of the map shares what it points to.
    entries: BTreeMap<Arc<[u8]>, Entry>,
    root: Option<Hash>,
    rule: Option<RootRule>,
    /// What the entries take.
    bytes: usize,
    room: usize,
}

#[derive(Debug, Clone)]
struct Entry {
    value: Arc<[u8]>,
    /// How many references there are to it.
    references: i64,
}

impl Entry {
    fn size(&self, key: &[u8]) -> usize {
        ENTRY + key.len() + self.value.len()
    }
}

impl Default for Storage {
    fn default() -> Self {
        Self {
            entries: BTreeMap::new(),
            root: None,
            rule: None,
            bytes: 0,
            room: ROOM,
        }
    }
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

    /// The storage with room for so many bytes, rather than [`ROOM`]. What is there already stays.
    #[must_use]
    pub fn with_room(self, bytes: usize) -> Self {
        Self {
            room: bytes,
            ..self
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
            .map(|(key, entry)| (&**key, &*entry.value))
    }

    /// The storage with changes: each key has its new value, and by how much the count of references to it changes. A key
    /// without references is gone.
    ///
    /// # Errors
    /// There is no room for what comes of it, or the root is not that of it.
    pub fn with(&self, root: Hash, changes: StorageChanges) -> Result<Self, String> {
        let mut changed = self.clone();
        changed.change(root, changes)?;
        changed.check()?;
        Ok(changed)
    }

    /// The same of this one, whose root is not checked. With an error it is of no more use.
    pub(crate) fn change(&mut self, root: Hash, changes: StorageChanges) -> Result<(), String> {
        self.root = Some(root);
        for (Bytes(key), (Bytes(value), count)) in changes {
            let (key, before) = match self.entries.remove_entry(&*key) {
                Some((key, entry)) => {
                    self.bytes -= entry.size(&key);
                    (key, entry.references)
                }
                None => (key.into(), 0),
            };
            let references = before.saturating_add(i64::from(count));
            if references > 0 {
                let value = value.into();
                let entry = Entry { value, references };
                self.bytes += entry.size(&key);
                self.entries.insert(key, entry);
            }
        }
        if self.bytes > self.room {
            return Err(format!(
                "the storage would take {} bytes, and has room for {}",
                self.bytes, self.room
            ));
        }
        Ok(())
    }

    /// Whether the root is that of what is there, which takes a look at all of it.
    pub(crate) fn check(&self) -> Result<(), String> {
        let (Some(rule), Some(root)) = (self.rule, self.root) else {
            return Ok(());
        };
        match rule(&mut self.pairs()) {
            Some(found) if found == root => Ok(()),
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
