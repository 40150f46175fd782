//! Names of requests, to find them in the logs of several servers.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use axum::http::HeaderValue;

/// The header.
pub(crate) const HEADER: &str = "x-request-id";

/// The most characters that are taken over from the caller.
const LONGEST: usize = 128;

/// Makes names that no other process makes.
#[derive(Debug)]
pub(crate) struct RequestIds {
    start: u64,
    next: AtomicU32,
}

impl RequestIds {
    pub(crate) fn new() -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let nanos = now.map_or(0, |now| now.as_nanos());
        let start = u64::try_from(nanos & u128::from(u64::MAX)).unwrap_or_default();
        Self {
            start: start ^ u64::from(std::process::id()).rotate_left(40),
            next: AtomicU32::new(0),
        }
    }

    /// The caller's own name, if it is fit for a log, or a new one.
    pub(crate) fn of(&self, given: Option<&HeaderValue>) -> HeaderValue {
        let is_fit = |value: &&HeaderValue| {
            let bytes = value.as_bytes();
            let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.:/+=".contains(byte);
            (1..=LONGEST).contains(&bytes.len()) && bytes.iter().all(is_plain)
        };
        if let Some(given) = given.filter(is_fit) {
            return given.clone();
        }
        let next = self.next.fetch_add(1, Ordering::Relaxed);
        let made = HeaderValue::from_str(&format!("{:016x}-{next:08x}", self.start));
        // It is of plain characters.
        made.unwrap_or_else(|_| HeaderValue::from_static("-"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn callers_may_name_their_requests() {
        let ids = RequestIds::new();
        let own = HeaderValue::from_static("a-1");
        assert_eq!(ids.of(Some(&own)), own);
        for unfit in ["", "a b", "é", &"a".repeat(129)] {
            let unfit = HeaderValue::from_bytes(unfit.as_bytes()).unwrap();
            assert_ne!(ids.of(Some(&unfit)), unfit);
        }
        assert_ne!(ids.of(None), ids.of(None));
    }
}
