//! Random values of the DRC20 token's types.
//!
//! Nothing in a registry has these types, so they stand here a second time: the layout and the JSON
//! come from this file, rkyv, serde and `serde_with`, and not from the driver.

use anyhow::{Result, bail};
use data_driver::declared;
use data_driver::{ConvertibleContract, Decode, Error};
use drc20_driver::Drc20Driver;
use dusk_core::abi::ContractId;
use dusk_core::signatures::bls::PublicKey;
use rkyv::{Archive, Serialize};
use serde_json::{Value, json};
use serde_with::{As, DisplayFromStr};

use crate::contract::Contract;
use crate::sample::{Draw, Sample, sample, sample_u64};

/// Defines a struct with all traits that a sample needs.
macro_rules! values {
    ($($name:ident { $($(#[$attribute:meta])* $field:ident: $type:ty,)* })*) => {$(
        #[derive(Archive, Serialize, serde::Serialize, serde::Deserialize)]
        struct $name {
            $($(#[$attribute])* $field: $type,)*
        }
    )*};
}

#[derive(Archive, Serialize, serde::Serialize, serde::Deserialize)]
enum Account {
    External(PublicKey),
    Contract(ContractId),
}

values! {
    Init { initial_balances: Vec<InitialBalance>, }
    InitialBalance { account: Account, #[serde(with = "As::<DisplayFromStr>")] amount: u64, }
    BalanceOf { account: Account, }
    Allowance { owner: Account, spender: Account, }
    TransferCall { to: Account, #[serde(with = "As::<DisplayFromStr>")] value: u64, }
    ApproveCall { spender: Account, #[serde(with = "As::<DisplayFromStr>")] value: u64, }
    TransferFromCall {
        owner: Account,
        to: Account,
        #[serde(with = "As::<DisplayFromStr>")] value: u64,
    }
    Transfer {
        from: Account,
        to: Account,
        #[serde(with = "As::<DisplayFromStr>")] value: u64,
    }
    Approval {
        owner: Account,
        spender: Account,
        #[serde(with = "As::<DisplayFromStr>")] value: u64,
    }
}

/// A DRC20 token.
#[derive(Debug)]
pub struct Drc20Contract;

impl Contract for Drc20Contract {
    const NAME: &'static str = "drc20";

    const FUNCTIONS: &'static [&'static str] = &[
        "init",
        "name",
        "symbol",
        "decimals",
        "total_supply",
        "balance_of",
        "allowance",
        "transfer",
        "approve",
        "transfer_from",
    ];

    const EVENTS: &'static [&'static str] = &["transfer", "approval"];

    const DECLARED: &'static declared::Contract = Drc20Driver::CONTRACT;

    fn driver() -> impl ConvertibleContract {
        Drc20Driver
    }

    fn encode_value(what: Decode, name: &str, json: &str) -> Result<Vec<u8>, Error> {
        Drc20Driver::encode_value(what, name, json)
    }

    fn draw(what: Decode, name: &str, draw: &mut Draw) -> Result<Sample> {
        match (what, name) {
            (Decode::Input, _) => input(name, draw),
            (Decode::Output, "name" | "symbol") => sample::<String>(draw.text()),
            (Decode::Output, "decimals") => sample::<u8>(draw.u8()),
            (Decode::Output, "total_supply" | "balance_of" | "allowance") => {
                sample_u64(draw.number())
            }
            (Decode::Output, name) if Self::FUNCTIONS.contains(&name) => sample::<()>(Value::Null),
            (Decode::Event, "transfer") => sample::<Transfer>(json!({
                "from": account(draw), "to": account(draw), "value": draw.u64(),
            })),
            (Decode::Event, "approval") => sample::<Approval>(json!({
                "owner": account(draw), "spender": account(draw), "value": draw.u64(),
            })),
            _ => bail!("the token has no {name} for {what:?}"),
        }
    }
}

fn input(name: &str, draw: &mut Draw) -> Result<Sample> {
    match name {
        "init" => {
            let balances: Vec<Value> = (0..draw.count(4))
                .map(|_| json!({"account": account(draw), "amount": draw.u64()}))
                .collect();
            sample::<Init>(json!({ "initial_balances": balances }))
        }
        "balance_of" => sample::<BalanceOf>(json!({ "account": account(draw) })),
        "allowance" => {
            sample::<Allowance>(json!({"owner": account(draw), "spender": account(draw)}))
        }
        "transfer" => sample::<TransferCall>(json!({"to": account(draw), "value": draw.u64()})),
        "approve" => sample::<ApproveCall>(json!({"spender": account(draw), "value": draw.u64()})),
        "transfer_from" => sample::<TransferFromCall>(json!({
            "owner": account(draw), "to": account(draw), "value": draw.u64(),
        })),
        name if Drc20Contract::FUNCTIONS.contains(&name) => sample::<()>(Value::Null),
        _ => bail!("the token has no function {name}"),
    }
}

fn account(draw: &mut Draw) -> Value {
    if draw.coin() {
        json!({"External": draw.key()})
    } else {
        json!({"Contract": draw.contract_id()})
    }
}
