//! Archives: alignment, what is left over, and what broken ones say.

use std::collections::BTreeMap;

use bytecheck::CheckBytes;
use data_driver::{
    Kind, from_rkyv, json_to_rkyv, json_to_rkyv_pair_u64, json_to_rkyv_u64, rkyv_to_json,
    rkyv_to_json_pair_u64, rkyv_to_json_u64, to_rkyv,
};
use rkyv::{Archive, Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Archive, Serialize, Deserialize)]
#[archive_attr(derive(CheckBytes))]
struct Inner {
    flag: bool,
    names: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Archive, Serialize, Deserialize)]
#[archive_attr(derive(CheckBytes))]
struct Outer {
    id: u128,
    inner: Vec<Inner>,
}

fn outer() -> Outer {
    let names = vec!["a name too long to stand in line".to_owned(), String::new()];
    Outer {
        id: 7,
        inner: vec![Inner { flag: true, names }],
    }
}

#[test]
fn bytes_need_no_alignment() {
    let bytes = to_rkyv(&outer()).unwrap();
    for shift in 0..17 {
        let mut shifted = vec![0; shift];
        shifted.extend_from_slice(&bytes);
        assert_eq!(
            from_rkyv::<Outer>(&shifted[shift..]).unwrap(),
            outer(),
            "shifted by {shift}"
        );
    }
}

#[test]
fn data_of_the_wrong_size_is_refused() {
    for (bytes, message) in [
        (&[0_u8; 7][..], "expected at least 8 bytes, found 7 bytes"),
        (&[0; 9], "expected 8 bytes, found 9 bytes"),
        (&[0; 16], "expected 8 bytes, found 16 bytes"),
    ] {
        let report = from_rkyv::<u64>(bytes).unwrap_err().report();
        assert_eq!(
            (report.message.as_str(), report.kind),
            (message, Kind::WrongLength)
        );
    }
    assert_eq!(rkyv_to_json::<()>(&[]).unwrap(), serde_json::Value::Null);
    assert_eq!(
        rkyv_to_json::<()>(&[1]).unwrap_err().to_string(),
        "expected 0 bytes, found 1 byte"
    );
    // An empty list has nothing in front of its root either.
    let mut padded = vec![0; 16];
    padded.extend_from_slice(&to_rkyv(&Vec::<u64>::new()).unwrap());
    assert_eq!(
        from_rkyv::<Vec<u64>>(&padded).unwrap_err().kind(),
        Kind::WrongLength
    );
}

#[test]
fn what_points_in_front_of_its_root_is_not_left_over() {
    let tree: BTreeMap<u32, String> = (0..100).map(|i| (i, format!("value number {i}"))).collect();
    assert_eq!(
        from_rkyv::<BTreeMap<u32, String>>(&to_rkyv(&tree).unwrap()).unwrap(),
        tree
    );
    let boxed = Some(Box::new(5_u64));
    assert_eq!(
        from_rkyv::<Option<Box<u64>>>(&to_rkyv(&boxed).unwrap()).unwrap(),
        boxed
    );
}

#[test]
fn errors_name_the_place_and_no_address() {
    let valid = to_aligned(&outer());
    let archived = rkyv::check_archived_root::<Outer>(&valid).unwrap();
    let offset_of = |address: usize| address - valid.as_ptr().addr();
    let flag = offset_of((&raw const archived.inner[0].flag).addr());
    let pointer = offset_of((&raw const archived.inner).addr());

    let mut broken = valid.to_vec();
    broken[flag] = 9;
    let error = from_rkyv::<Outer>(&broken).unwrap_err().report();
    assert_eq!(error.kind, Kind::InvalidBytes);
    assert_eq!(
        error.message,
        "inner[0].flag: check failed for bool: expected 0 or 1, found 9"
    );

    let mut broken = valid.to_vec();
    broken[pointer..pointer + 4].copy_from_slice(&1000_i32.to_le_bytes());
    let error = from_rkyv::<Outer>(&broken).unwrap_err().report();
    assert_eq!(
        error.message,
        "inner: a pointer that does not lead to data of its type"
    );
}

fn to_aligned(value: &Outer) -> rkyv::AlignedVec {
    rkyv::to_bytes::<_, 256>(value).unwrap()
}

#[test]
fn u64_helpers_give_text_and_take_both() {
    for json in ["\"18446744073709551615\"", "18446744073709551615"] {
        let bytes = json_to_rkyv_u64(json).unwrap();
        assert_eq!(bytes, u64::MAX.to_le_bytes());
        assert_eq!(rkyv_to_json_u64(&bytes).unwrap(), "18446744073709551615");
    }
    for json in ["[\"1\",2]", "[1,\"2\"]"] {
        let bytes = json_to_rkyv_pair_u64(json).unwrap();
        assert_eq!(bytes, [1_u64.to_le_bytes(), 2_u64.to_le_bytes()].concat());
        assert_eq!(
            rkyv_to_json_pair_u64(&bytes).unwrap(),
            serde_json::json!(["1", "2"])
        );
    }
    assert!(json_to_rkyv_u64(r#""1\"2""#).is_err());
    assert!(json_to_rkyv_u64("1\"2").is_err());
    assert!(json_to_rkyv_pair_u64(r#"["1\"2", 3]"#).is_err());
    assert!(rkyv_to_json_u64(&[0; 9]).is_err());
    assert!(rkyv_to_json_pair_u64(&[0; 24]).is_err());
}

#[test]
fn the_generic_helpers_follow_the_types_own_serde() {
    let bytes = json_to_rkyv::<Vec<u64>>("[\"1\",2]").unwrap();
    assert_eq!(
        rkyv_to_json::<Vec<u64>>(&bytes).unwrap(),
        serde_json::json!([1, 2])
    );
}

/// M18: a contract that an older compiler built has `u128` aligned to 8 bytes.
#[test]
fn integers_of_128_bits_can_be_laid_out_as_older_compilers_did() {
    #[data_driver::data]
    #[derive(Debug, PartialEq)]
    struct Today {
        id: [u8; 32],
        supply: u128,
        height: u64,
    }

    #[data_driver::data]
    #[derive(Debug, PartialEq)]
    struct Before {
        id: [u8; 32],
        supply: data_driver::U128Align8,
        height: u64,
    }

    const SUPPLY: u128 = (3 << 100) + 5;
    let today = Today {
        id: [1; 32],
        supply: SUPPLY,
        height: 9,
    };
    let before = Before {
        id: [1; 32],
        supply: SUPPLY.into(),
        height: 9,
    };
    let (today, bytes) = (to_rkyv(&today).unwrap(), to_rkyv(&before).unwrap());
    assert_eq!((today.len(), bytes.len()), (64, 56));
    // Written by hand: the members one behind the other, the lower half first.
    let mut expected = vec![1; 32];
    expected.extend(SUPPLY.to_le_bytes());
    expected.extend(9_u64.to_le_bytes());
    assert_eq!(bytes, expected);
    assert_eq!(from_rkyv::<Before>(&bytes).unwrap(), before);
    let text = rkyv_to_json::<Before>(&bytes).unwrap();
    assert_eq!(text["supply"], SUPPLY.to_string());
    let read: Before =
        data_driver::json::from_str_described(&text.to_string().replace("\"9\"", "9")).unwrap();
    assert_eq!(read, before);
}
