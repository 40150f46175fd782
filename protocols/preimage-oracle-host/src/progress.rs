//! What a person sees of a run.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use preimage_oracle_host::{Counts, Result};

/// How often something is said.
const EVERY: Duration = Duration::from_secs(5);

/// Does the work, says meanwhile how far it is, and sums it up when it comes to a good end.
pub(crate) fn watch(quiet: bool, counts: &Counts, work: impl FnOnce() -> Result<()>) -> Result<()> {
    if quiet {
        return work();
    }
    let start = Instant::now();
    let seconds = || start.elapsed().as_secs_f64();
    thread::scope(|scope| {
        let (done, is_done) = channel::<()>();
        scope.spawn(move || {
            // The other end goes when the work is done.
            while is_done.recv_timeout(EVERY) == Err(RecvTimeoutError::Timeout) {
                eprintln!("preimage: {counts} in {:.0} s", seconds());
            }
        });
        let result = work();
        drop(done);
        match &result {
            Ok(()) => eprintln!("preimage: {counts} in {:.2} s", seconds()),
            Err(_) => eprintln!("preimage: {counts} until it failed"),
        }
        result
    })
}
