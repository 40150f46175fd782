//! The caches of contracts: values that a worker may forget.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::time::{Duration, Instant};

use pink_protocol::StorageQuotaExceeded;

/// How many bytes of keys and values a contract's cache has room for: 16 MiB.
pub const QUOTA: usize = 16 << 20;

/// How much memory all caches together have room for: 64 MiB. Which contracts there are is for the runtime to say, so
/// that a quota for each bounds nothing; here the contracts' names count as well, and 256 bytes for each name and key.
pub const CACHES: usize = 64 << 20;

/// What a name or a key takes beside its bytes, about: its places in the tables.
const ENTRY: usize = 256;

/// The longest that a value is kept, where nothing shorter was asked for: a week.
const LONGEST: Duration = Duration::from_secs(7 * 24 * 3600);

/// All contracts' caches.
#[derive(Debug, Default)]
pub(crate) struct Caches {
    caches: HashMap<Name, Cache>,
    /// Each value by its end: the contract and the key.
    ends: BTreeMap<End, (Name, Name)>,
    /// What all of it takes.
    bytes: usize,
    /// How many ends there were.
    ended: u64,
}

/// A contract or a key.
type Name = Arc<[u8]>;

/// When a value is over, and a number, since values may be over at once.
type End = (Instant, u64);

/// A contract's cache, which has values.
#[derive(Debug, Default)]
struct Cache {
    values: HashMap<Name, Kept>,
    /// Bytes of keys and values.
    bytes: usize,
}

#[derive(Debug)]
struct Kept {
    value: Vec<u8>,
    end: End,
}

impl Caches {
    pub(crate) fn get(&mut self, contract: &[u8], key: &[u8]) -> Option<Vec<u8>> {
        self.forget();
        let kept = self.caches.get(contract)?.values.get(key)?;
        Some(kept.value.clone())
    }

    pub(crate) fn set(
        &mut self,
        contract: &[u8],
        key: &[u8],
        value: Vec<u8>,
    ) -> Result<(), StorageQuotaExceeded> {
        self.forget();
        let size = key.len() + value.len();
        let cache = self.caches.get(contract);
        let before = cache.and_then(|cache| cache.values.get(key));
        // What is there already, of the contract and of all.
        let (used, name) = cache.map_or((0, contract.len() + ENTRY), |cache| (cache.bytes, 0));
        let replaced = before.map_or(0, |kept| key.len() + kept.value.len());
        let entry = if before.is_some() { 0 } else { ENTRY };
        if used - replaced + size > QUOTA || self.bytes - replaced + size + name + entry > CACHES {
            return Err(StorageQuotaExceeded);
        }
        self.remove(contract, key);
        self.insert(contract, key, value);
        Ok(())
    }

    pub(crate) fn expire(&mut self, contract: &[u8], key: &[u8], seconds: u64) {
        self.forget();
        let end = self.end(Duration::from_secs(seconds).min(LONGEST));
        let cache = self.caches.get_mut(contract);
        let Some(kept) = cache.and_then(|cache| cache.values.get_mut(key)) else {
            return;
        };
        if let Some(names) = self.ends.remove(&kept.end) {
            self.ends.insert(end, names);
        }
        kept.end = end;
    }

    pub(crate) fn remove(&mut self, contract: &[u8], key: &[u8]) -> Option<Vec<u8>> {
        self.forget();
        let kept = self.take(contract, key)?;
        self.ends.remove(&kept.end);
        Some(kept.value)
    }

    /// Adds a value, under a key that has none.
    fn insert(&mut self, contract: &[u8], key: &[u8], value: Vec<u8>) {
        let contract = match self.caches.get_key_value(contract) {
            Some((contract, _)) => Arc::clone(contract),
            None => {
                self.bytes += contract.len() + ENTRY;
                Arc::from(contract)
            }
        };
        let key: Name = Arc::from(key);
        let size = key.len() + value.len();
        let end = self.end(LONGEST);
        self.ends
            .insert(end, (Arc::clone(&contract), Arc::clone(&key)));
        let cache = self.caches.entry(contract).or_default();
        cache.bytes += size;
        cache.values.insert(key, Kept { value, end });
        self.bytes += size + ENTRY;
    }

    /// Takes a value out of its cache, and the cache away when it was the last one.
    fn take(&mut self, contract: &[u8], key: &[u8]) -> Option<Kept> {
        let cache = self.caches.get_mut(contract)?;
        let kept = cache.values.remove(key)?;
        let size = key.len() + kept.value.len();
        cache.bytes -= size;
        self.bytes -= size + ENTRY;
        if cache.values.is_empty() {
            self.caches.remove(contract);
            self.bytes -= contract.len() + ENTRY;
        }
        Some(kept)
    }

    /// Drops what is over. Each value is looked at once, when it is.
    fn forget(&mut self) {
        let now = Instant::now();
        while let Some(first) = self.ends.first_entry()
            && first.key().0 <= now
        {
            let (contract, key) = first.remove();
            self.take(&contract, &key);
        }
    }

    /// The end of a value that is kept so long from now on.
    fn end(&mut self, time: Duration) -> End {
        self.ended += 1;
        (Instant::now() + time, self.ended)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cache_takes_what_it_has_room_for() {
        let mut caches = Caches::default();
        let (one, other) = ([1], [2]);
        assert_eq!(caches.set(&one, &[7], vec![0; QUOTA - 1]), Ok(()));
        // The same key again, and another contract's cache.
        assert_eq!(caches.set(&one, &[7], vec![1; QUOTA - 1]), Ok(()));
        assert_eq!(caches.set(&other, &[8], vec![1]), Ok(()));
        assert_eq!(caches.set(&one, &[8], vec![]), Err(StorageQuotaExceeded));
        assert_eq!(
            caches.set(&one, &[7], vec![2; QUOTA]),
            Err(StorageQuotaExceeded)
        );
        assert_eq!(caches.get(&one, &[8]), None);
        assert_eq!(caches.remove(&one, &[7]), Some(vec![1; QUOTA - 1]));
        assert_eq!(caches.remove(&one, &[7]), None);
        assert_eq!(caches.set(&one, &[8], vec![9]), Ok(()));
        caches.expire(&one, &[8], u64::MAX);
        assert_eq!(caches.get(&one, &[8]), Some(vec![9]));
        caches.expire(&one, &[8], 0);
        assert_eq!(caches.get(&one, &[8]), None);
    }

    /// How many values fit, each under a contract of its own.
    fn fill(contract: usize, key: usize, value: usize) -> usize {
        let mut caches = Caches::default();
        let mut count = 0_usize;
        loop {
            let mut name = vec![0; contract];
            name[..8].copy_from_slice(&count.to_le_bytes());
            if caches.set(&name, &vec![0; key], vec![0; value]).is_err() {
                return count;
            }
            count += 1;
        }
    }

    #[test]
    fn caches_have_room_together() {
        let mib = 1 << 20;
        assert_eq!(fill(8, 0, mib), 63);
        assert_eq!(fill(8, mib, 0), 63);
        assert_eq!(fill(mib, 0, 0), 63);
        // Names of 8 bytes, and what they take beside, as do the keys.
        assert_eq!(fill(8, 0, 0), CACHES / (8 + 2 * ENTRY));
    }

    #[test]
    fn what_goes_leaves_its_room() {
        let mut caches = Caches::default();
        for round in 0..3_u8 {
            for contract in 0..8 {
                let set = caches.set(&[contract], &[round], vec![0; QUOTA / 3]);
                assert_eq!(set, Ok(()));
            }
            // The one is removed, the other over.
            assert!(caches.remove(&[0], &[round]).is_some());
            caches.expire(&[1], &[round], 0);
            assert_eq!(caches.get(&[1], &[round]), None);
            for contract in 2..8 {
                assert!(caches.remove(&[contract], &[round]).is_some());
            }
            assert_eq!((caches.bytes, caches.ends.len()), (0, 0));
            assert!(caches.caches.is_empty());
        }
    }
}
