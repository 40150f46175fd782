//! Answers out of a store.

use preimage_oracle::{
    HintRouter, PreimageFetcher, PreimageKey, PreimageOracleError, PreimageOracleResult,
};

use crate::{Failure, HintFolder, Limits, MemoryStore, Result, Store};

/// Answers requests out of a store, which hints fill, or which has everything already: then hints are heard and nothing is done.
#[derive(Debug)]
pub struct Backend<S> {
    store: S,
    source: Option<HintFolder>,
    locals: MemoryStore,
    limit: u64,
}

impl<S: Store> Backend<S> {
    /// Answers out of what is in the store: read-only mode.
    pub fn read_only(store: S, limits: &Limits) -> Self {
        Self {
            store,
            source: None,
            locals: MemoryStore::default(),
            limit: limits.preimage,
        }
    }

    /// Fills the store with what hints are about, and answers out of it.
    pub fn online(store: S, source: HintFolder, limits: &Limits) -> Self {
        Self {
            source: Some(source),
            ..Self::read_only(store, limits)
        }
    }

    /// Gives the program a value of its own, which the store does not keep.
    ///
    /// # Errors
    /// None, in memory.
    pub fn with_local(self, index: u64, value: &[u8]) -> Result<Self> {
        self.locals.put(PreimageKey::local(index), value)?;
        Ok(self)
    }

    fn get(&self, key: PreimageKey) -> Result<Option<Vec<u8>>> {
        match self.locals.get(key, self.limit)? {
            Some(value) => Ok(Some(value)),
            None => self.store.get(key, self.limit),
        }
    }
}

impl<S: Store> PreimageFetcher for Backend<S> {
    async fn get_preimage(&self, key: PreimageKey) -> PreimageOracleResult<Vec<u8>> {
        match self.get(key) {
            Ok(Some(preimage)) => Ok(preimage),
            Ok(None) => Err(PreimageOracleError::KeyNotFound(key)),
            Err(Failure::Protocol(error)) => Err(error),
            Err(failure) => Err(PreimageOracleError::Other(format!(
                "preimage of {key}: {failure}"
            ))),
        }
    }
}

impl<S: Store> HintRouter for Backend<S> {
    async fn route_hint(&self, hint: String) -> PreimageOracleResult<()> {
        let Some(source) = &self.source else {
            return Ok(());
        };
        match source.prepare(&hint, &self.store, self.limit) {
            Ok(true) => Ok(()),
            Ok(false) => Err(PreimageOracleError::Other(
                "hint: there is nothing for it".into(),
            )),
            Err(failure) => Err(PreimageOracleError::Other(format!("hint: {failure}"))),
        }
    }
}
