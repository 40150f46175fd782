//! What callers may use.

use std::num::NonZeroUsize;
use std::thread::available_parallelism;
use std::time::Duration;

use crate::Token;

/// What callers may use before the server refuses.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Settings {
    /// Who does not know it gets no answer but from `/livez` and `/readyz`; nobody is asked by default.
    pub token: Option<Token>,
    /// The most bytes of a request, and of a line of a batch; 1 MiB by default.
    pub body: usize,
    /// The most bytes of a batch; 16 MiB by default.
    pub batch: usize,
    /// The most bytes of all requests that are there at a time; 256 MiB by default.
    pub bodies: usize,
    /// The most connections at a time; 1,024 by default.
    pub connections: usize,
    /// The most calls of drivers that run at a time; twice the number of processors by default.
    pub calls: usize,
    /// The most calls that wait for others to end; 1,024 by default.
    pub waiting: usize,
    /// How long a call waits; 5 seconds by default.
    pub wait_time: Duration,
    /// How long a connection may take to send the head of its next request; 20 seconds by default.
    pub head_time: Duration,
    /// How long a request may take to come; 30 seconds by default.
    pub body_time: Duration,
    /// How long a connection may take none of what is written to it; 30 seconds by default.
    pub write_time: Duration,
    /// How long requests that have begun may take when the server is told to stop; 10 seconds by default.
    pub stop_time: Duration,
    /// How often the folder is looked at; each second by default.
    pub look_time: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            token: None,
            body: 1 << 20,
            batch: 16 << 20,
            bodies: 256 << 20,
            connections: 1024,
            calls: 2 * available_parallelism().map_or(1, NonZeroUsize::get),
            waiting: 1024,
            wait_time: Duration::from_secs(5),
            head_time: Duration::from_secs(20),
            body_time: Duration::from_secs(30),
            write_time: Duration::from_secs(30),
            stop_time: Duration::from_secs(10),
            look_time: Duration::from_secs(1),
        }
    }
}
