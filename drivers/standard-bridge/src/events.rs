//! The types of the contract's events.

use alloc::vec::Vec;

use data_driver::data;
use dusk_core::abi::ContractId;

use crate::types::{Address, EVMAddress};

/// The contract has another owner, or none.
#[data]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnershipTransferred {
    /// Who was the owner.
    pub previous_owner: Address,
    /// Who is; nobody if the ownership was renounced.
    pub new_owner: Option<Address>,
}

/// Another bridge replaces this one.
#[data]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Migrated {
    /// The other bridge.
    pub next_bridge: ContractId,
    /// The funds that it was handed, in LUX.
    #[unit("DUSK", 9)]
    pub amount: u64,
}

/// The bridge was paused, or is no longer: the topic says all.
#[data]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PauseToggled();

/// A number was set.
#[data]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct U64Set {
    /// What it was.
    pub previous: u64,
    /// What it is.
    pub new: u64,
}

/// An address was set.
#[data]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EVMAddressOrOffsetSet {
    /// What it was.
    pub previous: EVMAddress,
    /// What it is.
    pub new: EVMAddress,
}

/// What DuskEVM reads of a deposit.
#[data]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransactionDeposited {
    /// The sender's address as DuskEVM knows it.
    pub from: EVMAddress,
    /// The contract on DuskEVM that is called.
    pub to: EVMAddress,
    /// The version of the format of `opaque_data`.
    #[serde(with = "data_driver::hex")]
    pub version: [u8; 32],
    /// The deposit, in the encoding of Ethereum's ABI.
    #[serde(with = "data_driver::hex")]
    pub opaque_data: Vec<u8>,
}

/// A deposit was made.
#[data]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BridgeInitiated {
    /// Who made it; nobody if the deposit came out of a shielded account.
    pub from: Option<Address>,
    /// Who gets it on DuskEVM.
    pub to: EVMAddress,
    /// How much, in LUX.
    #[unit("DUSK", 9)]
    pub amount: u64,
    /// The fee for finishing the deposit on DuskEVM, in LUX.
    #[unit("DUSK", 9)]
    pub deposit_fee: u64,
    /// What is handed on to DuskEVM with it.
    #[serde(with = "data_driver::hex")]
    pub extra_data: Vec<u8>,
}

/// A withdrawal was paid out.
#[data]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BridgeFinalized {
    /// Who sent it on DuskEVM.
    pub from: EVMAddress,
    /// Who got it.
    pub to: Address,
    /// How much, in LUX.
    #[unit("DUSK", 9)]
    pub amount: u64,
}
