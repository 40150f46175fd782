//! Asking the driver whether its golden vectors are so.

use std::fmt;
use std::path::PathBuf;

use data_driver::Decode;

use super::Vector;
use crate::Call;
use crate::runner::Loaded;

/// A golden vector that the driver does not agree with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disagreement {
    /// The vector's file of JSON.
    pub path: PathBuf,
    /// What the driver does instead.
    pub what: String,
}

impl fmt::Display for Disagreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.what)
    }
}

/// Everything that the driver does not do as the vectors say: each decodes to its text, and an input's
/// text encodes to its bytes.
pub(crate) fn replay(vectors: &[Vector], driver: &mut Loaded) -> Vec<Disagreement> {
    let mut found = Vec::new();
    for vector in vectors {
        let mut disagree = |what: Option<String>| {
            found.extend(what.map(|what| Disagreement {
                path: vector.path.clone(),
                what,
            }));
        };
        let Vector {
            what, name, json, ..
        } = vector;
        if *what == Decode::Input {
            let encoded = driver(Call::Encode {
                function: name,
                json,
            });
            disagree(match encoded {
                Ok(bytes) => difference("encoding", &bytes, &vector.bytes, hex),
                Err(error) => Some(format!("encoding fails: {error}")),
            });
        }
        let decoded = driver(Call::Decode {
            what: *what,
            name,
            bytes: &vector.bytes,
        });
        disagree(match decoded {
            Ok(text) => difference("decoding", &text, json.as_bytes(), quoted),
            Err(error) => Some(format!("decoding fails: {error}")),
        });
    }
    found
}

/// The most bytes that are shown of where two things part.
const SHOWN: usize = 24;

/// Where the driver's answer parts from the golden one, if anywhere.
fn difference(
    doing: &str,
    found: &[u8],
    expected: &[u8],
    show: fn(&[u8]) -> String,
) -> Option<String> {
    if found == expected {
        return None;
    }
    let same = found
        .iter()
        .zip(expected)
        .take_while(|(a, b)| a == b)
        .count();
    let rest = |all: &[u8]| match all.get(same..same + SHOWN) {
        Some(part) => format!("{}…", show(part)),
        None if all.len() > same => show(&all[same..]),
        None => "the end".to_owned(),
    };
    Some(format!(
        "{doing} differs at byte {same}: expected {}, the driver gives {}",
        rest(expected),
        rest(found)
    ))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn quoted(text: &[u8]) -> String {
    format!("`{}`", String::from_utf8_lossy(text).escape_debug())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_has_a_place() {
        let bytes = |found: &[u8], expected: &[u8]| difference("encoding", found, expected, hex);
        assert_eq!(bytes(b"same", b"same"), None);
        assert_eq!(
            bytes(&[1, 2, 3], &[1, 0x20]).unwrap(),
            "encoding differs at byte 1: expected 20, the driver gives 0203"
        );
        assert_eq!(
            bytes(&[1], &[1, 2]).unwrap(),
            "encoding differs at byte 1: expected 02, the driver gives the end"
        );
        let long = [&[0; 5][..], &[b'x'; 30][..]].concat();
        assert_eq!(
            difference("decoding", &long, &long[..5], quoted).unwrap(),
            format!(
                "decoding differs at byte 5: expected the end, the driver gives `{}`…",
                "x".repeat(24)
            )
        );
    }
}
