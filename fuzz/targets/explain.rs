//! Any bytes, explained: what they can be read as, and which of them belong to which field.
//!
//! * Nothing panics, hangs, or fails but by the driver's refusal.
//! * A reading's text is what the driver decodes under each of its names; the ranking is the same the second time.
//! * Each byte has one owner, and an owner that is a place of the value is in the value.

#![no_main]

use std::sync::LazyLock;

use data_driver_build::schema::Document;
use data_driver_explain::{Owner, Source, owners, ranges, readings};
use data_driver_fuzz::built::{BUILT, built};
use data_driver_fuzz::case::Case;
use data_driver_host::Error;

/// More bytes take three calls each, which is slow and nothing new.
const MOST_BYTES: usize = 256;

static DOCUMENTS: LazyLock<Vec<Document>> = LazyLock::new(|| {
    let read = |driver: &data_driver_host::Driver| {
        let text = driver.schema_text().expect("a schema").expect("a schema");
        Document::read(text).expect("a schema").expect("types")
    };
    BUILT.iter().map(read).collect()
});

libfuzzer_sys::fuzz_target!(init: { LazyLock::force(&DOCUMENTS); }, |bytes: &[u8]| {
    let Some(case) = Case::read(bytes) else {
        return;
    };
    let Some((at, driver)) = built(case.native) else {
        return;
    };
    let data = &case.data[..case.data.len().min(MOST_BYTES)];
    let source = Source {
        driver,
        document: &DOCUMENTS[at],
        vectors: &[],
    };
    let read = || readings(&[source], data).expect("a host that works");
    let found = read();
    for (one, again) in found.iter().zip(read()) {
        assert_eq!((&one.subjects, &one.text), (&again.subjects, &again.text));
        assert!(!one.weight.is_nan(), "{}", one.text);
        for (what, name) in &one.subjects {
            let text = driver.decode_text(*what, name, data).expect("what was read");
            assert_eq!(text, one.text, "{name}");
        }
    }
    match owners(driver, case.what, case.name, data, |_| false) {
        Ok(owners) => {
            assert_eq!(owners.len(), data.len());
            let value = driver.decode(case.what, case.name, data).expect("a value");
            let mut covered = 0;
            for (owner, ranges) in ranges(&owners) {
                covered += ranges.iter().map(|range| range.len()).sum::<usize>();
                if let Owner::Place(place) = owner {
                    assert!(value.pointer(place).is_some(), "{place} in {value}");
                }
            }
            assert_eq!(covered, data.len());
        }
        Err(error) => assert!(matches!(error, Error::Rejected(_)), "{error}"),
    }
});
