//! The same driver natively and in WebAssembly, with any bytes and any text.
//!
//! * Both give the same bytes, the same text or the same error, word for word.
//! * Nothing traps, and nothing takes longer or more memory than a host allows.

#![no_main]

use std::sync::LazyLock;

use data_driver::Report;
use data_driver_fuzz::built::{BUILT, built};
use data_driver_fuzz::case::{Case, HEADER};
use data_driver_fuzz::json;
use data_driver_host::Error;

libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    json::mutate(data, size, max_size, seed, 1 + HEADER)
});

// Compiling takes longer than any input may.
libfuzzer_sys::fuzz_target!(init: { LazyLock::force(&BUILT); }, |bytes: &[u8]| {
    let Some((encodes, bytes)) = bytes.split_first() else {
        return;
    };
    let Some(case) = Case::read(bytes) else {
        return;
    };
    let Some((_, built)) = built(case.native) else {
        return;
    };
    let (native, what, name) = (&*case.native.driver, case.what, case.name);
    if encodes & 1 == 1 {
        let Ok(json) = str::from_utf8(case.data) else {
            return;
        };
        let ours = native
            .encode_input_fn(name, json)
            .map_err(|error| error.report());
        assert_eq!(report(built.encode_input(name, json)), ours, "{name}");
    } else {
        let mut text = String::new();
        let ours = native.decode_to_text(what, name, case.data, &mut text);
        let ours = ours.map(|()| text).map_err(|error| error.report());
        assert_eq!(
            report(built.decode_text(what, name, case.data)),
            ours,
            "{name}"
        );
    }
});

/// The error of a driver that refuses; one that fails is wrong.
fn report<T>(result: Result<T, Error>) -> Result<T, Report> {
    result.map_err(|error| match error {
        Error::Rejected(report) => *report,
        error => panic!("{error}"),
    })
}
