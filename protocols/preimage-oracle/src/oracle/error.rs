//! What goes wrong between a program and its host.

use alloc::string::{String, ToString};
use core::fmt;

use crate::{ChannelError, Error, PreimageKey};

/// What the functions of both protocols give.
pub type PreimageOracleResult<T> = Result<T, PreimageOracleError>;

/// Why a client or a server does not go on.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum PreimageOracleError {
    /// The channel does not go on.
    Channel {
        /// In which message.
        during: During,
        /// Why.
        error: ChannelError,
    },
    /// A request is no key.
    InvalidPreimageKey {
        /// What was sent.
        key: [u8; 32],
        /// What is wrong with it.
        error: Error,
    },
    /// There is no preimage of the key.
    KeyNotFound(PreimageKey),
    /// What came is another key's preimage.
    WrongPreimage {
        /// What was asked for.
        key: PreimageKey,
        /// Of what it is the preimage.
        found: PreimageKey,
    },
    /// The preimage is longer than it may be.
    PreimageTooLong {
        /// What was asked for.
        key: PreimageKey,
        /// Its length.
        length: u64,
        /// The most that is taken.
        limit: u64,
    },
    /// The preimage has not as many bytes as the buffer for it.
    BufferLengthMismatch {
        /// What was asked for.
        key: PreimageKey,
        /// The length of the buffer.
        expected: usize,
        /// The length of the preimage.
        found: u64,
    },
    /// There are bytes behind the preimage.
    MoreThanPreimage {
        /// What was asked for.
        key: PreimageKey,
        /// The length of the preimage.
        length: u64,
        /// How many bytes came behind it, at least.
        more: usize,
    },
    /// There are bytes that belong to no request, before the one for this key is written.
    UnaskedBytes(PreimageKey),
    /// The hint is longer than it may be.
    HintTooLong {
        /// Its length.
        length: u64,
        /// The most that is taken.
        limit: u64,
    },
    /// The hint is no text. It is acknowledged, as deployed hosts do.
    HintNotUtf8 {
        /// The first byte that is none of a text.
        offset: usize,
    },
    /// There is an acknowledgement of no hint.
    UnaskedAck,
    /// An earlier message was given up in the middle, so that nobody knows what the next byte belongs to.
    OutOfStep,
    /// What a fetcher, a router or an implementation of one's own says.
    Other(String),
}

/// A message of the two protocols.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum During {
    /// A key, from the client.
    Request,
    /// A preimage, from the host.
    Response(PreimageKey),
    /// A hint, from the client.
    Hint,
    /// An acknowledgement, from the host.
    Ack,
}

impl PreimageOracleError {
    /// Whether the other side has closed its end between two messages: as a server sees it, the client is done.
    #[must_use]
    pub const fn is_closed(&self) -> bool {
        matches!(
            self,
            Self::Channel {
                during: During::Request | During::Hint,
                error: ChannelError::Closed
            }
        )
    }

    /// The error as one of a fetcher or a router. Where it has a channel of its own, that one's end is not the client's.
    pub(super) fn of_backend(self) -> Self {
        if self.is_closed() {
            Self::Other(self.to_string())
        } else {
            self
        }
    }

    pub(crate) const fn channel(during: During) -> impl Fn(ChannelError) -> Self {
        move |error| Self::Channel { during, error }
    }
}

impl fmt::Display for During {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Request => write!(f, "request"),
            Self::Response(key) => write!(f, "preimage of {key}"),
            Self::Hint => write!(f, "hint"),
            Self::Ack => write!(f, "acknowledgement of a hint"),
        }
    }
}

impl fmt::Display for PreimageOracleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Channel { during, error } => write!(f, "{during}: {error}"),
            Self::InvalidPreimageKey { key, error } => {
                write!(f, "request for 0x{}: {error}", hex::encode(key))
            }
            Self::KeyNotFound(key) => write!(f, "preimage of {key}: there is none"),
            Self::WrongPreimage { key, found } => {
                write!(f, "preimage of {key}: found the preimage of {found}")
            }
            Self::PreimageTooLong { key, length, limit } => write!(
                f,
                "preimage of {key}: expected at most {limit} bytes, found {length}"
            ),
            Self::BufferLengthMismatch {
                key,
                expected,
                found,
            } => write!(
                f,
                "preimage of {key}: expected {expected} bytes, found {found}"
            ),
            Self::MoreThanPreimage { key, length, more } => write!(
                f,
                "preimage of {key}: expected the end after {length} bytes, found {more} more"
            ),
            Self::UnaskedBytes(key) => write!(
                f,
                "request for {key}: found bytes that nobody has asked for before it"
            ),
            Self::HintTooLong { length, limit } => write!(
                f,
                "hint: expected at most {limit} bytes, found {length}; a length of 8 bytes where one of 4 is read, or the other \
                 way round, looks like this"
            ),
            Self::HintNotUtf8 { offset } => {
                write!(f, "hint: expected UTF-8, found another byte at {offset}")
            }
            Self::UnaskedAck => write!(
                f,
                "acknowledgement of a hint: found one more than there were hints; a host that reads lengths of 4 bytes where 8 are \
                 written takes one hint for two"
            ),
            Self::OutOfStep => write!(
                f,
                "an earlier message was given up in the middle: the channel cannot be used any more"
            ),
            Self::Other(message) => write!(f, "{message}"),
        }
    }
}

impl core::error::Error for PreimageOracleError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::Channel { error, .. } => Some(error),
            Self::InvalidPreimageKey { error, .. } => Some(error),
            _ => None,
        }
    }
}
