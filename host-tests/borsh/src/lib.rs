//! A driver of a contract whose bytes are Borsh.
//!
//! The codec, which is that of the template for new drivers, is named once, in the declaration; the framework is there without its own, rkyv.

#![forbid(unsafe_code)]

#[path = "../../../build/templates/codec/src/codec.rs"]
mod codec;
mod types;

pub use codec::Borsh;
pub use types::{Choice, Poll, Vote};

data_driver::contract! {
    /// Polls in which accounts vote.
    pub BallotDriver("Ballot", codec = Borsh) {
        /// Opens a poll.
        transaction fn open(poll: Poll);
        /// Votes: in which poll, and what.
        transaction fn vote(poll: u32, vote: Vote);
        /// Closes the poll that is open.
        transaction fn close();
        /// How many votes each choice has.
        query fn count(poll: u32) -> Vec<(Choice, u64)>;
        /// What a poll is about, if there is one.
        query fn title(poll: u32) -> Option<String>;
        /// All votes of a poll, one by one.
        feed fn votes(poll: u32) -> Vote;

        /// Somebody voted: in which poll, and what.
        event "voted": (u32, Vote);
        /// The poll was closed.
        event "closed": ();
    }
}

// As a driver with an allocator of its own does: here the standard library's.
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: std::alloc::System = std::alloc::System;

data_driver::export!(BallotDriver, allocator = own);
