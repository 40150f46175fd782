//! Unix: descriptors that the program inherits.

use std::fs::File;
use std::io::{self, Read, Write};
use std::mem::ManuallyDrop;
use std::os::fd::FromRawFd;

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
        let mut polled = libc::pollfd {
            fd: fd.number(),
            events: libc::POLLIN,
            revents: 0,
        };
        // SAFETY: the pointer is to one `pollfd`, as the number behind it says, and `polled` outlives the call, which keeps nothing.
        let count = unsafe { libc::poll(&raw mut polled, 1, 0) };
        (count >= 0).then_some(polled.revents & libc::POLLIN != 0)
    }
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
