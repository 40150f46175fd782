//! A driver that says anything: codes, lengths, results, errors, and addresses of blocks.
//!
//! * The host never panics, hangs or takes what is outside the driver's memory for a result.
//! * What it gives is JSON, and no longer than the limit of results, and so are its errors.
//! * A driver that failed is replaced: the next call is answered.

#![no_main]

use std::sync::LazyLock;

use data_driver_host::{Decode, Driver, Error, Host, Limits};
use serde_json::Value;

/// The most bytes of a result.
const OUTPUT: usize = 256 << 10;

/// The longest words of an error, `…` behind them included.
const MOST_WORDS: usize = 1024 + 3;

static DRIVER: LazyLock<Driver> = LazyLock::new(|| {
    let mut limits = Limits::default();
    limits.output = OUTPUT;
    limits.idle_instances = 1;
    let wasm = wat::parse_str(include_str!("host_result.wat")).expect("a module");
    let host = Host::builder().limits(limits).build().expect("a host");
    host.load(&wasm).expect("a driver")
});

libfuzzer_sys::fuzz_target!(init: { LazyLock::force(&DRIVER); }, |script: &[u8]| {
    let driver = &*DRIVER;
    let learnt = driver.decode_input("script", script);
    assert_eq!(learnt.ok(), Some(Value::from(1)));

    if let Ok(value) = checked(driver.decode(Decode::Output, "any", b"")) {
        assert!(value.to_string().len() <= 8 * OUTPUT);
    }
    if let Ok(text) = checked(driver.decode_text(Decode::Event, "any", b"")) {
        assert!(text.len() <= OUTPUT);
    }
    // Longer than the block that is there for inputs.
    let long = "1".repeat(5000);
    if let Ok(bytes) = checked(driver.encode_input("any", &long)) {
        assert!(bytes.len() <= OUTPUT);
    }
    // The next input finds a new instance.
    driver.decode_input("trap", b"").expect_err("a trap");
});

fn checked<T>(result: Result<T, Error>) -> Result<T, ()> {
    let error = match result {
        Ok(value) => return Ok(value),
        Err(error) => error,
    };
    assert!(!matches!(error, Error::Host(_)), "{error}");
    let words = error.report().message;
    assert!(words.len() <= MOST_WORDS, "{} bytes of words", words.len());
    assert!(!words.contains(data_driver::quote::is_unseen), "{words:?}");
    Err(())
}
