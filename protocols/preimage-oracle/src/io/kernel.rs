//! The machine.

use super::{FileDescriptor, IoResult};

/// What the machine does for a program: the three system calls of the preimage oracle.
pub trait BasicKernelInterface {
    /// Writes as much of `buf` as the descriptor takes, and gives how many bytes that was.
    ///
    /// # Errors
    /// The number that the machine gives.
    fn write(fd: FileDescriptor, buf: &[u8]) -> IoResult<usize>;

    /// Reads what is there into the front of `buf`, and gives how many bytes that was; 0 is the end.
    ///
    /// # Errors
    /// The number that the machine gives.
    fn read(fd: FileDescriptor, buf: &mut [u8]) -> IoResult<usize>;

    /// Ends the program with an exit code.
    fn exit(code: i32) -> !;

    /// Whether there is something to read, where the machine can tell without waiting.
    fn has_unread(fd: FileDescriptor) -> Option<bool> {
        let _ = fd;
        None
    }
}
