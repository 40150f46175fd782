//! The contract's types.
//!
//! The contract and its driver must agree on the layout of the bytes. rkyv takes it from these
//! definitions, so the best place for them is a crate that both use.

use alloc::vec::Vec;

use data_driver::data;
use dusk_core::abi::ContractId;
use dusk_core::signatures::bls::PublicKey;

/// Who can hold tokens.
#[data]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Account {
    /// A person, by public key.
    External(PublicKey),
    /// A contract.
    Contract(ContractId),
}

/// The first distribution of the token.
#[data]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Init {
    /// Who holds how much at the start.
    pub initial_balances: Vec<InitialBalance>,
}

/// What an account holds at the start.
#[data]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InitialBalance {
    /// The holder.
    pub account: Account,
    /// How much it holds.
    pub amount: u64,
}

/// Asks for a balance.
#[data]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BalanceOf {
    /// The holder.
    pub account: Account,
}

/// Asks for what a spender may still take.
#[data]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowance {
    /// Whose tokens they are.
    pub owner: Account,
    /// Who may take them.
    pub spender: Account,
}

/// The arguments of `transfer`.
#[data]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransferCall {
    /// Who receives.
    pub to: Account,
    /// How much.
    pub value: u64,
}

/// The arguments of `approve`.
#[data]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApproveCall {
    /// Who is allowed to take tokens.
    pub spender: Account,
    /// How much, in place of what was allowed before.
    pub value: u64,
}

/// The arguments of `transfer_from`.
#[data]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransferFromCall {
    /// Whose tokens they are.
    pub owner: Account,
    /// Who receives.
    pub to: Account,
    /// How much.
    pub value: u64,
}

/// A value was moved.
#[data]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transfer {
    /// Who gave.
    pub from: Account,
    /// Who received.
    pub to: Account,
    /// How much.
    pub value: u64,
}

/// A spender was allowed a value.
#[data]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    /// Whose tokens they are.
    pub owner: Account,
    /// Who may take them.
    pub spender: Account,
    /// How much.
    pub value: u64,
}
