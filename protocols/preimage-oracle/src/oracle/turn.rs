//! One message at a time.

#[cfg(feature = "std")]
use alloc::vec::Vec;
use core::future::poll_fn;
use core::sync::atomic::{AtomicU8, Ordering};
use core::task::{Context, Poll};

use super::PreimageOracleError;

const FREE: u8 = 0;
const TAKEN: u8 = 1;
const BROKEN: u8 = 2;

/// Whose turn it is to use a channel.
///
/// Clones of a client share the channel. Two that ask at once, or one that is given up in the middle, as a runtime does when time
/// is up, would leave each the bytes of the other.
#[derive(Debug, Default)]
pub(super) struct Turn {
    state: AtomicU8,
    #[cfg(feature = "std")]
    waiting: std::sync::Mutex<Waiting>,
}

/// Who waits: a number for each, and whom to wake.
#[cfg(feature = "std")]
#[derive(Debug, Default)]
struct Waiting {
    last: u64,
    wakers: Vec<(u64, core::task::Waker)>,
}

impl Turn {
    /// Waits for the turn.
    pub(super) async fn take(&self) -> Result<Taken<'_>, PreimageOracleError> {
        let mut number = None;
        poll_fn(|context| {
            if let Some(result) = self.try_take() {
                return Poll::Ready(result);
            }
            self.wait(context, &mut number);
            // It may have become free before the waker was in its place.
            self.try_take().map_or(Poll::Pending, Poll::Ready)
        })
        .await
    }

    fn try_take(&self) -> Option<Result<Taken<'_>, PreimageOracleError>> {
        let state = self
            .state
            .compare_exchange(FREE, TAKEN, Ordering::Acquire, Ordering::Relaxed);
        match state {
            Ok(_) => Some(Ok(Taken {
                turn: self,
                done: false,
            })),
            Err(BROKEN) => Some(Err(PreimageOracleError::OutOfStep)),
            Err(_) => None,
        }
    }

    #[cfg(feature = "std")]
    fn wait(&self, context: &Context<'_>, number: &mut Option<u64>) {
        let waiting = &mut *self.waiting();
        let number = *number.get_or_insert_with(|| {
            waiting.last += 1;
            waiting.last
        });
        // Who is polled again, for other reasons, has left its waker here before. Whether two wakers are of one task cannot
        // always be told from them.
        match waiting.wakers.iter_mut().find(|(of, _)| *of == number) {
            Some((_, waker)) => waker.clone_from(context.waker()),
            None => waiting.wakers.push((number, context.waker().clone())),
        }
    }

    /// Without a lock there is nowhere to leave a waker.
    #[cfg(not(feature = "std"))]
    #[allow(clippy::unused_self, reason = "with locks it is used")]
    fn wait(&self, context: &Context<'_>, _number: &mut Option<u64>) {
        context.waker().wake_by_ref();
    }

    #[cfg(feature = "std")]
    fn waiting(&self) -> std::sync::MutexGuard<'_, Waiting> {
        self.waiting
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// The turn, given back when it is dropped. Unless it is [done](Self::done) then, the channel is out of step for good.
#[derive(Debug)]
pub(super) struct Taken<'a> {
    turn: &'a Turn,
    done: bool,
}

impl Taken<'_> {
    /// The message has come to its end.
    pub(super) fn done(mut self) {
        self.done = true;
    }
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        let state = if self.done { FREE } else { BROKEN };
        self.turn.state.store(state, Ordering::Release);
        #[cfg(feature = "std")]
        {
            let wakers = core::mem::take(&mut self.turn.waiting().wakers);
            wakers.into_iter().for_each(|(_, waker)| waker.wake());
        }
    }
}

#[cfg(all(test, feature = "std"))]
mod tests {
    use core::future::Future;
    use core::pin::pin;
    use core::task::Waker;

    use super::*;

    #[test]
    fn whoever_waits_leaves_one_waker() {
        let turn = Turn::default();
        let mut context = Context::from_waker(Waker::noop());
        let Poll::Ready(Ok(taken)) = pin!(turn.take()).poll(&mut context) else {
            panic!("nobody has it")
        };
        let mut waiting = pin!(turn.take());
        for _ in 0..10 {
            assert!(waiting.as_mut().poll(&mut context).is_pending());
        }
        assert_eq!(turn.waiting().wakers.len(), 1);
        taken.done();
        assert!(waiting.poll(&mut context).is_ready());
    }
}
