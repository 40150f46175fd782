//! Builds the bytes of an expression from its outermost node inwards.

use alloc::string::String;
use alloc::vec::Vec;

use data_driver::Error;

use super::{Micheline, Prim, zarith};
use crate::wire::set_length;

/// An expression of which a part is built.
#[derive(Default)]
pub(super) struct Builder {
    bytes: Vec<u8>,
    /// How many levels of JSON are open.
    level: usize,
    deepest: usize,
}

/// A sequence or an application that is open.
#[derive(Clone, Copy)]
pub(super) struct Open {
    start: usize,
}

impl Builder {
    pub(super) fn finish(self) -> Micheline {
        Micheline {
            bytes: self.bytes,
            levels: self.deepest,
        }
    }

    /// How many levels of JSON are open.
    pub(super) const fn level(&self) -> usize {
        self.level
    }

    fn reach(&mut self, levels: usize) {
        self.deepest = self.deepest.max(self.level + levels);
    }

    /// Adds an integer in decimal form.
    ///
    /// # Errors
    /// The text is none; the words say what was expected.
    pub(super) fn int(&mut self, decimal: &str) -> Result<(), String> {
        self.reach(1);
        self.bytes.push(0);
        zarith::encode(decimal, true, &mut self.bytes)
    }

    pub(super) fn string(&mut self, text: &str) -> Result<(), Error> {
        self.reach(1);
        self.bytes.push(1);
        self.dynamic(text.as_bytes())
    }

    pub(super) fn bytes(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.reach(1);
        self.bytes.push(10);
        self.dynamic(bytes)
    }

    fn dynamic(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(&[0; 4]);
        self.bytes.extend_from_slice(bytes);
        set_length(&mut self.bytes, start)
    }

    pub(super) fn open_sequence(&mut self) -> Open {
        self.reach(1);
        self.level += 1;
        self.bytes.push(2);
        let start = self.bytes.len();
        self.bytes.extend_from_slice(&[0; 4]);
        Open { start }
    }

    pub(super) fn close_sequence(&mut self, open: Open) -> Result<(), Error> {
        self.level -= 1;
        set_length(&mut self.bytes, open.start)
    }

    /// Opens an application, whose arguments follow.
    pub(super) fn open_application(&mut self) -> Open {
        self.reach(1);
        self.level += 2;
        let start = self.bytes.len();
        self.bytes.extend_from_slice(&[0; 2]);
        Open { start }
    }

    /// Closes an application, of which it is now known what it is: its annotations have spaces between them.
    pub(super) fn close_application(
        &mut self,
        open: Open,
        prim: Prim,
        arguments: usize,
        annotations: &str,
    ) -> Result<(), Error> {
        self.level -= 2;
        if arguments > 0 || !annotations.is_empty() {
            self.reach(2);
        }
        let start = open.start;
        let tag = match arguments {
            0 => 3,
            1 => 5,
            2 => 7,
            _ => 9,
        };
        if tag == 9 {
            // Only now it is known that their length stands in front of them.
            self.bytes.splice(start + 2..start + 2, [0; 4]);
            set_length(&mut self.bytes, start + 2)?;
            self.dynamic(annotations.as_bytes())?;
        } else if !annotations.is_empty() {
            self.dynamic(annotations.as_bytes())?;
        }
        self.bytes[start] = tag + u8::from(tag < 9 && !annotations.is_empty());
        self.bytes[start + 1] = prim.number();
        Ok(())
    }
}
