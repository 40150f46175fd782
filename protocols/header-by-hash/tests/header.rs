//! Headers of blocks, and what is none.

use alloy_rlp::Encodable;
use header_by_hash::{Header, HeaderError};

/// The first block of Ethereum's mainnet behind the genesis.
fn first() -> Vec<u8> {
    let digits = include_str!("../../preimage-oracle-host/tests/data/block-1.hex");
    hex::decode(digits.trim()).unwrap()
}

#[test]
fn the_first_block_is_number_1() {
    let hash = preimage_oracle::hash::keccak256(&[&first()]);
    assert_eq!(
        hex::encode(hash),
        "88e96d4537bea4d9c05d12549907b32561d3bf31f45aae734cdc119f13406cb6"
    );
    let header = Header::decode(&first()).unwrap();
    assert_eq!(header.number, 1);
    assert_eq!(
        hex::encode(header.parent_hash),
        "d4e56740f876aef8c010b86a40d5f56745a118d0906a34e69aec8c0db1cb8fa3"
    );
}

/// A list with these members.
fn list(members: &[&dyn Encodable]) -> Vec<u8> {
    let payload_length = members.iter().map(|member| member.length()).sum();
    let mut out = Vec::new();
    let header = alloy_rlp::Header {
        list: true,
        payload_length,
    };
    header.encode(&mut out);
    for member in members {
        member.encode(&mut out);
    }
    out
}

/// A header as blocks have them since Prague: 21 members.
fn prague(number: u64) -> Vec<u8> {
    let (hash, address, bloom) = ([7_u8; 32], [8_u8; 20], [9_u8; 256]);
    let (zero, nonce) = (0_u64, [0_u8; 8]);
    let extra = b"extra".as_slice();
    list(&[
        &hash, &hash, &address, &hash, &hash, &hash, &bloom, &zero, &number, &zero, &zero, &zero,
        &extra, &hash, &nonce, &zero, &hash, &zero, &zero, &hash, &hash,
    ])
}

#[test]
fn later_blocks_have_more_members() {
    for number in [0, 127, 128, 22_431_084, u64::MAX] {
        let header = Header::decode(&prague(number)).unwrap();
        assert_eq!(header.number, number);
        assert_eq!(header.parent_hash, [7; 32]);
    }
}

#[test]
fn what_is_no_header_is_refused() {
    let whole = prague(22_431_084);
    for end in 0..whole.len() {
        assert!(Header::decode(&whole[..end]).is_err(), "{end}");
    }
    let more = [whole.as_slice(), &[0; 3]].concat();
    assert_eq!(Header::decode(&more), Err(HeaderError::More(3)));
    // The number in more bytes than it takes, and in none of a number.
    let hash = [7_u8; 32];
    for number in [&[0_u8, 1][..], &[1; 9]] {
        let members: Vec<&dyn Encodable> = std::iter::repeat_n(&hash as &dyn Encodable, 8)
            .chain([&number as &dyn Encodable])
            .collect();
        assert!(Header::decode(&list(&members)).is_err());
    }
    // Members in front of the number that are lists.
    let ommers = list(&[]);
    assert_eq!(ommers, [0xc0]);
    assert!(Header::decode(&[0xc2, 0xc0, 0xc0]).is_err());
}
