//! The values of a storage, one after the other.

use super::node::Node;
use super::{Durable, Key, Value};

/// A value with its key.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// The key, which may be longer than one that a kernel can name.
    pub key: String,
    /// The value.
    pub value: &'a Value,
}

impl Durable {
    /// The values at the key and below, sorted by name on each level.
    ///
    /// Copies of copies may make more of them than a computer can count: take so many as you want to see.
    pub fn entries(&self, key: Key<'_>) -> impl Iterator<Item = Entry<'_>> {
        let start = self.root.find(key);
        let mut walk = Walk {
            open: start
                .map(|node| (key.as_str().to_owned(), &**node))
                .into_iter()
                .collect(),
        };
        std::iter::from_fn(move || walk.next_value())
    }

    /// The names directly below a key, without that of its value.
    pub fn names(&self, key: Key<'_>) -> impl Iterator<Item = &str> {
        let node = self.root.find(key);
        node.into_iter()
            .flat_map(|node| node.children.iter().map(|(name, _)| &**name))
    }
}

struct Walk<'a> {
    /// What is still to be seen; the last comes first.
    open: Vec<(String, &'a Node)>,
}

impl<'a> Walk<'a> {
    fn next_value(&mut self) -> Option<Entry<'a>> {
        while let Some((key, node)) = self.open.pop() {
            let from = self.open.len();
            for (name, child) in node.children.iter() {
                self.open.push((format!("{key}/{name}"), child));
            }
            self.open[from..].reverse();
            if let Some(value) = &node.value {
                return Some(Entry { key, value });
            }
        }
        None
    }
}
