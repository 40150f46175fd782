//! Data driver of a token.

pub mod types;

use types::{Account, Send, Transfer};

data_driver::contract! {
    /// A token.
    pub @Driver@("@Contract@") {
        /// Moves the caller's tokens.
        transaction fn transfer(send: Send);
        /// How many tokens an account holds.
        query fn balance_of(account: Account) -> u64;
        /// How many tokens there are.
        query fn total_supply() -> u64;
        /// The token's name.
        query fn name() -> String;

        /// Tokens moved.
        event "transferred": Transfer;
    }
}

data_driver::export!(@Driver@);
