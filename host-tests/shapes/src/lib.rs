//! A driver of values of every shape, for tests of hosts.
//!
//! What a function takes it also returns, and the event of the same name carries it, so that a value
//! can be followed through all four conversions.

#![forbid(unsafe_code)]

pub mod types;

use types::{Bytes, Everything, Others, Tagged, Tree};

data_driver::contract! {
    /// Values of every shape.
    pub ShapesDriver("Shapes") {
        /// An unsigned integer of 64 bits.
        query fn unsigned(value: u64) -> u64;
        /// A signed integer of 128 bits.
        query fn signed(value: i128) -> i128;
        /// Two parameters, of which the second may be absent.
        transaction fn pair(value: u64, bound: Option<i128>) -> (u64, Option<i128>);
        /// Text, which may consist of digits.
        query fn text(value: String) -> String;
        /// Bytes, of which some have a fixed length.
        transaction fn bytes(value: Bytes) -> Bytes;
        /// A list of alternatives.
        feed fn tagged(value: Vec<Tagged>) -> Vec<Tagged>;
        /// A tree.
        query fn tree(value: Tree) -> Tree;
        /// All of it.
        transaction fn everything(value: Everything) -> Everything;
        /// What is not in all of it.
        transaction fn others(value: Others) -> Others;
        /// Nothing.
        query fn nothing();

        /// A signed integer of 128 bits.
        event "signed": i128;
        /// All of it.
        event "everything": Everything;
    }
}

data_driver::export!(ShapesDriver);
