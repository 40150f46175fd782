//! From the start of a program to its end.

use std::future::Future;
use std::pin::pin;
use std::time::Duration;

use preimage_oracle::{ChannelError, PreimageOracleError};
use tokio::time::{Instant, sleep, timeout_at};

use crate::clock::later;
use crate::descriptors::{Held, both_ends};
use crate::program::Running;
use crate::{Failure, Limits, Program, Result, TimedPipe};

/// How long a program that has closed a pipe in the middle of a message may take to end, before it is ended.
pub(crate) const DYING: Duration = Duration::from_secs(1);

/// How often to look whether the pipes of a program that has ended are held open.
const LOOK: Duration = Duration::from_millis(20);

/// Runs on this thread what waits for pipes and clocks.
pub(crate) fn block_on<T>(future: impl Future<Output = Result<T>>) -> Result<T> {
    tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .enable_time()
        .build()
        .map_err(Failure::System)?
        .block_on(future)
}

/// Gives up when the time of a run is over, or somebody wants it to stop.
pub(crate) async fn within<T>(
    limits: &Limits,
    stop: impl Future<Output = Failure>,
    run: impl Future<Output = Result<T>>,
) -> Result<T> {
    tokio::select! {
        biased;
        failure = stop => Err(failure),
        done = timeout_at(later(limits.run), run) => done.unwrap_or(Err(Failure::RunTime(limits.run))),
    }
}

/// Starts the program, talks with it over its pipes of hints and of preimages, and waits for its end. When this returns, or is given up,
/// it has ended.
pub(crate) async fn run<T>(
    program: &Program,
    limits: &Limits,
    talk: impl AsyncFnOnce(TimedPipe, TimedPipe) -> Result<T>,
) -> Result<T> {
    let (ours, theirs) = both_ends().map_err(Failure::System)?;
    let mut running = program.start(theirs, limits)?;
    let held = ours.held().map_err(Failure::System)?;
    let (hints, preimages) = ours.timed(limits).map_err(Failure::System)?;
    // The pipes go with the talk, so that a program that waits for one does not wait for ever.
    match beside(&mut running, limits, held, talk(hints, preimages)).await {
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

/// Talks until the talk is over, and looks at the program meanwhile. Whoever has ended has closed its pipes, unless something that it has
/// started, and that has left its group of processes, holds them open: that is not waited for longer than for the rest of a message.
pub(crate) async fn beside<T>(
    running: &mut Running,
    limits: &Limits,
    held: Held,
    talk: impl Future<Output = Result<T>>,
) -> Result<T> {
    let mut talk = pin!(talk);
    let ended = tokio::select! {
        biased;
        talked = &mut talk => return talked,
        ended = running.wait(Duration::MAX) => ended?,
    };
    let until = later(limits.frame);
    let let_go = async {
        while held.is_held() {
            if Instant::now() >= until {
                return false;
            }
            sleep(LOOK).await;
        }
        true
    };
    tokio::select! {
        biased;
        talked = &mut talk => return talked,
        let_go = let_go => if !let_go {
            return Err(Failure::Held(
                ended.map_or_else(String::new, |ended| ended.words),
            ));
        },
    }
    // Nothing comes any more, and what was there before is dealt with. A host behind a relay may be missed later, or never.
    talk.await
}

/// Whether the other side has closed a pipe where it must not.
pub(crate) fn is_end(error: &PreimageOracleError) -> bool {
    matches!(
        error,
        PreimageOracleError::Channel {
            error: ChannelError::Closed | ChannelError::UnexpectedEof { .. },
            ..
        }
    )
}
