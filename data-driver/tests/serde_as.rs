//! M7: `#[serde_as]`, above the derives and below them.

#![allow(missing_docs, reason = "a test")]

use data_driver::describe::{Definition, Encoding, Field, Integer, Named, Type};
use data_driver::{ConvertibleContract, Describe, data};
use serde_with::hex::Hex;
use serde_with::{DisplayFromStr, serde_as};

#[data]
#[serde_as]
pub struct Below {
    #[serde_as(as = "Hex")]
    key: [u8; 3],
    #[serde_as(as = "DisplayFromStr")]
    #[describe(ty = u64)]
    amount: u64,
}

#[serde_as]
#[data]
pub struct Above {
    #[serde_as(as = "Hex")]
    key: [u8; 3],
    #[serde_as(as = "DisplayFromStr")]
    #[describe(ty = u64)]
    amount: u64,
}

data_driver::contract! {
    pub Driver("Contract") {
        transaction fn below(value: Below);
        transaction fn above(value: Above);
    }
}

fn fields<T: Describe>() -> &'static [Field] {
    let Type::Named(Named {
        definition: Definition::Struct(fields),
        ..
    }) = T::TYPE
    else {
        panic!("a struct");
    };
    fields
}

#[test]
fn adapters_that_are_known_are_described() {
    for fields in [fields::<Below>(), fields::<Above>()] {
        let hex = Type::Bytes {
            encoding: Encoding::Hex,
            length: Some(3),
        };
        assert_eq!(format!("{:?}", fields[0].ty), format!("{hex:?}"));
        let Type::Integer(Integer {
            signed: false,
            bits: 64,
        }) = fields[1].ty
        else {
            panic!("{:?}", fields[1].ty);
        };
    }
}

#[test]
fn values_come_back_in_every_form() {
    let written = r#"{"amount":"18446744073709551615","key":"00ff07"}"#;
    for name in ["below", "above"] {
        for json in [
            written,
            r#"{"key":"0x00FF07","amount":18446744073709551615}"#,
            r#"{"key":[0,255,7],"amount":"18446744073709551615"}"#,
        ] {
            let bytes = Driver.encode_input_fn(name, json).unwrap();
            assert_eq!(
                Driver.decode_input_fn(name, &bytes).unwrap().to_string(),
                written
            );
        }
    }
}
