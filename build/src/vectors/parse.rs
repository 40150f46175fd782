//! Vectors from the text that a driver's file, or the file beside it, has of them.

use std::path::{Path, PathBuf};

use data_driver::Decode;
use serde::Deserialize;

use super::{Vector, read};

/// Why a text is no list of vectors.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Unreadable {
    /// It is not JSON, or a member is missing or of another type.
    #[error("the golden vectors cannot be read: {0}")]
    Json(#[from] serde_json::Error),
    /// A member holds something that it must not.
    #[error("golden vector {index}: {member} is {found:?}, expected {expected}")]
    Member {
        /// Which of the vectors, counted from 0.
        index: usize,
        /// The member's name.
        member: &'static str,
        /// What it holds.
        found: String,
        /// What it must hold.
        expected: &'static str,
    },
}

/// The vectors of a text as [`text`](super::text) writes it; their paths are that of the text.
///
/// # Errors
/// The text is no such list.
pub fn parse(json: &str, path: &Path) -> Result<Vec<Vector>, Unreadable> {
    #[derive(Deserialize)]
    #[serde(expecting = "an object")]
    struct Entry {
        what: String,
        name: String,
        case: Option<String>,
        json: String,
        bytes: String,
    }

    let entries: Vec<Entry> = serde_json::from_str(json)?;
    let vector = |(index, entry): (usize, Entry)| {
        let wrong = |member, found: &str, expected| Unreadable::Member {
            index,
            member,
            found: found.to_owned(),
            expected,
        };
        let what = Decode::named(&entry.what)
            .ok_or_else(|| wrong("what", &entry.what, "input, output or event"))?;
        let bytes = read::bytes(entry.bytes.bytes())
            .ok_or_else(|| wrong("bytes", &entry.bytes, "hex in lower case"))?;
        if serde_json::from_str::<serde::de::IgnoredAny>(&entry.json).is_err() {
            return Err(wrong("json", &entry.json, "the text of a JSON value"));
        }
        Ok(Vector {
            what,
            name: entry.name,
            case: entry.case,
            json: entry.json,
            bytes,
            path: PathBuf::from(path),
        })
    };
    entries.into_iter().enumerate().map(vector).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vectors::text;

    #[test]
    fn what_is_written_is_read() {
        let vectors = vec![
            Vector {
                what: Decode::Event,
                name: "paid".into(),
                case: Some("example".into()),
                json: r#"{"to":"é"}"#.into(),
                bytes: vec![0, 255],
                path: "golden.json".into(),
            },
            Vector {
                what: Decode::Output,
                name: "total".into(),
                case: None,
                json: "null".into(),
                bytes: Vec::new(),
                path: "golden.json".into(),
            },
        ];
        assert_eq!(
            parse(&text(&vectors), "golden.json".as_ref()).unwrap(),
            vectors
        );
    }

    #[test]
    fn what_is_no_vector_has_a_place() {
        let entry = |what: &str, json: &str, bytes: &str| {
            let list =
                serde_json::json!([{"what": what, "name": "f", "json": json, "bytes": bytes}]);
            parse(&list.to_string(), "x".as_ref())
                .unwrap_err()
                .to_string()
        };
        assert_eq!(
            entry("result", "1", "00"),
            "golden vector 0: what is \"result\", expected input, output or event"
        );
        assert!(entry("input", "1", "0").contains("bytes is \"0\""));
        assert!(entry("input", "1", "FF").contains("hex in lower case"));
        assert!(entry("input", "{", "00").contains("json is"));
        parse("{}", "x".as_ref()).unwrap_err();
    }
}
