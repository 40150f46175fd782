//! A declared contract: conversions, names, codecs and the schema.

use bytecheck::CheckBytes;
use data_driver::{ConvertibleContract, Decode, Describe, Kind};
use rkyv::{Archive, Deserialize, Serialize};
use serde_json::{Value, json};

/// Who holds a balance.
#[derive(
    Debug,
    Clone,
    PartialEq,
    Archive,
    Serialize,
    Deserialize,
    serde::Serialize,
    serde::Deserialize,
    Describe,
)]
#[archive_attr(derive(CheckBytes))]
enum Account {
    /// A person.
    External(#[serde(with = "data_driver::hex")] [u8; 4]),
    Contract {
        id: u32,
    },
    Nobody,
}

#[derive(
    Debug,
    Clone,
    PartialEq,
    Archive,
    Serialize,
    Deserialize,
    serde::Serialize,
    serde::Deserialize,
    Describe,
)]
#[archive_attr(derive(CheckBytes))]
#[serde(rename = "Transfer", rename_all = "camelCase")]
struct Event {
    /// Where it came from.
    from_account: Account,
    #[serde(rename = "amount")]
    value: u64,
    #[serde(default)]
    memo: Option<Vec<i128>>,
}

/// A list whose length is one byte, then the bytes.
mod framed {
    use data_driver::{Error, json};

    pub(crate) fn encode(json: &str) -> Result<Vec<u8>, Error> {
        let mut bytes: Vec<u8> = json::from_str(json)?;
        bytes.insert(
            0,
            u8::try_from(bytes.len()).map_err(|_| Error::Other("too long".into()))?,
        );
        Ok(bytes)
    }

    pub(crate) fn decode(bytes: &[u8], out: &mut String) -> Result<(), Error> {
        match bytes {
            [length, rest @ ..] if usize::from(*length) == rest.len() => {
                json::write(rest, json::Integers::WideAsText, out)
            }
            _ => Err(Error::Other("the length is wrong".into())),
        }
    }
}

const BURNT: &str = "burnt";

data_driver::contract! {
    /// A token.
    ///
    /// For tests.
    pub(crate) TokenDriver("TokenContract") {
        /// Moves a value.
        transaction fn transfer(to: Account, value: u64);
        query fn total() -> u64;
        query fn name() -> String;
        feed fn holders(r#type: u8) -> (Account, u64);
        transaction fn raw(#[codec(framed)] data: Vec<u8>) -> #[codec(framed)] Vec<u8>;
        /// Something moved.
        event "moved" | BURNT: Event;
        event "raw": #[codec(framed)] Vec<u8>;
    }
}

fn text(what: Decode, name: &str, bytes: &[u8]) -> String {
    let mut out = String::new();
    TokenDriver
        .decode_to_text(what, name, bytes, &mut out)
        .unwrap();
    out
}

#[test]
fn inputs_are_nothing_a_value_or_an_array() {
    let bytes = TokenDriver
        .encode_input_fn("transfer", r#"["Nobody",7]"#)
        .unwrap();
    let expected = rkyv::to_bytes::<_, 64>(&(Account::Nobody, 7_u64)).unwrap();
    assert_eq!(bytes, expected.as_slice());
    assert_eq!(text(Decode::Input, "transfer", &bytes), r#"["Nobody","7"]"#);
    assert!(
        TokenDriver
            .encode_input_fn("total", "null")
            .unwrap()
            .is_empty()
    );
    assert_eq!(TokenDriver.encode_input_fn("holders", "3").unwrap(), [3]);
    assert!(TokenDriver.encode_input_fn("holders", "[3]").is_err());
}

#[test]
fn values_are_directed_by_the_description() {
    for account in [
        r#"{"External":"0x0a0B0c0d"}"#,
        r#"{"External":[10,"11",12,13]}"#,
    ] {
        let json = format!(r#"[{account},"18446744073709551615"]"#);
        let bytes = TokenDriver.encode_input_fn("transfer", &json).unwrap();
        let expected = r#"[{"External":"0a0b0c0d"},"18446744073709551615"]"#;
        assert_eq!(text(Decode::Input, "transfer", &bytes), expected);
    }
    let short = r#"[{"External":"0a0b0c"},1]"#;
    let error = TokenDriver
        .encode_input_fn("transfer", short)
        .unwrap_err()
        .report();
    assert_eq!(
        error.message,
        "transfer: /0/External: expected 4 bytes of hex, found 3"
    );
    assert_eq!((error.kind, error.offset), (Kind::WrongLength, Some(13)));
}

#[test]
fn outputs_and_events_can_be_encoded_natively() {
    let json = r#"{"fromAccount":{"Contract":{"id":9}},"amount":"5","memo":["-1"]}"#;
    for topic in ["moved", "burnt"] {
        let bytes = TokenDriver::encode_value(Decode::Event, topic, json).unwrap();
        assert_eq!(text(Decode::Event, topic, &bytes), json);
    }
    let bytes = TokenDriver::encode_value(Decode::Output, "holders", r#"["Nobody","1"]"#).unwrap();
    assert_eq!(text(Decode::Output, "holders", &bytes), r#"["Nobody","1"]"#);
    let unknown = TokenDriver::encode_value(Decode::Event, "moves", "null").unwrap_err();
    assert_eq!(
        unknown.to_string(),
        "moves: the driver has no such event; did you mean moved?"
    );
}

#[test]
fn a_codec_can_be_named() {
    let bytes = TokenDriver.encode_input_fn("raw", "[1,2]").unwrap();
    assert_eq!(bytes, [2, 1, 2]);
    assert_eq!(text(Decode::Output, "raw", &bytes), "[1,2]");
    let error = TokenDriver.decode_event("raw", &[9]).unwrap_err();
    assert_eq!(error.to_string(), "raw: the length is wrong");
}

#[test]
fn unknown_names_offer_near_ones() {
    let error = TokenDriver
        .encode_input_fn("transferr", "null")
        .unwrap_err()
        .report();
    assert_eq!(
        error.message,
        "transferr: the driver has no such function; did you mean transfer?"
    );
    assert_eq!(
        (error.kind, error.function.as_deref()),
        (Kind::UnknownFunction, Some("transferr"))
    );
}

#[test]
fn the_version_is_that_of_the_crate() {
    assert_eq!(TokenDriver.get_version(), env!("CARGO_PKG_VERSION"));
}

#[test]
fn the_schema_says_what_was_declared() {
    let schema: Value = serde_json::from_str(&TokenDriver.get_schema()).unwrap();
    assert_eq!(schema["name"], "TokenContract");
    assert_eq!(schema["doc"], "A token.\n\nFor tests.");
    assert_eq!(schema["abi"], 1);
    assert_eq!(schema["codec"], "rkyv-0.7");
    assert_eq!(
        schema["functions"][0],
        json!({
            "name": "transfer",
            "doc": "Moves a value.",
            "kind": "transaction",
            "params": [
                {"name": "to", "type": "Account", "schema": {"$ref": "#/$defs/Account"}},
                {"name": "value", "type": "u64", "schema": {"$ref": "#/$defs/u64"}},
            ],
            "input": "(Account,u64)",
            "output": "()",
            "inputSchema": {
                "type": "array",
                "prefixItems": [{"$ref": "#/$defs/Account"}, {"$ref": "#/$defs/u64"}],
                "items": false,
                "minItems": 2,
            },
            "outputSchema": {"type": "null"},
        })
    );
    assert_eq!(schema["functions"][3]["params"][0]["name"], "type");
    let topics: Vec<&Value> = schema["events"]
        .as_array()
        .unwrap()
        .iter()
        .map(|event| &event["topic"])
        .collect();
    assert_eq!(topics, ["moved", "burnt", "raw"]);
    assert_eq!(
        schema["$defs"]["Transfer"],
        json!({
            "type": "object",
            "properties": {
                "fromAccount": {"description": "Where it came from.", "$ref": "#/$defs/Account"},
                "amount": {"$ref": "#/$defs/u64"},
                "memo": {"anyOf": [
                    {"type": "array", "items": {"$ref": "#/$defs/i128"}},
                    {"type": "null"},
                ]},
            },
            "required": ["fromAccount", "amount"],
            "additionalProperties": false,
        })
    );
    assert_eq!(
        schema["$defs"]["Account"]["oneOf"],
        json!([
            {
                "description": "A person.",
                "type": "object",
                "properties": {"External": {
                    "type": ["string", "array"],
                    "format": "hex",
                    "pattern": "^(0x)?[0-9a-fA-F]{8}$",
                    "items": {"$ref": "#/$defs/u8"},
                    "minLength": 8,
                    "maxLength": 10,
                    "minItems": 4,
                    "maxItems": 4,
                    "byteLength": 4,
                }},
                "required": ["External"],
                "additionalProperties": false,
            },
            {
                "type": "object",
                "properties": {"Contract": {
                    "type": "object",
                    "properties": {"id": {"$ref": "#/$defs/u32"}},
                    "required": ["id"],
                    "additionalProperties": false,
                }},
                "required": ["Contract"],
                "additionalProperties": false,
            },
            {"const": "Nobody"},
        ])
    );
}

/// Types of the same names as others.
mod namesakes {
    use data_driver::Describe;
    use data_driver::declared::{Contract, Event, schema};
    use data_driver::describe::Type;

    mod shop {
        #[derive(super::Describe)]
        #[allow(dead_code, reason = "only its description is used")]
        pub(super) struct Item {
            price: u64,
        }

        #[derive(super::Describe)]
        #[allow(dead_code, reason = "only its description is used")]
        pub(super) struct Order {
            items: Vec<Item>,
        }
    }

    mod store {
        #[derive(super::Describe)]
        #[allow(dead_code, reason = "only its description is used")]
        pub(super) struct Item {
            shelf: u8,
        }

        /// What it refers to is another type, and it looks the same.
        pub(super) mod like_the_shop {
            use super::Item;

            #[derive(super::super::Describe)]
            #[allow(dead_code, reason = "only its description is used")]
            pub(in super::super) struct Order {
                items: Vec<Item>,
            }
        }
    }

    /// Never called.
    fn decode(_: &[u8], _: &mut String) -> Result<(), data_driver::Error> {
        Ok(())
    }

    fn schema_of(types: [&'static Type; 2]) -> String {
        let [first, second] = types.map(|data| Event {
            topic: "event",
            doc: "",
            members: &[],
            data,
            decode,
        });
        schema(&Contract {
            name: "Namesakes",
            doc: "",
            version: "1.0.0",
            codec: "none",
            functions: &[],
            events: Box::leak(Box::new([first, second])),
        })
    }

    #[test]
    fn a_type_may_be_used_twice() {
        let schema = schema_of([
            <shop::Order as Describe>::TYPE,
            <shop::Item as Describe>::TYPE,
        ]);
        assert_eq!(schema.matches("\"price\"").count(), 2, "{schema}");
    }

    #[test]
    #[should_panic(expected = "two types are named `Item`")]
    fn different_types_of_one_name_are_a_mistake() {
        schema_of([
            <shop::Item as Describe>::TYPE,
            <store::Item as Describe>::TYPE,
        ]);
    }

    #[test]
    #[should_panic(expected = "One is {\"type\":\"object\",\"properties\":{\"price\"")]
    fn the_mistake_is_found_inside_types_that_look_the_same() {
        schema_of([
            <shop::Order as Describe>::TYPE,
            <store::like_the_shop::Order as Describe>::TYPE,
        ]);
    }
}
