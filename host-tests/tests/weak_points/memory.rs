//! Calls that fail use up no memory.

use data_driver::abi::{Code, exports};

use crate::raw::{CONVERSIONS, FIXTURE, Raw, STAKE};

/// A caller that gives back what it took finds the memory as it was: one byte kept in each of these
/// calls would show.
#[test]
fn ten_thousand_failing_calls_leave_memory_where_it_was() {
    let mut driver = Raw::start(&STAKE);
    let long = "x".repeat(20_000);
    let mut fail = |round: usize| {
        let export = CONVERSIONS[round % CONVERSIONS.len()];
        let name = ["stake", "reward", &long[..round % 3000]][round / 4 % 3];
        let (name, data) = (driver.put(name), driver.put(&long[..round * 7 % 20_000]));
        let out = driver.block(100);
        assert_ne!(driver.convert(export, [name, data, out]), Code::Ok);
        if round.is_multiple_of(2) {
            // Too small for most of them.
            driver.tell(exports::GET_LAST_ERROR_DETAILS, out);
        }
        for block in [out, name, data] {
            driver.dealloc(block);
        }
        driver.memory_size()
    };
    let before = (0..500).map(&mut fail).max();
    let after = (500..10_500).map(&mut fail).max();
    assert_eq!(before, after);
}

/// A result or an error of a mebibyte is forgotten with the next call.
#[test]
fn large_results_and_errors_are_not_kept() {
    let mut driver = Raw::start(&FIXTURE);
    let names = ["zeros", "error"].map(|name| driver.put(name));
    let (data, out) = (driver.put("1048576"), driver.block(64));
    let bytes = driver.put((1_u32 << 20).to_le_bytes());
    let mut sizes = Vec::new();
    for _ in 0..200 {
        for name in names {
            driver.convert(exports::ENCODE_INPUT_FN, [name, data, out]);
            driver.convert(exports::DECODE_EVENT, [name, bytes, out]);
        }
        sizes.push(driver.memory_size());
    }
    assert_eq!(sizes[10], sizes[199]);
}
