//! Both sides of a client in one value.

use alloc::vec::Vec;
use core::future::Future;

use crate::{HintWriterClient, PreimageKey, PreimageOracleClient, PreimageOracleResult};

/// A client of both protocols: a [`CommsClient`](crate::CommsClient) where both parts can be cloned.
#[derive(Debug, Clone, Copy)]
pub struct Comms<O, H> {
    /// Who asks for preimages.
    pub oracle: O,
    /// Who gives hints.
    pub hints: H,
}

impl<O: PreimageOracleClient + Sync, H: Sync> PreimageOracleClient for Comms<O, H> {
    fn get(&self, key: PreimageKey) -> impl Future<Output = PreimageOracleResult<Vec<u8>>> + Send {
        self.oracle.get(key)
    }

    fn get_exact(
        &self,
        key: PreimageKey,
        buf: &mut [u8],
    ) -> impl Future<Output = PreimageOracleResult<()>> + Send {
        self.oracle.get_exact(key, buf)
    }
}

impl<O: Sync, H: HintWriterClient + Sync> HintWriterClient for Comms<O, H> {
    fn write(&self, hint: &str) -> impl Future<Output = PreimageOracleResult<()>> + Send {
        self.hints.write(hint)
    }
}
