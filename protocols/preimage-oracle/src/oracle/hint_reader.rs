//! The host's side of hints.

use alloc::string::String;
use alloc::vec::Vec;

use super::During::{Ack, Hint};
use super::{PreimageOracleError, PreimageOracleResult, body, limits};
use crate::frame::Prefix;
use crate::{Channel, HintReaderServer, HintRouter};

/// What a host acknowledges with. Clients read it and do not look at it.
const ACK: [u8; 1] = [0];

/// Takes a program's hints.
#[derive(Debug, Clone, Copy)]
pub struct HintReader<C> {
    channel: C,
    prefix: Prefix,
    limit: u64,
}

impl<C> HintReader<C> {
    /// A server over the channel, with lengths of 4 bytes.
    pub const fn new(channel: C) -> Self {
        Self {
            channel,
            prefix: Prefix::U32,
            limit: limits::MAX_HINT,
        }
    }

    /// Reads lengths of that size. The client must write the same.
    #[must_use]
    pub const fn with_prefix(mut self, prefix: Prefix) -> Self {
        self.prefix = prefix;
        self
    }

    /// Takes hints of at most so many bytes, instead of [`MAX_HINT`](limits::MAX_HINT).
    #[must_use]
    pub const fn with_limit(mut self, bytes: u64) -> Self {
        self.limit = bytes;
        self
    }
}

impl<C: Channel> HintReader<C> {
    /// Waits for a hint and gives its bytes, which need not be text. Whoever takes them acknowledges them.
    ///
    /// # Errors
    /// As [`next_hint`](HintReaderServer::next_hint).
    pub async fn read_hint(&self) -> PreimageOracleResult<Vec<u8>> {
        let failed = PreimageOracleError::channel(Hint);
        let size = self.prefix.size();
        let mut bytes = [0; Prefix::U64.size()];
        // In front of the shorter one stay zeros.
        let (_, prefix) = bytes.split_at_mut(Prefix::U64.size() - size);
        self.channel.read_exact(prefix).await.map_err(&failed)?;

        let (length, limit) = (u64::from_be_bytes(bytes), self.limit);
        let count = usize::try_from(length).ok().filter(|_| length <= limit);
        let Some(count) = count else {
            return Err(PreimageOracleError::HintTooLong { length, limit });
        };
        body::read(&self.channel, &[], count)
            .await
            .map_err(|error| failed(error.behind(size, size + count)))
    }
}

impl<C: Channel> HintReaderServer for HintReader<C> {
    async fn next_hint<R: HintRouter + Sync>(&self, router: &R) -> PreimageOracleResult<()> {
        let hint = self.read_hint().await?;
        let routed = match String::from_utf8(hint) {
            Ok(hint) => {
                let routed = router.route_hint(hint).await;
                routed.map_err(PreimageOracleError::of_backend)
            }
            Err(error) => {
                let offset = error.utf8_error().valid_up_to();
                Err(PreimageOracleError::HintNotUtf8 { offset })
            }
        };
        // Whatever became of it: the client waits for nothing else, and there is no other answer.
        let acknowledged = self.channel.write(&ACK).await;
        routed?;
        acknowledged.map_err(PreimageOracleError::channel(Ack))
    }
}
