//! The ends of the pipes between processes.

#![allow(
    unsafe_code,
    reason = "inherited descriptors belong to nobody, and the standard library does not poll"
)]

use std::fs::File;
use std::io::{self, ErrorKind, pipe};
use std::mem::ManuallyDrop;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};
use std::os::unix::fs::FileTypeExt;
use std::sync::Arc;

use preimage_oracle::FileDescriptor;

use crate::clock::Activity;
use crate::{Limits, TimedPipe};

/// The four descriptors of a program or of a host behind it, in the order of their numbers.
pub(crate) const NUMBERS: [FileDescriptor; 4] = [
    FileDescriptor::HintRead,
    FileDescriptor::HintWrite,
    FileDescriptor::PreimageRead,
    FileDescriptor::PreimageWrite,
];

/// One side of both pipes.
#[derive(Debug)]
pub struct Descriptors {
    pub(crate) hint_read: OwnedFd,
    pub(crate) hint_write: OwnedFd,
    pub(crate) preimage_read: OwnedFd,
    pub(crate) preimage_write: OwnedFd,
}

/// Both sides of both pipes.
pub(crate) fn both_ends() -> io::Result<(Descriptors, Descriptors)> {
    let (hint_read, other_hint_write) = pipe()?;
    let (other_hint_read, hint_write) = pipe()?;
    let (preimage_read, other_preimage_write) = pipe()?;
    let (other_preimage_read, preimage_write) = pipe()?;
    let one = Descriptors::new((hint_read, hint_write), (preimage_read, preimage_write));
    let other = Descriptors::new(
        (other_hint_read, other_hint_write),
        (other_preimage_read, other_preimage_write),
    );
    Ok((one, other))
}

impl Descriptors {
    /// The ends to read from and to write to, of the pipe of hints and of that of preimages.
    pub fn new<R: Into<OwnedFd>, W: Into<OwnedFd>>(hints: (R, W), preimages: (R, W)) -> Self {
        Self {
            hint_read: hints.0.into(),
            hint_write: hints.1.into(),
            preimage_read: preimages.0.into(),
            preimage_write: preimages.1.into(),
        }
    }

    /// The pipes that this process has inherited as descriptors 3 to 6, as a VM starts a host.
    ///
    /// # Errors
    /// They are not open, or are no pipes.
    ///
    /// # Safety
    /// Whoever started the process opened the four for it, or nobody opened them: nothing else in the process has opened files so far
    /// that are still open, and this is called once.
    pub unsafe fn inherited() -> io::Result<Self> {
        for descriptor in NUMBERS {
            // SAFETY: the file is not dropped, so that it closes nothing. It is asked what it is; a number that is not open is an error.
            let file = ManuallyDrop::new(unsafe { File::from_raw_fd(descriptor.number()) });
            let wrong = |what: &str| {
                format!(
                    "descriptor {descriptor}: {what}; a VM starts its host with pipes as 3 to 6"
                )
            };
            match file.metadata() {
                Ok(metadata) if metadata.file_type().is_fifo() => {}
                Ok(_) => return Err(io::Error::new(ErrorKind::InvalidInput, wrong("no pipe"))),
                Err(error) => {
                    return Err(io::Error::new(error.kind(), wrong(&error.to_string())));
                }
            }
        }
        // SAFETY: each is open, as was seen above, and nobody else's, as the caller knows.
        let [hint_read, hint_write, preimage_read, preimage_write] =
            NUMBERS.map(|descriptor| unsafe { OwnedFd::from_raw_fd(descriptor.number()) });
        Ok(Self {
            hint_read,
            hint_write,
            preimage_read,
            preimage_write,
        })
    }

    /// The pipes of hints and of preimages, for this process. Whoever is at their other ends is silent if it says nothing over both. The
    /// descriptors do not block any more. Call it where tokio runs.
    ///
    /// # Errors
    /// One of them is no end of a pipe.
    pub fn timed(self, limits: &Limits) -> io::Result<(TimedPipe, TimedPipe)> {
        let pipe = {
            let activity = Activity::new();
            move |reader, writer| TimedPipe::new(reader, writer, limits, Arc::clone(&activity))
        };
        let hints = pipe(self.hint_read, self.hint_write)?;
        Ok((hints, pipe(self.preimage_read, self.preimage_write)?))
    }

    /// Sees whether somebody could still write to these.
    pub(crate) fn held(&self) -> io::Result<Held> {
        Ok(Held([
            self.hint_read.try_clone()?,
            self.preimage_read.try_clone()?,
        ]))
    }
}

/// The ends of both pipes from which is read, once more.
#[derive(Debug)]
pub(crate) struct Held([OwnedFd; 2]);

impl Held {
    /// Whether one of the other ends is open, in whichever process.
    pub(crate) fn is_held(&self) -> bool {
        let mut polled = self.0.each_ref().map(|descriptor| libc::pollfd {
            fd: descriptor.as_raw_fd(),
            events: 0,
            revents: 0,
        });
        // SAFETY: the pointer is to two values, as the number behind it says, which outlive the call.
        let count = unsafe { libc::poll(polled.as_mut_ptr(), 2, 0) };
        count < 0
            || polled
                .iter()
                .any(|polled| polled.revents & libc::POLLHUP == 0)
    }
}
