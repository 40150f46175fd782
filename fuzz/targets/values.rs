//! Documents with anything changed, and the values that are made from them: for people, at random, and where a place
//! inside a value is looked up.
//!
//! * Nothing panics, hangs, or gives more than the generators say they give.

#![no_main]

use data_driver::Decode;
use data_driver_build::schema::{Document, Schema};
use data_driver_conformance::{arbitrary::Arbitrary, diff::diff, sample, subject::parts};
use data_driver_explain::{is_one_piece, schema_at};
use data_driver_fuzz::json;
use serde_json::Value;

/// A value of a sample consists of so many values and bytes, each of which takes a name or some digits to write.
const SAMPLE: usize = 64 << 20;

/// As many functions and events are looked at; the fuzzer moves others to the front.
const FIRST: usize = 6;

/// As deep as the texts of a place go.
const POINTERS: [&str; 6] = [
    "",
    "/0",
    "/keys/owner/Account",
    "/a/b/c/d",
    "/0/0/0/0/0",
    "/~0~1/",
];

libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    json::mutate(data, size, max_size, seed, 0)
});

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = str::from_utf8(bytes) else {
        return;
    };
    if let Ok(Some(document)) = Document::read(text) {
        assert!(diff(&document, &document).len() <= text.len());
        let functions = document.functions.iter().take(FIRST);
        for function in functions {
            look(&document, &function.input_schema, Decode::Input);
            look(&document, &function.output_schema, Decode::Output);
        }
        for event in document.events.iter().take(FIRST) {
            look(&document, &event.data_schema, Decode::Event);
        }
    }
    let Ok(document) = serde_json::from_str::<Value>(text) else {
        return;
    };
    let Ok(parts) = parts(&document) else { return };
    let mut arbitrary = Arbitrary::new(&document, 1).with_maps_of_at_most(4);
    for part in parts.iter().take(FIRST) {
        drop(arbitrary.draw(part.schema));
    }
});

fn look(document: &Document, schema: &Schema, what: Decode) {
    if let Ok(text) = sample(document, schema, what, 1) {
        assert!(text.len() <= SAMPLE, "{} bytes", text.len());
        assert!(serde_json::from_str::<Value>(&text).is_ok(), "{text}");
    }
    for pointer in POINTERS {
        schema_at(document, schema, pointer);
        is_one_piece(document, schema, pointer);
    }
}
