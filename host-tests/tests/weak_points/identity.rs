//! What a driver says about itself is true.

use data_driver::ConvertibleContract;
use data_driver::abi::{ABI_VERSION, exports};
use data_driver_host::{Driver, inspect};
use fixture_driver::FixtureDriver;
use serde_json::Value;
use stake_driver::StakeDriver;

use crate::raw::{FIXTURE, HOSTED_FIXTURE, Raw, STAKE};

#[test]
fn the_version_is_that_of_the_driver_s_crate() {
    // A version that no default can be.
    let mut fixture = Raw::start(&FIXTURE);
    assert_eq!(fixture.told(exports::GET_VERSION), "7.8.9");
    assert_eq!(HOSTED_FIXTURE.version(), FixtureDriver.get_version());
    let mut stake = Raw::start(&STAKE);
    assert_eq!(stake.told(exports::GET_VERSION), StakeDriver.get_version());
}

#[test]
fn the_file_says_what_it_is_without_being_run() {
    let by_hand = Value::Null;
    for (file, contract, codec) in [
        (&STAKE, "StakeContract", "rkyv-0.7".into()),
        (&FIXTURE, "fixture", by_hand),
    ] {
        let sections = inspect(&file.wasm).expect("a module");
        let meta: Value = serde_json::from_str(sections.meta.expect("a section")).expect("JSON");
        assert_eq!(meta["abi"], ABI_VERSION);
        assert_eq!(meta["codec"], codec);
        assert_eq!(meta["contract"], contract);
        let version = Raw::start(file).told(exports::GET_VERSION);
        assert_eq!(meta["version"], version);
    }
}

/// The empty text, which the specification's own example returns, is no JSON.
#[test]
fn a_driver_without_a_schema_loads_and_has_none() {
    assert_eq!(Raw::start(&FIXTURE).told(exports::GET_SCHEMA), "");
    assert_eq!(HOSTED_FIXTURE.schema_text().expect("no fault"), None);
    assert_eq!(HOSTED_FIXTURE.schema().expect("no fault"), None);
}

#[test]
fn the_schema_is_the_driver_s_own_and_never_traps() {
    let schema = StakeDriver.get_schema();
    let mut stake = Raw::start(&STAKE);
    for _ in 0..100 {
        assert!(stake.told(exports::GET_SCHEMA) == schema);
    }
    let hosted = Driver::from_bytes(&STAKE.wasm).expect("a driver");
    let hosted = hosted.schema_text().expect("no fault");
    assert!(hosted.unwrap_or_default() == schema);
}
