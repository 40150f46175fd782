//! The VM in the middle.

use std::future::{Future, pending};
use std::path::PathBuf;
use std::pin::pin;
use std::sync::Mutex;

use preimage_oracle::frame::{self, Prefix};
use preimage_oracle::oracle::During;
use preimage_oracle::{
    Channel, ChannelError, HintReader, OracleReader, OracleServer, PreimageFetcher, PreimageKey,
    PreimageOracleClient, PreimageOracleError, PreimageOracleResult, PreimageOracleServer,
};
use tokio::task::yield_now;

use crate::descriptors::both_ends;
use crate::program::Running;
use crate::recorder::Recorder;
use crate::recording::MAX_HINT;
use crate::{Counts, Failure, Limits, Program, Result, TimedPipe, session};

/// Stands between a program and a host, passes on what each says, and records it.
///
/// The two protocols are passed on side by side: a request goes to the host while a hint is not yet acknowledged, as the
/// specification allows, and whether the host has an answer then is its business. Requests for keys of types that are not assigned, those of
/// applications (129 to 255) among them, are refused.
#[derive(Debug)]
pub struct Relay<'a> {
    recorder: Recorder,
    limits: &'a Limits,
    counts: &'a Counts,
    checks: bool,
    prefix: Prefix,
    host_prefix: Prefix,
}

impl<'a> Relay<'a> {
    /// A relay that records into that folder, in which there is no recording yet.
    ///
    /// # Errors
    /// There is one, or the folder cannot be written.
    pub fn new(folder: impl Into<PathBuf>, limits: &'a Limits, counts: &'a Counts) -> Result<Self> {
        Ok(Self {
            recorder: Recorder::create(folder.into())?,
            limits,
            counts,
            checks: false,
            prefix: Prefix::U32,
            host_prefix: Prefix::U32,
        })
    }

    /// Passes on only preimages whose hash is that of their key, where the key has one.
    #[must_use]
    pub const fn checking(mut self, checks: bool) -> Self {
        self.checks = checks;
        self
    }

    /// Reads lengths of hints of the one size from the program and writes those of the other to the host: o1vm does so with 4 and 8.
    #[must_use]
    pub const fn with_prefixes(mut self, program: Prefix, host: Prefix) -> Self {
        self.prefix = program;
        self.host_prefix = host;
        self
    }

    /// Starts the host and the program, both with descriptors 3 to 6, and passes on what they say until the program closes its pipes
    /// and both have ended.
    ///
    /// # Errors
    /// One of the two does not start, says what is none of the protocols, goes beyond a limit, or ends badly. Neither runs any more then.
    pub fn run(&self, host: &Program, program: &Program) -> Result<()> {
        self.run_until(host, program, pending())
    }

    /// The same, until `stop` is ready, which says why.
    ///
    /// # Errors
    /// As [`run`](Self::run), and what `stop` gives.
    pub fn run_until(
        &self,
        host: &Program,
        program: &Program,
        stop: impl Future<Output = Failure>,
    ) -> Result<()> {
        let run = async {
            let talk = async |hints, preimages| self.pass(host, hints, preimages).await;
            let mut host = session::run(program, self.limits, talk).await?;
            // Nobody can ask it any more.
            match host.wait(self.limits.frame).await? {
                Some(ended) if ended.good => Ok(()),
                Some(ended) => Err(Failure::HostEnded(ended.words)),
                None => Err(Failure::HostLingers(self.limits.frame)),
            }
        };
        session::block_on(session::within(self.limits, stop, run))
    }

    /// Starts the host and passes on what both say, until the program has closed its pipes. Then those of the host are closed.
    async fn pass(
        &self,
        host: &Program,
        hints: TimedPipe,
        preimages: TimedPipe,
    ) -> Result<Running> {
        let (ours, theirs) = both_ends().map_err(Failure::System)?;
        let mut running = host.start(theirs, self.limits)?;
        let held = ours.held().map_err(Failure::System)?;
        let (host_hints, host_preimages) = ours.timed(self.limits).map_err(Failure::System)?;
        let passed = async move {
            tokio::try_join!(
                self.pass_hints(&hints, &host_hints),
                self.pass_preimages(&preimages, &host_preimages),
            )
        };
        match session::beside(&mut running, self.limits, held, passed).await {
            Ok(_) => Ok(running),
            Err(Failure::Held(words)) => Err(Failure::HostHeld(words)),
            Err(Failure::Host(error)) if session::is_end(&error) => {
                Err(match running.wait(session::DYING).await? {
                    Some(ended) => Failure::HostDied {
                        error: error.into(),
                        status: ended.words,
                    },
                    None => Failure::Host(error),
                })
            }
            Err(other) => Err(other),
        }
    }

    async fn pass_hints(&self, program: &TimedPipe, host: &TimedPipe) -> Result<()> {
        let reader = HintReader::new(program)
            .with_prefix(self.prefix)
            .with_limit(self.limits.hint.min(MAX_HINT));
        let failed = |during, error| Failure::Host(PreimageOracleError::Channel { during, error });
        loop {
            program.between();
            host.between();
            // As in a host, a flood is dealt with a message at a time.
            yield_now().await;
            let mut reading = pin!(reader.read_hint());
            let mut ack = [0; 2];
            let hint = tokio::select! {
                biased;
                hint = &mut reading => hint,
                // Whatever the host says now, nobody has asked for. That it is gone shows when somebody does.
                early = host.read(&mut ack) => match early {
                    Ok(1..) => return Err(Failure::Host(PreimageOracleError::UnaskedAck)),
                    Ok(0) | Err(_) => reading.await,
                },
            };
            let hint = match hint {
                Err(error) if error.is_closed() => return Ok(()),
                hint => hint?,
            };
            let asked = program.asked();
            self.recorder.hint(&hint)?;

            let mut message = Vec::new();
            frame::write(self.host_prefix, &hint, &mut message).map_err(|_| {
                Failure::Host(PreimageOracleError::HintTooLong {
                    length: hint.len() as u64,
                    limit: u64::from(u32::MAX),
                })
            })?;
            let sent = host.write(&message).await;
            sent.map_err(|error| failed(During::Hint, error))?;
            // Dealing with a hint takes as long as it takes.
            host.between();
            let read = host.read(&mut ack).await;
            match read.map_err(|error| failed(During::Ack, error))? {
                0 => return Err(failed(During::Ack, ChannelError::Closed)),
                1 => {}
                _ => return Err(Failure::Host(PreimageOracleError::UnaskedAck)),
            }
            drop(asked);
            let [ack, _] = ack;
            program.write(&[ack]).await.map_err(|error| {
                Failure::Protocol(PreimageOracleError::Channel {
                    during: During::Ack,
                    error,
                })
            })?;
            self.counts.hint();
        }
    }

    async fn pass_preimages(&self, program: &TimedPipe, host: &TimedPipe) -> Result<()> {
        let reader = OracleReader::new(host).with_limit(self.limits.preimage);
        let passing = Passing {
            program,
            host,
            counts: self.counts,
            reader: if self.checks {
                reader
            } else {
                reader.without_verification()
            },
            recorder: &self.recorder,
            failure: Mutex::new(None),
        };
        let server = OracleServer::new(program);
        loop {
            program.between();
            yield_now().await;
            match server.next_preimage_request(&passing).await {
                Ok(()) => {}
                Err(error) if error.is_closed() => return Ok(()),
                Err(error) => return Err(passing.take().unwrap_or(error.into())),
            }
        }
    }
}

/// Fetches from the host, and records.
struct Passing<'a> {
    program: &'a TimedPipe,
    counts: &'a Counts,
    host: &'a TimedPipe,
    reader: OracleReader<&'a TimedPipe>,
    recorder: &'a Recorder,
    /// What is not the program's doing.
    failure: Mutex<Option<Failure>>,
}

impl Passing<'_> {
    fn take(&self) -> Option<Failure> {
        self.failure.lock().ok()?.take()
    }

    /// Keeps the failure for whoever has called the server, which knows errors of the protocols alone.
    fn keep(&self, key: PreimageKey, failure: Failure) -> PreimageOracleError {
        if let Ok(mut kept) = self.failure.lock() {
            *kept = Some(failure);
        }
        PreimageOracleError::KeyNotFound(key)
    }
}

/// That a host does not take a request is told with the key, which the channel does not know.
fn of_host(key: PreimageKey, error: PreimageOracleError) -> PreimageOracleError {
    match error {
        PreimageOracleError::Channel {
            during: During::Request,
            error,
        } => PreimageOracleError::Channel {
            during: During::Response(key),
            error,
        },
        other => other,
    }
}

impl PreimageFetcher for Passing<'_> {
    async fn get_preimage(&self, key: PreimageKey) -> PreimageOracleResult<Vec<u8>> {
        let _asked = self.program.asked();
        // To find a preimage takes as long as it takes.
        self.host.between();
        let preimage = self.reader.get(key).await;
        let preimage =
            preimage.map_err(|error| self.keep(key, Failure::Host(of_host(key, error))))?;
        self.recorder
            .preimage(key, &preimage)
            .map_err(|failure| self.keep(key, failure))?;
        self.counts.preimage(preimage.len());
        Ok(preimage)
    }
}
