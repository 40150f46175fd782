//! Whatever a caller passes for a pointer, the driver neither traps nor writes where it should not.

use data_driver::Kind;
use data_driver::abi::{Code, exports};
use host_tests::golden;
use host_tests::operation::Operation;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

use crate::raw::{Block, CONVERSIONS, Raw, STAKE, TEXTS};

/// Blocks that are null or reach outside a memory of this size.
fn outside(size: u32) -> Vec<Block> {
    vec![
        Block::new(0, 0),
        Block::new(0, 5),
        Block::new(0, u32::MAX),
        Block::new(size, 1),
        Block::new(size - 1, 2),
        Block::new(size + 1, 0),
        Block::new(1, size),
        // The largest address, and one that is negative to a caller with signed numbers.
        Block::new(u32::MAX, 0),
        Block::new(1 << 31, 16),
        // Ends beyond 2^32, which wrap around to small addresses.
        Block::new(u32::MAX, 1),
        Block::new(u32::MAX - 3, 1024),
        Block::new(1024, u32::MAX),
        Block::new(u32::MAX, u32::MAX),
    ]
}

#[test]
fn null_and_outside_are_invalid_input() {
    let mut driver = Raw::start(&STAKE);
    let (name, data) = (driver.put("get_version"), driver.put("null"));
    let out = driver.block(64);
    let low = Block::new(0, 64);
    let before = driver.bytes(low).to_vec();
    // Reading errors makes the memory grow once.
    driver.last_error();
    for block in outside(driver.memory_size()) {
        for export in CONVERSIONS {
            for (blocks, what) in [
                ([block, data, out], "the name"),
                ([name, block, out], "the data"),
                ([name, data, block], "the output buffer"),
            ] {
                let code = driver.convert(export, blocks);
                assert_eq!(code, Code::InvalidInput, "{export} {blocks:?}");
                let report = driver.details();
                assert_eq!((report.code, report.kind), (1, Kind::InvalidInput));
                assert!(report.message.contains(what), "{report}");
            }
        }
        for export in TEXTS {
            assert_eq!(driver.tell(export, block), Code::InvalidInput, "{export}");
        }
        assert_eq!(driver.bytes(low), before, "{block:?}");
    }
    let code = driver.convert(exports::ENCODE_INPUT_FN, [name, data, out]);
    assert_eq!(code, Code::Ok);
}

#[test]
fn input_may_overlap_the_output_and_name_the_data() {
    let mut driver = Raw::start(&STAKE);
    for golden in golden::read("stake").expect("goldens") {
        let export = Operation::Decode(golden.what).export();
        let block = driver.block(16 << 10);
        let length = u32::try_from(golden.bytes.len()).expect("short");
        let name_length = u32::try_from(golden.name().len()).expect("short");
        // The data begins at the output, within the length, and behind it.
        for shift in [0, 1, 4, 100] {
            let data = Block::new(block.ptr + shift, length);
            let name = Block::new(data.ptr + length, name_length);
            driver.write(data.ptr, &golden.bytes);
            driver.write(name.ptr, golden.name().as_bytes());
            assert_eq!(driver.convert(export, [name, data, block]), Code::Ok);
            assert_eq!(driver.text(block), golden.json, "{} {shift}", golden.file());
        }
        driver.dealloc(block);
    }
    // The name is a part of the data.
    let data = driver.put(r#"{"chain_id":1,"stake":2}"#);
    let name = Block::new(data.ptr + 15, 5);
    let out = driver.block(64);
    let code = driver.convert(exports::ENCODE_INPUT_FN, [name, data, out]);
    assert_eq!(code, Code::OperationError);
    assert!(
        driver
            .last_error()
            .starts_with("stake: unknown member \"stake\""),
        "{}",
        driver.last_error()
    );
}

#[test]
fn bytes_need_no_alignment() {
    let mut driver = Raw::start(&STAKE);
    for golden in golden::read("stake").expect("goldens") {
        let export = Operation::Decode(golden.what).export();
        let name = driver.put(golden.name());
        let (block, out) = (driver.block(8 << 10), driver.block(16 << 10));
        for shift in 0..16 {
            let length = u32::try_from(golden.bytes.len()).expect("short");
            let data = Block::new(block.ptr + shift, length);
            driver.write(data.ptr, &golden.bytes);
            assert_eq!(driver.convert(export, [name, data, out]), Code::Ok);
            assert_eq!(driver.text(out), golden.json, "{} {shift}", golden.file());
        }
        for block in [name, block, out] {
            driver.dealloc(block);
        }
    }
}

#[test]
fn the_output_needs_no_alignment() {
    let mut driver = Raw::start(&STAKE);
    let (name, data) = (driver.put("unstake"), driver.put(""));
    let block = driver.block(64);
    for shift in 0..16 {
        let out = Block::new(block.ptr + shift, 8);
        let code = driver.convert(exports::DECODE_OUTPUT_FN, [name, data, out]);
        assert_eq!((code, driver.text(out)), (Code::Ok, "null"));
    }
}

#[test]
fn names_and_json_that_are_not_utf8_are_invalid_input() {
    let mut driver = Raw::start(&STAKE);
    let (good, bad) = (driver.put("get_version"), driver.put(b"get_\xffersion"));
    let (json, not_json) = (driver.put("null"), driver.put(b"nu\xc3l"));
    let out = driver.block(1024);
    for export in CONVERSIONS {
        let code = driver.convert(export, [bad, json, out]);
        assert_eq!(code, Code::InvalidInput);
        let report = driver.details();
        assert_eq!(report.message, "the name is not UTF-8 at byte 4");
        assert_eq!((report.kind, report.offset), (Kind::InvalidInput, Some(4)));
    }
    let code = driver.convert(exports::ENCODE_INPUT_FN, [good, not_json, out]);
    assert_eq!(code, Code::InvalidInput);
    assert_eq!(
        driver.last_error(),
        "get_version: the JSON text is not UTF-8 at byte 2"
    );
}

/// The caller's blocks are read wherever they are, be it in the driver's own data. Only the output
/// must be the caller's.
#[test]
fn random_pointers_never_trap() {
    let mut random = StdRng::seed_from_u64(3);
    let mut driver = Raw::start(&STAKE);
    let names = ["stake", "reward", "get_config"].map(|name| driver.put(name));
    let out = driver.block(4096);
    let mut codes = [0; 5];
    for _ in 0..20_000 {
        let size = driver.memory_size();
        let mut block = || match random.gen_range(0..3) {
            0 => Block::new(random.r#gen(), random.r#gen()),
            1 => Block::new(random.gen_range(0..size), random.gen_range(0..2000)),
            _ => Block::new(size - random.gen_range(0..64), random.gen_range(0..80)),
        };
        let (name, data, anywhere) = (block(), block(), block());
        let name = match random.gen_range(0..2) {
            0 => name,
            _ => names[random.gen_range(0..names.len())],
        };
        let out = if anywhere.ptr.checked_add(anywhere.len).is_none() {
            anywhere
        } else {
            Block::new(out.ptr, random.gen_range(0..=out.len))
        };
        let export = CONVERSIONS[random.gen_range(0..CONVERSIONS.len())];
        let code = driver.convert(export, [name, data, out]);
        codes[code as usize] += 1;
    }
    assert!(codes[1] > 1000 && codes[2] > 1000, "{codes:?}");
}
