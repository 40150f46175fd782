//! What happens in a server.

use std::time::Duration;

use data_driver::Report;

/// What happens in a server, for its log. Texts in it come from drivers and callers.
#[derive(Debug)]
#[non_exhaustive]
pub enum Event<'a> {
    /// A driver is there, or another version of it.
    Loaded {
        /// Its file's name without the ending.
        driver: &'a str,
        /// The hash of the file.
        integrity: &'a str,
    },
    /// A driver's file is there no more.
    Removed {
        /// Its file's name without the ending.
        driver: &'a str,
    },
    /// A file is no driver, or not yet. Where there was one of that name before, that one is still asked.
    Refused {
        /// The file's name without the ending.
        driver: &'a str,
        /// Why.
        report: &'a Report,
    },
    /// The folder cannot be read. The drivers that were there are still asked.
    Unreadable {
        /// Why.
        reason: &'a str,
    },
    /// A request was answered.
    Answered {
        /// The request's id.
        id: &'a str,
        /// The method.
        method: &'a str,
        /// The path.
        path: &'a str,
        /// The status.
        status: u16,
        /// How long it took.
        time: Duration,
    },
}
