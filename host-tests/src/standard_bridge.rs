//! Random values of the types of DuskEVM's standard bridge.
//!
//! Nothing in a registry has these types, so they stand here a second time: the layout and the JSON
//! come from this file, rkyv, serde, `serde_with` and `hex`, and not from the driver.

use anyhow::{Result, bail};
use data_driver::declared;
use data_driver::{ConvertibleContract, Decode, Error};
use dusk_core::abi::ContractId;
use dusk_core::signatures::bls::PublicKey;
use rand::RngCore;
use rkyv::{Archive, Serialize};
use serde_json::{Value, json};
use serde_with::{As, DisplayFromStr};
use standard_bridge_driver::StandardBridgeDriver;

use crate::contract::Contract;
use crate::sample::{Draw, Sample, sample, sample_as, sample_u64};

/// Defines a type with all traits that a sample needs.
macro_rules! values {
    ($($type:item)*) => {$(
        #[derive(Archive, Serialize, serde::Serialize, serde::Deserialize)]
        $type
    )*};
}

values! {
    enum Address {
        External(PublicKey),
        Contract(ContractId),
    }
    struct EvmAddress(#[serde(with = "prefixed")] [u8; 20]);
    enum SetU64 {
        FinalizationPeriod(#[serde(with = "As::<DisplayFromStr>")] u64),
        DepositFee(#[serde(with = "As::<DisplayFromStr>")] u64),
        DepositGasLimit(#[serde(with = "As::<DisplayFromStr>")] u64),
        MinGasLimit(#[serde(with = "As::<DisplayFromStr>")] u64),
        MaxDataLength(#[serde(with = "As::<DisplayFromStr>")] u64),
    }
    enum SetEvmAddressOrOffset {
        ThisBridgeMapped(EvmAddress),
        ThisMessengerMapped(EvmAddress),
        OtherBridge(EvmAddress),
        OtherMessenger(EvmAddress),
        AliasOffset(EvmAddress),
    }
    struct Deposit {
        to: EvmAddress,
        #[serde(with = "As::<DisplayFromStr>")]
        amount: u64,
        #[serde(with = "As::<DisplayFromStr>")]
        fee: u64,
        #[serde(with = "hex::serde")]
        extra_data: Vec<u8>,
    }
    struct WithdrawalId(#[serde(with = "hex::serde")] [u8; 32]);
    struct WithdrawalRequest {
        id: WithdrawalId,
        from: EvmAddress,
        #[serde(with = "hex::serde")]
        amount: [u8; 32],
        #[serde(with = "hex::serde")]
        extra_data: Vec<u8>,
    }
    struct PendingWithdrawal {
        from: EvmAddress,
        to: Address,
        #[serde(with = "As::<DisplayFromStr>")]
        amount: u64,
        #[serde(with = "As::<DisplayFromStr>")]
        block_height: u64,
    }
    struct OwnershipTransferred {
        previous_owner: Address,
        new_owner: Option<Address>,
    }
    struct Migrated {
        next_bridge: ContractId,
        #[serde(with = "As::<DisplayFromStr>")]
        amount: u64,
    }
    struct PauseToggled();
    struct U64Set {
        #[serde(with = "As::<DisplayFromStr>")]
        previous: u64,
        #[serde(with = "As::<DisplayFromStr>")]
        new: u64,
    }
    struct EvmAddressOrOffsetSet {
        previous: EvmAddress,
        new: EvmAddress,
    }
    struct TransactionDeposited {
        from: EvmAddress,
        to: EvmAddress,
        #[serde(with = "hex::serde")]
        version: [u8; 32],
        #[serde(with = "hex::serde")]
        opaque_data: Vec<u8>,
    }
    struct BridgeInitiated {
        from: Option<Address>,
        to: EvmAddress,
        #[serde(with = "As::<DisplayFromStr>")]
        amount: u64,
        #[serde(with = "As::<DisplayFromStr>")]
        deposit_fee: u64,
        #[serde(with = "hex::serde")]
        extra_data: Vec<u8>,
    }
    struct BridgeFinalized {
        from: EvmAddress,
        to: Address,
        #[serde(with = "As::<DisplayFromStr>")]
        amount: u64,
    }
}

/// Addresses of DuskEVM, which are written with `0x`.
mod prefixed {
    use hex::FromHex;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(bytes: &[u8; 20], to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&format!("0x{}", hex::encode(bytes)))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<[u8; 20], D::Error> {
        let text = String::deserialize(from)?;
        let digits = text
            .strip_prefix("0x")
            .ok_or_else(|| D::Error::custom("no 0x"))?;
        FromHex::from_hex(digits).map_err(D::Error::custom)
    }
}

/// The standard bridge.
#[derive(Debug)]
pub struct StandardBridgeContract;

impl Contract for StandardBridgeContract {
    const NAME: &'static str = "standard-bridge";

    const FUNCTIONS: &'static [&'static str] = &[
        "init",
        "next_bridge",
        "is_paused",
        "pause",
        "unpause",
        "finalization_period",
        "deposit_fee",
        "deposit_gas_limit",
        "min_gas_limit",
        "max_data_length",
        "set_u64",
        "this_bridge_mapped",
        "this_messenger_mapped",
        "other_bridge",
        "other_messenger",
        "alias_offset",
        "set_evm_address_or_offset",
        "collected_deposit_fees",
        "pending_withdrawals",
        "finalized_withdrawals",
        "pending_withdrawals_from",
        "pending_withdrawals_to",
        "pending_withdrawal",
        "is_finalized",
        "nonce",
        "deposit",
        "add_pending_withdrawal",
        "remove_pending_withdrawal",
        "finalize_withdrawal",
        "migrate",
        "owner",
        "renounce_ownership",
        "transfer_ownership",
        "version",
    ];

    const EVENTS: &'static [&'static str] = &[
        "bridge_paused",
        "bridge_unpaused",
        "finalization_period_set",
        "deposit_fee_set",
        "deposit_gas_limit_set",
        "min_gas_limit_set",
        "max_data_length_set",
        "this_bridge_mapped_set",
        "this_messenger_mapped_set",
        "other_bridge_set",
        "other_messenger_set",
        "alias_offset_set",
        "transaction_deposited",
        "bridge_initiated",
        "withdrawal_added",
        "withdrawal_removed",
        "bridge_finalized",
        "bridge_migrated",
        "ownership_transferred",
        "ownership_renounced",
    ];

    const DECLARED: &'static declared::Contract = StandardBridgeDriver::CONTRACT;

    fn driver() -> impl ConvertibleContract {
        StandardBridgeDriver
    }

    fn encode_value(what: Decode, name: &str, json: &str) -> Result<Vec<u8>, Error> {
        StandardBridgeDriver::encode_value(what, name, json)
    }

    fn draw(what: Decode, name: &str, draw: &mut Draw) -> Result<Sample> {
        match what {
            Decode::Input => input(name, draw),
            Decode::Output => output(name, draw),
            Decode::Event => event(name, draw),
        }
    }
}

fn input(name: &str, draw: &mut Draw) -> Result<Sample> {
    match name {
        "init" | "transfer_ownership" | "pending_withdrawals_to" => {
            sample::<Address>(address(draw))
        }
        "set_u64" => {
            let which = [
                "FinalizationPeriod",
                "DepositFee",
                "DepositGasLimit",
                "MinGasLimit",
                "MaxDataLength",
            ];
            sample::<SetU64>(json!({ which[draw.count(4)]: draw.u64() }))
        }
        "set_evm_address_or_offset" => {
            let which = [
                "ThisBridgeMapped",
                "ThisMessengerMapped",
                "OtherBridge",
                "OtherMessenger",
                "AliasOffset",
            ];
            sample::<SetEvmAddressOrOffset>(json!({ which[draw.count(4)]: evm_address(draw) }))
        }
        "pending_withdrawals_from" => sample::<EvmAddress>(evm_address(draw)),
        "pending_withdrawal"
        | "is_finalized"
        | "remove_pending_withdrawal"
        | "finalize_withdrawal" => sample::<WithdrawalId>(bytes32(draw)),
        "deposit" => sample::<Deposit>(json!({
            "to": evm_address(draw), "amount": draw.u64(), "fee": draw.u64(),
            "extra_data": draw.hex(80),
        })),
        "add_pending_withdrawal" => sample::<WithdrawalRequest>(json!({
            "id": bytes32(draw), "from": evm_address(draw), "amount": bytes32(draw),
            "extra_data": draw.hex(400),
        })),
        "migrate" => sample::<ContractId>(draw.contract_id()),
        name if StandardBridgeContract::FUNCTIONS.contains(&name) => sample::<()>(Value::Null),
        _ => bail!("the bridge has no function {name}"),
    }
}

fn output(name: &str, draw: &mut Draw) -> Result<Sample> {
    match name {
        "next_bridge" => {
            let next = option(draw, Draw::contract_id);
            sample::<Option<ContractId>>(next)
        }
        "is_paused" | "is_finalized" => sample::<bool>(json!(draw.coin())),
        "finalization_period"
        | "deposit_fee"
        | "deposit_gas_limit"
        | "min_gas_limit"
        | "max_data_length"
        | "collected_deposit_fees" => sample_u64(draw.number()),
        "this_bridge_mapped"
        | "this_messenger_mapped"
        | "other_bridge"
        | "other_messenger"
        | "alias_offset" => sample::<EvmAddress>(evm_address(draw)),
        "pending_withdrawals" | "pending_withdrawals_from" | "pending_withdrawals_to" => {
            sample::<(WithdrawalId, PendingWithdrawal)>(json!([bytes32(draw), withdrawal(draw)]))
        }
        "finalized_withdrawals" => sample::<WithdrawalId>(bytes32(draw)),
        "pending_withdrawal" => sample::<Option<PendingWithdrawal>>(option(draw, withdrawal)),
        "nonce" => {
            let nonce =
                u128::from(draw.number()) << draw.count(64) | u128::from(draw.rng.next_u64());
            sample_as(&nonce, format!("\"{nonce}\""))
        }
        "owner" => sample::<Option<Address>>(option(draw, address)),
        "version" => sample::<String>(draw.text()),
        name if StandardBridgeContract::FUNCTIONS.contains(&name) => sample::<()>(Value::Null),
        _ => bail!("the bridge has no function {name}"),
    }
}

fn event(topic: &str, draw: &mut Draw) -> Result<Sample> {
    match topic {
        "bridge_paused" | "bridge_unpaused" => sample::<PauseToggled>(json!([])),
        "finalization_period_set"
        | "deposit_fee_set"
        | "deposit_gas_limit_set"
        | "min_gas_limit_set"
        | "max_data_length_set" => {
            sample::<U64Set>(json!({"previous": draw.u64(), "new": draw.u64()}))
        }
        "this_bridge_mapped_set"
        | "this_messenger_mapped_set"
        | "other_bridge_set"
        | "other_messenger_set"
        | "alias_offset_set" => sample::<EvmAddressOrOffsetSet>(
            json!({"previous": evm_address(draw), "new": evm_address(draw)}),
        ),
        "transaction_deposited" => sample::<TransactionDeposited>(json!({
            "from": evm_address(draw), "to": evm_address(draw), "version": bytes32(draw),
            "opaque_data": draw.hex(300),
        })),
        "bridge_initiated" => sample::<BridgeInitiated>(json!({
            "from": option(draw, address), "to": evm_address(draw), "amount": draw.u64(),
            "deposit_fee": draw.u64(), "extra_data": draw.hex(80),
        })),
        "withdrawal_added" | "withdrawal_removed" => sample::<PendingWithdrawal>(withdrawal(draw)),
        "bridge_finalized" => sample::<BridgeFinalized>(json!({
            "from": evm_address(draw), "to": address(draw), "amount": draw.u64(),
        })),
        "bridge_migrated" => {
            sample::<Migrated>(json!({"next_bridge": draw.contract_id(), "amount": draw.u64()}))
        }
        "ownership_transferred" | "ownership_renounced" => sample::<OwnershipTransferred>(json!({
            "previous_owner": address(draw), "new_owner": option(draw, address),
        })),
        _ => bail!("the bridge has no event {topic}"),
    }
}

fn address(draw: &mut Draw) -> Value {
    if draw.coin() {
        json!({"External": draw.key()})
    } else {
        json!({"Contract": draw.contract_id()})
    }
}

fn evm_address(draw: &mut Draw) -> Value {
    json!(format!("0x{}", hex::encode(draw.array::<20>())))
}

fn bytes32(draw: &mut Draw) -> Value {
    json!(hex::encode(draw.array::<32>()))
}

fn withdrawal(draw: &mut Draw) -> Value {
    json!({
        "from": evm_address(draw), "to": address(draw), "amount": draw.u64(),
        "block_height": draw.u64(),
    })
}

/// The value, or none.
fn option(draw: &mut Draw, value: impl FnOnce(&mut Draw) -> Value) -> Value {
    if draw.coin() {
        value(draw)
    } else {
        Value::Null
    }
}
