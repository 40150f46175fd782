//! `#[data]` on enums whose variants no name tells apart, but what they look like.

use data_driver::codec::{Codec, Convert};
use data_driver::describe::{Alternative, Describe, Looks};
use data_driver::{ConvertibleContract, Decode, Error, PrefixedHexVec};

/// A key, given or computed.
#[data_driver::data(codec())]
#[derive(Debug, PartialEq)]
#[serde(tag = "type", rename_all = "kebab-case")]
enum Key {
    /// By number.
    Local {
        /// The number.
        index: u64,
    },
    /// By hash.
    Hashed(Hashed),
}

/// What a hash comes from.
#[data_driver::data(codec())]
#[derive(Debug, PartialEq)]
#[serde(untagged)]
enum Hashed {
    /// The hash itself.
    Data {
        /// It.
        data: PrefixedHexVec,
    },
    /// What is hashed.
    #[describe(input)]
    Preimage {
        /// It.
        preimage: PrefixedHexVec,
        /// With this much salt.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        salt: Option<u64>,
    },
}

/// Anything.
#[data_driver::data(codec())]
#[derive(Debug, PartialEq)]
#[serde(untagged)]
enum Anything {
    /// Words.
    Text(String),
    /// Several.
    Many(#[describe(later)] Vec<Anything>),
    /// A key.
    Key(Key),
    /// A remark.
    Remark {
        /// What is remarked.
        remark: String,
    },
    /// Nothing.
    Nothing,
}

/// Bytes that are the JSON itself.
struct Json;

impl Codec for Json {
    const ID: &'static str = "json";
}

impl<T: serde::Serialize + serde::de::DeserializeOwned> Convert<T> for Json {
    fn to_bytes(value: &T) -> Result<Vec<u8>, Error> {
        let mut text = String::new();
        data_driver::json::write(value, data_driver::json::Integers::AsDeclared, &mut text)?;
        Ok(text.into_bytes())
    }

    fn from_bytes(bytes: &[u8]) -> Result<T, Error> {
        data_driver::json::from_str(core::str::from_utf8(bytes).unwrap_or_default())
    }
}

data_driver::contract! {
    /// Anything.
    Driver("Contract", codec = Json) {
        /// Says anything.
        transaction fn say(what: Anything);
    }
}

fn said(json: &str) -> String {
    match Driver.encode_input_fn("say", json) {
        Ok(bytes) => {
            let mut text = String::new();
            Driver
                .decode_to_text(Decode::Input, "say", &bytes, &mut text)
                .unwrap();
            text
        }
        Err(error) => error.to_string(),
    }
}

#[test]
fn every_variant_comes_back() {
    for json in [
        r#""words""#,
        r#"["a",null,["b"],{"remark":"c"}]"#,
        r#"{"type":"local","index":"18446744073709551615"}"#,
        r#"{"type":"hashed","data":"0x00ff"}"#,
        r#"{"type":"hashed","preimage":"0x"}"#,
        r#"{"type":"hashed","preimage":"0x","salt":"7"}"#,
        r#"{"remark":"it"}"#,
        "null",
    ] {
        assert_eq!(said(json), json);
    }
    // In every form that the types inside take, and in any order.
    let given = r#"{"salt":7,"preimage":[1,"2"],"type":"hashed"}"#;
    let written = r#"{"type":"hashed","preimage":"0x0102","salt":"7"}"#;
    assert_eq!(said(given), written);
}

#[test]
fn a_mistake_has_its_place() {
    for (json, message) in [
        (
            r#"{"type":"hashed","data":"0x0"}"#,
            "say: /data: expected bytes in hex, found 1 digits",
        ),
        (
            r#"{"type":"hashed","preimage":"0x","salt":-1}"#,
            "say: /salt: expected an integer from 0 to 18446744073709551615, found -1",
        ),
        (
            r#"{"type":"hashed","preimage":"0x","data":"0x"}"#,
            r#"say: unknown member "preimage"; known are one of "type", "data""#,
        ),
        (
            r#"{"type":"hashed"}"#,
            r#"say: expected an object with the member "data" or an object with the member "preimage", found an object with the member "type""#,
        ),
        (
            r#"{"type":"hashed","preimage":"0x","slat":1}"#,
            r#"say: unknown member "slat"; known are one of "type", "preimage", "salt""#,
        ),
        (
            r#"{"remark":"it","more":1}"#,
            r#"say: unknown member "more"; known are "remark""#,
        ),
        (
            r#"["a",{"remark":5}]"#,
            "say: /1/remark: expected a string, found 5",
        ),
        (
            "5",
            r#"say: expected text, an array, an object with the member "type", an object with the member "remark" or null, found 5"#,
        ),
        (
            "{}",
            r#"say: expected text, an array, an object with the member "type", an object with the member "remark" or null, found an object without members"#,
        ),
    ] {
        assert_eq!(said(json), message, "{json}");
    }
}

#[test]
fn the_schema_lists_the_variants() {
    let schema: serde_json::Value = serde_json::from_str(&Driver.get_schema()).unwrap();
    let anything = &schema["$defs"]["Anything"]["oneOf"];
    assert_eq!(anything[0]["type"], "string");
    assert_eq!(anything[1]["items"]["$ref"], "#/$defs/Anything");
    assert_eq!(anything[2]["$ref"], "#/$defs/Key");
    assert_eq!(anything[3]["required"], serde_json::json!(["remark"]));
    assert_eq!(anything[4]["type"], "null");

    let key = &schema["$defs"]["Key"]["oneOf"];
    assert_eq!(key.as_array().unwrap().len(), 3);
    for (place, required) in [
        (0, ["type", "index"]),
        (1, ["type", "data"]),
        (2, ["type", "preimage"]),
    ] {
        assert_eq!(key[place]["required"], serde_json::json!(required));
        assert_eq!(key[place].get("writeOnly").is_some(), place == 2);
    }
    assert_eq!(key[2]["description"], "By hash.\n\nWhat is hashed.");
    // What stands beside the tag is no type of its own.
    assert!(schema["$defs"].get("Hashed").is_none());
}

#[test]
fn alternatives_are_listed() {
    let looks = |one: &Alternative| {
        matches!(
            one.looks,
            Looks::Members {
                tag: Some(("type", _)),
                ..
            }
        )
    };
    let all = <Key as Describe>::TYPE.alternatives();
    assert_eq!(all.len(), 3);
    assert!(all.iter().all(looks));
    const { assert!(<Anything as Describe>::NULLABLE) };
    const { assert!(!<Key as Describe>::NULLABLE) };
}

/// What stands inside an enum of which a member names the variant, serde keeps until it knows which one it is, and then
/// takes the number of a variant for its name.
#[test]
fn a_tag_is_a_name_and_no_number() {
    #[data_driver::data(codec())]
    #[derive(Debug, PartialEq)]
    #[serde(tag = "kind")]
    enum Inner {
        First,
        Second { value: u8 },
    }

    #[data_driver::data(codec())]
    #[derive(Debug, PartialEq)]
    #[serde(tag = "kind")]
    enum Outer {
        Holds { inner: Inner },
        Plain,
    }

    let read = |text: &str| data_driver::json::from_str_described::<Outer>(text);
    assert_eq!(
        read(r#"{"inner": {"value": 1, "kind": "Second"}, "kind": "Holds"}"#).unwrap(),
        Outer::Holds {
            inner: Inner::Second { value: 1 }
        }
    );
    assert_eq!(read(r#"{"kind": "Plain"}"#).unwrap(), Outer::Plain);
    for (text, place) in [
        (r#"{"kind": "Holds", "inner": {"kind": 0}}"#, "/inner/kind"),
        (
            r#"{"inner": {"value": 1, "kind": 1}, "kind": "Holds"}"#,
            "/inner/kind",
        ),
        (r#"{"kind": 1}"#, "/kind"),
        (r#"{"kind": 0, "inner": {"kind": "First"}}"#, "/kind"),
    ] {
        let error = read(text).unwrap_err();
        assert!(error.to_string().starts_with(place), "{text}: {error}");
    }
}
