//! The contract's types. If you can, put them into a crate that the contract depends on as well: the bytes
//! follow from the definitions.

use data_driver::data;

/// Tokens that move.
#[data]
#[derive(Debug, Clone, PartialEq)]
pub struct Transfer {
    /// The account that they come from: 20 bytes.
    #[serde(with = "data_driver::hex")]
    pub from: [u8; 20],
    /// The account that gets them.
    #[serde(with = "data_driver::hex")]
    pub to: [u8; 20],
    /// How many, in the smallest unit.
    pub value: u64,
}

/// A call that moves the caller's tokens.
#[data]
#[derive(Debug, Clone, PartialEq)]
pub struct Send {
    /// The account that gets them.
    #[serde(with = "data_driver::hex")]
    pub to: [u8; 20],
    /// How many, in the smallest unit.
    pub value: u64,
}

/// An account.
#[data]
#[derive(Debug, Clone, PartialEq)]
pub struct Account {
    /// Its 20 bytes.
    #[serde(with = "data_driver::hex")]
    pub address: [u8; 20],
}
