//! What a service's logs see of a host, where the feature `tracing` is on. Without it, none of this is compiled.
//!
//! Nothing is said of calls that work, and a driver's words are in one line.

use data_driver::Place;

use crate::{Driver, Error, Integrity};

/// The span around loading a file.
pub(crate) fn load(integrity: Integrity, bytes: usize) -> tracing::span::EnteredSpan {
    tracing::debug_span!("load", driver = %integrity, bytes).entered()
}

/// How loading a file ended.
pub(crate) fn loaded(result: &Result<Driver, Error>) {
    match result {
        Ok(driver) => {
            tracing::debug!(
                version = driver.version(),
                cached = driver.was_cached(),
                "driver loaded"
            );
        }
        Err(error) => tracing::warn!(kind = error.kind().as_str(), %error, "driver refused"),
    }
}

/// A call that gave no result. The caller's mistakes are ordinary.
pub(crate) fn failed(driver: Integrity, place: Place<'_>, error: &Error) {
    let (kind, place) = (error.kind().as_str(), place.name().escape_debug());
    match error {
        Error::Rejected(_) | Error::Cancelled => {
            tracing::debug!(%driver, %place, kind, %error, "call refused");
        }
        _ => tracing::warn!(%driver, %place, kind, %error, "call failed"),
    }
}

/// An instance that is not used again.
pub(crate) fn replaced(driver: Integrity, why: &str) {
    tracing::debug!(%driver, why, "instance dropped");
}
