//! Data driver of a contract whose bytes have a format of their own. It is named once, in the declaration.

mod codec;
pub mod types;

pub use codec::Borsh;
use types::Vote;

data_driver::contract! {
    /// Polls in which accounts vote.
    pub @Driver@("@Contract@", codec = Borsh) {
        /// Votes.
        transaction fn vote(vote: Vote);
        /// How many votes a poll has.
        query fn count(poll: u32) -> u64;

        /// Somebody voted.
        event "voted": Vote;
    }
}

data_driver::export!(@Driver@);
