//! Error numbers of system calls.

use core::fmt;

/// What a system call gives.
pub type IoResult<T> = Result<T, Errno>;

/// The number of an operating system's error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Errno(pub i32);

impl Errno {
    /// A signal came in between; the call is to be made again.
    pub const EINTR: Self = Self(4);
    /// The machine failed, and gives no number.
    pub const EIO: Self = Self(5);
    /// The descriptor is not open.
    pub const EBADF: Self = Self(9);
    /// A descriptor that does not block would have to; of Linux, as [`EWOULDBLOCK`](Self::EAGAIN_BSD) of others.
    pub const EAGAIN: Self = Self(11);
    /// The same on macOS and the BSDs.
    pub const EAGAIN_BSD: Self = Self(35);
    /// The memory is not the program's.
    pub const EFAULT: Self = Self(14);
    /// Nobody reads any more.
    pub const EPIPE: Self = Self(32);

    /// Whether the call is to be made again later.
    #[must_use]
    pub const fn would_block(self) -> bool {
        if cfg!(any(
            target_vendor = "apple",
            target_os = "freebsd",
            target_os = "netbsd",
            target_os = "openbsd",
            target_os = "dragonfly"
        )) {
            self.0 == Self::EAGAIN_BSD.0
        } else {
            self.0 == Self::EAGAIN.0
        }
    }
}

impl fmt::Display for Errno {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::EBADF => write!(
                f,
                "the descriptor is not open (error 9): a host starts the program with descriptors 3 to 6"
            ),
            Self(number) => {
                #[cfg(feature = "std")]
                return write!(f, "{}", std::io::Error::from_raw_os_error(number));
                #[cfg(not(feature = "std"))]
                write!(f, "error {number} of the operating system")
            }
        }
    }
}

impl core::error::Error for Errno {}
