//! The contract's types.

use alloc::string::String;
use alloc::vec::Vec;

use data_driver::data;
use dusk_core::abi::ContractId;
use dusk_core::signatures::bls::PublicKey;

/// Who can own tokens.
#[data]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Account {
    /// A person, by public key.
    External(PublicKey),
    /// A contract.
    Contract(ContractId),
}

/// What a collection starts with.
#[data]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Init {
    /// What the addresses of all tokens' metadata begin with. Left out, it is empty.
    #[serde(default)]
    pub base_uri: String,
    /// The first tokens.
    pub initial_tokens: Vec<InitToken>,
}

/// A token at the start.
#[data]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InitToken {
    /// Its owner.
    pub account: Account,
    /// Its id, which no other token has.
    pub token_id: u64,
}

/// Asks how many tokens an account owns.
#[data]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BalanceOf {
    /// The owner.
    pub account: Account,
}

/// Asks for a token's owner.
#[data]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnerOf {
    /// The token.
    pub token_id: u64,
}

/// Asks for the address of a token's metadata.
#[data]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenUri {
    /// The token.
    pub token_id: u64,
}

/// Asks who may move a token beside its owner.
#[data]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GetApproved {
    /// The token.
    pub token_id: u64,
}

/// Asks whether an account is an operator.
#[data]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IsApprovedForAll {
    /// Whose tokens they are.
    pub owner: Account,
    /// Who would move them.
    pub operator: Account,
}

/// The arguments of `approve`.
#[data]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApproveCall {
    /// Who may move the token.
    pub approved: Account,
    /// The token.
    pub token_id: u64,
}

/// The arguments of `set_approval_for_all`.
#[data]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetApprovalForAllCall {
    /// Who may move the caller's tokens.
    pub operator: Account,
    /// Whether that holds from now on, or ends.
    pub approved: bool,
}

/// The arguments of `transfer_from`.
#[data]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransferFromCall {
    /// Who owns the token.
    pub from: Account,
    /// Who gets it.
    pub to: Account,
    /// The token.
    pub token_id: u64,
}

/// A token has a new owner.
#[data]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transfer {
    /// Who had it; the zero account for a new token.
    pub from: Account,
    /// Who has it.
    pub to: Account,
    /// The token.
    pub token_id: u64,
}

/// An account was allowed to move a token.
#[data]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    /// Whose token it is.
    pub owner: Account,
    /// Who may move it; the zero account for nobody.
    pub approved: Account,
    /// The token.
    pub token_id: u64,
}

/// An account became an operator, or is one no longer.
#[data]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApprovalForAll {
    /// Whose tokens they are.
    pub owner: Account,
    /// Who may move them.
    pub operator: Account,
    /// Whether that holds from now on, or ended.
    pub approved: bool,
}
