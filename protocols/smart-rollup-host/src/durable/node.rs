//! A place in the storage: perhaps a value, and what is below.

use std::sync::{Arc, OnceLock};

use blake2::digest::consts::U32;
use blake2::{Blake2b, Digest};

use super::Key;
use super::map::Map;
use super::meter::Meter;
use super::value::Value;

/// What Octez calls a value's place in its list of names, where it is sorted as one of them.
pub(crate) const VALUE: &str = "@";

#[derive(Debug, Default)]
pub(crate) struct Node {
    pub(crate) value: Option<Value>,
    pub(crate) children: Map<Arc<str>, Arc<Node>>,
    /// How many levels are below at most. It does not fall when something is deleted.
    pub(crate) height: usize,
    hash: OnceLock<[u8; 32]>,
}

impl Clone for Node {
    /// Nodes are cloned to be changed, so the hash is not taken along.
    fn clone(&self) -> Self {
        Self {
            value: self.value.clone(),
            children: self.children.clone(),
            height: self.height,
            hash: OnceLock::new(),
        }
    }
}

impl Node {
    /// How many names there are, the value among them.
    pub(crate) fn count(&self) -> usize {
        self.children.len() + usize::from(self.value.is_some())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.count() == 0
    }

    /// The name that so many others are before; the value's is empty.
    pub(crate) fn nth(&self, index: usize) -> Option<&str> {
        let name = |index| self.children.nth(index).map(|(name, _)| &**name);
        if self.value.is_none() {
            return name(index);
        }
        let value = self.children.rank(VALUE);
        match index.cmp(&value) {
            std::cmp::Ordering::Less => name(index),
            std::cmp::Ordering::Equal => Some(""),
            std::cmp::Ordering::Greater => name(index - 1),
        }
    }

    pub(crate) fn find(self: &Arc<Self>, key: Key<'_>) -> Option<&Arc<Self>> {
        let mut node = self;
        for step in key.steps() {
            node = node.children.get(step)?;
        }
        Some(node)
    }

    /// The node at the key, which is made if it is not there, for a change that makes it no more than `height` high.
    pub(crate) fn make(
        self: &mut Arc<Self>,
        key: Key<'_>,
        height: usize,
        meter: &Meter,
    ) -> &mut Self {
        let mut left = key.steps().count();
        let mut node = Arc::make_mut(self);
        for step in key.steps() {
            node.changed(left + height);
            left -= 1;
            if node.children.get(step).is_none() {
                let child = Arc::new(Self::default());
                node.children.insert(step.into(), step.len(), child, meter);
            }
            // It is there: it was put there if it was not.
            let Some(child) = node.children.reach(step) else {
                unreachable!("{step} was inserted");
            };
            node = Arc::make_mut(child);
        }
        node.changed(height);
        node
    }

    fn changed(&mut self, height: usize) {
        self.height = self.height.max(height);
        self.hash = OnceLock::new();
    }

    /// Takes something out of the node at the key, and with it the nodes in which nothing is left.
    pub(crate) fn change<'a>(
        self: &mut Arc<Self>,
        mut steps: impl Iterator<Item = &'a str>,
        take: impl FnOnce(&mut Self),
    ) {
        let node = Arc::make_mut(self);
        node.hash = OnceLock::new();
        let Some(step) = steps.next() else {
            take(node);
            return;
        };
        let Some(child) = node.children.get_mut(step) else {
            return;
        };
        child.change(steps, take);
        if child.is_empty() {
            node.children.remove(step);
        }
    }

    /// A hash of the value and everything below, and how many bytes it took to make.
    ///
    /// It is not that of Octez, which depends on how Irmin stores a tree. Each node's is made once, so that what was copied
    /// a million times is hashed once.
    pub(crate) fn hash(&self) -> ([u8; 32], usize) {
        if let Some(hash) = self.hash.get() {
            return (*hash, 32);
        }
        let mut digest = Blake2b::<U32>::new();
        let mut cost = 64;
        digest.update([u8::from(self.value.is_some())]);
        if let Some(value) = &self.value {
            cost += value.hash(|bytes| digest.update(bytes));
        }
        for (name, child) in self.children.iter() {
            digest.update([u8::try_from(name.len()).unwrap_or(u8::MAX)]);
            digest.update(&**name);
            let (hash, below) = child.hash();
            digest.update(hash);
            cost += name.len() + below;
        }
        let hash = digest.finalize().into();
        (*self.hash.get_or_init(|| hash), cost)
    }
}
