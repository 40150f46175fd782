//! Results of any length arrive, and integers keep their digits.

use data_driver::abi::{Code, exports};
use data_driver_host::{Decode, Driver};

use crate::raw::{Block, CONVERSIONS, FIXTURE, HOSTED_FIXTURE, Raw, STAKE, TEXTS};

const MEBIBYTE: u32 = 1 << 20;

/// Calls a conversion of n characters, first with too small a buffer, then with what it asks for.
fn in_two_calls(driver: &mut Raw, export: &str, n: u32) -> Vec<u8> {
    let name = driver.put("zeros");
    let data = if export == exports::ENCODE_INPUT_FN {
        driver.put(n.to_string())
    } else {
        driver.put(n.to_le_bytes())
    };
    let small = driver.block(64);
    let code = driver.convert(export, [name, data, small]);
    assert_eq!(code, Code::BufferTooSmall);
    let needed = driver.length(small);
    let out = driver.block(needed + 4);
    // One byte less is too little, and the same length is told.
    let short = Block::new(out.ptr, out.len - 1);
    let code = driver.convert(export, [name, data, short]);
    assert_eq!((code, driver.length(short)), (Code::BufferTooSmall, needed));
    assert_eq!(driver.convert(export, [name, data, out]), Code::Ok);
    assert_eq!(driver.length(out), needed);
    driver.result(out).to_vec()
}

#[test]
fn a_buffer_too_small_for_a_result_of_a_mebibyte_is_told_the_size_in_both_dialects() {
    let mut driver = Raw::start(&FIXTURE);
    for _ in 0..2 {
        for export in CONVERSIONS {
            let result = in_two_calls(&mut driver, export, MEBIBYTE);
            let expected = if export == exports::ENCODE_INPUT_FN {
                vec![0; MEBIBYTE as usize]
            } else {
                format!("\"{}\"", "0".repeat(MEBIBYTE as usize)).into_bytes()
            };
            assert!(result == expected, "{export}");
        }
        driver.init();
    }
}

#[test]
fn a_result_of_a_mebibyte_arrives_through_the_host() {
    let driver = &HOSTED_FIXTURE;
    let bytes = driver.encode_input("zeros", "1048576").expect("a result");
    assert!(bytes == vec![0; MEBIBYTE as usize]);
    for what in [Decode::Input, Decode::Output, Decode::Event] {
        let text = driver.decode_text(what, "zeros", &MEBIBYTE.to_le_bytes());
        assert_eq!(text.expect("a result").len(), MEBIBYTE as usize + 2);
    }
}

#[test]
fn texts_tell_the_needed_size_too() {
    let mut driver = Raw::start(&FIXTURE);
    let (name, data, out) = (driver.put("error"), driver.put("100"), driver.block(4096));
    for export in TEXTS {
        // So that there is an error to tell.
        let mut tell = |len: u32| {
            driver.convert(exports::ENCODE_INPUT_FN, [name, data, out]);
            let out = Block::new(out.ptr, len);
            (driver.tell(export, out), driver.length(out))
        };
        let (code, needed) = tell(out.len);
        assert_eq!(code, Code::Ok);
        for len in 4..needed + 4 {
            assert_eq!(tell(len), (Code::BufferTooSmall, needed), "{export}");
        }
        assert_eq!(tell(needed + 4), (Code::Ok, needed), "{export}");
    }
}

#[test]
fn a_buffer_without_room_for_a_length_is_left_alone() {
    let mut driver = Raw::start(&STAKE);
    let (name, data) = (driver.put("unstake"), driver.put(""));
    let block = driver.put([0xaa; 16]);
    for len in 0..4 {
        let out = Block::new(block.ptr, len);
        for export in CONVERSIONS {
            driver.convert(export, [name, data, out]);
        }
        for export in TEXTS {
            assert_eq!(driver.tell(export, out), Code::BufferTooSmall);
        }
    }
    assert_eq!(driver.bytes(block), [0xaa; 16]);
}

/// A reader of JSON that knows no integers above 2^53 loses none of them.
#[test]
fn the_largest_integer_keeps_its_digits() {
    let driver = Driver::from_bytes(&STAKE.wasm).expect("a driver");
    let largest = u64::MAX.to_le_bytes();
    let text = driver.decode_text(Decode::Output, "burnt_amount", &largest);
    assert_eq!(text.expect("a u64"), "\"18446744073709551615\"");
    let json = format!(
        r#"{{"contract":"{}","value":18446744073709551615,"data":""}}"#,
        "00".repeat(32)
    );
    let bytes = driver
        .encode_input("stake_from_contract", &json)
        .expect("a call");
    let back = driver
        .decode_input("stake_from_contract", &bytes)
        .expect("a call");
    assert_eq!(back["value"], "18446744073709551615");
}
