//! Pipes of the operating system, with reads cut into pieces.

#![allow(dead_code, reason = "each file of tests uses a part")]

use std::io::{PipeReader, PipeWriter, Read, Write, pipe};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use kona_preimage::errors::{ChannelError as TheirError, ChannelResult as TheirResult};
use preimage_oracle::{Channel, ChannelResult, StreamChannel};

/// One end of a two-way pipe.
pub(crate) type End = StreamChannel<PipeReader, PipeWriter>;

/// Both ends of a two-way pipe.
pub(crate) fn ends() -> (End, End) {
    let (left, right) = raw_ends();
    (
        StreamChannel::new(left.0, left.1),
        StreamChannel::new(right.0, right.1),
    )
}

/// The same as bare descriptors.
pub(crate) fn raw_ends() -> ((PipeReader, PipeWriter), (PipeReader, PipeWriter)) {
    let (left_reader, right_writer) = pipe().unwrap();
    let (right_reader, left_writer) = pipe().unwrap();
    ((left_reader, left_writer), (right_reader, right_writer))
}

/// The most bytes that a read gives. It can be changed between two messages.
#[derive(Debug, Clone)]
pub(crate) struct Cut(Arc<AtomicUsize>);

impl Cut {
    pub(crate) fn of(bytes: usize) -> Self {
        Self(Arc::new(AtomicUsize::new(bytes)))
    }

    pub(crate) fn set(&self, bytes: usize) {
        self.0.store(bytes, Ordering::Relaxed);
    }

    fn apply<'a>(&self, buf: &'a mut [u8]) -> &'a mut [u8] {
        let most = buf.len().min(self.0.load(Ordering::Relaxed));
        &mut buf[..most]
    }
}

/// Our channel whose reads are cut.
#[derive(Debug, Clone)]
pub(crate) struct Ours {
    pub(crate) end: End,
    pub(crate) cut: Cut,
}

impl Channel for Ours {
    async fn read(&self, buf: &mut [u8]) -> ChannelResult<usize> {
        self.end.read(self.cut.apply(buf)).await
    }

    async fn write(&self, buf: &[u8]) -> ChannelResult<()> {
        self.end.write(buf).await
    }
}

/// kona's channel over the same pipes, with the same cuts.
#[derive(Debug, Clone)]
pub(crate) struct Theirs {
    streams: Arc<(PipeReader, PipeWriter)>,
    cut: Cut,
}

impl Theirs {
    pub(crate) fn new((reader, writer): (PipeReader, PipeWriter), cut: Cut) -> Self {
        Self {
            streams: Arc::new((reader, writer)),
            cut,
        }
    }
}

#[async_trait]
impl kona_preimage::Channel for Theirs {
    async fn read(&self, buf: &mut [u8]) -> TheirResult<usize> {
        (&self.streams.0)
            .read(self.cut.apply(buf))
            .map_err(|_| TheirError::Closed)
    }

    async fn read_exact(&self, buf: &mut [u8]) -> TheirResult<usize> {
        let mut read = 0;
        while read < buf.len() {
            match self.read(&mut buf[read..]).await? {
                0 => return Err(TheirError::UnexpectedEOF),
                more => read += more,
            }
        }
        Ok(read)
    }

    async fn write(&self, buf: &[u8]) -> TheirResult<usize> {
        (&self.streams.1)
            .write_all(buf)
            .map_err(|_| TheirError::Closed)?;
        Ok(buf.len())
    }
}
