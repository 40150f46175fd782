//! Base58 against the crate `bs58`.

use data_driver::base58::{MAX_BYTES, decode, encode};

/// A small generator of numbers, the same in every run (xorshift64*).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn bytes(&mut self, length: usize) -> Vec<u8> {
        (0..length).map(|_| self.next().to_be_bytes()[0]).collect()
    }
}

fn agree(bytes: &[u8]) {
    let mut text = String::from("in front ");
    encode(bytes, &mut text);
    let expected = bs58::encode(bytes).into_string();
    assert_eq!(text, format!("in front {expected}"), "{bytes:?}");
    assert_eq!(decode(&expected).as_deref(), Ok(bytes), "{expected}");
}

#[test]
fn every_length_agrees_with_bs58() {
    let mut random = Random(58);
    for length in 0..=200 {
        for zeros in [0, 1, length / 2, length] {
            let mut bytes = random.bytes(length);
            bytes[..zeros.min(length)].fill(0);
            agree(&bytes);
        }
        agree(&vec![255; length]);
    }
}

#[test]
fn keys_agree_with_bs58() {
    let mut random = Random(96);
    for length in [32, 48, 64, 96] {
        for _ in 0..2000 {
            agree(&random.bytes(length));
        }
    }
}

#[test]
fn any_text_is_read_as_bs58_reads_it() {
    let mut random = Random(7);
    let alphabet: Vec<char> = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz0Oé"
        .chars()
        .collect();
    for length in 0..300_usize {
        // The last characters of the alphabet are no digits: most texts here have none of them.
        let choices = if length % 4 == 0 { alphabet.len() } else { 58 };
        let text: String = (0..length)
            .map(|_| alphabet[usize::try_from(random.next() >> 33).unwrap_or(0) % choices])
            .collect();
        let expected = bs58::decode(&text).into_vec();
        assert_eq!(decode(&text).ok(), expected.ok(), "{text}");
    }
}

#[test]
fn the_first_character_that_is_no_digit_is_named() {
    assert_eq!(decode("11abl0"), Err(4));
    assert_eq!(decode("é"), Err(0));
    assert_eq!(decode(&"z".repeat(200)).map(|bytes| bytes.len()), Ok(147));
}

#[test]
fn the_adapter_names_what_is_wrong() {
    #[derive(Debug, serde::Deserialize)]
    struct Owner {
        #[serde(with = "data_driver::base58")]
        key: [u8; 4],
    }
    let error = |text: &str| {
        data_driver::json::from_str::<Owner>(text)
            .unwrap_err()
            .to_string()
    };
    assert_eq!(
        error(r#"{"key": "2VfU0"}"#),
        "/key: '0' at byte 4 is no digit of base58"
    );
    assert_eq!(
        error(r#"{"key": "2VfUX2VfUX"}"#),
        "/key: expected 4 bytes of base58, found 7"
    );
    let owner: Owner = data_driver::json::from_str(r#"{"key": "2VfUX"}"#).unwrap();
    assert_eq!(owner.key, [1, 2, 3, 4]);
}

/// T6: to decode this text would take hours.
#[test]
fn a_text_that_is_far_too_long_is_refused_by_its_length() {
    #[derive(Debug, serde::Deserialize, data_driver::Describe)]
    struct Owner {
        #[serde(with = "data_driver::base58")]
        #[expect(dead_code, reason = "no key is read")]
        key: [u8; 96],
    }
    let text = format!(r#"{{"key": "{}"}}"#, "z".repeat(10_000_000));
    for result in [
        data_driver::json::from_str::<Owner>(&text),
        data_driver::json::from_str_described(&text),
    ] {
        let error = result.unwrap_err();
        assert_eq!(error.kind(), data_driver::Kind::WrongLength);
        assert_eq!(
            error.to_string(),
            "/key: expected 96 bytes of base58, found 7320000"
        );
    }

    let prefix = data_driver::describe::Prefix {
        letters: "tz1",
        bytes: &[6, 161, 159],
    };
    let long = format!("tz1{}", "z".repeat(10_000_000));
    let error = data_driver::base58::check::decode(&long, prefix, Some(20)).unwrap_err();
    assert!(error.to_string().contains("7320002"), "{error}");
}

#[derive(Debug, PartialEq, serde::Serialize, serde::Deserialize)]
struct Any {
    #[serde(with = "data_driver::base58")]
    bytes: Vec<u8>,
}

// T6: the time that base58 takes grows with the square of the length.
#[test]
fn bytes_of_any_number_have_a_limit() {
    for fill in [0, 255] {
        let most = Any {
            bytes: vec![fill; MAX_BYTES],
        };
        let json = data_driver::to_json(&most).unwrap();
        let text = bs58::encode(&most.bytes).into_string();
        assert_eq!(json["bytes"], text);
        let read: Any = data_driver::json::from_str(&json.to_string()).unwrap();
        assert_eq!(read, most);
    }
    let more = Any {
        bytes: vec![255; MAX_BYTES + 1],
    };
    let error = data_driver::to_json(&more).unwrap_err().to_string();
    assert!(
        error.contains("expected at most 4096 bytes of base58, found 4097"),
        "{error}"
    );
    let digits = "z".repeat(6_000);
    let error = data_driver::json::from_str::<Any>(&format!("{{\"bytes\":\"{digits}\"}}"));
    let error = error.unwrap_err().report();
    assert_eq!(
        error.message,
        "/bytes: expected at most 4096 bytes of base58, found 4392"
    );
}
