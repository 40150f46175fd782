//! The driver is an ordinary Rust value. `encode_value` encodes outputs and events too.

use @crate@::@Driver@;
use @crate@::types::Transfer;
use data_driver::{ConvertibleContract, Decode, Error};

#[test]
fn an_event_is_read() -> Result<(), Error> {
    // The bytes as the contract emits them.
    let transfer = Transfer { from: [1; 20], to: [2; 20], value: 5 };
    let bytes = data_driver::to_rkyv(&transfer)?;

    let json = @Driver@.decode_event("transferred", &bytes)?;
    assert_eq!(json["value"], "5");
    assert_eq!(@Driver@::encode_value(Decode::Event, "transferred", &json.to_string())?, bytes);
    Ok(())
}

#[test]
fn a_mistake_is_named() {
    let error = @Driver@.encode_input_fn("transfer", r#"{"to": "0x07", "value": 1}"#).unwrap_err();
    assert_eq!(error.to_string(), "transfer: /to: expected 20 bytes of hex, found 1");
}
