//! The calls of the machine as functions.

use super::{BasicKernelInterface, FileDescriptor, IoResult, Kernel};

/// Prints the text.
///
/// # Panics
/// It cannot be written.
pub fn print(text: &str) {
    all(FileDescriptor::StdOut, text).expect("the output takes what is printed");
}

/// Prints the text where errors go.
///
/// # Panics
/// It cannot be written.
pub fn print_err(text: &str) {
    all(FileDescriptor::StdErr, text).expect("the error stream takes what is printed");
}

/// Writes as much of `buf` as the descriptor takes, and gives how many bytes that was.
///
/// # Errors
/// The number that the machine gives.
pub fn write(fd: FileDescriptor, buf: &[u8]) -> IoResult<usize> {
    Kernel::write(fd, buf)
}

/// Reads what is there into the front of `buf`, and gives how many bytes that was; 0 is the end.
///
/// # Errors
/// The number that the machine gives.
pub fn read(fd: FileDescriptor, buf: &mut [u8]) -> IoResult<usize> {
    Kernel::read(fd, buf)
}

/// Ends the program with an exit code.
pub fn exit(code: i32) -> ! {
    Kernel::exit(code)
}

fn all(fd: FileDescriptor, text: &str) -> IoResult<()> {
    crate::block_on(super::WriteFuture::<Kernel>::new(fd, text.as_bytes()))
}
