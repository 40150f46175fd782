//! The driver is an ordinary Rust value.

use data_driver::{ConvertibleContract, Error};
use @crate@::@Driver@;

#[test]
fn a_call_is_encoded() -> Result<(), Error> {
    // A `u64` is little-endian on the wire, and a number or a decimal string in JSON.
    assert_eq!(@Driver@.encode_input_fn("add", "5")?, [5, 0, 0, 0, 0, 0, 0, 0]);
    assert_eq!(@Driver@.encode_input_fn("add", "\"5\"")?, [5, 0, 0, 0, 0, 0, 0, 0]);
    Ok(())
}

#[test]
fn a_mistake_is_named() {
    let error = @Driver@.encode_input_fn("history", "[1, -1]").unwrap_err();
    assert_eq!(error.report().pointer.as_deref(), Some("/1"));
}
