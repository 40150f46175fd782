//! Any text, and JSON that was changed, as the arguments of any function of any driver.
//!
//! * Nothing panics, hangs, or takes or gives more than a multiple of the input.
//! * A refusal is in words that can be shown, and the same the second time.
//! * What encodes decodes, into text that encodes to the same bytes.

#![no_main]

use data_driver::Decode;
use data_driver_fuzz::case::{Case, HEADER};
use data_driver_fuzz::{json, promise};

libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    json::mutate(data, size, max_size, seed, HEADER)
});

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some(case) = Case::read(bytes) else {
        return;
    };
    let Ok(text) = str::from_utf8(case.data) else {
        return;
    };
    let driver = &*case.native.driver;
    let name = case.name;
    let Ok(bytes) = promise::encode(driver, name, text) else {
        return;
    };
    let decoded = promise::decode(driver, Decode::Input, name, &bytes);
    let decoded = decoded.unwrap_or_else(|error| panic!("{name}: {text}: {error}"));
    let again = promise::encode(driver, name, &decoded);
    assert_eq!(again, Ok(bytes), "{name}: {text}: {decoded}");
});
