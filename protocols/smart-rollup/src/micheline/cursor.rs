//! Goes through the bytes of an expression that were checked, from node to node.

use alloc::string::String;
use core::cell::Cell;

use super::{Prim, zarith};

/// A position in the bytes of an expression, which were checked: it moves on with whatever is written.
pub(super) struct Cursor<'a> {
    bytes: &'a [u8],
    at: Cell<usize>,
}

impl<'a> Cursor<'a> {
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            at: Cell::new(0),
        }
    }

    pub(super) fn at(&self) -> usize {
        self.at.get()
    }

    pub(super) fn byte(&self) -> u8 {
        self.take(1).first().copied().unwrap_or_default()
    }

    fn take(&self, length: usize) -> &'a [u8] {
        let start = self.at();
        self.at.set(start + length);
        self.bytes.get(start..start + length).unwrap_or_default()
    }

    pub(super) fn length(&self) -> usize {
        let mut length = [0; 4];
        length.copy_from_slice(self.take(4));
        usize::try_from(u32::from_be_bytes(length)).unwrap_or_default()
    }

    pub(super) fn dynamic(&self) -> &'a [u8] {
        let length = self.length();
        self.take(length)
    }

    pub(super) fn text(&self) -> &'a str {
        core::str::from_utf8(self.dynamic()).unwrap_or_default()
    }

    pub(super) fn prim(&self) -> &'static str {
        Prim::from_number(self.byte()).map_or("", Prim::name)
    }

    pub(super) fn int(&self) -> String {
        let rest = self.bytes.get(self.at()..).unwrap_or_default();
        let more = rest.iter().take_while(|byte| *byte & 0x80 != 0).count();
        let mut text = String::new();
        zarith::decode(self.take(more + 1), true, &mut text);
        text
    }
}
