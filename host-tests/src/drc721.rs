//! Random values of the DRC721 token's types.
//!
//! Nothing in a registry has these types, so they stand here a second time: the layout and the JSON
//! come from this file, rkyv, serde and `serde_with`, and not from the driver.

use anyhow::{Result, bail};
use data_driver::declared;
use data_driver::{ConvertibleContract, Decode, Error};
use drc721_driver::Drc721Driver;
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
    Init { base_uri: String, initial_tokens: Vec<InitToken>, }
    InitToken { account: Account, #[serde(with = "As::<DisplayFromStr>")] token_id: u64, }
    BalanceOf { account: Account, }
    OfToken { #[serde(with = "As::<DisplayFromStr>")] token_id: u64, }
    IsApprovedForAll { owner: Account, operator: Account, }
    ApproveCall { approved: Account, #[serde(with = "As::<DisplayFromStr>")] token_id: u64, }
    SetApprovalForAllCall { operator: Account, approved: bool, }
    Transfer {
        from: Account,
        to: Account,
        #[serde(with = "As::<DisplayFromStr>")] token_id: u64,
    }
    Approval {
        owner: Account,
        approved: Account,
        #[serde(with = "As::<DisplayFromStr>")] token_id: u64,
    }
    ApprovalForAll { owner: Account, operator: Account, approved: bool, }
}

/// A DRC721 token.
#[derive(Debug)]
pub struct Drc721Contract;

impl Contract for Drc721Contract {
    const NAME: &'static str = "drc721";

    const FUNCTIONS: &'static [&'static str] = &[
        "init",
        "name",
        "symbol",
        "base_uri",
        "token_uri",
        "total_supply",
        "balance_of",
        "owner_of",
        "get_approved",
        "is_approved_for_all",
        "approve",
        "set_approval_for_all",
        "transfer_from",
    ];

    const EVENTS: &'static [&'static str] = &["transfer", "approval", "approval_for_all"];

    const DECLARED: &'static declared::Contract = Drc721Driver::CONTRACT;

    fn driver() -> impl ConvertibleContract {
        Drc721Driver
    }

    fn encode_value(what: Decode, name: &str, json: &str) -> Result<Vec<u8>, Error> {
        Drc721Driver::encode_value(what, name, json)
    }

    fn draw(what: Decode, name: &str, draw: &mut Draw) -> Result<Sample> {
        match (what, name) {
            (Decode::Input, _) => input(name, draw),
            (Decode::Output, "name" | "symbol" | "base_uri" | "token_uri") => {
                sample::<String>(draw.text())
            }
            (Decode::Output, "total_supply" | "balance_of") => sample_u64(draw.number()),
            (Decode::Output, "owner_of" | "get_approved") => sample::<Account>(account(draw)),
            (Decode::Output, "is_approved_for_all") => sample::<bool>(json!(draw.coin())),
            (Decode::Output, name) if Self::FUNCTIONS.contains(&name) => sample::<()>(Value::Null),
            (Decode::Event, "transfer") => transfer(draw),
            (Decode::Event, "approval") => sample::<Approval>(json!({
                "owner": account(draw), "approved": account(draw), "token_id": draw.u64(),
            })),
            (Decode::Event, "approval_for_all") => sample::<ApprovalForAll>(json!({
                "owner": account(draw), "operator": account(draw), "approved": draw.coin(),
            })),
            _ => bail!("the token has no {name} for {what:?}"),
        }
    }
}

fn input(name: &str, draw: &mut Draw) -> Result<Sample> {
    match name {
        "init" => {
            let tokens: Vec<Value> = (0..draw.count(4))
                .map(|_| json!({"account": account(draw), "token_id": draw.u64()}))
                .collect();
            sample::<Init>(json!({ "base_uri": draw.text(), "initial_tokens": tokens }))
        }
        "balance_of" => sample::<BalanceOf>(json!({ "account": account(draw) })),
        "owner_of" | "token_uri" | "get_approved" => {
            sample::<OfToken>(json!({ "token_id": draw.u64() }))
        }
        "is_approved_for_all" => {
            sample::<IsApprovedForAll>(json!({"owner": account(draw), "operator": account(draw)}))
        }
        "approve" => {
            sample::<ApproveCall>(json!({"approved": account(draw), "token_id": draw.u64()}))
        }
        "set_approval_for_all" => sample::<SetApprovalForAllCall>(
            json!({"operator": account(draw), "approved": draw.coin()}),
        ),
        "transfer_from" => transfer(draw),
        name if Drc721Contract::FUNCTIONS.contains(&name) => sample::<()>(Value::Null),
        _ => bail!("the token has no function {name}"),
    }
}

/// The event, and the arguments of the call, which have the same members.
fn transfer(draw: &mut Draw) -> Result<Sample> {
    sample::<Transfer>(json!({
        "from": account(draw), "to": account(draw), "token_id": draw.u64(),
    }))
}

fn account(draw: &mut Draw) -> Value {
    if draw.coin() {
        json!({"External": draw.key()})
    } else {
        json!({"Contract": draw.contract_id()})
    }
}
