//! A host.

use preimage_oracle::frame::Prefix;
use preimage_oracle::{
    HintReader, HintReaderServer, HintRouter, OracleServer, PreimageFetcher, PreimageKey,
    PreimageOracleError, PreimageOracleResult, PreimageOracleServer,
};

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
        session::block_on(session::run(
            program,
            self.limits,
            async |hints, preimages| self.serve(&hints, &preimages).await,
        ))
    }

    /// Answers whoever holds the other ends of this process' descriptors, until they are closed.
    ///
    /// # Errors
    /// As [`run`](Self::run).
    pub fn run_on(&self, descriptors: Descriptors) -> Result<()> {
        session::block_on(async {
            let (hints, preimages) = descriptors.timed(self.limits).map_err(Failure::System)?;
            session::within(self.limits, self.serve(&hints, &preimages)).await
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
        self.backend.route_hint(hint).await
    }
}

impl<B: PreimageFetcher + Sync> PreimageFetcher for Answering<'_, B> {
    async fn get_preimage(&self, key: PreimageKey) -> PreimageOracleResult<Vec<u8>> {
        let asked = self.pipe.asked();
        let preimage = self.backend.get_preimage(key).await?;
        drop(asked);
        let (length, limit) = (preimage.len() as u64, self.limit);
        if length > limit {
            return Err(PreimageOracleError::PreimageTooLong { key, length, limit });
        }
        self.counts.preimage(preimage.len());
        Ok(preimage)
    }
}
