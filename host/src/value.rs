//! A result's text as a value.

use data_driver::JsonValue;

use crate::{Cause, size};

/// Up to so many bytes, a look for escapes is quicker than a parser that finds none.
const SHORT: usize = 64;

/// The value of a JSON text that a stranger's driver gave, if it takes no more than about `limit` bytes of memory: a few bytes
/// of text can take hundreds as a value. How many is reckoned from the text, before anything is built.
///
/// # Errors
/// [`Cause::Value`] where it would take more, [`Cause::NotJson`] where the text is no JSON.
pub fn read(json: &[u8], limit: usize) -> Result<JsonValue, Cause> {
    if let Some(text) = plain_string(json) {
        return Ok(text.into());
    }
    if size::exceeds(json, limit) {
        return Err(Cause::Value(limit));
    }
    serde_json::from_slice(json).map_err(|error| Cause::NotJson(error.to_string()))
}

/// The text of a short JSON string in which nothing is escaped, which is what an amount is; nothing of all else.
fn plain_string(json: &[u8]) -> Option<&str> {
    let [b'"', inner @ .., b'"'] = json else {
        return None;
    };
    let is_plain = |byte: &u8| matches!(byte, b' '..=b'~') && *byte != b'"' && *byte != b'\\';
    // All of them, as that is a few instructions for sixteen at once.
    let plain = inner.len() <= SHORT && inner.iter().fold(true, |all, byte| all & is_plain(byte));
    if plain {
        str::from_utf8(inner).ok()
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &[u8]) -> Result<JsonValue, Cause> {
        super::read(json, 1 << 20)
    }

    #[test]
    fn a_plain_string_is_what_a_parser_makes_of_it() {
        let long = format!("\"{}\"", "7".repeat(SHORT + 1));
        for json in ["\"\"", "\"18446744073709551615\"", "\"a b~\"", &long] {
            let expected: JsonValue = serde_json::from_str(json).unwrap();
            assert_eq!(read(json.as_bytes()).unwrap(), expected, "{json}");
        }
        assert_eq!(plain_string(b"\"7\""), Some("7"));
        assert_eq!(plain_string(long.as_bytes()), None);
    }

    #[test]
    fn all_else_is_left_to_the_parser() {
        for json in [
            "7",
            "\"",
            "",
            "\"\\\"",
            "\"\\n\"",
            "\"a\"b\"",
            "\"a\tb\"",
            "\"\u{e9}\"",
            "\"\u{7f}\"",
            "[\"a\"]",
        ] {
            assert_eq!(plain_string(json.as_bytes()), None, "{json}");
        }
        assert_eq!(read("\"\u{e9}\"".as_bytes()).unwrap(), "\u{e9}");
        assert_eq!(read(b"\"\\n\"").unwrap(), "\n");
        for json in ["\"a\"b\"", "\"a\tb\"", "\"", "", "\"a\" "] {
            let parsed: Result<JsonValue, _> = serde_json::from_str(json);
            assert_eq!(read(json.as_bytes()).is_ok(), parsed.is_ok(), "{json}");
        }
    }
}
