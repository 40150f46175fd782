//! Version texts that live as long as the process.

use std::collections::HashSet;
use std::sync::{LazyLock, Mutex, PoisonError};

/// How many versions are kept. Each is given out as `&'static str` and can never be freed, so
/// drivers from strangers must not be able to add to them for ever.
const MAX_VERSIONS: usize = 1024;

/// The longest version that is kept, in bytes.
const MAX_LENGTH: usize = 128;

/// What stands in for a version that is not kept.
const UNKNOWN: &str = "unknown";

static VERSIONS: LazyLock<Mutex<HashSet<&'static str>>> = LazyLock::new(Mutex::default);

/// The same text, to live for ever.
pub(crate) fn version(text: &str) -> &'static str {
    intern(
        &mut VERSIONS.lock().unwrap_or_else(PoisonError::into_inner),
        text,
    )
}

fn intern(known: &mut HashSet<&'static str>, text: &str) -> &'static str {
    if let Some(known) = known.get(text) {
        return known;
    }
    if text.len() > MAX_LENGTH || known.len() >= MAX_VERSIONS {
        return UNKNOWN;
    }
    let text: &'static str = Box::leak(text.into());
    known.insert(text);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_text_is_kept_once() {
        let mut known = HashSet::new();
        let first = intern(&mut known, "1.2.3");
        let second = intern(&mut known, &String::from("1.2.3"));
        assert_eq!(first, "1.2.3");
        assert!(std::ptr::eq(first, second));
    }

    #[test]
    fn what_is_kept_is_bounded() {
        let mut known = HashSet::new();
        for number in 0..MAX_VERSIONS {
            assert_ne!(intern(&mut known, &number.to_string()), UNKNOWN);
        }
        assert_eq!(intern(&mut known, "one more"), UNKNOWN);
        assert_eq!(intern(&mut known, "7"), "7");
        assert_eq!(
            intern(&mut HashSet::new(), &"1".repeat(MAX_LENGTH + 1)),
            UNKNOWN
        );
    }
}
