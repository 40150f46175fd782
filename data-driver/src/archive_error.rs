//! Makes rkyv's words the same in every host, and shorter.
//!
//! rkyv reports memory addresses, which differ from run to run, and a chain of "check failed for".
//! The chain becomes a path, an address becomes an offset into the data.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::String;

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

/// The error for data at the address `base` that rkyv refused with these words.
#[cold]
pub(crate) fn invalid_archive(words: &str, base: usize) -> Error {
    let (path, rest) = split_path(words);
    let (reason, offset) = offsets(rest, base);
    let message = match path.strip_prefix('.').unwrap_or(&path) {
        "" => reason.clone(),
        path => format!("{path}: {reason}"),
    };
    let mut report = Report::new(Code::OperationError, Kind::InvalidBytes, message);
    report.offset = offset;
    report.expected = Some("an archive of the type".to_owned());
    report.found = Some(reason);
    report.into()
}

/// The path that the words spell out, and the words behind it.
fn split_path(words: &str) -> (String, &str) {
    let mut path = String::new();
    let mut rest = words;
    for outer in ["check bytes error: ", "context error: "] {
        rest = rest.strip_prefix(outer).unwrap_or(rest);
    }
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
        match tuple {
            Some((index, behind)) => {
                path.push_str(&format!("[{index}]"));
                rest = behind;
            }
            None => return (path, rest),
        }
    }
}

/// The words with each address as an offset from `base`, and the first such offset.
fn offsets(words: &str, base: usize) -> (String, Option<u32>) {
    let mut text = String::new();
    let mut first = None;
    let mut pieces = words.split("0x");
    text.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let end = piece
            .find(|c: char| !c.is_ascii_hexdigit())
            .unwrap_or(piece.len());
        let offset = usize::from_str_radix(&piece[..end], 16)
            .ok()
            .and_then(|address| u32::try_from(address.wrapping_sub(base)).ok());
        match offset {
            Some(offset) => text.push_str(&format!("byte {offset}")),
            None => text.push_str("a byte in front of the data"),
        }
        first = first.or(offset);
        text.push_str(&piece[end..]);
    }
    (text, first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chain_becomes_a_path() {
        let words = "check bytes error: check failed for struct member keys: check failed for \
                     3-tuple index 1: check failed for slice index 7: invalid tag for enum: 9";
        let report = invalid_archive(words, 0).report();
        assert_eq!(report.message, "keys[1][7]: invalid tag for enum: 9");
        assert_eq!(report.offset, None);
    }

    #[test]
    fn addresses_become_offsets() {
        let words = "context error: pointer out of bounds: base 0x1010 offset -40 not in range \
                     0x1000..0x1020";
        let report = invalid_archive(words, 0x1000).report();
        assert_eq!(
            report.message,
            "pointer out of bounds: base byte 16 offset -40 not in range byte 0..byte 32"
        );
        assert_eq!(report.offset, Some(16));
    }

    #[test]
    fn an_address_in_front_of_the_data_has_no_offset() {
        let report = invalid_archive("pointer out of bounds: base 0xff0", 0x1000).report();
        assert_eq!(report.offset, None);
        assert_eq!(
            report.message,
            "pointer out of bounds: base a byte in front of the data"
        );
    }
}
