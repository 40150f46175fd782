//! The driver is an ordinary Rust value.

use @crate@::@Driver@;
use data_driver::{ConvertibleContract, Error};

#[test]
fn a_call_comes_back() -> Result<(), Error> {
    let bytes = @Driver@.encode_input_fn("lock", r#"[7, "18446744073709551615"]"#)?;
    assert_eq!(bytes[..8], 7_u64.to_le_bytes());
    assert_eq!(@Driver@.decode_input_fn("lock", &bytes)?.to_string(), r#"["7","18446744073709551615"]"#);
    Ok(())
}

#[test]
fn a_name_that_is_not_known_is_refused() {
    let error = @Driver@.encode_input_fn("lok", "null").unwrap_err();
    assert_eq!(error.to_string(), "lok: the driver has no such function; did you mean lock?");
}
