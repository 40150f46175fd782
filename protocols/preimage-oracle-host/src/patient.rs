//! Requests that come before their hint has been dealt with.

use std::sync::atomic::{AtomicUsize, Ordering};

use preimage_oracle::{
    HintRouter, PreimageFetcher, PreimageKey, PreimageOracleError, PreimageOracleResult,
};
use tokio::sync::Notify;

/// A host whose hints are dealt with while requests come.
///
/// The two protocols stand on streams of their own, and a program should wait for an acknowledgement before it asks. One that does not
/// is answered at once with what is there, and with what is not as soon as the hints that are being dealt with have been.
#[derive(Debug)]
pub struct Patient<B> {
    backend: B,
    busy: AtomicUsize,
    done: Notify,
}

impl<B> Patient<B> {
    /// Such a host.
    pub const fn new(backend: B) -> Self {
        Self {
            backend,
            busy: AtomicUsize::new(0),
            done: Notify::const_new(),
        }
    }
}

/// A hint that is being dealt with, whatever becomes of it.
struct Busy<'a, B>(&'a Patient<B>);

impl<B> Drop for Busy<'_, B> {
    fn drop(&mut self) {
        self.0.busy.fetch_sub(1, Ordering::AcqRel);
        self.0.done.notify_waiters();
    }
}

impl<B: HintRouter + Sync> HintRouter for Patient<B> {
    async fn route_hint(&self, hint: String) -> PreimageOracleResult<()> {
        self.busy.fetch_add(1, Ordering::AcqRel);
        let _busy = Busy(self);
        self.backend.route_hint(hint).await
    }
}

impl<B: PreimageFetcher + Sync> PreimageFetcher for Patient<B> {
    async fn get_preimage(&self, key: PreimageKey) -> PreimageOracleResult<Vec<u8>> {
        loop {
            // What ends from here on is noticed, also before it is waited for.
            let done = self.done.notified();
            let is_busy = self.busy.load(Ordering::Acquire) > 0;
            match self.backend.get_preimage(key).await {
                Err(PreimageOracleError::KeyNotFound(_)) if is_busy => done.await,
                result => return result,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;
    use std::time::Duration;

    use super::*;

    /// Has what hints name, some time after.
    #[derive(Default)]
    struct Slow(Mutex<Vec<Vec<u8>>>);

    impl HintRouter for Slow {
        async fn route_hint(&self, hint: String) -> PreimageOracleResult<()> {
            tokio::time::sleep(Duration::from_millis(20)).await;
            if hint == "nothing" {
                return Err(PreimageOracleError::Other(hint));
            }
            self.0.lock().unwrap().push(hint.into_bytes());
            Ok(())
        }
    }

    impl PreimageFetcher for Slow {
        async fn get_preimage(&self, key: PreimageKey) -> PreimageOracleResult<Vec<u8>> {
            let preimages = self.0.lock().unwrap();
            let preimage = preimages.iter().find(|one| key.of(one) == Some(key));
            preimage
                .cloned()
                .ok_or(PreimageOracleError::KeyNotFound(key))
        }
    }

    #[tokio::test]
    async fn a_request_waits_for_the_hints_before_it() {
        let host = Patient::new(Slow::default());
        let key = PreimageKey::keccak256(b"two");
        let (one, two, early) = tokio::join!(
            host.route_hint("one".into()),
            host.route_hint("two".into()),
            host.get_preimage(key)
        );
        one.unwrap();
        two.unwrap();
        assert_eq!(early.unwrap(), b"two");

        // What they do not bring is not waited for any longer.
        let key = PreimageKey::keccak256(b"three");
        let missing = Err(PreimageOracleError::KeyNotFound(key));
        let (nothing, early) =
            tokio::join!(host.route_hint("nothing".into()), host.get_preimage(key));
        assert!(nothing.is_err());
        assert_eq!(early, missing);
        assert_eq!(host.get_preimage(key).await, missing);
    }
}
