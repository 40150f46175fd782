//! The contract's types.

use borsh::{BorshDeserialize, BorshSerialize};
use data_driver::data;

/// A vote.
#[data(codec(BorshSerialize, BorshDeserialize))]
#[derive(Debug, Clone, PartialEq)]
pub struct Vote {
    /// Which poll it is about.
    pub poll: u32,
    /// What is chosen.
    pub choice: Choice,
}

/// What can be chosen.
#[data(codec(BorshSerialize, BorshDeserialize))]
#[derive(Debug, Clone, PartialEq)]
pub enum Choice {
    /// Nothing.
    Abstain,
    /// One of the proposals.
    Proposal(u8),
}
