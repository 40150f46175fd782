//! What JSON is written for a value.

use std::collections::BTreeMap;

use data_driver::json::{self, Integers};
use serde::Serialize;

fn text<T: Serialize>(value: &T, integers: Integers) -> String {
    let mut out = String::new();
    json::write(value, integers, &mut out).unwrap_or_else(|error| panic!("{error}"));
    out
}

#[derive(Serialize)]
enum Shape {
    Unit,
    New(u64),
    Pair(u8, i64),
    Named { wide: u128, deep: Option<Vec<u64>> },
}

#[test]
fn text_equals_that_of_serde_json() {
    #[derive(Serialize)]
    struct All<'a> {
        z: bool,
        a: (i8, u16, i32, u64, i64),
        text: &'a str,
        character: char,
        floats: [f64; 3],
        none: Option<u8>,
        unit: (),
        shapes: Vec<Shape>,
        map: BTreeMap<u64, &'a str>,
        empty: [u8; 0],
    }
    let value = All {
        z: true,
        a: (-1, 2, -3, u64::MAX, i64::MIN),
        text: "\"\\/\u{8}\u{c}\n\r\t\u{0}\u{1f}\u{7f}é€😀",
        character: '"',
        floats: [1.5, 1e300, -0.0],
        none: None,
        unit: (),
        shapes: vec![Shape::Unit, Shape::New(7), Shape::Pair(1, -1)],
        map: BTreeMap::from([(1, "one"), (u64::MAX, "max")]),
        empty: [],
    };
    assert_eq!(
        text(&value, Integers::AsDeclared),
        serde_json::to_string(&value).unwrap()
    );
}

#[test]
fn wide_integers_become_text_in_every_position() {
    let value = (
        u64::MAX,
        i64::MIN,
        Some(1_u64),
        vec![2_u64],
        [
            Shape::New(3),
            Shape::Named {
                wide: u128::MAX,
                deep: Some(vec![4]),
            },
        ],
        BTreeMap::from([(5_u64, 6_u64)]),
        (7_u32, 8_i8),
    );
    assert_eq!(
        text(&value, Integers::WideAsText),
        concat!(
            r#"["18446744073709551615","-9223372036854775808","1",["2"],"#,
            r#"[{"New":"3"},{"Named":{"wide":"340282366920938463463374607431768211455","deep":["4"]}}],"#,
            r#"{"5":"6"},[7,8]]"#
        )
    );
}

#[test]
fn integers_beyond_64_bits_are_always_text() {
    let value = (i128::MIN, u128::MAX, 1_u128);
    let expected = r#"["-170141183460469231731687303715884105728","340282366920938463463374607431768211455","1"]"#;
    assert_eq!(text(&value, Integers::AsDeclared), expected);
    assert_eq!(data_driver::to_json(value).unwrap().to_string(), expected);
}

#[test]
fn bytes_are_hex() {
    struct Bytes;
    impl Serialize for Bytes {
        fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.serialize_bytes(&[0, 0xab, 255])
        }
    }
    assert_eq!(text(&Bytes, Integers::AsDeclared), "\"00abff\"");
}

#[test]
fn keys_that_are_not_text_are_refused() {
    let map = BTreeMap::from([((1, 2), 3)]);
    let error = json::write(&map, Integers::AsDeclared, &mut String::new()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "a map's keys must be text, integers or booleans"
    );
}

#[test]
fn output_is_limited() {
    // As cheap as an archive can make it: elements without content.
    let value = vec![(); data_driver::abi::MAX_JSON_OUTPUT / 4];
    let error = json::write(&value, Integers::AsDeclared, &mut String::new()).unwrap_err();
    assert_eq!(error.kind(), data_driver::Kind::LimitExceeded);
}

/// T2: bytes that are no value are found out when they are written.
#[test]
fn what_cannot_be_written_is_named_by_its_place() {
    struct Bad;

    impl Serialize for Bad {
        fn serialize<S: serde::Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
            Err(serde::ser::Error::custom("bad"))
        }
    }

    #[derive(Serialize)]
    enum Choice {
        New(Option<Bad>),
        Pair(u8, Bad),
        Named { fine: u8, bad: Bad },
    }

    #[derive(Serialize)]
    struct Holder<T> {
        fine: u8,
        held: T,
    }

    fn holder<T>(held: T) -> Holder<T> {
        Holder { fine: 1, held }
    }

    /// The pointer, which the message begins with.
    fn place<T: Serialize>(value: &T) -> String {
        let written = json::write(value, Integers::AsDeclared, &mut String::new());
        let report = written.unwrap_err().report();
        let pointer = report.pointer.unwrap();
        let colon = if pointer.is_empty() { "" } else { ": " };
        assert_eq!(report.message, format!("{pointer}{colon}bad"));
        pointer
    }

    assert_eq!(place(&Bad), "");
    assert_eq!(place(&holder(Bad)), "/held");
    assert_eq!(place(&holder((1, [Some(Bad)]))), "/held/1/0");
    assert_eq!(place(&holder(Choice::New(Some(Bad)))), "/held/New");
    assert_eq!(place(&holder(Choice::Pair(1, Bad))), "/held/Pair/1");
    let named = Choice::Named { fine: 1, bad: Bad };
    assert_eq!(place(&holder(named)), "/held/Named/bad");
    assert_eq!(place(&BTreeMap::from([("a/\"b", Bad)])), "/a~1\"b");
    assert_eq!(place(&BTreeMap::from([(7, Bad)])), "/7");
}
