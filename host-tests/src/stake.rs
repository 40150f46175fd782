//! Random values of the stake contract's types.

use anyhow::{Result, bail};
use data_driver::declared;
use data_driver::{ConvertibleContract, Decode, Error};
use dusk_core::signatures::bls::PublicKey;
use dusk_core::stake::{
    Reward, SlashEvent, Stake, StakeConfig, StakeData, StakeEvent, StakeKeys, Withdraw,
    WithdrawToContract,
};
use dusk_core::transfer::ReceiveFromContract;
use serde_json::{Value, json};
use stake_driver::StakeDriver;

use crate::contract::Contract;
use crate::golden::Golden;
use crate::oracle::Oracle;
use crate::runner::Runner;
use crate::sample::{Draw, Sample, quoted, sample, sample_as, sample_u64, text, value};
use crate::transfer;

/// The functions that Dusk's driver handles.
const DEPLOYED: [&str; 13] = [
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

/// The document's own example of a stake call.
const EXAMPLE: &str = r#"{"chain_id":1,"keys":{"account":"tCR9c1pQU1jC5QgmRi3JRb2g1Rhtrc6AxT24VQPtMY3wrsuRrnMBMP6wSoKWXH2opKTeCm5aniEG2HH8ATcUHzeWe6814e8qdECGvLLZvhaRKsi7MJgLAA33PiWZ4b6ptNt","owner":{"Account":"tCR9c1pQU1jC5QgmRi3JRb2g1Rhtrc6AxT24VQPtMY3wrsuRrnMBMP6wSoKWXH2opKTeCm5aniEG2HH8ATcUHzeWe6814e8qdECGvLLZvhaRKsi7MJgLAA33PiWZ4b6ptNt"}},"value":"4014086097495","signature":{"account":"7kP8oaxopsWi7g6kNGtX3PHVekMF8RKRRx74tqoo1xLmh2zGVN2FmJ5EFg7UJV9stk","owner":"7kP8oaxopsWi7g6kNGtX3PHVekMF8RKRRx74tqoo1xLmh2zGVN2FmJ5EFg7UJV9stk"}}"#;

/// The rewards of a block of Dusk's mainnet.
const MAINNET_REWARDS: &str = r#"[{"account":"oCqYsUMRqpRn2kSabH52Gt6FQCwH5JXj5MtRdYVtjMSJ73AFvdbPf98p3gz98fQwNy9ZBiDem6m9BivzURKFSKLYWP3N9JahSPZs9PnZ996P18rTGAjQTNFsxtbrKx79yWu","value":"13900180000","reason":"GeneratorFixed"},{"account":"o1YvWG34EBTwdskfZ7PCvWKRUWKzskVnhJNjZHdau6VaUNpgDxpoSsisK8KGF6FayUi8Lzn4taAvZcHGprQuPsqFGH66SEPDRCbTmKGVwFYX7bEp2rF4wekvoc4dS8ghnKf","value":"1985740000","reason":"Other"},{"account":"oCqYsUMRqpRn2kSabH52Gt6FQCwH5JXj5MtRdYVtjMSJ73AFvdbPf98p3gz98fQwNy9ZBiDem6m9BivzURKFSKLYWP3N9JahSPZs9PnZ996P18rTGAjQTNFsxtbrKx79yWu","value":"1985740000","reason":"GeneratorExtra"},{"account":"oCqYsUMRqpRn2kSabH52Gt6FQCwH5JXj5MtRdYVtjMSJ73AFvdbPf98p3gz98fQwNy9ZBiDem6m9BivzURKFSKLYWP3N9JahSPZs9PnZ996P18rTGAjQTNFsxtbrKx79yWu","value":"1985739904","reason":"Voter"}]"#;

/// The stake contract.
#[derive(Debug)]
pub struct StakeContract;

impl Contract for StakeContract {
    const NAME: &'static str = "stake";

    const FUNCTIONS: &'static [&'static str] = &[
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
        "before_state_transition",
        "set_config",
        "insert_stake",
        "reward",
        "slash",
        "hard_slash",
        "set_burnt_amount",
    ];

    const EVENTS: &'static [&'static str] = &[
        "stake",
        "unstake",
        "withdraw",
        "reward",
        "slash",
        "hard_slash",
    ];

    const DECLARED: &'static declared::Contract = StakeDriver::CONTRACT;

    fn driver() -> impl ConvertibleContract {
        StakeDriver
    }

    fn encode_value(what: Decode, name: &str, json: &str) -> Result<Vec<u8>, Error> {
        StakeDriver::encode_value(what, name, json)
    }

    fn draw(what: Decode, name: &str, draw: &mut Draw) -> Result<Sample> {
        match what {
            Decode::Input => input(name, draw),
            Decode::Output => output(name, draw),
            Decode::Event => event(name, draw),
        }
    }

    fn particular() -> Result<Vec<Golden>> {
        let example = sample::<Stake>(EXAMPLE.parse()?)?;
        let rewards = sample::<Vec<Reward>>(MAINNET_REWARDS.parse()?)?;
        Ok(vec![
            Golden::new(Decode::Input, "stake", Some("example"), example),
            Golden::new(Decode::Event, "reward", Some("mainnet"), rewards),
        ])
    }

    fn deployed() -> Option<Box<dyn Runner>> {
        Some(Box::new(Oracle(dusk_stake_contract_dd::ContractDriver)))
    }

    fn is_deployed(what: Decode, name: &str) -> bool {
        what == Decode::Event || DEPLOYED.contains(&name)
    }
}

fn input(name: &str, draw: &mut Draw) -> Result<Sample> {
    match name {
        "stake" => sample::<Stake>(stake(draw)),
        "unstake" | "withdraw" => sample::<Withdraw>(withdraw(draw)),
        "stake_from_contract" => sample::<ReceiveFromContract>(receive_from_contract(draw)),
        "unstake_from_contract" | "withdraw_from_contract" => {
            sample::<WithdrawToContract>(withdraw_to_contract(draw))
        }
        "get_stake" | "get_stake_keys" => sample::<PublicKey>(draw.key()),
        "set_config" => sample::<StakeConfig>(config(draw)),
        "insert_stake" => sample::<(StakeKeys, StakeData)>(json!([keys(draw), stake_data(draw)])),
        "reward" => sample::<Vec<Reward>>(rewards(draw)),
        "slash" => {
            let account: PublicKey = value(draw.key())?;
            let (amount, amount_text) = optional_u64(draw);
            let text = format!("[{},{amount_text}]", text(&account)?);
            sample_as(&(account, amount), text)
        }
        "hard_slash" => {
            let account: PublicKey = value(draw.key())?;
            let (amount, amount_text) = optional_u64(draw);
            let severity: Option<u8> = draw.coin().then(|| draw.array::<1>()[0]);
            let text = format!("[{},{amount_text},{}]", text(&account)?, text(&severity)?);
            sample_as(&(account, amount, severity), text)
        }
        "set_burnt_amount" => sample_u64(draw.number()),
        name if StakeContract::FUNCTIONS.contains(&name) => sample::<()>(Value::Null),
        _ => bail!("the stake contract has no function {name}"),
    }
}

fn output(name: &str, draw: &mut Draw) -> Result<Sample> {
    match name {
        "get_stake" => sample::<Option<StakeData>>(optional_stake_data(draw)),
        "get_stake_keys" => {
            let keys = if draw.coin() { keys(draw) } else { Value::Null };
            sample::<Option<StakeKeys>>(keys)
        }
        "burnt_amount" | "get_version" => sample_u64(draw.number()),
        "get_config" => sample::<StakeConfig>(config(draw)),
        "stakes" => sample::<(StakeKeys, StakeData)>(json!([keys(draw), stake_data(draw)])),
        "prev_state_changes" => {
            let change = json!([draw.key(), optional_stake_data(draw)]);
            sample::<(PublicKey, Option<StakeData>)>(change)
        }
        name if StakeContract::FUNCTIONS.contains(&name) => sample::<()>(Value::Null),
        _ => bail!("the stake contract has no function {name}"),
    }
}

fn event(name: &str, draw: &mut Draw) -> Result<Sample> {
    match name {
        "stake" | "unstake" | "withdraw" => sample::<StakeEvent>(
            json!({"keys": keys(draw), "value": draw.u64(), "locked": draw.u64()}),
        ),
        "reward" => sample::<Vec<Reward>>(rewards(draw)),
        "slash" | "hard_slash" => {
            let account = draw.key();
            sample::<SlashEvent>(json!({
                "account": account,
                "value": draw.u64(),
                "next_eligibility": draw.u64(),
            }))
        }
        _ => bail!("the stake contract has no event {name}"),
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
    json!({
        "account": draw.key(),
        "withdraw": transfer::withdraw(draw),
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

fn rewards(draw: &mut Draw) -> Value {
    (0..draw.count(5)).map(|_| reward(draw)).collect()
}

fn config(draw: &mut Draw) -> Value {
    json!({"warnings": draw.u8(), "minimum_stake": draw.u64()})
}

/// An amount or none, and its text.
fn optional_u64(draw: &mut Draw) -> (Option<u64>, String) {
    let amount = draw.coin().then(|| draw.number());
    (amount, amount.map_or("null".into(), quoted))
}
