//! Micheline: the data and the code of Michelson.
//!
//! | tag | node | behind it |
//! |---|---|---|
//! | 0 | integer | a [`zarith`] |
//! | 1 | string | length, bytes |
//! | 2 | sequence | length in bytes, nodes |
//! | 3 | primitive | its number |
//! | 4 | with annotations | number; length, annotations with a space between them |
//! | 5, 6 | with one argument, without and with annotations | number, node[, annotations] |
//! | 7, 8 | with two | number, node, node[, annotations] |
//! | 9 | with three or more | number, length in bytes, nodes, annotations, of which there may be none |
//! | 10 | bytes | length, bytes |
//!
//! `src/lib_micheline/micheline_encoding.ml`, version 2, which refuses malformed annotations.
//!
//! An expression is kept as its bytes, checked: nothing is allocated for each node, nothing is freed node by node, and
//! neither reading nor writing the bytes recurses.

mod annotation;
mod binary;
mod build;
mod cursor;
mod description;
mod json;
mod lexer;
mod prim;
mod print;
mod text;
pub mod zarith;

use alloc::string::String;
use alloc::vec::Vec;

pub use prim::{NAMES, Prim};
pub use text::MichelineText;

use data_driver::Kind;

use crate::Error;
use crate::wire::{MAX_LEVELS, Reader, Wire, Writer};

/// How deep an expression may nest, counted as its JSON does: an application is two levels, its object and the array of its
/// arguments, anything else one. More than fit into a message of 4,096 bytes.
pub const MAX_DEPTH: usize = 8192;

/// An expression of Micheline.
///
/// Its JSON is Octez': `{"int": "1"}`, `{"string": "…"}`, `{"bytes": "00ff"}`, `{"prim": "Pair", "args": […], "annots": […]}`
/// and an array for a sequence. A string is taken as well, for the text that people write: `"Pair 1 0x00ff"`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Micheline {
    bytes: Vec<u8>,
    /// How deep it nests.
    levels: usize,
}

impl Micheline {
    /// The expression that people write as this text.
    ///
    /// # Errors
    /// The text is none; the error tells at which byte of it.
    pub fn parse(text: &str) -> Result<Self, Error> {
        text::parse(text)
    }

    /// The expression whose bytes these are.
    ///
    /// # Errors
    /// They are none, or some are left over; the error tells where.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        let mut reader = Reader::new(bytes);
        let expression = binary::read(&mut reader, MAX_DEPTH)?;
        reader.finish()?;
        Ok(expression)
    }

    /// Its bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The text that people write, in one line.
    #[must_use]
    pub fn to_text(&self) -> String {
        print::print(&self.bytes)
    }
}

impl Wire for Micheline {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
        binary::read(reader, MAX_LEVELS)
    }

    fn write(&self, writer: &mut Writer) -> Result<(), Error> {
        if writer.levels + self.levels > MAX_LEVELS {
            let reason = alloc::format!(
                "expected a value that nests at most {MAX_LEVELS} levels deep in JSON, found Micheline of {}",
                self.levels
            );
            return Err(Error::new(Kind::LimitExceeded, reason));
        }
        writer.put(&self.bytes);
        Ok(())
    }
}
