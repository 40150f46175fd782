//! A sorted map whose clones share what they have in common.
//!
//! Cloning takes a moment, a change copies the branches on the way to it at most, and entries are found by their place
//! in the order as well as by their key: a kernel may ask for the n-th of a million. The tree is balanced by weight
//! (Adams, *Efficient sets: a balancing act*, 1993; the constants are those that Hirai and Yamamoto proved, 2011).

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::sync::Arc;

use super::meter::{Charge, Meter};

/// How many times heavier than its sibling a branch may be.
const DELTA: usize = 3;
/// From which ratio of its own branches on a rotation has to be a double one.
const RATIO: usize = 2;

/// What an entry takes beside its key: the branch, and the node or chunk that it leads to.
const ENTRY: usize = 200;

#[derive(Debug)]
pub(crate) struct Map<K, V> {
    root: Link<K, V>,
}

type Link<K, V> = Option<Arc<Branch<K, V>>>;

#[derive(Debug, Clone)]
struct Branch<K, V> {
    key: K,
    value: V,
    size: usize,
    left: Link<K, V>,
    right: Link<K, V>,
    /// Dropped with the branch, and counted again with each copy.
    _charge: Charge,
}

impl<K, V> Default for Map<K, V> {
    fn default() -> Self {
        Self { root: None }
    }
}

impl<K, V> Clone for Map<K, V> {
    fn clone(&self) -> Self {
        Self {
            root: self.root.clone(),
        }
    }
}

fn size<K, V>(link: &Link<K, V>) -> usize {
    link.as_ref().map_or(0, |branch| branch.size)
}

impl<K, V> Map<K, V> {
    pub(crate) fn len(&self) -> usize {
        size(&self.root)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.root.is_none()
    }

    /// Whether both are the same in memory: what is equal need not be, what is the same is equal.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        match (&self.root, &other.root) {
            (None, None) => true,
            (Some(a), Some(b)) => Arc::ptr_eq(a, b),
            _ => false,
        }
    }

    pub(crate) fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        let mut link = &self.root;
        while let Some(branch) = link {
            link = match key.cmp(branch.key.borrow()) {
                Ordering::Less => &branch.left,
                Ordering::Greater => &branch.right,
                Ordering::Equal => return Some(&branch.value),
            };
        }
        None
    }

    /// How many keys are before this one.
    pub(crate) fn rank<Q: Ord + ?Sized>(&self, key: &Q) -> usize
    where
        K: Borrow<Q>,
    {
        let (mut link, mut before) = (&self.root, 0);
        while let Some(branch) = link {
            link = match key.cmp(branch.key.borrow()) {
                Ordering::Less => &branch.left,
                Ordering::Equal => return before + size(&branch.left),
                Ordering::Greater => {
                    before += size(&branch.left) + 1;
                    &branch.right
                }
            };
        }
        before
    }

    /// The entry that so many others are before.
    pub(crate) fn nth(&self, mut index: usize) -> Option<(&K, &V)> {
        let mut link = &self.root;
        while let Some(branch) = link {
            let before = size(&branch.left);
            link = match index.cmp(&before) {
                Ordering::Less => &branch.left,
                Ordering::Equal => return Some((&branch.key, &branch.value)),
                Ordering::Greater => {
                    index -= before + 1;
                    &branch.right
                }
            };
        }
        None
    }

    /// All entries in the order of their keys.
    pub(crate) fn iter(&self) -> Iter<'_, K, V> {
        let mut iter = Iter { open: Vec::new() };
        iter.descend(&self.root);
        iter
    }
}

impl<K: Ord + Clone, V: Clone> Map<K, V> {
    /// The value to change, or none. Nothing is copied that is not shared.
    pub(crate) fn get_mut<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        // Branches are copied only once it is known that the key is there.
        self.get(key)?;
        self.reach(key)
    }

    /// The value of a key that is known to be there.
    pub(crate) fn reach<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        let mut link = &mut self.root;
        while let Some(branch) = link {
            let branch = Arc::make_mut(branch);
            link = match key.cmp(branch.key.borrow()) {
                Ordering::Less => &mut branch.left,
                Ordering::Greater => &mut branch.right,
                Ordering::Equal => return Some(&mut branch.value),
            };
        }
        None
    }

    /// Puts an entry in place of another of that key, if there is one.
    pub(crate) fn insert(&mut self, key: K, key_size: usize, value: V, meter: &Meter) {
        insert(&mut self.root, key, key_size, value, meter);
    }

    pub(crate) fn remove<Q: Ord + ?Sized>(&mut self, key: &Q)
    where
        K: Borrow<Q>,
    {
        if self.get(key).is_some() {
            remove(&mut self.root, key);
        }
    }
}

fn insert<K: Ord + Clone, V: Clone>(
    link: &mut Link<K, V>,
    key: K,
    key_size: usize,
    value: V,
    meter: &Meter,
) {
    let Some(branch) = link else {
        *link = Some(Arc::new(Branch {
            key,
            value,
            size: 1,
            left: None,
            right: None,
            _charge: meter.charge(ENTRY + key_size),
        }));
        return;
    };
    let branch = Arc::make_mut(branch);
    match key.cmp(&branch.key) {
        Ordering::Equal => {
            branch.value = value;
            return;
        }
        Ordering::Less => insert(&mut branch.left, key, key_size, value, meter),
        Ordering::Greater => insert(&mut branch.right, key, key_size, value, meter),
    }
    balance(link);
}

fn remove<K: Ord + Clone + Borrow<Q>, V: Clone, Q: Ord + ?Sized>(link: &mut Link<K, V>, key: &Q) {
    let Some(branch) = link else { return };
    let branch = Arc::make_mut(branch);
    match key.cmp(branch.key.borrow()) {
        Ordering::Less => remove(&mut branch.left, key),
        Ordering::Greater => remove(&mut branch.right, key),
        Ordering::Equal => {
            let (left, mut right) = (branch.left.take(), branch.right.take());
            *link = match take_first(&mut right) {
                None => left,
                Some(mut first) => {
                    let branch = Arc::make_mut(&mut first);
                    branch.left = left;
                    branch.right = right;
                    Some(first)
                }
            };
        }
    }
    balance(link);
}

/// Takes the branch of the first key out.
fn take_first<K: Clone, V: Clone>(link: &mut Link<K, V>) -> Link<K, V> {
    let branch = Arc::make_mut(link.as_mut()?);
    if branch.left.is_none() {
        let right = branch.right.take();
        return std::mem::replace(link, right);
    }
    let first = take_first(&mut branch.left);
    balance(link);
    first
}

/// Counts the branch anew, and turns it if one side has become too heavy.
fn balance<K: Clone, V: Clone>(link: &mut Link<K, V>) {
    let Some(branch) = link else { return };
    let branch = Arc::make_mut(branch);
    let (left, right) = (size(&branch.left), size(&branch.right));
    branch.size = left + right + 1;
    if left + right <= 1 {
        return;
    }
    if right > DELTA * left {
        let inner = branch.right.as_ref();
        if inner.is_some_and(|inner| size(&inner.left) >= RATIO * size(&inner.right)) {
            turn(&mut branch.right, Side::Right);
        }
        turn(link, Side::Left);
    } else if left > DELTA * right {
        let inner = branch.left.as_ref();
        if inner.is_some_and(|inner| size(&inner.right) >= RATIO * size(&inner.left)) {
            turn(&mut branch.left, Side::Left);
        }
        turn(link, Side::Right);
    }
}

#[derive(Clone, Copy)]
enum Side {
    Left,
    Right,
}

/// Puts the branch's other side in its place, and the branch itself on this side of it.
fn turn<K: Clone, V: Clone>(link: &mut Link<K, V>, side: Side) {
    let Some(mut lower) = link.take() else { return };
    let branch = Arc::make_mut(&mut lower);
    let from = match side {
        Side::Left => &mut branch.right,
        Side::Right => &mut branch.left,
    };
    let Some(mut upper) = from.take() else {
        *link = Some(lower);
        return;
    };
    let top = Arc::make_mut(&mut upper);
    let inner = match side {
        Side::Left => &mut top.left,
        Side::Right => &mut top.right,
    };
    *from = inner.take();
    branch.size = size(&branch.left) + size(&branch.right) + 1;
    *inner = Some(lower);
    top.size = size(&top.left) + size(&top.right) + 1;
    *link = Some(upper);
}

/// The entries of a map in the order of their keys.
pub(crate) struct Iter<'a, K, V> {
    open: Vec<&'a Branch<K, V>>,
}

impl<'a, K, V> Iter<'a, K, V> {
    fn descend(&mut self, mut link: &'a Link<K, V>) {
        while let Some(branch) = link {
            self.open.push(branch);
            link = &branch.left;
        }
    }
}

impl<'a, K, V> Iterator for Iter<'a, K, V> {
    type Item = (&'a K, &'a V);

    fn next(&mut self) -> Option<Self::Item> {
        let branch = self.open.pop()?;
        self.descend(&branch.right);
        Some((&branch.key, &branch.value))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// Numbers that look random and are the same each time: SplitMix64.
    fn numbers(mut state: u64) -> impl FnMut() -> u64 {
        move || {
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut z = state;
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            z ^ (z >> 31)
        }
    }

    /// The deepest branch, after checking what each must keep.
    fn depth(link: &Link<u64, u64>) -> usize {
        let Some(branch) = link else { return 0 };
        let (left, right) = (size(&branch.left), size(&branch.right));
        assert_eq!(branch.size, left + right + 1);
        if left + right > 1 {
            assert!(
                left <= DELTA * right && right <= DELTA * left,
                "{left} {right}"
            );
        }
        1 + depth(&branch.left).max(depth(&branch.right))
    }

    #[test]
    fn it_is_a_sorted_map_and_clones_keep_what_they_had() {
        let meter = Meter::default();
        let mut next = numbers(1);
        let (mut map, mut model) = (Map::default(), BTreeMap::new());
        let mut kept: Vec<(Map<u64, u64>, BTreeMap<u64, u64>)> = Vec::new();
        for step in 0..20_000 {
            let key = next() % 700;
            if next() % 5 < 3 {
                let value = next();
                map.insert(key, 8, value, &meter);
                model.insert(key, value);
            } else {
                map.remove(&key);
                model.remove(&key);
            }
            if step % 1_000 == 0 {
                depth(&map.root);
                kept.push((map.clone(), model.clone()));
            }
            let probe = next() % 700;
            assert_eq!(map.get(&probe), model.get(&probe));
            assert_eq!(map.rank(&probe), model.range(..probe).count());
            let place = usize::try_from(probe).unwrap_or(0);
            assert_eq!(map.nth(place), model.iter().nth(place));
        }
        for (map, model) in &kept {
            assert!(map.iter().eq(model.iter()));
        }
        drop(kept);
        drop(map);
        assert_eq!(meter.used(), 0, "what nobody holds is not counted");
    }

    #[test]
    fn keys_in_order_make_no_list() {
        let (meter, mut map) = (Meter::default(), Map::default());
        for key in 0..100_000 {
            map.insert(key, 8, key, &meter);
        }
        assert!(depth(&map.root) < 40, "{}", depth(&map.root));
    }
}
