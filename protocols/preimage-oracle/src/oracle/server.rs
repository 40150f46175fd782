//! The host's side of preimages.

use alloc::vec::Vec;

use super::During::{Request, Response};
use super::{PreimageOracleError, PreimageOracleResult};
use crate::{Channel, PreimageFetcher, PreimageKey, PreimageOracleServer, key};

/// How much of a response is written at once, with the length in front: what a pipe holds, so that whoever waits for the length
/// finds the preimage with it.
const FIRST: usize = 64 << 10;

/// Answers a program's requests.
#[derive(Debug, Clone, Copy)]
pub struct OracleServer<C> {
    channel: C,
}

impl<C> OracleServer<C> {
    /// A server over the channel.
    pub const fn new(channel: C) -> Self {
        Self { channel }
    }
}

impl<C: Channel> PreimageOracleServer for OracleServer<C> {
    async fn next_preimage_request<F: PreimageFetcher + Sync>(
        &self,
        fetcher: &F,
    ) -> PreimageOracleResult<()> {
        let mut request = [0; key::SIZE];
        self.channel
            .read_exact(&mut request)
            .await
            .map_err(PreimageOracleError::channel(Request))?;
        let key = PreimageKey::from_bytes(&request).map_err(|error| {
            PreimageOracleError::InvalidPreimageKey {
                key: request,
                error,
            }
        })?;
        let preimage = fetcher.get_preimage(key).await?;

        let failed = PreimageOracleError::channel(Response(key));
        let length = (preimage.len() as u64).to_be_bytes();
        let (first, rest) = preimage.split_at(preimage.len().min(FIRST - length.len()));
        let mut front = Vec::with_capacity(length.len() + first.len());
        front.extend_from_slice(&length);
        front.extend_from_slice(first);
        self.channel.write(&front).await.map_err(&failed)?;
        if rest.is_empty() {
            return Ok(());
        }
        self.channel.write(rest).await.map_err(failed)
    }
}
