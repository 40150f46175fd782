//! The driver is an ordinary Rust value.

use @crate@::@Driver@;
use @crate@::types::{Choice, Vote};
use data_driver::{ConvertibleContract, Error};

#[test]
fn an_event_is_read() -> Result<(), Error> {
    // The bytes as the contract emits them: a number of 32 bits, the variant's number, a byte.
    let bytes = borsh::to_vec(&Vote { poll: 7, choice: Choice::Proposal(2) }).expect("memory");
    assert_eq!(bytes, [7, 0, 0, 0, 1, 2]);
    let json = @Driver@.decode_event("voted", &bytes)?;
    assert_eq!(json["choice"]["Proposal"], 2);
    Ok(())
}

#[test]
fn bytes_left_over_are_refused() {
    let error = @Driver@.decode_event("voted", &[7, 0, 0, 0, 0, 9]).unwrap_err();
    assert_eq!(error.report().offset, Some(5));
}
