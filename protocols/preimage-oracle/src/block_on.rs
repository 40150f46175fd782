//! Running a future without a runtime.

use core::future::Future;
use core::pin::pin;
use core::task::{Context, Poll};

/// Runs a future to its end on this thread.
///
/// Over [`PipeHandle`](crate::PipeHandle) and [`StreamChannel`](crate::Channel#implementors) there is nothing to wait for here:
/// reading blocks. A future that does wait puts the thread to sleep until it is woken; without the feature `std` the thread asks
/// again and again.
pub fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let waker = waker();
    let mut context = Context::from_waker(&waker);
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
        wait();
    }
}

#[cfg(feature = "std")]
fn waker() -> core::task::Waker {
    use std::sync::Arc;
    use std::task::Wake;
    use std::thread::{self, Thread};

    struct Unpark(Thread);

    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }

    Arc::new(Unpark(thread::current())).into()
}

#[cfg(feature = "std")]
fn wait() {
    // A wake that came before is remembered by the thread, so that none is lost.
    std::thread::park();
}

#[cfg(not(feature = "std"))]
fn waker() -> core::task::Waker {
    core::task::Waker::noop().clone()
}

#[cfg(not(feature = "std"))]
fn wait() {
    core::hint::spin_loop();
}
