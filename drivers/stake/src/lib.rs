//! Data driver of Dusk's stake contract.
//!
//! Types and their JSON forms are those of `dusk-core`; the entry points are those that the
//! contract's deployed driver handles.

#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;

use alloc::string::String;
use alloc::vec::Vec;

use data_driver::json::Integers;
use data_driver::{
    ConvertibleContract, Decode, Error, JsonValue, Place, decode_to_value, json_to_rkyv,
    rkyv_to_text,
};
use dusk_core::signatures::bls::PublicKey;
use dusk_core::stake::{
    Reward, SlashEvent, Stake, StakeConfig, StakeData, StakeEvent, StakeKeys, Withdraw,
    WithdrawToContract,
};
use dusk_core::transfer::ReceiveFromContract;

/// Translates the stake contract's calls, results and events.
#[derive(Debug, Default, Clone, Copy)]
pub struct StakeDriver;

const FUNCTIONS: [&str; 13] = [
    "stake",
    "unstake",
    "withdraw",
    "stake_from_contract",
    "unstake_from_contract",
    "withdraw_from_contract",
    "get_stake",
    "get_stake_keys",
    "burnt_amount",
    "get_version",
    "get_config",
    "stakes",
    "prev_state_changes",
];

const EVENTS: [&str; 6] = [
    "stake",
    "unstake",
    "withdraw",
    "reward",
    "slash",
    "hard_slash",
];

impl ConvertibleContract for StakeDriver {
    fn encode_input_fn(&self, fn_name: &str, json: &str) -> Result<Vec<u8>, Error> {
        match fn_name {
            "stake" => json_to_rkyv::<Stake>(json),
            "unstake" | "withdraw" => json_to_rkyv::<Withdraw>(json),
            "stake_from_contract" => json_to_rkyv::<ReceiveFromContract>(json),
            "unstake_from_contract" | "withdraw_from_contract" => {
                json_to_rkyv::<WithdrawToContract>(json)
            }
            "get_stake" | "get_stake_keys" => json_to_rkyv::<PublicKey>(json),
            "burnt_amount" | "get_version" | "get_config" | "stakes" | "prev_state_changes" => {
                json_to_rkyv::<()>(json)
            }
            _ => Err(Error::unknown_name(Place::Function(fn_name), &FUNCTIONS)),
        }
        .map_err(|error| error.in_place(Place::Function(fn_name)))
    }

    fn decode_input_fn(&self, fn_name: &str, rkyv: &[u8]) -> Result<JsonValue, Error> {
        decode_to_value(self, Decode::Input, fn_name, rkyv)
    }

    fn decode_output_fn(&self, fn_name: &str, rkyv: &[u8]) -> Result<JsonValue, Error> {
        decode_to_value(self, Decode::Output, fn_name, rkyv)
    }

    fn decode_event(&self, event_name: &str, rkyv: &[u8]) -> Result<JsonValue, Error> {
        decode_to_value(self, Decode::Event, event_name, rkyv)
    }

    fn decode_to_text(
        &self,
        what: Decode,
        name: &str,
        bytes: &[u8],
        out: &mut String,
    ) -> Result<(), Error> {
        match what {
            Decode::Input => input(name, bytes, out),
            Decode::Output => output(name, bytes, out),
            Decode::Event => event(name, bytes, out),
        }
        .map_err(|error| error.in_place(what.place(name)))
    }

    fn get_schema(&self) -> String {
        String::new()
    }

    fn get_version(&self) -> &'static str {
        env!("CARGO_PKG_VERSION")
    }
}

/// Bare `u64` results are decimal strings, like the `u64` members of the types of `dusk-core`.
const INTEGERS: Integers = Integers::WideAsText;

fn input(name: &str, bytes: &[u8], out: &mut String) -> Result<(), Error> {
    match name {
        "stake" => rkyv_to_text::<Stake>(bytes, INTEGERS, out),
        "unstake" | "withdraw" => rkyv_to_text::<Withdraw>(bytes, INTEGERS, out),
        "stake_from_contract" => rkyv_to_text::<ReceiveFromContract>(bytes, INTEGERS, out),
        "unstake_from_contract" | "withdraw_from_contract" => {
            rkyv_to_text::<WithdrawToContract>(bytes, INTEGERS, out)
        }
        "get_stake" | "get_stake_keys" => rkyv_to_text::<PublicKey>(bytes, INTEGERS, out),
        "burnt_amount" | "get_version" | "get_config" | "stakes" | "prev_state_changes" => {
            rkyv_to_text::<()>(bytes, INTEGERS, out)
        }
        _ => Err(Error::unknown_name(Place::Function(name), &FUNCTIONS)),
    }
}

fn output(name: &str, bytes: &[u8], out: &mut String) -> Result<(), Error> {
    match name {
        "stake"
        | "unstake"
        | "withdraw"
        | "stake_from_contract"
        | "unstake_from_contract"
        | "withdraw_from_contract" => rkyv_to_text::<()>(bytes, INTEGERS, out),
        "get_stake" => rkyv_to_text::<Option<StakeData>>(bytes, INTEGERS, out),
        "get_stake_keys" => rkyv_to_text::<Option<StakeKeys>>(bytes, INTEGERS, out),
        "burnt_amount" | "get_version" => rkyv_to_text::<u64>(bytes, INTEGERS, out),
        "get_config" => rkyv_to_text::<StakeConfig>(bytes, INTEGERS, out),
        "stakes" => rkyv_to_text::<(StakeKeys, StakeData)>(bytes, INTEGERS, out),
        "prev_state_changes" => {
            rkyv_to_text::<(PublicKey, Option<StakeData>)>(bytes, INTEGERS, out)
        }
        _ => Err(Error::unknown_name(Place::Function(name), &FUNCTIONS)),
    }
}

fn event(name: &str, bytes: &[u8], out: &mut String) -> Result<(), Error> {
    match name {
        "stake" | "unstake" | "withdraw" => rkyv_to_text::<StakeEvent>(bytes, INTEGERS, out),
        "reward" => rkyv_to_text::<Vec<Reward>>(bytes, INTEGERS, out),
        "slash" | "hard_slash" => rkyv_to_text::<SlashEvent>(bytes, INTEGERS, out),
        _ => Err(Error::unknown_name(Place::Event(name), &EVENTS)),
    }
}

data_driver::export!(StakeDriver);
