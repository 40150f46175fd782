//! Two streams of bytes, one in each direction.

use alloc::vec::Vec;
use core::fmt;
use core::future::Future;

use crate::io::Errno;

/// One end of a two-way stream of bytes, over which one of the two protocols is spoken.
///
/// [`PipeHandle`](crate::PipeHandle) is one over the descriptors that a program inherits, `StreamChannel` one over streams of the
/// standard library. What a runtime has of its own, a pipe of tokio for instance, becomes one in a few lines.
///
/// Both protocols ask and answer in turns, so that whoever reads never waits for more than one message: a `read` may give all that
/// is there.
pub trait Channel: Send + Sync {
    /// Reads what is there, at least one byte, into the front of `buf`, and gives how many; 0 is the end of the stream.
    ///
    /// # Errors
    /// The stream cannot be read.
    fn read(&self, buf: &mut [u8]) -> impl Future<Output = ChannelResult<usize>> + Send;

    /// Writes all of `buf`.
    ///
    /// # Errors
    /// The stream cannot be written.
    fn write(&self, buf: &[u8]) -> impl Future<Output = ChannelResult<()>> + Send;

    /// Fills `buf`.
    ///
    /// # Errors
    /// The stream cannot be read; it ends before the first byte, [`ChannelError::Closed`], or behind it,
    /// [`ChannelError::UnexpectedEof`].
    fn read_exact(&self, buf: &mut [u8]) -> impl Future<Output = ChannelResult<()>> + Send {
        async move {
            let mut read = 0;
            while let Some(rest) = buf.get_mut(read..).filter(|rest| !rest.is_empty()) {
                match self.read(rest).await? {
                    0 => return Err(ChannelError::end(read, buf.len())),
                    more => read += more,
                }
            }
            Ok(())
        }
    }

    /// Appends `count` bytes to `bytes`. A channel that need not fill them with zeros before saves a large preimage that.
    ///
    /// # Errors
    /// As [`read_exact`](Self::read_exact). What was read is not kept.
    fn read_into(
        &self,
        bytes: &mut Vec<u8>,
        count: usize,
    ) -> impl Future<Output = ChannelResult<()>> + Send {
        async move {
            let there = bytes.len();
            bytes.resize(there.saturating_add(count), 0);
            self.read_exact(bytes.get_mut(there..).unwrap_or_default())
                .await
        }
    }

    /// Writes all of the one and all of the other. A channel that can do so in one call wakes whoever reads once, and copies nothing.
    ///
    /// # Errors
    /// As [`write`](Self::write).
    fn write_both(
        &self,
        front: &[u8],
        rest: &[u8],
    ) -> impl Future<Output = ChannelResult<()>> + Send {
        async move {
            // What a pipe holds, so that whoever waits for the front finds some of the rest with it.
            let (first, rest) = rest.split_at(rest.len().min(JOINED - front.len().min(JOINED)));
            self.write(&[front, first].concat()).await?;
            if rest.is_empty() {
                return Ok(());
            }
            self.write(rest).await
        }
    }

    /// Whether bytes have come that nobody has read, where the channel can tell.
    fn has_unread(&self) -> Option<bool> {
        None
    }
}

/// How much is copied to be written in one call.
const JOINED: usize = 64 << 10;

impl<C: Channel> Channel for &C {
    fn read(&self, buf: &mut [u8]) -> impl Future<Output = ChannelResult<usize>> + Send {
        C::read(self, buf)
    }

    fn write(&self, buf: &[u8]) -> impl Future<Output = ChannelResult<()>> + Send {
        C::write(self, buf)
    }

    fn read_exact(&self, buf: &mut [u8]) -> impl Future<Output = ChannelResult<()>> + Send {
        C::read_exact(self, buf)
    }

    fn read_into(
        &self,
        bytes: &mut Vec<u8>,
        count: usize,
    ) -> impl Future<Output = ChannelResult<()>> + Send {
        C::read_into(self, bytes, count)
    }

    fn write_both(
        &self,
        front: &[u8],
        rest: &[u8],
    ) -> impl Future<Output = ChannelResult<()>> + Send {
        C::write_both(self, front, rest)
    }

    fn has_unread(&self) -> Option<bool> {
        C::has_unread(self)
    }
}

/// What a channel gives.
pub type ChannelResult<T> = Result<T, ChannelError>;

/// Why a channel does not go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChannelError {
    /// The other side has closed its end, and there is nothing of a message.
    Closed,
    /// The other side has closed its end in the middle of a message.
    UnexpectedEof {
        /// How many bytes of the message came.
        read: usize,
        /// How many it was to have, as far as is known.
        expected: usize,
    },
    /// Nothing came, or nothing was taken, for as long as the channel waits.
    TimedOut,
    /// The operating system refuses.
    Os(Errno),
}

impl ChannelError {
    /// The end of the stream after so many bytes of a message.
    pub(crate) const fn end(read: usize, expected: usize) -> Self {
        match read {
            0 => Self::Closed,
            _ => Self::UnexpectedEof { read, expected },
        }
    }

    /// The same error `before` bytes further in a message of that length.
    pub(crate) const fn behind(self, before: usize, expected: usize) -> Self {
        match self {
            Self::Closed => Self::end(before, expected),
            Self::UnexpectedEof { read, .. } => Self::end(before + read, expected),
            other => other,
        }
    }
}

impl fmt::Display for ChannelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Closed => write!(f, "the other side has closed the channel"),
            Self::UnexpectedEof { read, expected } => {
                write!(f, "expected {expected} bytes, found the end after {read}")
            }
            Self::TimedOut => write!(f, "the other side was silent for too long"),
            Self::Os(errno) => write!(f, "{errno}"),
        }
    }
}

impl core::error::Error for ChannelError {}

impl From<Errno> for ChannelError {
    fn from(errno: Errno) -> Self {
        match errno {
            Errno::EPIPE => Self::Closed,
            other => Self::Os(other),
        }
    }
}
