//! Signals that end the command, and what it has started with it.

use std::future::{Future, pending};
use std::thread;
use std::time::Duration;

use preimage_oracle_host::{Failure, Result};
use tokio::runtime::Builder;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::oneshot;

/// How long a run may take to end its programs. One that is compiling a module hears nothing before.
const GRACE: Duration = Duration::from_secs(5);

/// Waits for SIGINT or SIGTERM, which do not end the process from here on, and gives it as the end of a run.
///
/// Ended by the signal itself, the process would leave behind what its programs have started.
pub(crate) fn until_one() -> Result<impl Future<Output = Failure>> {
    let runtime = Builder::new_current_thread().enable_io().build();
    let runtime = runtime.map_err(Failure::System)?;
    let listen = |kind| {
        let _entered = runtime.enter();
        signal(kind).map_err(Failure::System)
    };
    let (kind, other) = (SignalKind::interrupt(), SignalKind::terminate());
    let (mut interrupt, mut terminate) = (listen(kind)?, listen(other)?);
    let (sender, receiver) = oneshot::channel();
    let wait = move || {
        let number = runtime.block_on(async {
            tokio::select! {
                _ = interrupt.recv() => kind.as_raw_value(),
                _ = terminate.recv() => other.as_raw_value(),
            }
        });
        // Where nobody listens, the run is over, and so is the process.
        let _ = sender.send(number);
        thread::sleep(GRACE);
        std::process::exit(128 + number)
    };
    let named = thread::Builder::new().name("signals".into());
    named.spawn(wait).map_err(Failure::System)?;
    Ok(async {
        match receiver.await {
            Ok(number) => Failure::Signal(number),
            Err(_) => pending().await,
        }
    })
}
