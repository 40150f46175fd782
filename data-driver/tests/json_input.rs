//! What JSON is taken for a type, what is refused, and what the error says.

use std::collections::BTreeMap;
use std::fmt::Debug;

use data_driver::{Error, Kind, json};
use serde::{Deserialize, Serialize};
use serde_with::hex::Hex;
use serde_with::{As, DisplayFromStr};

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Order {
    id: u64,
    #[serde(with = "As::<DisplayFromStr>")]
    amount: u64,
    #[serde(with = "As::<Hex>")]
    memo: Vec<u8>,
    owner: Owner,
    note: Option<String>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
enum Owner {
    Nobody,
    Account(u32),
    Pair(u8, i8),
    Named { name: String },
}

fn ok<T: for<'de> Deserialize<'de>>(text: &str) -> T {
    json::from_str(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// The message, kind, pointer and offset of the error that the text gives.
#[track_caller]
fn refused<T: for<'de> Deserialize<'de> + Debug>(text: &str) -> (String, Kind, String, usize) {
    let error: Error = match json::from_str::<T>(text) {
        Ok(value) => panic!("{text} gives {value:?}"),
        Err(error) => error,
    };
    let report = error.report();
    (
        report.message,
        report.kind,
        report.pointer.unwrap_or_default(),
        report.offset.map_or(usize::MAX, |offset| offset as usize),
    )
}

#[test]
fn integers_are_taken_as_numbers_and_as_text_at_every_depth() {
    assert_eq!(ok::<u64>("18446744073709551615"), u64::MAX);
    assert_eq!(ok::<u64>("\"18446744073709551615\""), u64::MAX);
    assert_eq!(
        ok::<i128>("-170141183460469231731687303715884105728"),
        i128::MIN
    );
    assert_eq!(
        ok::<i128>("\"170141183460469231731687303715884105727\""),
        i128::MAX
    );
    assert_eq!(
        ok::<u128>("340282366920938463463374607431768211455"),
        u128::MAX
    );
    assert_eq!(
        ok::<(u8, Vec<Option<u64>>, [i16; 2])>(r#"["1",["2",null,3],[-4,"-5"]]"#),
        (1, vec![Some(2), None, Some(3)], [-4, -5])
    );
    assert_eq!(
        ok::<BTreeMap<u64, u64>>(r#"{"1":"2","3":4}"#),
        BTreeMap::from([(1, 2), (3, 4)])
    );
    // A type that reads its integer from text takes a number as well.
    for amount in ["7", "\"7\""] {
        let text =
            format!(r#"{{"id":"1","amount":{amount},"memo":"","owner":"Nobody","note":null}}"#);
        assert_eq!(ok::<Order>(&text).amount, 7);
    }
}

#[test]
fn only_the_one_decimal_form_is_an_integer() {
    for text in [
        r#""1\"2""#,
        r#""""#,
        r#"" 1""#,
        r#""+5""#,
        r#""05""#,
        r#""-0""#,
        r#""0x5""#,
        r#""1e3""#,
    ] {
        assert_eq!(refused::<u64>(text).1, Kind::InvalidValue, "{text}");
    }
    for text in ["1.0", "1e3", "-1", "18446744073709551616", "-0"] {
        assert_eq!(refused::<u64>(text).1, Kind::InvalidValue, "{text}");
    }
    for text in ["null", "true", "[]", "{}"] {
        assert_eq!(refused::<u64>(text).1, Kind::WrongType, "{text}");
    }
    assert_eq!(
        refused::<u8>("256"),
        (
            "expected an integer from 0 to 255, found 256".into(),
            Kind::InvalidValue,
            "".into(),
            0
        )
    );
}

#[test]
fn a_number_where_the_type_is_text_is_an_error() {
    assert_eq!(refused::<String>("5").1, Kind::WrongType);
    let text = r#"{"id":1,"amount":7,"memo":1234,"owner":"Nobody","note":null}"#;
    let (message, kind, pointer, offset) = refused::<Order>(text);
    assert_eq!(message, "/memo: expected a string, found 1234");
    assert_eq!(
        (kind, pointer.as_str(), offset),
        (Kind::WrongType, "/memo", text.find("1234").unwrap())
    );
    let text = r#"{"id":1,"amount":7,"memo":"","owner":{"Named":{"name":7}},"note":null}"#;
    assert_eq!(refused::<Order>(text).2, "/owner/Named/name");
}

#[test]
fn enums_are_in_the_external_form() {
    assert_eq!(ok::<Owner>(r#""Nobody""#), Owner::Nobody);
    assert_eq!(ok::<Owner>(r#"{"Account":"7"}"#), Owner::Account(7));
    assert_eq!(ok::<Owner>(r#"{ "Pair" : [1, "-1"] }"#), Owner::Pair(1, -1));
    assert_eq!(
        ok::<Owner>(r#"{"Named":{"name":"x"}}"#),
        Owner::Named { name: "x".into() }
    );

    let (message, kind, ..) = refused::<Owner>(r#"{"Acount":7}"#);
    assert_eq!(
        message,
        r#"expected one of "Nobody", "Account", "Pair", "Named", found "Acount""#
    );
    assert_eq!(kind, Kind::InvalidValue);
    assert_eq!(refused::<Owner>(r#""Account""#).1, Kind::WrongType);
    assert_eq!(refused::<Owner>(r#"{"Nobody":null}"#).1, Kind::WrongType);
    assert_eq!(
        refused::<Owner>(r#"{"Account":1,"Pair":[1,1]}"#).1,
        Kind::InvalidJson
    );
    assert_eq!(refused::<Owner>("{}").1, Kind::InvalidJson);
    assert_eq!(refused::<Owner>("7").1, Kind::WrongType);
    let (message, _, pointer, _) = refused::<Owner>(r#"{"Pair":[1]}"#);
    assert_eq!(pointer, "/Pair");
    assert_eq!(message, "/Pair: expected an array of 2 elements, found 1");
}

#[test]
fn members_are_known_and_stand_once() {
    let (message, kind, pointer, offset) = refused::<Order>(r#"{"id":1, "amont":7}"#);
    assert_eq!(message, r#"unknown member "amont"; did you mean "amount"?"#);
    assert_eq!(
        (kind, pointer.as_str(), offset),
        (Kind::UnknownMember, "", 9)
    );

    let (message, kind, ..) = refused::<Order>(r#"{"id":1,"id":2}"#);
    assert_eq!(
        (message.as_str(), kind),
        (r#"member "id" stands twice"#, Kind::DuplicateMember)
    );
    let (message, kind, ..) = refused::<BTreeMap<String, u8>>(r#"{"a":1,"\u0061":2}"#);
    assert_eq!(
        (message.as_str(), kind),
        (r#"member "a" stands twice"#, Kind::DuplicateMember)
    );

    let (message, kind, ..) = refused::<Order>(r#"{"id":1}"#);
    assert_eq!(
        (message.as_str(), kind),
        (r#"member "amount" is missing"#, Kind::MissingMember)
    );

    // An array is no object, although serde's derive would take it for one.
    assert_eq!(
        refused::<Order>(r#"[1,"7","","Nobody",null]"#).1,
        Kind::WrongType
    );
}

#[test]
fn arrays_have_the_length_of_the_type() {
    let (message, kind, _, offset) = refused::<(u8, u8)>("[1,2, 3]");
    assert_eq!(
        (message.as_str(), kind),
        (
            "expected an array of 2 elements, found more elements",
            Kind::WrongLength
        )
    );
    assert_eq!(offset, 0);
    let (message, kind, ..) = refused::<(u8, u8)>("[1]");
    assert_eq!(
        (message.as_str(), kind),
        (
            "expected an array of 2 elements, found 1",
            Kind::WrongLength
        )
    );
    assert_eq!(refused::<[u8; 2]>("[]").1, Kind::WrongLength);
    assert_eq!(
        refused::<(u8, u8)>("7").0,
        "expected an array of 2 elements, found 7"
    );
}

#[test]
fn the_pointer_is_escaped() {
    let (_, _, pointer, _) = refused::<BTreeMap<String, Vec<u8>>>(r#"{"a/b~c":[1,null]}"#);
    assert_eq!(pointer, "/a~1b~0c/1");
}

#[test]
fn text_that_is_not_json_is_refused_with_its_place() {
    for (text, offset) in [
        ("", 0),
        ("  ", 2),
        ("[1,", 3),
        ("[1 2]", 3),
        ("[1,]", 3),
        ("nul", 0),
        ("[01]", 1),
        ("1 2", 2),
        ("\u{feff}1", 0),
    ] {
        let (_, kind, _, found) = refused::<serde_json::Value>(text);
        assert_eq!((kind, found), (Kind::InvalidJson, offset), "{text:?}");
    }
    for text in [
        r#""\x""#,
        r#""\ud800""#,
        r#""\ud800\u0041""#,
        r#""\u12""#,
        "\"\n\"",
        "\"a",
    ] {
        assert_eq!(refused::<String>(text).1, Kind::InvalidJson, "{text:?}");
    }
}

#[test]
fn strings_are_unescaped() {
    let text = r#""\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00 é😀""#;
    assert_eq!(ok::<String>(text), "\"\\/\u{8}\u{c}\n\r\té😀 é😀");
}

#[test]
fn nesting_is_limited() {
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    assert!(json::from_str::<serde_json::Value>(&nested(128)).is_ok());
    assert_eq!(
        refused::<serde_json::Value>(&nested(129)).1,
        Kind::LimitExceeded
    );
    assert_eq!(
        refused::<serde_json::Value>(&"[".repeat(1 << 20)).1,
        Kind::LimitExceeded
    );
}

#[test]
fn values_agree_with_serde_json() {
    for text in [
        "null",
        "true",
        "[]",
        "{}",
        "-1",
        "1.5e3",
        "1e-7",
        "123456789012",
        "\"x\"",
        r#"{"a":[1,{"b":null}],"c":"é"}"#,
        "-9223372036854775808",
        "18446744073709551615",
    ] {
        let expected: serde_json::Value = serde_json::from_str(text).unwrap();
        assert_eq!(ok::<serde_json::Value>(text), expected, "{text}");
    }
}

#[test]
fn floats_are_in_the_range_of_their_type() {
    assert_eq!(json::from_str::<f32>("0.1").expect("a number"), 0.1);
    assert_eq!(json::from_str::<f32>("-3.4e38").expect("a number"), -3.4e38);
    assert_eq!(json::from_str::<f64>("3.5e38").expect("a number"), 3.5e38);
    for (text, found) in [
        ("3.5e38", json::from_str::<f32>("3.5e38").map(f64::from)),
        ("-1e39", json::from_str::<f32>("-1e39").map(f64::from)),
        ("1e309", json::from_str::<f64>("1e309")),
    ] {
        // Infinity has no form in JSON, and would be written as `null`.
        let report = found.expect_err(text).report();
        assert_eq!(
            report.message,
            format!("expected a number in range, found {text}")
        );
    }
}
