//! The contract's types.

use borsh::{BorshDeserialize, BorshSerialize};
use data_driver::data;

/// A question with choices.
#[data(codec(BorshSerialize, BorshDeserialize))]
pub struct Poll {
    /// What it is about.
    pub title: String,
    /// What can be chosen.
    pub choices: Vec<Choice>,
    /// The block height at which it ends, if it does.
    pub end: Option<u64>,
}

/// What can be chosen.
#[data(codec(BorshSerialize, BorshDeserialize))]
pub enum Choice {
    /// Nothing.
    Abstain,
    /// One of the proposals.
    Proposal(u8),
    /// An account.
    Account {
        /// Its key.
        #[serde(with = "data_driver::hex::prefixed")]
        key: [u8; 4],
    },
}

/// A vote.
#[data(codec(BorshSerialize, BorshDeserialize))]
pub struct Vote {
    /// Who votes.
    #[serde(with = "data_driver::hex")]
    pub voter: [u8; 4],
    /// What they choose.
    pub choice: Choice,
    /// How much it weighs.
    pub weight: i128,
}
