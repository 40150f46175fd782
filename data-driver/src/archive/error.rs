//! Makes rkyv's words the same in every host, and shorter.
//!
//! What rkyv says of a bad pointer depends on the host: it holds addresses, and with pointers of 32
//! bits another check fails first than with 64. Such words become one sentence. A chain of "check
//! failed for" becomes a path.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::{String, ToString};
use core::fmt::Display;

use crate::Error;
use crate::abi::Code;
use crate::report::{Kind, Report};

/// What stands in front of a struct's member, an element and a variant in rkyv's messages, and what
/// stands in front of its name in the path.
const STEPS: [(&str, &str); 6] = [
    ("check failed for struct member ", "."),
    ("check failed for tuple struct member ", "."),
    ("check failed for enum struct variant ", "."),
    ("check failed for enum tuple variant ", "."),
    ("check failed for array index ", "["),
    ("check failed for slice index ", "["),
];

/// What rkyv's words hold when a relative pointer leads nowhere.
const BAD_POINTER: [&str; 8] = [
    "relative pointer overflowed",
    "archive underaligned",
    "pointer out of bounds",
    "pointer overran buffer",
    "unaligned pointer",
    "subtree pointer overran range",
    "layout error",
    "invalid node size",
];

/// How rkyv's words begin when bytes are no text. Whether they tell the place depends on features that
/// another crate of the build may have asked for.
const NO_TEXT: &str = "utf8 error: ";

/// The error for data that rkyv refused with this one.
#[cold]
pub(crate) fn invalid_archive(error: &dyn Display) -> Error {
    let words = error.to_string();
    let (path, rest) = split_path(&words);
    let reason = if BAD_POINTER.iter().any(|words| rest.contains(words)) {
        "a pointer that does not lead to data of its type"
    } else if rest.starts_with(NO_TEXT) {
        "bytes that are no text in UTF-8"
    } else {
        rest
    };
    let message = match path.strip_prefix('.').unwrap_or(&path) {
        "" => reason.to_owned(),
        path => format!("{path}: {reason}"),
    };
    let mut report = Report::new(Code::OperationError, Kind::InvalidBytes, message);
    report.expected = Some("an archive of the type".to_owned());
    report.found = Some(reason.to_owned());
    report.into()
}

/// The path that the words spell out, and the words behind it.
fn split_path(words: &str) -> (String, &str) {
    let mut path = String::new();
    let mut rest = words;
    'steps: loop {
        for (words, sign) in STEPS {
            let step = rest
                .strip_prefix(words)
                .and_then(|step| step.split_once(": "));
            if let Some((name, behind)) = step {
                path.push_str(sign);
                path.push_str(name);
                path.push_str(if sign == "[" { "]" } else { "" });
                rest = behind;
                continue 'steps;
            }
        }
        // "check failed for 3-tuple index 0: …"
        let tuple = rest
            .strip_prefix("check failed for ")
            .and_then(|step| step.split_once("-tuple index "))
            .and_then(|(_, step)| step.split_once(": "));
        if let Some((index, behind)) = tuple {
            path.push_str(&format!("[{index}]"));
            rest = behind;
            continue;
        }
        // What a check says of itself: "context error: …", and of a map "entry check error: value check error: …".
        if let Some((words, behind)) = rest.split_once(" error: ")
            && !words.contains(": ")
            && !matches!(words, "utf8" | "layout")
        {
            if words.ends_with("key check") {
                path.push_str(".key");
            } else if words.ends_with("value check") {
                path.push_str(".value");
            }
            rest = behind;
            continue;
        }
        // Behind "inner node entry check error: ": which node of a tree it is tells nothing of the map's entries.
        match rest.split_once(", error ") {
            Some((words, behind)) if words.starts_with("index ") => rest = behind,
            _ => return (path, rest),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chain_becomes_a_path() {
        let words = "check bytes error: check failed for struct member keys: check failed for \
                     3-tuple index 1: check failed for slice index 7: invalid tag for enum: 9";
        let report = invalid_archive(&words).report();
        assert_eq!(report.message, "keys[1][7]: invalid tag for enum: 9");
    }

    #[test]
    fn what_is_no_text_is_told_in_the_same_words_everywhere() {
        for words in [
            "check failed for struct member name: utf8 error: invalid utf-8 sequence",
            "check failed for struct member name: utf8 error: invalid utf-8 sequence of 1 bytes from index 3",
        ] {
            let report = invalid_archive(&words).report();
            assert_eq!(report.message, "name: bytes that are no text in UTF-8");
        }
    }

    #[test]
    fn entries_of_maps_are_in_the_path() {
        for (words, message) in [
            (
                "check bytes error: check failed for struct member by_name: leaf node entry check error: \
                 index 2, error value check error: check failed for struct member flag: check failed for \
                 bool, expected 0 or 1: 7",
                "by_name.value.flag: check failed for bool, expected 0 or 1: 7",
            ),
            (
                "check failed for struct member by_name: inner node entry check error: index 0, error \
                 context error: pointer out of bounds: base 0x1010 offset -40 not in range 0x1..0x2",
                "by_name: a pointer that does not lead to data of its type",
            ),
            (
                "check failed for struct member seen: entry check error: key check error: utf8 error: x",
                "seen.key: bytes that are no text in UTF-8",
            ),
        ] {
            assert_eq!(invalid_archive(&words).report().message, message);
        }
    }

    #[test]
    fn addresses_do_not_show() {
        let words = "context error: pointer out of bounds: base 0x1010 offset -40 not in range \
                     0x1000..0x1020";
        let report = invalid_archive(&words).report();
        assert_eq!(
            report.message,
            "a pointer that does not lead to data of its type"
        );
    }
}
