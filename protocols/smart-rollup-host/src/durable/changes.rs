//! What is different between two storages.

use std::sync::Arc;

use super::node::Node;
use super::{Durable, Value};

/// The most places that are compared: copies of copies that were made anew share nothing with those before, and may be more
/// than can be counted.
pub const MAX_COMPARED: usize = 1_000_000;

/// What happened to a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// There was none.
    Added,
    /// It has other bytes.
    Changed,
    /// It is gone.
    Removed,
}

/// Values that are different, by their keys.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// The values in the order of their keys' names.
    pub list: Vec<(String, Change)>,
    /// Whether there may be more: they are more than were asked for, or not everything was compared.
    pub more: bool,
}

impl Changes {
    /// What happened to the value of a key.
    #[must_use]
    pub fn of(&self, key: &str) -> Option<Change> {
        let found = self.list.iter().find(|(changed, _)| changed == key);
        found.map(|(_, change)| *change)
    }
}

impl Durable {
    /// What became different since the other storage was as it is, at most so many values. What both share is not looked
    /// at.
    #[must_use]
    pub fn changes_since(&self, before: &Self, most: usize) -> Changes {
        let mut changes = Changes::default();
        let mut left = MAX_COMPARED;
        compare(
            "",
            Some(&before.root),
            Some(&self.root),
            (most, &mut left),
            &mut changes,
        );
        changes
    }
}

fn compare(
    key: &str,
    before: Option<&Arc<Node>>,
    after: Option<&Arc<Node>>,
    (most, left): (usize, &mut usize),
    changes: &mut Changes,
) {
    let is_same = match (before, after) {
        (Some(before), Some(after)) => Arc::ptr_eq(before, after),
        _ => false,
    };
    if is_same || changes.more {
        return;
    }
    if *left == 0 {
        changes.more = true;
        return;
    }
    *left -= 1;
    let value = |node: Option<&Arc<Node>>| -> Option<Value> { node?.value.clone() };
    let change = match (value(before), value(after)) {
        (None, Some(_)) => Some(Change::Added),
        (Some(_), None) => Some(Change::Removed),
        (Some(before), Some(after)) if !before.is_equal(&after) => Some(Change::Changed),
        _ => None,
    };
    if let Some(change) = change {
        if changes.list.len() >= most {
            changes.more = true;
            return;
        }
        changes.list.push((key.to_owned(), change));
    }

    // Two sorted lists, read side by side.
    let names =
        |node: Option<&Arc<Node>>| node.map(|node| node.children.clone()).unwrap_or_default();
    let (old, new) = (names(before), names(after));
    if old.is_same(&new) {
        return;
    }
    let (mut olds, mut news) = (old.iter().peekable(), new.iter().peekable());
    while !changes.more {
        let (name, before, after) = match (olds.peek(), news.peek()) {
            (None, None) => return,
            (Some((old, _)), Some((new, _))) if old == new => {
                let (before, after) = (olds.next(), news.next());
                let name = after.map_or("", |(name, _)| &**name);
                (name, before.map(|one| one.1), after.map(|one| one.1))
            }
            (Some((old, _)), Some((new, _))) if old > new => {
                let after = news.next();
                (
                    after.map_or("", |(name, _)| &**name),
                    None,
                    after.map(|one| one.1),
                )
            }
            (None, Some(_)) => {
                let after = news.next();
                (
                    after.map_or("", |(name, _)| &**name),
                    None,
                    after.map(|one| one.1),
                )
            }
            (Some(_), _) => {
                let before = olds.next();
                (
                    before.map_or("", |(name, _)| &**name),
                    before.map(|one| one.1),
                    None,
                )
            }
        };
        compare(
            &format!("{key}/{name}"),
            before,
            after,
            (most, left),
            changes,
        );
    }
}
