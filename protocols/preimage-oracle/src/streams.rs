//! Streams of the standard library as a channel.

use std::io::{ErrorKind, IoSlice, Read, Write};
use std::sync::Arc;
use std::vec::Vec;

use crate::io::Errno;
use crate::{Channel, ChannelError, ChannelResult};

/// A channel over two streams of the standard library that can be shared, such as the ends of pipes, files and sockets.
///
/// Its futures block and are ready when they return. Clones share the streams, which are closed with the last of them.
#[derive(Debug)]
pub struct StreamChannel<R, W> {
    streams: Arc<(R, W)>,
}

impl<R, W> StreamChannel<R, W> {
    /// The channel that reads from the one and writes to the other.
    #[must_use]
    pub fn new(reader: R, writer: W) -> Self {
        Self {
            streams: Arc::new((reader, writer)),
        }
    }
}

impl<R, W> Clone for StreamChannel<R, W> {
    fn clone(&self) -> Self {
        Self {
            streams: Arc::clone(&self.streams),
        }
    }
}

impl<R: Send + Sync, W: Send + Sync> Channel for StreamChannel<R, W>
where
    for<'a> &'a R: Read,
    for<'a> &'a W: Write,
{
    async fn read(&self, buf: &mut [u8]) -> ChannelResult<usize> {
        loop {
            match (&self.streams.0).read(buf) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                result => return result.map_err(|error| failed(&error)),
            }
        }
    }

    async fn read_into(&self, bytes: &mut Vec<u8>, count: usize) -> ChannelResult<()> {
        // The standard library reads into room that nobody has filled.
        let most = u64::try_from(count).unwrap_or(u64::MAX);
        let read = (&self.streams.0).take(most).read_to_end(bytes);
        match read.map_err(|error| failed(&error))? {
            read if read < count => Err(ChannelError::end(read, count)),
            _ => Ok(()),
        }
    }

    async fn write_both(&self, front: &[u8], rest: &[u8]) -> ChannelResult<()> {
        let parts = [IoSlice::new(front), IoSlice::new(rest)];
        let written = loop {
            match (&self.streams.1).write_vectored(&parts) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                result => break result.map_err(|error| failed(&error))?,
            }
        };
        let (front, rest) = match front.get(written..) {
            Some(front) => (front, rest),
            None => (
                &[][..],
                rest.get(written - front.len()..).unwrap_or_default(),
            ),
        };
        for part in [front, rest] {
            if !part.is_empty() {
                self.write(part).await?;
            }
        }
        (&self.streams.1).flush().map_err(|error| failed(&error))
    }

    async fn write(&self, buf: &[u8]) -> ChannelResult<()> {
        let mut writer = &self.streams.1;
        writer
            .write_all(buf)
            .and_then(|()| writer.flush())
            .map_err(|error| failed(&error))
    }
}

fn failed(error: &std::io::Error) -> ChannelError {
    match error.kind() {
        ErrorKind::BrokenPipe => ChannelError::Closed,
        // What a socket with a time limit gives.
        ErrorKind::WouldBlock | ErrorKind::TimedOut => ChannelError::TimedOut,
        _ => ChannelError::Os(error.raw_os_error().map_or(Errno::EIO, Errno)),
    }
}
