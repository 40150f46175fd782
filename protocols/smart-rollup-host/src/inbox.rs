//! What a kernel has to read: the messages of a level.

use std::sync::Arc;

use data_driver::codec::Convert;
use smart_rollup::DataEncoding;
use smart_rollup::hash::BlockHash;
use smart_rollup::inbox::{InboxMessage, InternalMessage, MAX_MESSAGE};
use smart_rollup::timestamp::Timestamp;

/// The messages of a level, and how many of them have been read. A clone shares the messages.
#[derive(Debug, Clone, Default)]
pub struct Inbox {
    level: i32,
    messages: Arc<[Message]>,
    read: usize,
}

/// The bytes of a message.
pub type Message = Arc<[u8]>;

/// A message that is about to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Input<'a> {
    /// The level that it belongs to.
    pub level: i32,
    /// Which of the level's messages it is.
    pub id: i32,
    /// Its bytes.
    pub payload: &'a [u8],
}

/// A message that is too long: its number of bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected an inbox message of at most {MAX_MESSAGE} bytes, found {0}")]
pub struct TooLong(pub usize);

impl Inbox {
    /// The inbox of a level: its start, what is known of the block before (made at 1970-01-01, with a hash of zeros), the
    /// messages, and its end.
    ///
    /// # Errors
    /// A message is too long.
    pub fn of_level(level: i32, messages: &[Message]) -> Result<Self, TooLong> {
        if let Some(long) = messages.iter().find(|message| message.len() > MAX_MESSAGE) {
            return Err(TooLong(long.len()));
        }
        let info = InternalMessage::InfoPerLevel {
            predecessor_timestamp: Timestamp(0),
            predecessor: BlockHash([0; 32]),
        };
        let before = [InternalMessage::StartOfLevel {}, info].map(internal);
        let after = [InternalMessage::EndOfLevel {}].map(internal);
        let all = before
            .into_iter()
            .chain(messages.iter().cloned())
            .chain(after);
        Ok(Self {
            level,
            messages: all.collect(),
            read: 0,
        })
    }

    /// The level of the messages.
    #[must_use]
    pub const fn level(&self) -> i32 {
        self.level
    }

    /// The messages that have not been read, each with its number.
    pub fn unread(&self) -> impl ExactSizeIterator<Item = Input<'_>> {
        let left = self.messages.iter().enumerate().skip(self.read);
        left.map(|(id, payload)| Input {
            level: self.level,
            // A level has not as many messages.
            id: i32::try_from(id).unwrap_or(i32::MAX),
            payload,
        })
    }

    /// The message that is read next.
    #[must_use]
    pub fn peek(&self) -> Option<Input<'_>> {
        self.unread().next()
    }

    /// Passes over a message.
    pub fn advance(&mut self) {
        self.read = self.messages.len().min(self.read + 1);
    }

    /// Drops what has not been read.
    pub fn clear(&mut self) {
        self.read = self.messages.len();
    }
}

fn internal(message: InternalMessage) -> Message {
    // The messages that are made here have bytes.
    let bytes = DataEncoding::to_bytes(&InboxMessage::Internal(message));
    bytes.unwrap_or_default().into()
}
