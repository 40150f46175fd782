//! Little input that means much output.
#![cfg(feature = "rkyv")]

use data_driver::{ConvertibleContract, Kind};

data_driver::contract! {
    pub Driver("Amplification") {
        query fn nothings() -> Vec<()>;
        query fn lists() -> Vec<Vec<()>>;
        query fn flags() -> Vec<bool>;
    }
}

/// An archive of a list: where it is and how many elements it has.
fn list(length: u32) -> Vec<u8> {
    [0_i32.to_le_bytes(), length.to_le_bytes()].concat()
}

// T5
#[test]
fn elements_of_no_bytes_are_bounded_by_the_input() {
    // As many as 64 KiB and a KiB for each of 8 bytes have room for: `null,` each.
    let most = ((64 << 10) + (8 << 10) - 1) / 5;
    let value = Driver.decode_output_fn("nothings", &list(most)).unwrap();
    assert_eq!(value.as_array().map(Vec::len), Some(most as usize));
    for length in [most + 2, 1_000_000] {
        let error = Driver
            .decode_output_fn("nothings", &list(length))
            .unwrap_err();
        assert_eq!(error.kind(), Kind::LimitExceeded);
        assert_eq!(
            error.to_string(),
            "nothings: the result is longer than 73728 bytes of JSON"
        );
    }
    // Ten lists of a hundred thousand.
    let lists = data_driver::to_rkyv(&vec![vec![(); 100_000]; 10]).unwrap();
    assert_eq!(lists.len(), 88);
    let error = Driver.decode_output_fn("lists", &lists).unwrap_err();
    assert_eq!(error.kind(), Kind::LimitExceeded);
}

#[test]
fn what_has_bytes_has_room() {
    let bytes = data_driver::to_rkyv(&vec![false; 1_000_000]).unwrap();
    let value = Driver.decode_output_fn("flags", &bytes).unwrap();
    assert_eq!(value.as_array().map(Vec::len), Some(1_000_000));
}
