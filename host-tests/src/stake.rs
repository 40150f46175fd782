//! Random values of the stake contract's types.

use anyhow::{Result, bail};
use data_driver::Decode;
use dusk_core::signatures::bls::PublicKey;
use dusk_core::stake::{
    Reward, SlashEvent, Stake, StakeConfig, StakeData, StakeEvent, StakeKeys, Withdraw,
    WithdrawToContract,
};
use dusk_core::transfer::ReceiveFromContract;
use serde_json::{Value, json};

use crate::sample::{Draw, Sample, sample, sample_u64};

/// The functions that the deployed driver handles.
pub const FUNCTIONS: [&str; 13] = [
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

/// The events that the deployed driver handles.
pub const EVENTS: [&str; 6] = [
    "stake",
    "unstake",
    "withdraw",
    "reward",
    "slash",
    "hard_slash",
];

/// Everything that the deployed driver can be asked about.
pub fn everything() -> impl Iterator<Item = (Decode, &'static str)> {
    let of = |what: Decode, names: &'static [&str]| names.iter().map(move |name| (what, *name));
    of(Decode::Input, &FUNCTIONS)
        .chain(of(Decode::Output, &FUNCTIONS))
        .chain(of(Decode::Event, &EVENTS))
}

/// A random value.
///
/// # Errors
/// The contract has no such function or event.
pub fn draw(what: Decode, name: &str, draw: &mut Draw) -> Result<Sample> {
    match (what, name) {
        (Decode::Input, "stake") => sample::<Stake>(stake(draw)),
        (Decode::Input, "unstake" | "withdraw") => sample::<Withdraw>(withdraw(draw)),
        (Decode::Input, "stake_from_contract") => {
            sample::<ReceiveFromContract>(receive_from_contract(draw))
        }
        (Decode::Input, "unstake_from_contract" | "withdraw_from_contract") => {
            sample::<WithdrawToContract>(withdraw_to_contract(draw))
        }
        (Decode::Input, "get_stake" | "get_stake_keys") => sample::<PublicKey>(draw.key()),
        (Decode::Input, name) if FUNCTIONS.contains(&name) => sample::<()>(Value::Null),
        (Decode::Output, "get_stake") => sample::<Option<StakeData>>(optional_stake_data(draw)),
        (Decode::Output, "get_stake_keys") => {
            let keys = if draw.coin() { keys(draw) } else { Value::Null };
            sample::<Option<StakeKeys>>(keys)
        }
        (Decode::Output, "burnt_amount" | "get_version") => sample_u64(draw.number()),
        (Decode::Output, "get_config") => {
            sample::<StakeConfig>(json!({"warnings": draw.u8(), "minimum_stake": draw.u64()}))
        }
        (Decode::Output, "stakes") => {
            sample::<(StakeKeys, StakeData)>(json!([keys(draw), stake_data(draw)]))
        }
        (Decode::Output, "prev_state_changes") => {
            let change = json!([draw.key(), optional_stake_data(draw)]);
            sample::<(PublicKey, Option<StakeData>)>(change)
        }
        (Decode::Output, name) if FUNCTIONS.contains(&name) => sample::<()>(Value::Null),
        (Decode::Event, "stake" | "unstake" | "withdraw") => sample::<StakeEvent>(
            json!({"keys": keys(draw), "value": draw.u64(), "locked": draw.u64()}),
        ),
        (Decode::Event, "reward") => {
            let rewards: Vec<Value> = (0..draw.count(5)).map(|_| reward(draw)).collect();
            sample::<Vec<Reward>>(json!(rewards))
        }
        (Decode::Event, "slash" | "hard_slash") => {
            let account = draw.key();
            sample::<SlashEvent>(json!({
                "account": account,
                "value": draw.u64(),
                "next_eligibility": draw.u64(),
            }))
        }
        _ => bail!("the stake contract has no {name} for {what:?}"),
    }
}

fn keys(draw: &mut Draw) -> Value {
    let owner = if draw.coin() {
        json!({"Account": draw.key()})
    } else {
        json!({"Contract": draw.contract_id()})
    };
    json!({"account": draw.key(), "owner": owner})
}

fn signatures(draw: &mut Draw) -> Value {
    json!({"account": draw.signature(), "owner": draw.signature()})
}

fn stake(draw: &mut Draw) -> Value {
    json!({
        "chain_id": draw.u8(),
        "keys": keys(draw),
        "value": draw.u64(),
        "signature": signatures(draw),
    })
}

fn withdraw(draw: &mut Draw) -> Value {
    let receiver = if draw.coin() {
        json!({"Moonlight": draw.key()})
    } else {
        json!({"Phoenix": draw.stealth_address()})
    };
    let token = if draw.coin() {
        json!({"Moonlight": draw.u64()})
    } else {
        let nullifiers: Vec<Value> = (0..draw.count(4)).map(|_| draw.scalar()).collect();
        json!({"Phoenix": nullifiers})
    };
    let signature = if draw.coin() {
        json!({"Moonlight": draw.signature()})
    } else {
        json!({"Phoenix": draw.note_signature()})
    };
    json!({
        "account": draw.key(),
        "withdraw": {
            "contract": draw.contract_id(),
            "value": draw.u64(),
            "receiver": receiver,
            "token": token,
            "signature": signature,
        },
        "signature": signatures(draw),
    })
}

fn receive_from_contract(draw: &mut Draw) -> Value {
    json!({"contract": draw.contract_id(), "value": draw.u64(), "data": draw.hex(200)})
}

fn withdraw_to_contract(draw: &mut Draw) -> Value {
    json!({
        "account": draw.key(),
        "value": draw.u64(),
        "fn_name": draw.text(),
        "data": draw.hex(64),
    })
}

fn stake_data(draw: &mut Draw) -> Value {
    let amount = if draw.coin() {
        json!({"value": draw.u64(), "locked": draw.u64(), "eligibility": draw.u64()})
    } else {
        Value::Null
    };
    json!({
        "amount": amount,
        "reward": draw.u64(),
        "faults": draw.u8(),
        "hard_faults": draw.u8(),
    })
}

fn optional_stake_data(draw: &mut Draw) -> Value {
    if draw.coin() {
        stake_data(draw)
    } else {
        Value::Null
    }
}

fn reward(draw: &mut Draw) -> Value {
    let reasons = ["GeneratorFixed", "GeneratorExtra", "Voter", "Other"];
    let reason = reasons[draw.count(reasons.len() - 1)];
    json!({"account": draw.key(), "value": draw.u64(), "reason": reason})
}
