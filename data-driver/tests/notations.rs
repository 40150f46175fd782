//! Bytes in every notation and position, and integers that are wider than Rust's.

use data_driver::describe::{Encoding, Prefix, Type};
use data_driver::{
    ConvertibleContract, Decode, Describe, HexBytes, HexVec, PrefixedHexBytes, PrefixedHexVec,
    U256, base58, json,
};
use serde_json::{Value, json};

#[data_driver::data]
#[derive(Debug, Clone, PartialEq)]
struct Letters {
    #[serde(with = "data_driver::hex")]
    maybe: Option<[u8; 2]>,
    #[serde(with = "data_driver::hex")]
    many: Vec<Vec<u8>>,
    #[serde(with = "data_driver::hex::prefixed")]
    topics: Option<Vec<[u8; 2]>>,
    #[serde(with = "data_driver::base58")]
    keys: [[u8; 2]; 2],
    fixed: PrefixedHexBytes<2>,
    free: Option<PrefixedHexVec>,
    boxed: Box<HexBytes<1>>,
}

data_driver::contract! {
    pub NotationsDriver("Notations") {
        transaction fn letters(letters: Letters);
        query fn bare(bytes: HexBytes<3>) -> HexVec;
        query fn pair(bytes: PrefixedHexVec, amount: U256) -> Option<PrefixedHexBytes<2>>;
        feed fn amounts() -> (U256, HexBytes<3>);
        feed fn texts() -> (U256, HexVec);
        feed fn boxes() -> Box<u64>;
        query fn balance() -> #[unit("COIN", 18)] Option<U256>;
        transaction fn pay(to: u8, #[unit("COIN", 2)] amount: u64);
        event "paid": #[unit("COIN", 2)] Vec<(u8, u64)>;
    }
}

#[test]
fn bytes_stand_in_options_lists_and_arrays() {
    let text = r#"{"maybe":"0102","many":["","ff"],"topics":["0x0a0b"],"keys":["5T","LUv"],"fixed":"0x0c0d","free":null,"boxed":"0e"}"#;
    let bytes = NotationsDriver.encode_input_fn("letters", text).unwrap();
    let value: Letters = data_driver::from_rkyv(&bytes).unwrap();
    assert_eq!(value.maybe, Some([1, 2]));
    assert_eq!(value.many, [vec![], vec![255]]);
    assert_eq!(value.topics, Some(vec![[10, 11]]));
    assert_eq!(
        value.keys.map(|key| bs58::encode(key).into_string()),
        ["5T", "LUv"]
    );
    assert_eq!(
        (*value.fixed, value.free.clone(), **value.boxed),
        ([12, 13], None, [14])
    );
    let mut shown = String::new();
    NotationsDriver
        .decode_to_text(Decode::Input, "letters", &bytes, &mut shown)
        .unwrap();
    assert_eq!(shown, text);

    // In the other forms that a schema allows.
    let other = r#"{"maybe":[1,2],"many":[[],"0xFF"],"topics":["0A0b"],"keys":["5T","LUv"],"fixed":[12,13],"free":null,"boxed":"0x0E"}"#;
    assert_eq!(
        NotationsDriver.encode_input_fn("letters", other).unwrap(),
        bytes
    );
}

#[test]
fn mistakes_in_bytes_name_their_place() {
    let valid = json!({"maybe": null, "many": [], "topics": null, "keys": ["5T", "LUv"], "fixed": "0x0c0d", "free": null, "boxed": "00"});
    for (pointer, value, message) in [
        (
            "/maybe",
            json!("01"),
            "letters: /maybe: expected 2 bytes of hex, found 1",
        ),
        (
            "/many",
            json!(["", "f"]),
            "letters: /many/1: expected bytes in hex, found 1 digits",
        ),
        (
            "/topics",
            json!(["0x0a"]),
            "letters: /topics/0: expected 2 bytes of hex, found 1",
        ),
        (
            "/keys",
            json!(["5T", "5T", "5T"]),
            "letters: /keys: expected an array of 2 elements, found 3",
        ),
        (
            "/fixed",
            json!("0x0c0d0e"),
            "letters: /fixed: expected 2 bytes of hex, found 3",
        ),
    ] {
        let mut wrong = valid.clone();
        *wrong.pointer_mut(pointer).unwrap() = value;
        let error = NotationsDriver
            .encode_input_fn("letters", &wrong.to_string())
            .unwrap_err();
        assert_eq!(error.to_string(), message);
    }
}

#[test]
fn byte_types_are_the_bytes_they_hold() {
    assert_eq!(
        NotationsDriver
            .encode_input_fn("bare", "\"0x010203\"")
            .unwrap(),
        [1, 2, 3]
    );
    let archive = data_driver::to_rkyv(&vec![7_u8, 8]).unwrap();
    assert_eq!(
        NotationsDriver.decode_output_fn("bare", &archive).unwrap(),
        json!("0708")
    );
    assert_eq!(
        format!("{:?}", PrefixedHexBytes([1, 2])),
        "PrefixedHexBytes(0x0102)"
    );
}

#[test]
fn integers_of_256_bits() {
    const MAX: &str =
        "115792089237316195423570985008687907853269984665640564039457584007913129639935";
    let encode =
        |amount: &str| NotationsDriver.encode_input_fn("pair", &format!("[\"0x\", {amount}]"));
    for (amount, word) in [
        ("7", 7),
        ("\"7\"", 7),
        (&format!("\"{MAX}\""), u64::MAX),
        (MAX, u64::MAX),
    ] {
        let bytes = encode(amount).unwrap();
        let (_, value): (Vec<u8>, U256) = data_driver::from_rkyv(&bytes).unwrap();
        assert_eq!(value.0[0], word, "{amount}");
        let text = NotationsDriver.decode_input_fn("pair", &bytes).unwrap();
        assert_eq!(text[1], amount.trim_matches('"'), "{amount}");
    }
    let beyond = format!("{}6", &MAX[..MAX.len() - 1]);
    for wrong in [&beyond, "-1", "1.0", "\"01\"", "\"\"", "null", "[]"] {
        let error = encode(wrong).unwrap_err().to_string();
        assert!(
            error.contains(&format!("an integer from 0 to {MAX}")),
            "{wrong}: {error}"
        );
    }
}

/// The decimal form against that of another implementation, at every length.
#[test]
fn decimals_of_256_bits_are_those_of_division_by_hand() {
    let mut bytes = [0_u8; 32];
    let mut state = 7_u64;
    for length in 0..=32 {
        for byte in bytes.iter_mut().rev().take(length) {
            state = state.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23);
            *byte = state.to_le_bytes()[0];
        }
        let mut digits = vec![0_u8];
        for byte in bytes {
            let mut carry = u32::from(byte);
            for digit in &mut digits {
                carry += u32::from(*digit) * 256;
                *digit = u8::try_from(carry % 10).unwrap();
                carry /= 10;
            }
            while carry > 0 {
                digits.push(u8::try_from(carry % 10).unwrap());
                carry /= 10;
            }
        }
        let expected: String = digits
            .iter()
            .rev()
            .map(|digit| char::from(b'0' + digit))
            .collect();
        let value = U256::from_be_bytes(bytes);
        assert_eq!(value.to_string(), expected);
        assert_eq!(expected.parse(), Ok(value));
    }
}

#[test]
fn items_of_one_size_say_so() {
    let schema: Value = serde_json::from_str(&NotationsDriver.get_schema()).unwrap();
    let size = |name: &str| {
        let functions = schema["functions"].as_array().unwrap();
        functions
            .iter()
            .find(|function| function["name"] == name)
            .unwrap()["itemSize"]
            .clone()
    };
    assert_eq!(size("amounts"), 40);
    for name in ["texts", "boxes", "balance"] {
        assert_eq!(size(name), Value::Null, "{name}");
    }
    let item =
        NotationsDriver::encode_value(Decode::Output, "amounts", "[\"1\",\"010203\"]").unwrap();
    assert_eq!(item.len(), 40);
}

#[test]
fn units_stand_with_every_integer_that_they_are_for() {
    let schema: Value = serde_json::from_str(&NotationsDriver.get_schema()).unwrap();
    let coin = |decimals: u8| json!({"symbol": "COIN", "decimals": decimals});
    let of = |pointer: &str| schema.pointer(pointer).cloned().unwrap_or_default();
    assert_eq!(of("/functions/6/outputSchema/anyOf/0/unit"), coin(18));
    assert_eq!(of("/functions/7/inputSchema/prefixItems/1/unit"), coin(2));
    assert_eq!(of("/functions/7/params/1/schema/unit"), coin(2));
    assert_eq!(
        of("/functions/7/inputSchema/prefixItems/0"),
        json!({"$ref": "#/$defs/u8"})
    );
    assert_eq!(of("/events/0/dataSchema/items/prefixItems/1/unit"), coin(2));
    assert_eq!(of("/functions/7/input"), "(u8,u64)");
}

/// Against `bs58`, with prefixes of several bytes as Tezos has them.
#[test]
fn base58check_is_base58_with_a_checksum() {
    let tz1 = Prefix {
        letters: "tz1",
        bytes: &[6, 161, 159],
    };
    let payload = [0x2a; 20];
    let with_prefix: Vec<u8> = [6, 161, 159].into_iter().chain(payload).collect();
    let expected = bs58::encode(&with_prefix).with_check().into_string();
    let mut text = String::new();
    base58::check::encode(&payload, tz1, &mut text);
    assert_eq!(text, expected);
    assert!(text.starts_with(tz1.letters));
    assert_eq!(
        base58::check::decode(&text, tz1, Some(20)).unwrap(),
        payload
    );
    let error = |text: &str, prefix, length| {
        base58::check::decode(text, prefix, length)
            .unwrap_err()
            .to_string()
    };
    let mut damaged = text.clone();
    damaged.replace_range(5..6, if &text[5..6] == "z" { "y" } else { "z" });
    assert_eq!(
        error(&damaged, tz1, None),
        "the checksum does not match: a letter is wrong or missing"
    );
    let kt1 = Prefix {
        letters: "KT1",
        bytes: &[2, 90, 121],
    };
    assert_eq!(error(&text, kt1, None), "the text does not begin with KT1");
    assert_eq!(error(&text, tz1, Some(21)), "found 20 bytes, not 21");
    assert_eq!(error("11", tz1, None), "too short for a checksum");
    assert_eq!(
        error("1l", tz1, None),
        "'l' at byte 1 is no digit of base58"
    );
}

/// M5: floats that JSON has no number for keep what they are.
#[test]
fn floats_beyond_numbers_are_text() {
    let text = |value: f64| {
        let mut out = String::new();
        json::write(&value, json::Integers::WideAsText, &mut out).unwrap();
        out
    };
    for (value, expected) in [
        (f64::NAN, "\"NaN\""),
        (f64::INFINITY, "\"Infinity\""),
        (f64::NEG_INFINITY, "\"-Infinity\""),
        (-0.0, "-0.0"),
        (0.1, "0.1"),
    ] {
        assert_eq!(text(value), expected);
        let read: f64 = json::from_str(expected).unwrap();
        assert_eq!(text(read), expected);
        assert_eq!(read.is_sign_negative(), value.is_sign_negative());
        let narrow: f32 = json::from_str(expected).unwrap();
        assert_eq!(narrow.is_finite(), value.is_finite());
    }
    for wrong in ["\"nan\"", "\"inf\"", "\"1\"", "\"\"", "null"] {
        json::from_str::<f64>(wrong).expect_err(wrong);
    }
}

#[test]
fn descriptions_say_which_notation() {
    let Type::Bytes { encoding, length } = <PrefixedHexBytes<4> as Describe>::TYPE else {
        panic!("bytes");
    };
    assert_eq!((*encoding, *length), (Encoding::PrefixedHex, Some(4)));
    let schema: Value = serde_json::from_str(&NotationsDriver.get_schema()).unwrap();
    let fixed = &schema["$defs"]["Letters"]["properties"]["fixed"];
    assert_eq!(
        (&fixed["format"], &fixed["prefix"]),
        (&json!("hex"), &json!("0x"))
    );
    assert_eq!(
        schema["$defs"]["Letters"]["properties"]["boxed"]["prefix"],
        Value::Null
    );
}
