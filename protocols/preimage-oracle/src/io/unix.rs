//! Unix: descriptors that the program inherits.

use std::fs::File;
use std::io::{self, Read, Write};
use std::mem::ManuallyDrop;
use std::os::fd::{AsFd, AsRawFd, FromRawFd};

use super::{BasicKernelInterface, Errno, FileDescriptor, IoResult};

/// A Unix system. Descriptors 3 to 6 are those of whoever starts the program, as `op-program` and kona have them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unix;

impl BasicKernelInterface for Unix {
    fn write(fd: FileDescriptor, buf: &[u8]) -> IoResult<usize> {
        borrowed(fd).write(buf).map_err(|error| number(&error))
    }

    fn read(fd: FileDescriptor, buf: &mut [u8]) -> IoResult<usize> {
        borrowed(fd).read(buf).map_err(|error| number(&error))
    }

    fn exit(code: i32) -> ! {
        std::process::exit(code)
    }

    fn has_unread(fd: FileDescriptor) -> Option<bool> {
        has_unread(&*borrowed(fd))
    }
}

/// Whether bytes have come, over a pipe or a socket for instance, that nobody has read; `None` of what the system does not tell it.
///
/// A channel of one's own says so by [`has_unread`](crate::Channel::has_unread).
pub fn has_unread(descriptor: impl AsFd) -> Option<bool> {
    let mut count: libc::c_int = 0;
    let descriptor = descriptor.as_fd().as_raw_fd();
    // Asked by `poll`, a socket whose other end is closed has something to read as well: the end.
    // SAFETY: the call fills one `c_int`, which outlives it, and keeps nothing. The descriptor is borrowed.
    let result = unsafe { libc::ioctl(descriptor, libc::FIONREAD, &raw mut count) };
    (result >= 0).then_some(count > 0)
}

/// The descriptor as a file that is not closed.
fn borrowed(fd: FileDescriptor) -> ManuallyDrop<File> {
    // SAFETY: the file is never dropped, so that it owns nothing and closes nothing. The number is one of 0 to 6, which whoever
    // starts the program opens before it runs and which stay open as long as it does, as with the standard streams; that nothing
    // else in the program takes these numbers rests on that. Where they were not opened, the system refuses the call.
    ManuallyDrop::new(unsafe { File::from_raw_fd(fd.number()) })
}

fn number(error: &io::Error) -> Errno {
    error.raw_os_error().map_or(Errno::EIO, Errno)
}
