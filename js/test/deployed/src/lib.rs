//! A driver as forge's macro writes them: one generic conversion for every input, integers as plain numbers, bytes as arrays,
//! a schema of type names, and `topics`.
#![no_std]
extern crate alloc;
use alloc::{
    collections::BTreeMap,
    format,
    string::{String, ToString},
    vec::Vec,
};
use bytecheck::CheckBytes;
use dusk_data_driver::{
    ConvertibleContract, Error, JsonValue, json_to_rkyv, rkyv_to_json, rkyv_to_json_u64,
};
use rkyv::{Archive, Deserialize, Serialize};

#[derive(Archive, Serialize, Deserialize, serde::Serialize, serde::Deserialize)]
#[archive_attr(derive(CheckBytes))]
pub enum Setting {
    DepositFee(u64),
    Owner([u8; 32]),
    Paused,
}

#[derive(Archive, Serialize, Deserialize, serde::Serialize, serde::Deserialize)]
#[archive_attr(derive(CheckBytes))]
pub struct Deposit {
    pub to: [u8; 32],
    pub amounts: Vec<u64>,
    pub memo: String,
    pub data: Vec<u8>,
    pub limit: Option<i64>,
}

#[derive(Archive, Serialize, Deserialize, serde::Serialize, serde::Deserialize)]
#[archive_attr(derive(CheckBytes))]
#[serde(tag = "kind")]
pub enum Tagged {
    A { value: u64, id: [u8; 4] },
}

#[derive(Archive, Serialize, Deserialize, serde::Serialize, serde::Deserialize)]
#[archive_attr(derive(CheckBytes))]
pub struct Payment {
    pub amount: u64,
    pub note: String,
    pub to: [u8; 4],
}

#[derive(Default)]
pub struct ContractDriver;

fn unknown(name: &str) -> Error {
    Error::Unsupported(format!("fn_name {name}"))
}

impl ConvertibleContract for ContractDriver {
    fn encode_input_fn(&self, name: &str, json: &str) -> Result<Vec<u8>, Error> {
        match name {
            "set_gas_limit" => json_to_rkyv::<u64>(json),
            "set" => json_to_rkyv::<Setting>(json),
            "deposit" => json_to_rkyv::<Deposit>(json),
            "pair" => json_to_rkyv::<(u64, [u8; 32])>(json),
            "tagged" => json_to_rkyv::<Tagged>(json),
            "say" => json_to_rkyv::<String>(json),
            "batch" => json_to_rkyv::<Vec<Payment>>(json),
            "mint" => json_to_rkyv::<BTreeMap<String, u64>>(json),
            "triple" => json_to_rkyv::<(u64, i128, String)>(json),
            "ratio" => json_to_rkyv::<f64>(json),
            "pause" => json_to_rkyv::<()>(json),
            name => Err(unknown(name)),
        }
    }
    fn decode_input_fn(&self, name: &str, rkyv: &[u8]) -> Result<JsonValue, Error> {
        match name {
            "set_gas_limit" => rkyv_to_json::<u64>(rkyv),
            "set" => rkyv_to_json::<Setting>(rkyv),
            "deposit" => rkyv_to_json::<Deposit>(rkyv),
            "pair" => rkyv_to_json::<(u64, [u8; 32])>(rkyv),
            "tagged" => rkyv_to_json::<Tagged>(rkyv),
            "say" => rkyv_to_json::<String>(rkyv),
            "batch" => rkyv_to_json::<Vec<Payment>>(rkyv),
            "mint" => rkyv_to_json::<BTreeMap<String, u64>>(rkyv),
            "triple" => rkyv_to_json::<(u64, i128, String)>(rkyv),
            "ratio" => rkyv_to_json::<f64>(rkyv),
            "pause" => Ok(JsonValue::Null),
            name => Err(unknown(name)),
        }
    }
    fn decode_output_fn(&self, name: &str, rkyv: &[u8]) -> Result<JsonValue, Error> {
        match name {
            "set_gas_limit" => rkyv_to_json_u64(rkyv),
            name => self.decode_input_fn(name, rkyv),
        }
    }
    fn decode_event(&self, name: &str, rkyv: &[u8]) -> Result<JsonValue, Error> {
        match name {
            "deposit" => rkyv_to_json::<Deposit>(rkyv),
            name => Err(Error::Unsupported(format!("event {name}"))),
        }
    }
    fn get_schema(&self) -> String {
        r#"{"name":"Bridge","imports":[],"functions":[{"name":"set_gas_limit","doc":"","input":"u64","output":"u64"},{"name":"set","doc":"","input":"Setting","output":"()"},{"name":"deposit","doc":"","input":"Deposit","output":"()"},{"name":"pair","doc":"","input":"(u64 , [u8 ; 32])","output":"()"},{"name":"tagged","doc":"","input":"Tagged","output":"()"},{"name":"say","doc":"","input":"String","output":"()"},{"name":"ratio","doc":"","input":"f64","output":"()"},{"name":"batch","doc":"","input":"Vec < Payment >","output":"()"},{"name":"mint","doc":"","input":"BTreeMap < String , u64 >","output":"()"},{"name":"triple","doc":"","input":"(u64 , i128 , String)","output":"()"},{"name":"pause","doc":"","input":"()","output":"()"}],"events":[{"topics":["deposit","deposit_v1"],"data":"events :: Deposit"}]}"#.to_string()
    }
}
#[cfg(target_family = "wasm")]
dusk_data_driver::generate_wasm_entrypoint!(ContractDriver);
