//! From the start of a program to its end.

use std::future::Future;
use std::pin::pin;
use std::time::Duration;

use preimage_oracle::{ChannelError, PreimageOracleError};
use tokio::time::timeout_at;

use crate::clock::later;
use crate::descriptors::both_ends;
use crate::program::Running;
use crate::{Failure, Limits, Program, Result, TimedPipe};

/// How long a program that has closed a pipe in the middle of a message may take to end, before it is ended.
const DYING: Duration = Duration::from_secs(1);

/// Runs on this thread what waits for pipes and clocks.
pub(crate) fn block_on<T>(future: impl Future<Output = Result<T>>) -> Result<T> {
    tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .enable_time()
        .build()
        .map_err(Failure::System)?
        .block_on(future)
}

/// Gives up when the time of a run is over.
pub(crate) async fn within<T>(
    limits: &Limits,
    future: impl Future<Output = Result<T>>,
) -> Result<T> {
    timeout_at(later(limits.run), future)
        .await
        .unwrap_or(Err(Failure::RunTime(limits.run)))
}

/// Starts the program, talks with it over its pipes of hints and of preimages, and waits for its end. When this returns, it has ended.
pub(crate) async fn run<T>(
    program: &Program,
    limits: &Limits,
    talk: impl AsyncFnOnce(TimedPipe, TimedPipe) -> Result<T>,
) -> Result<T> {
    let (ours, theirs) = both_ends().map_err(Failure::System)?;
    let mut running = program.start(theirs, limits)?;
    let (hints, preimages) = ours.timed(limits).map_err(Failure::System)?;
    // The pipes go with the talk, so that a program that waits for one does not wait for ever.
    let talked = within(limits, beside(&mut running, limits, talk(hints, preimages)));
    match talked.await {
        Ok(value) => match running.wait(limits.idle).await? {
            Some(ended) if ended.good => Ok(value),
            Some(ended) => Err(Failure::Program(ended.words)),
            None => Err(Failure::Lingers(limits.idle)),
        },
        Err(Failure::Protocol(error)) if is_end(&error) => Err(match running.wait(DYING).await? {
            Some(ended) => Failure::Died {
                error,
                status: ended.words,
            },
            None => Failure::Protocol(error),
        }),
        Err(failure) => Err(failure),
    }
}

/// Talks until both pipes are closed. Whoever has ended has closed them, unless something that it has started, and that has left its
/// group of processes, holds them open: what is still in them then is dealt with as long as the rest of a message may take, and not for
/// as long as a program may be silent.
pub(crate) async fn beside<T>(
    running: &mut Running,
    limits: &Limits,
    talk: impl Future<Output = Result<T>>,
) -> Result<T> {
    let mut talk = pin!(talk);
    let ended = tokio::select! {
        biased;
        talked = &mut talk => return talked,
        ended = running.wait(Duration::MAX) => ended?,
    };
    match timeout_at(later(limits.frame), talk).await {
        Ok(talked) => talked,
        Err(_) => Err(Failure::Held(
            ended.map_or_else(String::new, |ended| ended.words),
        )),
    }
}

/// Whether the program has closed a pipe where it must not.
fn is_end(error: &PreimageOracleError) -> bool {
    matches!(
        error,
        PreimageOracleError::Channel {
            error: ChannelError::Closed | ChannelError::UnexpectedEof { .. },
            ..
        }
    )
}
