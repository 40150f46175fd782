//! How much a program may cost its host.

use std::time::Duration;

use preimage_oracle::oracle::limits::{MAX_HINT, MAX_PREIMAGE};

/// How much a program, or whoever answers it, may cost. What goes beyond ends the run with an error, and the programs with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The most bytes of a preimage.
    pub preimage: u64,
    /// The most bytes of a hint.
    pub hint: u64,
    /// The longest time between two messages of a program, in which it computes.
    pub idle: Duration,
    /// The longest time that bytes of a begun message stay out, or written ones untaken.
    pub frame: Duration,
    /// The longest time of all, from the start of a program to its end.
    pub run: Duration,
    /// The most bytes of memory of a program in WebAssembly, which has one memory. Its four tables at most have at most a million entries
    /// each, of 8 bytes.
    pub memory: usize,
}

impl Default for Limits {
    /// 64 MiB, 16 MiB, ten minutes, half a minute, a day, and 2 GiB.
    fn default() -> Self {
        Self {
            preimage: MAX_PREIMAGE,
            hint: MAX_HINT,
            idle: Duration::from_secs(10 * 60),
            frame: Duration::from_secs(30),
            run: Duration::from_secs(24 * 60 * 60),
            memory: 2 << 30,
        }
    }
}
