//! The caches of contracts: values that a worker may forget.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use pink_protocol::StorageQuotaExceeded;

/// How many bytes of keys and values a contract's cache has room for: 16 MiB.
pub const QUOTA: usize = 16 << 20;

/// The longest that a value is kept, where nothing shorter was asked for: a week.
const LONGEST: Duration = Duration::from_secs(7 * 24 * 3600);

/// All contracts' caches.
#[derive(Debug, Default)]
pub(crate) struct Caches(HashMap<Vec<u8>, HashMap<Vec<u8>, Kept>>);

#[derive(Debug)]
struct Kept {
    value: Vec<u8>,
    until: Instant,
}

impl Caches {
    pub(crate) fn get(&mut self, contract: &[u8], key: &[u8]) -> Option<Vec<u8>> {
        self.fresh(contract)?
            .get(key)
            .map(|kept| kept.value.clone())
    }

    pub(crate) fn set(
        &mut self,
        contract: Vec<u8>,
        key: Vec<u8>,
        value: Vec<u8>,
    ) -> Result<(), StorageQuotaExceeded> {
        let cache = self.0.entry(contract).or_default();
        let now = Instant::now();
        cache.retain(|_, kept| kept.until > now);
        let others = cache.iter().filter(|(other, _)| **other != key);
        let used: usize = others.map(|(key, kept)| key.len() + kept.value.len()).sum();
        if used + key.len() + value.len() > QUOTA {
            return Err(StorageQuotaExceeded);
        }
        let until = now + LONGEST;
        cache.insert(key, Kept { value, until });
        Ok(())
    }

    pub(crate) fn expire(&mut self, contract: &[u8], key: &[u8], seconds: u64) {
        if let Some(kept) = self.fresh(contract).and_then(|cache| cache.get_mut(key)) {
            kept.until = Instant::now() + Duration::from_secs(seconds).min(LONGEST);
        }
    }

    pub(crate) fn remove(&mut self, contract: &[u8], key: &[u8]) -> Option<Vec<u8>> {
        self.fresh(contract)?.remove(key).map(|kept| kept.value)
    }

    /// A contract's cache without what is over.
    fn fresh(&mut self, contract: &[u8]) -> Option<&mut HashMap<Vec<u8>, Kept>> {
        let cache = self.0.get_mut(contract)?;
        let now = Instant::now();
        cache.retain(|_, kept| kept.until > now);
        Some(cache)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cache_takes_what_it_has_room_for() {
        let mut caches = Caches::default();
        let (one, other) = (vec![1], vec![2]);
        assert_eq!(caches.set(one.clone(), vec![7], vec![0; QUOTA - 1]), Ok(()));
        // The same key again, and another contract's cache.
        assert_eq!(caches.set(one.clone(), vec![7], vec![1; QUOTA - 1]), Ok(()));
        assert_eq!(caches.set(other, vec![8], vec![1]), Ok(()));
        assert_eq!(
            caches.set(one.clone(), vec![8], vec![]),
            Err(StorageQuotaExceeded)
        );
        assert_eq!(caches.get(&one, &[8]), None);
        assert_eq!(caches.remove(&one, &[7]), Some(vec![1; QUOTA - 1]));
        assert_eq!(caches.set(one.clone(), vec![8], vec![9]), Ok(()));
        caches.expire(&one, &[8], u64::MAX);
        assert_eq!(caches.get(&one, &[8]), Some(vec![9]));
        caches.expire(&one, &[8], 0);
        assert_eq!(caches.get(&one, &[8]), None);
    }
}
