//! What `alloc` gives, and what it does when there is nothing to give.

use std::collections::BTreeSet;

use data_driver::abi::{ALLOC_ALIGN, Code, MAX_MEMORY, exports};

use crate::raw::{Block, FIXTURE, Raw, STAKE};

#[test]
fn blocks_are_aligned_to_16_bytes() {
    let mut driver = Raw::start(&STAKE);
    for size in (0..200).chain([1000, 4096, 65_537, 1 << 20]) {
        let ptr = driver.alloc(size);
        assert_ne!(ptr, 0);
        assert_eq!(ptr as usize % ALLOC_ALIGN, 0, "{size} bytes at {ptr}");
    }
}

#[test]
fn empty_blocks_have_an_address_of_their_own_and_can_be_given_back() {
    let mut driver = Raw::start(&STAKE);
    let blocks: BTreeSet<u32> = (0..100).map(|_| driver.alloc(0)).collect();
    assert_eq!(blocks.len(), 100);
    assert!(!blocks.contains(&0));
    for ptr in blocks {
        driver.dealloc(Block::new(ptr, 0));
    }
}

/// An empty name and empty data are arguments like others.
#[test]
fn a_call_with_empty_blocks_works() {
    let mut driver = Raw::start(&STAKE);
    let (name, data, out) = (driver.put("unstake"), driver.block(0), driver.block(256));
    let code = driver.convert(exports::DECODE_OUTPUT_FN, [name, data, out]);
    assert_eq!((code, driver.text(out)), (Code::Ok, "null"));
    let code = driver.convert(exports::DECODE_OUTPUT_FN, [data, data, out]);
    assert_eq!(code, Code::OperationError);
    assert_eq!(driver.last_error(), ": the driver has no such function");
}

#[test]
fn what_cannot_be_had_is_null_and_no_trap() {
    let mut driver = Raw::start(&STAKE);
    let most = u32::try_from(MAX_MEMORY).expect("32 bits");
    let before = driver.memory_size();
    for size in [
        u32::MAX,
        u32::MAX - 15,
        1 << 31,
        (1 << 31) - 1,
        most + 1,
        most,
    ] {
        assert_eq!(driver.alloc(size), 0, "{size}");
        assert_eq!(driver.memory_size(), before);
    }
    assert_ne!(driver.alloc(1000), 0);
}

#[test]
fn memory_can_be_used_up_and_given_back() {
    const SIZE: u32 = 1 << 20;
    let mut driver = Raw::start(&FIXTURE);
    let (name, data, out) = (driver.put("zeros"), driver.put("1000"), driver.block(2000));
    let mut blocks = Vec::new();
    loop {
        match driver.alloc(SIZE) {
            0 => break,
            ptr => blocks.push(Block::new(ptr, SIZE)),
        }
    }
    // The allocator's own, and what is too little for one more.
    assert!(blocks.len() > 230, "{} MiB", blocks.len());
    assert!(driver.memory_size() as usize <= MAX_MEMORY);
    // Less than that is still to be had.
    let code = driver.convert(exports::ENCODE_INPUT_FN, [name, data, out]);
    assert_eq!((code, driver.length(out)), (Code::Ok, 1000));
    let full = driver.memory_size();
    for block in blocks {
        driver.dealloc(block);
    }
    assert_ne!(driver.alloc(200 << 20), 0);
    assert_eq!(driver.memory_size(), full);
}

/// The null that `alloc` gave may be handed back as if it were a block.
#[test]
fn null_can_be_given_back() {
    let mut driver = Raw::start(&STAKE);
    for len in [0, 1, 1000, u32::MAX] {
        driver.dealloc(Block::new(0, len));
    }
    assert_ne!(driver.alloc(1000), 0);
}
