//! Any bytes as an input, an output or an event of any driver.
//!
//! * Nothing panics, hangs, or takes or gives more than a multiple of the input.
//! * What comes out is JSON; a refusal is in words that can be shown. Either is the same the second time.
//! * An input that decodes encodes to bytes that decode to the same text. Bytes of which the driver shows what it would not
//!   take, a key that is no point of its curve, say, are refused for a value, not for the text's form.

#![no_main]

use data_driver::{Decode, Kind};
use data_driver_fuzz::case::Case;
use data_driver_fuzz::promise;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some(case) = Case::read(bytes) else {
        return;
    };
    let driver = &*case.native.driver;
    let Ok(text) = promise::decode(driver, case.what, case.name, case.data) else {
        return;
    };
    if case.what != Decode::Input {
        return;
    }
    match promise::encode(driver, case.name, &text) {
        Ok(bytes) => {
            let again = promise::decode(driver, case.what, case.name, &bytes);
            assert_eq!(
                again.as_ref(),
                Ok(&text),
                "{} {}",
                case.native.name,
                case.name
            );
        }
        Err(error) => assert!(
            matches!(error.kind(), Kind::InvalidValue),
            "{} {}: {text}: {error}",
            case.native.name,
            case.name
        ),
    }
});
