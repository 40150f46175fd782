//! The program's side of hints.

use alloc::sync::Arc;
use alloc::vec::Vec;

use super::During::{Ack, Hint};
use super::turn::Turn;
use super::{PreimageOracleError, PreimageOracleResult};
use crate::frame::{self, Prefix};
use crate::{Channel, ChannelError, HintWriterClient};

/// Gives hints to a host, each of which it acknowledges.
///
/// Clones share the channel and write one after the other.
#[derive(Debug, Clone)]
pub struct HintWriter<C> {
    channel: C,
    turn: Arc<Turn>,
    prefix: Prefix,
}

impl<C> HintWriter<C> {
    /// A client over the channel, with lengths of 4 bytes.
    #[must_use]
    pub fn new(channel: C) -> Self {
        Self {
            channel,
            turn: Arc::default(),
            prefix: Prefix::U32,
        }
    }

    /// Writes lengths of that size. The host must read the same.
    #[must_use]
    pub fn with_prefix(mut self, prefix: Prefix) -> Self {
        self.prefix = prefix;
        self
    }
}

impl<C: Channel> HintWriterClient for HintWriter<C> {
    async fn write(&self, hint: &str) -> PreimageOracleResult<()> {
        let mut message = Vec::new();
        frame::write(self.prefix, hint.as_bytes(), &mut message).map_err(|_| {
            PreimageOracleError::HintTooLong {
                length: hint.len() as u64,
                limit: u64::from(u32::MAX),
            }
        })?;

        let turn = self.turn.take().await?;
        // It would be taken for that of this hint, which then would not be waited for.
        if self.channel.has_unread() == Some(true) {
            return Err(PreimageOracleError::UnaskedAck);
        }
        self.channel
            .write(&message)
            .await
            .map_err(PreimageOracleError::channel(Hint))?;

        // The second place is for one that there should not be.
        let mut acks = [0; 2];
        let failed = PreimageOracleError::channel(Ack);
        match self.channel.read(&mut acks).await.map_err(&failed)? {
            0 => Err(failed(ChannelError::Closed)),
            1 => {
                turn.done();
                Ok(())
            }
            _ => Err(PreimageOracleError::UnaskedAck),
        }
    }
}
