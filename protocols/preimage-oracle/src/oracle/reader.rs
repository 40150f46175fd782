//! The program's side of preimages.

use alloc::sync::Arc;
use alloc::vec::Vec;

use super::During::{Request, Response};
use super::turn::Turn;
use super::{PreimageOracleError, PreimageOracleResult, body, limits};
use crate::{Channel, ChannelError, PreimageKey, PreimageOracleClient};

/// How many bytes the length has.
const LENGTH: usize = 8;

/// The length, and as many bytes of a preimage as most have: a node of a trie, a header. They come in one call.
const HEAD: usize = LENGTH + 1024;

/// Asks a host for preimages.
///
/// What comes for a key of Keccak-256 or SHA-256 is hashed and compared with it; keys of other types do not say what their
/// preimages are. Clones share the channel and ask one after the other.
#[derive(Debug, Clone)]
pub struct OracleReader<C> {
    channel: C,
    turn: Arc<Turn>,
    verifies: bool,
    limit: u64,
}

impl<C> OracleReader<C> {
    /// A client over the channel.
    #[must_use]
    pub fn new(channel: C) -> Self {
        Self {
            channel,
            turn: Arc::default(),
            verifies: true,
            limit: limits::MAX_PREIMAGE,
        }
    }

    /// Takes what comes unseen, as kona's client does: for a program that runs where the machine has checked it.
    #[must_use]
    pub fn without_verification(mut self) -> Self {
        self.verifies = false;
        self
    }

    /// Takes preimages of at most so many bytes, instead of [`MAX_PREIMAGE`](limits::MAX_PREIMAGE).
    #[must_use]
    pub fn with_limit(mut self, bytes: u64) -> Self {
        self.limit = bytes;
        self
    }

    fn verify(&self, key: PreimageKey, preimage: &[u8]) -> PreimageOracleResult<()> {
        if !self.verifies {
            return Ok(());
        }
        match key.of(preimage) {
            Some(found) if found != key => Err(PreimageOracleError::WrongPreimage { key, found }),
            _ => Ok(()),
        }
    }
}

/// The front of a response.
struct Head {
    bytes: [u8; HEAD],
    read: usize,
    length: u64,
}

impl Head {
    /// What came of the preimage.
    fn start(&self) -> &[u8] {
        self.bytes.get(LENGTH..self.read).unwrap_or_default()
    }
}

impl<C: Channel> OracleReader<C> {
    /// Sends the key, and reads the length and what comes with it.
    async fn ask(&self, key: PreimageKey) -> PreimageOracleResult<Head> {
        let failed = PreimageOracleError::channel(Response(key));
        // They would be taken for the answer, and the answer for that of the request behind it.
        if self.channel.has_unread() == Some(true) {
            return Err(PreimageOracleError::UnaskedBytes(key));
        }
        self.channel
            .write(&key.to_bytes())
            .await
            .map_err(PreimageOracleError::channel(Request))?;

        // Nothing follows a response but the response to another request, so that all that is there belongs to it.
        let (mut bytes, mut read) = ([0; HEAD], 0);
        while read < LENGTH {
            match self
                .channel
                .read(&mut bytes[read..])
                .await
                .map_err(&failed)?
            {
                0 => return Err(failed(ChannelError::end(read, LENGTH))),
                more => read += more,
            }
        }
        let [a, b, c, d, e, f, g, h, ..] = bytes;
        let head = Head {
            bytes,
            read,
            length: u64::from_be_bytes([a, b, c, d, e, f, g, h]),
        };
        let (length, limit) = (head.length, self.limit);
        if length > limit {
            return Err(PreimageOracleError::PreimageTooLong { key, length, limit });
        }
        let start = head.start().len();
        if start as u64 > length {
            let more = start - usize::try_from(length).unwrap_or(start);
            return Err(PreimageOracleError::MoreThanPreimage { key, length, more });
        }
        Ok(head)
    }
}

impl<C: Channel> PreimageOracleClient for OracleReader<C> {
    async fn get(&self, key: PreimageKey) -> PreimageOracleResult<Vec<u8>> {
        let turn = self.turn.take().await?;
        let head = self.ask(key).await?;
        let Ok(length) = usize::try_from(head.length) else {
            return Err(PreimageOracleError::PreimageTooLong {
                key,
                length: head.length,
                limit: usize::MAX as u64,
            });
        };
        let preimage = body::read(&self.channel, head.start(), length)
            .await
            .map_err(in_body(key, length))?;
        turn.done();
        self.verify(key, &preimage)?;
        Ok(preimage)
    }

    async fn get_exact(&self, key: PreimageKey, buf: &mut [u8]) -> PreimageOracleResult<()> {
        let turn = self.turn.take().await?;
        let head = self.ask(key).await?;
        let (start, found) = (head.start(), head.length);
        if found != buf.len() as u64 {
            // What is asked for next would otherwise be answered with the rest of this.
            body::pass_over(&self.channel, start.len() as u64, found)
                .await
                .map_err(in_body(key, usize::try_from(found).unwrap_or(usize::MAX)))?;
            turn.done();
            return Err(PreimageOracleError::BufferLengthMismatch {
                key,
                expected: buf.len(),
                found,
            });
        }
        let (front, rest) = buf.split_at_mut(start.len());
        front.copy_from_slice(start);
        let (there, length) = (front.len(), front.len() + rest.len());
        if !rest.is_empty() {
            self.channel
                .read_exact(rest)
                .await
                .map_err(|error| in_body(key, length)(error.behind(there, length)))?;
        }
        turn.done();
        self.verify(key, buf)
    }
}

/// The end of the stream in a preimage, counted from the beginning of its message.
fn in_body(key: PreimageKey, length: usize) -> impl Fn(ChannelError) -> PreimageOracleError {
    let failed = PreimageOracleError::channel(Response(key));
    move |error| failed(error.behind(LENGTH, LENGTH.saturating_add(length)))
}
