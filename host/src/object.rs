//! Objects of JSON that callers send, and what is said of something else: words of JSON, none of Rust.

use serde::Deserialize;
use serde::de::IgnoredAny;

/// Reads an object. It has to be one: a list of its values in their order, which `serde` takes as well, would mean something else
/// when the members change.
///
/// # Errors
/// What was found, to stand behind "expected …, ".
pub fn read<'a, T: Deserialize<'a>>(text: &'a [u8]) -> Result<T, String> {
    let first = text.trim_ascii_start().first();
    if first == Some(&b'{') {
        return serde_json::from_slice(text).map_err(|error| words(&error));
    }
    let _: IgnoredAny = serde_json::from_slice(text).map_err(|error| words(&error))?;
    let found = match first {
        Some(b'[') => "an array",
        Some(b'"') => "a string",
        Some(b't' | b'f') => "a boolean",
        Some(b'n') => "null",
        _ => "a number",
    };
    Err(format!("found {found}"))
}

/// The words of an error, whose place is a byte where there is one line.
fn words(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let (line, column) = (error.line(), error.column());
    let reason = text.strip_suffix(&format!(" at line {line} column {column}"));
    match reason {
        Some(reason) if line == 1 => {
            format!(
                "found something else: {reason} (at byte {})",
                column.saturating_sub(1)
            )
        }
        _ => format!("found something else: {text}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize)]
    struct Pair {
        #[serde(rename = "a")]
        _a: String,
        #[serde(rename = "b")]
        _b: String,
    }

    fn found(text: &str) -> String {
        read::<Pair>(text.as_bytes()).unwrap_err()
    }

    #[test]
    fn an_object_is_one() {
        assert!(read::<Pair>(b" {\"a\": \"1\", \"b\": \"2\"}").is_ok());
        assert_eq!(found(r#"["1","2"]"#), "found an array");
        assert_eq!(found(r#" "a""#), "found a string");
        assert_eq!(found("-1"), "found a number");
        assert_eq!(found("true"), "found a boolean");
        assert_eq!(found("null"), "found null");
    }

    #[test]
    fn the_place_is_a_byte_of_the_line() {
        for (text, at) in [("nonsense", 1), (r#"{"a":"1",x"#, 9), (r#"{"a":5}"#, 5)] {
            let found = found(text);
            assert!(found.starts_with("found something else: "), "{found}");
            assert!(
                found.ends_with(&format!(" (at byte {at})")),
                "{text}: {found}"
            );
        }
        assert!(found("{\n\"a\":5}").ends_with(" at line 2 column 5"));
    }
}
