//! The contract's types.
//!
//! The contract and its driver must agree on the layout of the bytes. rkyv takes it from these
//! definitions, so the best place for them is a crate that both use.

use alloc::vec::Vec;

use bytecheck::CheckBytes;
use data_driver::Describe;
use dusk_core::abi::ContractId;
use dusk_core::signatures::bls::PublicKey;
use rkyv::{Archive, Deserialize, Serialize};

/// Who can hold tokens.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Archive,
    Serialize,
    Deserialize,
    serde::Serialize,
    serde::Deserialize,
    Describe,
)]
#[archive_attr(derive(CheckBytes))]
pub enum Account {
    /// A person, by public key.
    External(PublicKey),
    /// A contract.
    Contract(ContractId),
}

/// The first distribution of the token.
#[derive(
    Debug,
    Clone,
    PartialEq,
    Eq,
    Archive,
    Serialize,
    Deserialize,
    serde::Serialize,
    serde::Deserialize,
    Describe,
)]
#[archive_attr(derive(CheckBytes))]
pub struct Init {
    /// Who holds how much at the start.
    pub initial_balances: Vec<InitialBalance>,
}

/// What an account holds at the start.
#[derive(
    Debug,
    Clone,
    PartialEq,
    Eq,
    Archive,
    Serialize,
    Deserialize,
    serde::Serialize,
    serde::Deserialize,
    Describe,
)]
#[archive_attr(derive(CheckBytes))]
pub struct InitialBalance {
    /// The holder.
    pub account: Account,
    /// How much it holds.
    pub amount: u64,
}

/// Asks for a balance.
#[derive(
    Debug,
    Clone,
    PartialEq,
    Eq,
    Archive,
    Serialize,
    Deserialize,
    serde::Serialize,
    serde::Deserialize,
    Describe,
)]
#[archive_attr(derive(CheckBytes))]
pub struct BalanceOf {
    /// The holder.
    pub account: Account,
}

/// Asks for what a spender may still take.
#[derive(
    Debug,
    Clone,
    PartialEq,
    Eq,
    Archive,
    Serialize,
    Deserialize,
    serde::Serialize,
    serde::Deserialize,
    Describe,
)]
#[archive_attr(derive(CheckBytes))]
pub struct Allowance {
    /// Whose tokens they are.
    pub owner: Account,
    /// Who may take them.
    pub spender: Account,
}

/// The arguments of `transfer`.
#[derive(
    Debug,
    Clone,
    PartialEq,
    Eq,
    Archive,
    Serialize,
    Deserialize,
    serde::Serialize,
    serde::Deserialize,
    Describe,
)]
#[archive_attr(derive(CheckBytes))]
pub struct TransferCall {
    /// Who receives.
    pub to: Account,
    /// How much.
    pub value: u64,
}

/// The arguments of `approve`.
#[derive(
    Debug,
    Clone,
    PartialEq,
    Eq,
    Archive,
    Serialize,
    Deserialize,
    serde::Serialize,
    serde::Deserialize,
    Describe,
)]
#[archive_attr(derive(CheckBytes))]
pub struct ApproveCall {
    /// Who is allowed to take tokens.
    pub spender: Account,
    /// How much, in place of what was allowed before.
    pub value: u64,
}

/// The arguments of `transfer_from`.
#[derive(
    Debug,
    Clone,
    PartialEq,
    Eq,
    Archive,
    Serialize,
    Deserialize,
    serde::Serialize,
    serde::Deserialize,
    Describe,
)]
#[archive_attr(derive(CheckBytes))]
pub struct TransferFromCall {
    /// Whose tokens they are.
    pub owner: Account,
    /// Who receives.
    pub to: Account,
    /// How much.
    pub value: u64,
}

/// A value was moved.
#[derive(
    Debug,
    Clone,
    PartialEq,
    Eq,
    Archive,
    Serialize,
    Deserialize,
    serde::Serialize,
    serde::Deserialize,
    Describe,
)]
#[archive_attr(derive(CheckBytes))]
pub struct Transfer {
    /// Who gave.
    pub from: Account,
    /// Who received.
    pub to: Account,
    /// How much.
    pub value: u64,
}

/// A spender was allowed a value.
#[derive(
    Debug,
    Clone,
    PartialEq,
    Eq,
    Archive,
    Serialize,
    Deserialize,
    serde::Serialize,
    serde::Deserialize,
    Describe,
)]
#[archive_attr(derive(CheckBytes))]
pub struct Approval {
    /// Whose tokens they are.
    pub owner: Account,
    /// Who may take them.
    pub spender: Account,
    /// How much.
    pub value: u64,
}
