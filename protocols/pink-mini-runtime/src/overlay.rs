//! What an ecall changes, until it is kept or dropped.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use pink_boundary::Host;
use pink_protocol::{AccountId, Bytes, ExecSideEffects, Hash, OCalls, StorageChanges};

use crate::index::{self, Index};
use crate::keys::INDEX;

/// The state of an ecall, which its executor and its service share.
#[derive(Debug, Clone)]
pub(crate) struct Shared(Rc<RefCell<State>>);

impl Shared {
    pub(crate) fn new(host: Host) -> Self {
        Self(Rc::new(RefCell::new(State {
            host,
            changes: BTreeMap::new(),
            instantiated: Vec::new(),
            refusal: None,
        })))
    }

    pub(crate) fn with<T>(&self, look: impl FnOnce(&mut State) -> T) -> T {
        look(&mut self.0.borrow_mut())
    }
}

/// The storage as the ecall sees it.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) host: Host,
    /// What was written; `None` where a key was removed.
    changes: BTreeMap<Vec<u8>, Option<Vec<u8>>>,
    /// New contracts, with their deployers.
    pub(crate) instantiated: Vec<(AccountId, AccountId)>,
    /// Why the ecall is not run, where it is not; nothing is kept then.
    pub(crate) refusal: Option<String>,
}

impl State {
    pub(crate) fn get(&self, key: &[u8]) -> Option<Vec<u8>> {
        match self.changes.get(key) {
            Some(value) => value.clone(),
            None => self
                .host
                .storage_get(Bytes(key.to_vec()))
                .map(|value| value.0),
        }
    }

    pub(crate) fn set(&mut self, key: Vec<u8>, value: Vec<u8>) {
        self.changes.insert(key, Some(value));
    }

    /// Runs a part of an ecall: what it changes is dropped if it fails.
    pub(crate) fn part<T>(
        &mut self,
        run: impl FnOnce(&mut Self) -> Result<T, String>,
    ) -> Result<T, String> {
        let (changes, instantiated) = (self.changes.clone(), self.instantiated.len());
        let result = run(self);
        if result.is_err() {
            self.changes = changes;
            self.instantiated.truncate(instantiated);
        }
        result
    }

    /// Forgets what was changed.
    pub(crate) fn drop_changes(&mut self) {
        self.changes.clear();
        self.instantiated.clear();
    }

    /// Hands the changes to the host, and after them what happened.
    pub(crate) fn commit(&mut self) {
        let changes = core::mem::take(&mut self.changes);
        let instantiated = core::mem::take(&mut self.instantiated);
        match self.told(changes) {
            Ok(None) => {}
            Ok(Some((root, changes))) => self.host.storage_commit(root, changes),
            Err(reason) => {
                self.refusal = Some(reason);
                return;
            }
        }
        if !instantiated.is_empty() {
            self.host.emit_side_effects(ExecSideEffects::V1 {
                pink_events: Vec::new(),
                ink_events: Vec::new(),
                instantiated,
            });
        }
    }

    /// The new root and the changes, as the host takes them; none where everything is as it was. It is an error if the
    /// storage is not the one that the index is of: what would be made of it has no root that is true.
    fn told(
        &self,
        changes: BTreeMap<Vec<u8>, Option<Vec<u8>>>,
    ) -> Result<Option<(Hash, StorageChanges)>, String> {
        let before = self.host.storage_get(Bytes(INDEX.to_vec()));
        let mut index = match &before {
            None => Index::default(),
            Some(bytes) => Index::from_bytes(&bytes.0).expect("the index is as it was written"),
        };
        let root = index.root();
        let mut told = StorageChanges::new();
        for (key, value) in changes {
            let there = index.0.get(&key).copied();
            let hash = value.as_deref().map(index::hash);
            if there == hash {
                continue;
            }
            // A key has one reference to it, or none.
            let count = i32::from(hash.is_some()) - i32::from(there.is_some());
            match hash {
                Some(hash) => index.0.insert(key.clone(), hash),
                None => index.0.remove(&key),
            };
            told.push((Bytes(key), (Bytes(value.unwrap_or_default()), count)));
        }
        if told.is_empty() {
            return Ok(None);
        }
        if self.host.storage_root() != root {
            return Err("the storage's root is not that of its index".to_owned());
        }
        let Some(root) = index.root() else {
            return Ok(None);
        };
        let count = i32::from(before.is_none());
        told.push((Bytes(INDEX.to_vec()), (Bytes(index.to_bytes()), count)));
        Ok(Some((root, told)))
    }
}
