//! A host.

use std::future::{Future, pending};

use preimage_oracle::frame::Prefix;
use preimage_oracle::{
    HintReader, HintReaderServer, HintRouter, OracleServer, PreimageFetcher, PreimageKey,
    PreimageOracleError, PreimageOracleResult, PreimageOracleServer,
};

use tokio::task::yield_now;

use crate::{Counts, Descriptors, Failure, Limits, Program, Result, TimedPipe, session};

/// Answers a program, with what a backend has.
#[derive(Debug, Clone, Copy)]
pub struct Host<'a, B> {
    backend: &'a B,
    limits: &'a Limits,
    counts: &'a Counts,
    prefix: Prefix,
}

impl<'a, B: PreimageFetcher + HintRouter + Sync> Host<'a, B> {
    /// A host that reads lengths of hints of 4 bytes.
    pub const fn new(backend: &'a B, limits: &'a Limits, counts: &'a Counts) -> Self {
        Self {
            backend,
            limits,
            counts,
            prefix: Prefix::U32,
        }
    }

    /// Reads lengths of hints of that size.
    #[must_use]
    pub const fn with_prefix(mut self, prefix: Prefix) -> Self {
        self.prefix = prefix;
        self
    }

    /// Starts a program, answers it until it closes its pipes, and waits for its end.
    ///
    /// # Errors
    /// The program does not start, asks for what is not there, says what is none of the protocols, goes beyond a limit, or ends badly.
    /// It does not run any more then.
    pub fn run(&self, program: &Program) -> Result<()> {
        self.run_until(program, pending())
    }

    /// The same, until `stop` is ready, which says why.
    ///
    /// # Errors
    /// As [`run`](Self::run), and what `stop` gives.
    pub fn run_until(&self, program: &Program, stop: impl Future<Output = Failure>) -> Result<()> {
        let run = session::run(program, self.limits, async |hints, preimages| {
            self.serve(&hints, &preimages).await
        });
        session::block_on(session::within(self.limits, stop, run))
    }

    /// Answers whoever holds the other ends of this process' descriptors, until they are closed.
    ///
    /// # Errors
    /// As [`run`](Self::run).
    pub fn run_on(&self, descriptors: Descriptors) -> Result<()> {
        session::block_on(async {
            let (hints, preimages) = descriptors.timed(self.limits).map_err(Failure::System)?;
            let served = self.serve(&hints, &preimages);
            session::within(self.limits, pending(), served).await
        })
    }

    /// Answers until both pipes are closed. Hints and requests are dealt with side by side.
    ///
    /// # Errors
    /// What comes over one of the pipes is none of the protocols, or there is no answer.
    pub async fn serve(&self, hints: &TimedPipe, preimages: &TimedPipe) -> Result<()> {
        tokio::try_join!(self.serve_hints(hints), self.serve_preimages(preimages))?;
        Ok(())
    }

    fn answering<'b>(&'b self, pipe: &'b TimedPipe) -> Answering<'b, B> {
        Answering {
            backend: self.backend,
            pipe,
            limit: self.limits.preimage,
            counts: self.counts,
        }
    }

    async fn serve_hints(&self, pipe: &TimedPipe) -> Result<()> {
        let reader = HintReader::new(pipe)
            .with_prefix(self.prefix)
            .with_limit(self.limits.hint);
        let answering = self.answering(pipe);
        loop {
            pipe.between();
            yield_now().await;
            match reader.next_hint(&answering).await {
                Ok(()) => self.counts.hint(),
                Err(error) if error.is_closed() => return Ok(()),
                // They are acknowledged. Whether the program needs what they did not bring shows when it asks.
                Err(PreimageOracleError::HintNotUtf8 { .. } | PreimageOracleError::Other(_)) => {
                    self.counts.failed_hint();
                }
                Err(error) => return Err(error.into()),
            }
        }
    }

    async fn serve_preimages(&self, pipe: &TimedPipe) -> Result<()> {
        let server = OracleServer::new(pipe);
        let answering = self.answering(pipe);
        loop {
            pipe.between();
            // Where the next message is there already, nothing is waited for, and nobody else would have a turn: the other pipe, the
            // clock, the look at the program.
            yield_now().await;
            match server.next_preimage_request(&answering).await {
                Ok(()) => {}
                Err(error) if error.is_closed() => return Ok(()),
                Err(error) => return Err(error.into()),
            }
        }
    }
}

/// A backend whose answers are counted. While it looks for them, the program is not silent.
pub(crate) struct Answering<'a, B> {
    pub(crate) backend: &'a B,
    pub(crate) pipe: &'a TimedPipe,
    pub(crate) limit: u64,
    pub(crate) counts: &'a Counts,
}

impl<B: HintRouter + Sync> HintRouter for Answering<'_, B> {
    async fn route_hint(&self, hint: String) -> PreimageOracleResult<()> {
        let _asked = self.pipe.asked();
        // Whatever it is, the hint is acknowledged, and the program goes on without what it was to bring.
        let routed = self.backend.route_hint(hint).await;
        routed.map_err(|error| PreimageOracleError::Other(error.to_string()))
    }
}

impl<B: PreimageFetcher + Sync> PreimageFetcher for Answering<'_, B> {
    async fn get_preimage(&self, key: PreimageKey) -> PreimageOracleResult<Vec<u8>> {
        let asked = self.pipe.asked();
        let preimage = self.backend.get_preimage(key).await;
        let preimage = preimage.map_err(|error| of_backend(key, error))?;
        drop(asked);
        let (length, limit) = (preimage.len() as u64, self.limit);
        if length > limit {
            return Err(PreimageOracleError::PreimageTooLong { key, length, limit });
        }
        self.counts.preimage(preimage.len());
        Ok(preimage)
    }
}

/// An error of the backend's, which may have pipes of its own: nothing of it is told of the program's.
fn of_backend(key: PreimageKey, error: PreimageOracleError) -> PreimageOracleError {
    if matches!(error, PreimageOracleError::KeyNotFound(_)) {
        return error;
    }
    let (place, text) = (format!("preimage of {key}: "), error.to_string());
    PreimageOracleError::Other(if text.starts_with(&place) {
        text
    } else {
        place + &text
    })
}

#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::future::poll_fn;
    use std::io::Write;
    use std::pin::pin;
    use std::task::Poll;

    use super::*;
    use crate::descriptors::both_ends;
    use crate::{Backend, MemoryStore};

    /// A program whose messages are always there already must not keep the clock, its other pipe and the look at its end from their turn.
    #[tokio::test]
    async fn a_flood_is_dealt_with_a_message_at_a_time() {
        const COUNT: u64 = 100;
        let (limits, counts) = (Limits::default(), Counts::default());
        let (ours, theirs) = both_ends().unwrap();
        let (hints, preimages) = ours.timed(&limits).unwrap();
        let flood = |descriptor, message: &[u8]| {
            let mut pipe = File::from(descriptor);
            pipe.write_all(&message.repeat(usize::try_from(COUNT).unwrap()))
                .unwrap();
        };
        flood(theirs.hint_write, &[0; 4]);
        flood(theirs.preimage_write, &PreimageKey::local(1).to_bytes());

        let backend = Backend::read_only(MemoryStore::default(), &limits);
        let backend = backend.with_local(1, b"a").unwrap();
        let host = Host::new(&backend, &limits, &counts);
        let mut served = pin!(host.serve(&hints, &preimages));
        let passed = || [counts.hints(), counts.preimages()];
        loop {
            let before = passed();
            let turn = poll_fn(|context| Poll::Ready(served.as_mut().poll(context))).await;
            for (before, after) in before.into_iter().zip(passed()) {
                assert!(after <= before + 1, "{after} after {before} in one turn");
            }
            match turn {
                Poll::Ready(end) => break end.unwrap(),
                Poll::Pending => yield_now().await,
            }
        }
        assert_eq!(passed(), [COUNT; 2]);
    }
}
