//! One end of a bidirectional pipe.

use core::fmt;
use core::future::Future;
use core::marker::PhantomData;
use core::pin::Pin;
use core::task::{Context, Poll};

use super::{BasicKernelInterface, Errno, FileDescriptor, IoResult};
use crate::{Channel, ChannelResult};

/// One end of a bidirectional pipe: a descriptor to read from and one to write to.
///
/// As a rule the descriptors block, and so do the futures. Of descriptors that do not, a future with nothing to read is woken at
/// once and asked again, which lets a runtime's other tasks run and never sleeps: a channel over what the runtime has for pipes
/// is better there.
pub struct PipeHandle<K> {
    read: FileDescriptor,
    write: FileDescriptor,
    kernel: PhantomData<fn() -> K>,
}

impl<K: BasicKernelInterface> PipeHandle<K> {
    /// The pipe over which hints go, descriptors 3 and 4.
    pub const HINTS: Self = Self::new(FileDescriptor::HintRead, FileDescriptor::HintWrite);
    /// The pipe over which preimages come, descriptors 5 and 6.
    pub const PREIMAGES: Self =
        Self::new(FileDescriptor::PreimageRead, FileDescriptor::PreimageWrite);

    /// The end of these two descriptors.
    #[must_use]
    pub const fn new(read: FileDescriptor, write: FileDescriptor) -> Self {
        Self {
            read,
            write,
            kernel: PhantomData,
        }
    }

    /// Reads what is there into the front of `buf`; 0 bytes are the end.
    pub const fn read<'a>(&self, buf: &'a mut [u8]) -> ReadFuture<'a, K> {
        ReadFuture {
            fd: self.read,
            buf,
            kernel: PhantomData,
        }
    }

    /// Writes all of `buf`.
    pub const fn write<'a>(&self, buf: &'a [u8]) -> WriteFuture<'a, K> {
        WriteFuture::new(self.write, buf)
    }
}

impl<K: BasicKernelInterface> Channel for PipeHandle<K> {
    async fn read(&self, buf: &mut [u8]) -> ChannelResult<usize> {
        Ok(Self::read(self, buf).await?)
    }

    async fn write(&self, buf: &[u8]) -> ChannelResult<()> {
        Ok(Self::write(self, buf).await?)
    }

    fn has_unread(&self) -> Option<bool> {
        K::has_unread(self.read)
    }
}

// Derived, these would ask for the same of the machine, of which there is no value.
impl<K> Clone for PipeHandle<K> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K> Copy for PipeHandle<K> {}

impl<K> fmt::Debug for PipeHandle<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PipeHandle")
            .field("read", &self.read)
            .field("write", &self.write)
            .finish_non_exhaustive()
    }
}

/// Reads once, as soon as there is something.
#[derive(Debug)]
#[must_use = "a future does nothing unless it is awaited"]
pub struct ReadFuture<'a, K> {
    fd: FileDescriptor,
    buf: &'a mut [u8],
    kernel: PhantomData<fn() -> K>,
}

impl<K: BasicKernelInterface> Future for ReadFuture<'_, K> {
    type Output = IoResult<usize>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let fd = self.fd;
        again(context, || K::read(fd, self.buf))
    }
}

/// Writes until all is written.
#[derive(Debug)]
#[must_use = "a future does nothing unless it is awaited"]
pub struct WriteFuture<'a, K> {
    fd: FileDescriptor,
    rest: &'a [u8],
    kernel: PhantomData<fn() -> K>,
}

impl<'a, K: BasicKernelInterface> WriteFuture<'a, K> {
    pub(super) const fn new(fd: FileDescriptor, rest: &'a [u8]) -> Self {
        Self {
            fd,
            rest,
            kernel: PhantomData,
        }
    }
}

impl<K: BasicKernelInterface> Future for WriteFuture<'_, K> {
    type Output = IoResult<()>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        while !self.rest.is_empty() {
            let (fd, rest) = (self.fd, self.rest);
            match again(context, || K::write(fd, rest)) {
                // A machine that takes nothing and says that all is well would be asked for ever.
                Poll::Ready(Ok(0)) => return Poll::Ready(Err(Errno::EIO)),
                Poll::Ready(Ok(written)) => self.rest = rest.get(written..).unwrap_or_default(),
                Poll::Ready(Err(errno)) => return Poll::Ready(Err(errno)),
                Poll::Pending => return Poll::Pending,
            }
        }
        Poll::Ready(Ok(()))
    }
}

/// Makes a call, and again after a signal.
fn again(
    context: &Context<'_>,
    mut call: impl FnMut() -> IoResult<usize>,
) -> Poll<IoResult<usize>> {
    loop {
        match call() {
            Err(Errno::EINTR) => {}
            Err(errno) if errno.would_block() => {
                context.waker().wake_by_ref();
                return Poll::Pending;
            }
            result => return Poll::Ready(result),
        }
    }
}
