//! The host's end of a pipe.

use std::io::{self, ErrorKind};
use std::os::fd::OwnedFd;
use std::sync::Arc;

use preimage_oracle::io::{Errno, has_unread};
use preimage_oracle::{Channel, ChannelError, ChannelResult};
use tokio::net::unix::pipe::{Receiver, Sender};
use tokio::time::{Instant, timeout_at};

use crate::Limits;
use crate::clock::{Activity, Asked, Clock};

/// A two-way pipe that is waited for as long as the [limits](Limits) say: one of the [two](crate::Descriptors::timed) of a program.
#[derive(Debug)]
pub struct TimedPipe {
    reader: Receiver,
    writer: Sender,
    clock: Clock,
}

impl TimedPipe {
    /// One of the two pipes of a program, which is silent if neither says anything. The descriptors do not block any more.
    pub(crate) fn new(
        reader: OwnedFd,
        writer: OwnedFd,
        limits: &Limits,
        activity: Arc<Activity>,
    ) -> io::Result<Self> {
        Ok(Self {
            reader: Receiver::from_owned_fd(reader)?,
            writer: Sender::from_owned_fd(writer)?,
            clock: Clock::new(limits, activity),
        })
    }

    /// Whoever is at the other end waits for an answer, until what this gives is dropped, and is not silent meanwhile.
    pub(crate) fn asked(&self) -> Asked {
        self.clock.asked()
    }

    /// A message has come to its end: the next one may take as long to come as a program may be silent.
    pub fn between(&self) {
        self.clock.between();
    }
}

impl Channel for TimedPipe {
    async fn read(&self, buf: &mut [u8]) -> ChannelResult<usize> {
        let start = Instant::now();
        loop {
            match self.reader.try_read(buf) {
                Ok(read) => {
                    self.clock.within();
                    return Ok(read);
                }
                Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                Err(error) => return Err(failed(&error)),
            }
            let until = self.clock.for_reading(start);
            match timeout_at(until, self.reader.readable()).await {
                Ok(ready) => ready.map_err(|error| failed(&error))?,
                // The other pipe has not been silent.
                Err(_) if self.clock.for_reading(start) > until => {}
                Err(_) => return Err(ChannelError::TimedOut),
            }
        }
    }

    async fn write(&self, mut buf: &[u8]) -> ChannelResult<()> {
        while !buf.is_empty() {
            let until = self.clock.for_writing();
            match self.writer.try_write(buf) {
                Ok(written) => {
                    buf = buf.get(written..).unwrap_or_default();
                    continue;
                }
                Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                Err(error) => return Err(failed(&error)),
            }
            timeout_at(until, self.writer.writable())
                .await
                .map_err(|_| ChannelError::TimedOut)?
                .map_err(|error| failed(&error))?;
        }
        Ok(())
    }

    fn has_unread(&self) -> Option<bool> {
        has_unread(&self.reader)
    }
}

fn failed(error: &io::Error) -> ChannelError {
    match error.kind() {
        ErrorKind::BrokenPipe => ChannelError::Closed,
        _ => ChannelError::Os(error.raw_os_error().map_or(Errno::EIO, Errno)),
    }
}
