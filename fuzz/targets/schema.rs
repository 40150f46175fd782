//! Documents as drivers describe themselves, with anything changed, read by all that is made of them: types for TypeScript,
//! JSON Schema, OpenAPI, the text for people.
//!
//! * Nothing panics, hangs, or gives more than a multiple of the input.
//! * What is JSON comes out as JSON.

#![no_main]

use data_driver_build::schema::{Document, Summary, brief, pretty};
use data_driver_build::types::{json_schema, openapi, types};
use data_driver_fuzz::{bound, json};
use serde_json::Value;

/// Bytes for each byte of the document.
const MULTIPLE: usize = 64;

libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    json::mutate(data, size, max_size, seed, 0)
});

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = str::from_utf8(bytes) else {
        return;
    };
    let small = |result: &str| bound::size(result.len(), MULTIPLE, text.len());
    drop(Summary::read(text));
    if let Ok(text) = pretty(text) {
        small(&text);
        assert!(serde_json::from_str::<Value>(&text).is_ok(), "{text}");
    }
    if let Ok(document) = serde_json::from_str::<Value>(text) {
        small(&brief::functions(&document).to_string());
        small(&brief::events(&document).to_string());
    }
    if let Ok(Some(document)) = Document::read(text) {
        assert!(document.names().len() <= text.len());
    }
    if let Ok(Some(types)) = types(text) {
        small(&types);
    }
    for document in [json_schema(text), openapi(text)].into_iter().flatten() {
        small(&document);
        assert!(
            serde_json::from_str::<Value>(&document).is_ok(),
            "{document}"
        );
    }
});
