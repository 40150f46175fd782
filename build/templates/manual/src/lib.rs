//! Data driver whose trait is implemented by hand: for conversions that no declaration can say.

use data_driver::declared::{self, Contract, Event, Function, FunctionKind, Param};
use data_driver::{ConvertibleContract, Decode, Describe, Error, JsonValue};
use data_driver::json::Integers::WideAsText;
use data_driver::{decode_to_value, json_to_rkyv, rkyv_to_text};

/// What the contract has. The schema is made of it; put functions of your own in the place of the
/// conversions where those here do not fit.
static CONTRACT: Contract = Contract {
    name: "@Contract@",
    doc: "Keeps funds locked.",
    version: env!("CARGO_PKG_VERSION"),
    codec: "rkyv-0.7",
    functions: &[
        Function {
            name: "lock",
            aliases: &[],
            doc: "Locks an amount until a block height.",
            members: &[],
            kind: FunctionKind::Transaction,
            params: &[
                Param { name: "amount", ty: <u64 as Describe>::TYPE },
                Param { name: "until", ty: <u64 as Describe>::TYPE },
            ],
            input: <(u64, u64) as Describe>::TYPE,
            output: <() as Describe>::TYPE,
            item_size: None,
            encode_input: json_to_rkyv::<(u64, u64)>,
            decode_input: |bytes, out| rkyv_to_text::<(u64, u64)>(bytes, WideAsText, out),
            decode_output: |bytes, out| rkyv_to_text::<()>(bytes, WideAsText, out),
        },
        Function {
            name: "locked",
            aliases: &[],
            doc: "How much is locked.",
            members: &[],
            kind: FunctionKind::Query,
            params: &[],
            input: <() as Describe>::TYPE,
            output: <u64 as Describe>::TYPE,
            item_size: None,
            encode_input: json_to_rkyv::<()>,
            decode_input: |bytes, out| rkyv_to_text::<()>(bytes, WideAsText, out),
            decode_output: |bytes, out| rkyv_to_text::<u64>(bytes, WideAsText, out),
        },
    ],
    events: &[Event {
        topic: "unlocked",
        doc: "An amount is free again.",
        members: &[],
        data: <u64 as Describe>::TYPE,
        decode: |bytes, out| rkyv_to_text::<u64>(bytes, WideAsText, out),
    }],
};

/// The driver.
#[derive(Debug, Clone, Copy, Default)]
pub struct @Driver@;

impl ConvertibleContract for @Driver@ {
    fn encode_input_fn(&self, fn_name: &str, json: &str) -> Result<Vec<u8>, Error> {
        CONTRACT.encode_input(fn_name, json)
    }

    fn decode_input_fn(&self, fn_name: &str, bytes: &[u8]) -> Result<JsonValue, Error> {
        decode_to_value(self, Decode::Input, fn_name, bytes)
    }

    fn decode_output_fn(&self, fn_name: &str, bytes: &[u8]) -> Result<JsonValue, Error> {
        decode_to_value(self, Decode::Output, fn_name, bytes)
    }

    fn decode_event(&self, event_name: &str, bytes: &[u8]) -> Result<JsonValue, Error> {
        decode_to_value(self, Decode::Event, event_name, bytes)
    }

    fn get_schema(&self) -> String {
        declared::schema(&CONTRACT)
    }

    fn get_version(&self) -> &'static str {
        CONTRACT.version
    }

    fn decode_to_text(&self, what: Decode, name: &str, bytes: &[u8], out: &mut String) -> Result<(), Error> {
        CONTRACT.decode(what, name, bytes, out)
    }
}

data_driver::export!(@Driver@);
