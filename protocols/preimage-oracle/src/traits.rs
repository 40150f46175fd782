//! What each side of the two protocols can do. Whoever implements one redefines how it is spoken.
//!
//! The futures can be sent to other threads, as runtimes with several want them. An `async fn` of an implementation is one of these
//! where what it holds can be sent.

use alloc::string::String;
use alloc::vec::Vec;
use core::future::Future;

use crate::{PreimageKey, PreimageOracleResult};

/// A program that asks for preimages.
pub trait PreimageOracleClient {
    /// The preimage of the key.
    ///
    /// # Errors
    /// It could not be had, or what came is not the key's.
    fn get(&self, key: PreimageKey) -> impl Future<Output = PreimageOracleResult<Vec<u8>>> + Send;

    /// The preimage of the key, which has as many bytes as `buf`, into `buf`.
    ///
    /// # Errors
    /// It could not be had, it has more bytes or fewer, or what came is not the key's. What is in `buf` then means nothing.
    fn get_exact(
        &self,
        key: PreimageKey,
        buf: &mut [u8],
    ) -> impl Future<Output = PreimageOracleResult<()>> + Send;
}

/// A program that says what it will ask for.
pub trait HintWriterClient {
    /// Gives the hint and waits until the host has dealt with it.
    ///
    /// # Errors
    /// The hint could not be given, or was not acknowledged.
    fn write(&self, hint: &str) -> impl Future<Output = PreimageOracleResult<()>> + Send;
}

/// A client of both protocols that can be handed around.
pub trait CommsClient: PreimageOracleClient + HintWriterClient + Clone {}

impl<T: PreimageOracleClient + HintWriterClient + Clone> CommsClient for T {}

/// A host that answers with preimages.
pub trait PreimageOracleServer {
    /// Waits for a request and answers it.
    ///
    /// # Errors
    /// The request is none, there is no such preimage, or the channel does not go on; after the last request that is
    /// [closed](crate::PreimageOracleError::is_closed).
    fn next_preimage_request<F: PreimageFetcher + Sync>(
        &self,
        fetcher: &F,
    ) -> impl Future<Output = PreimageOracleResult<()>> + Send;
}

/// A host that takes hints.
pub trait HintReaderServer {
    /// Waits for a hint, deals with it and acknowledges it.
    ///
    /// # Errors
    /// The hint is none or was not dealt with, which the client does not learn: it is acknowledged all the same. Or the channel
    /// does not go on; after the last hint that is [closed](crate::PreimageOracleError::is_closed).
    fn next_hint<R: HintRouter + Sync>(
        &self,
        router: &R,
    ) -> impl Future<Output = PreimageOracleResult<()>> + Send;
}

/// What deals with hints.
pub trait HintRouter {
    /// Prepares what the hint is about.
    ///
    /// # Errors
    /// It could not be prepared.
    fn route_hint(&self, hint: String) -> impl Future<Output = PreimageOracleResult<()>> + Send;
}

/// Where preimages are.
pub trait PreimageFetcher {
    /// The preimage of the key.
    ///
    /// # Errors
    /// [`KeyNotFound`](crate::PreimageOracleError::KeyNotFound) where there is none.
    fn get_preimage(
        &self,
        key: PreimageKey,
    ) -> impl Future<Output = PreimageOracleResult<Vec<u8>>> + Send;
}
