//! What holds for any bytes and any text.

use data_driver::{ConvertibleContract, Decode, Error, Kind};

use crate::bound;

/// The longest words of an error: places and what was found in them are cut, expectations are ours.
const MOST_WORDS: usize = 4096;

/// A refusal is one that a person can read and a program can rely on.
pub fn refusal(error: &Error) {
    let report = error.report();
    assert!(
        report.message.len() <= MOST_WORDS,
        "a message of {} bytes",
        report.message.len()
    );
    assert!(
        !report.message.chars().any(char::is_control),
        "control characters in {:?}",
        report.message
    );
    assert_ne!(report.kind, Kind::Other, "{}", report.message);
}

/// Decodes: in proportion to the input, into JSON, and twice the same.
pub fn decode(
    driver: &dyn ConvertibleContract,
    what: Decode,
    name: &str,
    bytes: &[u8],
) -> Result<String, Error> {
    let decode = || {
        let mut text = String::new();
        driver
            .decode_to_text(what, name, bytes, &mut text)
            .map(|()| text)
    };
    let result = bound::memory(bytes.len(), decode);
    match &result {
        Ok(text) => {
            bound::size(text.len(), bound::TEXT, bytes.len());
            let read = serde_json::from_str::<serde::de::IgnoredAny>(text);
            assert!(read.is_ok(), "not JSON: {text}");
        }
        Err(error) => refusal(error),
    }
    assert_eq!(decode(), result, "the second time");
    result
}

/// Encodes: in proportion to the input, and twice the same.
pub fn encode(driver: &dyn ConvertibleContract, name: &str, json: &str) -> Result<Vec<u8>, Error> {
    let result = bound::memory(json.len(), || driver.encode_input_fn(name, json));
    match &result {
        Ok(bytes) => bound::size(bytes.len(), bound::BYTES, json.len()),
        Err(error) => refusal(error),
    }
    assert_eq!(
        driver.encode_input_fn(name, json),
        result,
        "the second time"
    );
    result
}
