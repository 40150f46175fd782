//! Functions whose names are no identifiers, or more than one; what a contract says of its functions and
//! events beyond what all say; and `Result`.

use data_driver::declared::{Member, MemberValue};
use data_driver::{ConvertibleContract, Decode, Kind};
use serde_json::{Value, json};

mod bytes {
    //! What these tests look at does not depend on the wire format: JSON itself stands for it.
    use data_driver::codec::{Codec, Convert};
    use data_driver::{Error, Kind};

    pub(crate) struct AsJson;

    impl Codec for AsJson {
        const ID: &'static str = "json";
    }

    impl<T: serde::Serialize + serde::de::DeserializeOwned> Convert<T> for AsJson {
        fn to_bytes(value: &T) -> Result<Vec<u8>, Error> {
            Ok(serde_json::to_vec(value)?)
        }

        fn from_bytes(bytes: &[u8]) -> Result<T, Error> {
            serde_json::from_slice(bytes)
                .map_err(|error| Error::bytes(Kind::InvalidBytes, 0, "JSON", error.to_string()))
        }
    }
}

data_driver::contract! {
    /// Calls by name and by number.
    pub CallsDriver("Calls", codec = bytes::AsJson) {
        /// Adds to an account.
        #[schema(id = 3, mutable = true, since = "1.0")]
        transaction fn "ecall.deposit" | "ecall.3"(account: u8, amount: u64);
        /// What an account has.
        #[schema(id = 14)]
        #[schema(mutable = false)]
        query fn "ecall.balance" | "ecall.14" | balance(account: u8) -> Result<u64, String>;
        /// The log.
        query fn log() -> Vec<Result<(), Option<u8>>>;
        /// Something was paid.
        #[schema(index = 2)]
        event "paid" | "PAID": u64;
    }
}

fn schema() -> Value {
    serde_json::from_str(&CallsDriver.get_schema()).unwrap()
}

#[test]
fn a_function_is_known_by_each_of_its_names() {
    for name in ["ecall.deposit", "ecall.3"] {
        let bytes = CallsDriver.encode_input_fn(name, "[1, 2]").unwrap();
        let value = CallsDriver.decode_input_fn(name, &bytes).unwrap();
        assert_eq!(value, json!([1, "2"]));
        CallsDriver::encode_value(Decode::Output, name, "null").unwrap();
        let error = CallsDriver.encode_input_fn(name, "[1]").unwrap_err();
        assert_eq!(error.report().function.as_deref(), Some(name));
    }
    for name in ["ecall.balance", "ecall.14", "balance"] {
        CallsDriver.encode_input_fn(name, "1").unwrap();
    }
    let error = CallsDriver
        .encode_input_fn("ecall.depsoit", "null")
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "ecall.depsoit: the driver has no such function; did you mean ecall.deposit?"
    );
    assert_eq!(error.kind(), Kind::UnknownFunction);
}

#[test]
fn the_schema_has_the_names_once_and_what_the_author_adds() {
    let schema = schema();
    let functions = schema["functions"].as_array().unwrap();
    assert_eq!(functions.len(), 3);
    assert_eq!(functions[0]["name"], "ecall.deposit");
    assert_eq!(functions[0]["aliases"], json!(["ecall.3"]));
    assert_eq!(functions[1]["aliases"], json!(["ecall.14", "balance"]));
    assert_eq!(functions[2].get("aliases"), None);
    assert_eq!(
        (
            &functions[0]["id"],
            &functions[0]["mutable"],
            &functions[0]["since"]
        ),
        (&json!(3), &json!(true), &json!("1.0"))
    );
    assert_eq!(functions[1]["mutable"], false);
    for event in schema["events"].as_array().unwrap() {
        assert_eq!(event["index"], 2);
    }
    assert_eq!(
        CallsDriver::CONTRACT.functions[0].members[2],
        Member {
            name: "since",
            value: MemberValue::Text("1.0")
        }
    );
}

#[test]
fn a_result_has_a_value_or_an_error() {
    let schema = schema();
    assert_eq!(schema["functions"][1]["output"], "Result<u64,String>");
    let variant = |name: &str, content: Value| {
        json!({
            "type": "object",
            "properties": {name: content},
            "required": [name],
            "additionalProperties": false,
        })
    };
    assert_eq!(
        schema["functions"][1]["outputSchema"],
        json!({"oneOf": [
            variant("Ok", json!({"$ref": "#/$defs/u64"})),
            variant("Err", json!({"type": "string"})),
        ]})
    );
    assert_eq!(
        schema["functions"][2]["output"],
        "Vec<Result<(),Option<u8>>>"
    );

    let encode = |name, json: &str| CallsDriver::encode_value(Decode::Output, name, json);
    // Integers are in every form inside of it, and written in theirs.
    for json in [
        r#"{"Ok":"18446744073709551615"}"#,
        r#"{"Ok":18446744073709551615}"#,
    ] {
        let bytes = encode("balance", json).unwrap();
        let value = CallsDriver.decode_output_fn("balance", &bytes).unwrap();
        assert_eq!(value, json!({"Ok": "18446744073709551615"}));
    }
    encode("log", r#"[{"Ok": null}, {"Err": null}, {"Err": 7}]"#).unwrap();
    for (json, message) in [
        (
            r#"{"Ok":"x"}"#,
            "balance: /Ok: expected an integer from 0 to 18446744073709551615, found \"x\"",
        ),
        (
            r#"{"Fine":1}"#,
            "balance: expected one of \"Ok\", \"Err\", found \"Fine\"",
        ),
        (
            r#""Ok""#,
            "balance: expected an object with the member \"Ok\", found \"Ok\"",
        ),
    ] {
        let error = encode("balance", json).unwrap_err().to_string();
        assert_eq!(error, message);
    }
}
