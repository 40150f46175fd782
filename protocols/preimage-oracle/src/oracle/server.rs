//! The host's side of preimages.

use super::During::{Request, Response};
use super::{PreimageOracleError, PreimageOracleResult};
use crate::{Channel, PreimageFetcher, PreimageKey, PreimageOracleServer, key};

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
        let preimage = fetcher.get_preimage(key).await;
        let preimage = preimage.map_err(PreimageOracleError::of_backend)?;

        let length = (preimage.len() as u64).to_be_bytes();
        self.channel
            .write_both(&length, &preimage)
            .await
            .map_err(PreimageOracleError::channel(Response(key)))
    }
}
