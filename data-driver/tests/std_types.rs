//! Types that Rust brings, there and back: by their bytes and by JSON.

#![allow(missing_docs, reason = "a test")]

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use data_driver::{Decode, data};

#[data]
#[archive_attr(derive(PartialEq, Eq, PartialOrd, Ord))]
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub struct Key(#[serde(with = "data_driver::hex")] [u8; 2]);

data_driver::contract! {
    pub StdDriver("Std") {
        event "span": Duration;
        event "set": BTreeSet<u64>;
        event "box": Box<str>;
        event "twelve": (u8, u16, u32, u64, u128, i8, i16, i32, i64, i128, bool, char);
        event "keys": BTreeMap<Key, u8>;
        event "variants": BTreeMap<bool, BTreeMap<char, i64>>;
        transaction fn twelve(
            a: u8, b: u16, c: u32, d: u64, e: u128, f: i8, g: i16, h: i32, i: i64, j: i128, k: bool, l: String,
        );
    }
}

/// What is read of this text, written again.
fn again(what: Decode, name: &str, json: &str) -> Result<String, data_driver::Error> {
    use data_driver::ConvertibleContract;

    let bytes = StdDriver::encode_value(what, name, json)?;
    let mut text = String::new();
    StdDriver.decode_to_text(what, name, &bytes, &mut text)?;
    Ok(text)
}

#[test]
fn values_come_back() {
    let parameters = r#"[1,2,3,"4","5",-1,-2,-3,"-4","-5",true,"x"]"#;
    assert_eq!(
        again(Decode::Input, "twelve", parameters).unwrap(),
        parameters
    );
    for (name, json) in [
        (
            "span",
            r#"{"secs":"18446744073709551615","nanos":999999999}"#,
        ),
        ("set", r#"["1","5","18446744073709551615"]"#),
        ("set", "[]"),
        ("box", r#""text""#),
        ("twelve", r#"[1,2,3,"4","5",-1,-2,-3,"-4","-5",false,"é"]"#),
        ("keys", r#"{"00ff":1,"abcd":2}"#),
        ("variants", r#"{"false":{"a":"-1"},"true":{}}"#),
    ] {
        assert_eq!(again(Decode::Event, name, json).unwrap(), json, "{name}");
    }
}

#[test]
fn keys_are_read_in_every_form_and_each_once() {
    assert_eq!(
        again(Decode::Event, "keys", r#"{"0x00FF":1}"#).unwrap(),
        r#"{"00ff":1}"#
    );
    for (json, expected) in [
        (
            r#"{"00ff":1,"0x00FF":2}"#,
            "keys: member \"0x00FF\" stands twice",
        ),
        (r#"{"00":1}"#, "keys: expected 2 bytes of hex, found 1"),
        (r#"{"00fg":1}"#, "keys: expected"),
    ] {
        let error = again(Decode::Event, "keys", json).unwrap_err().to_string();
        assert!(error.starts_with(expected), "{error}");
    }
    let error = again(Decode::Event, "variants", r#"{"yes":{}}"#).unwrap_err();
    assert_eq!(
        error.to_string(),
        r#"variants: expected "true" or "false", found "yes""#
    );
}

#[cfg(feature = "std")]
mod with_std {
    use std::collections::VecDeque;

    use data_driver::Decode;

    data_driver::contract! {
        pub QueueDriver("Queue") {
            event "queue": VecDeque<u64>;
        }
    }

    #[test]
    fn a_queue_comes_back() {
        use data_driver::ConvertibleContract;

        let json = r#"["3","1"]"#;
        let bytes = QueueDriver::encode_value(Decode::Event, "queue", json).unwrap();
        assert_eq!(
            QueueDriver
                .decode_event("queue", &bytes)
                .unwrap()
                .to_string(),
            json
        );
    }
}
