//! What is decoded, with what an error needs to know of it.

use alloc::format;

use parity_scale_codec::{Decode, Error, Input};

use super::explain::explain;
use super::{Fault, FaultKind};

/// Bytes that are read one value after the other.
#[derive(Debug, Clone)]
pub struct Bytes<'a> {
    all: &'a [u8],
    at: usize,
    /// Where the last byte that was read by itself is: it says what follows.
    tag: usize,
    /// Where it was asked last how many bytes there are: in front of the bytes that a length counts.
    counted: Option<usize>,
    /// How many bytes were asked for that are not there.
    wanted: Option<usize>,
}

impl<'a> Bytes<'a> {
    /// All of these.
    #[must_use]
    pub const fn new(all: &'a [u8]) -> Self {
        Self {
            all,
            at: 0,
            tag: 0,
            counted: None,
            wanted: None,
        }
    }

    /// The value that comes next.
    ///
    /// # Errors
    /// The bytes are none of this type. What is read after an error is none either.
    pub fn decode<T: Decode>(&mut self) -> Result<T, Fault> {
        T::decode(self).map_err(|_| explain(self))
    }

    /// Nothing may be left over.
    ///
    /// # Errors
    /// Something is.
    #[inline(never)]
    pub fn finish(&self) -> Result<(), Fault> {
        if self.rest().is_empty() {
            return Ok(());
        }
        Err(Fault {
            kind: FaultKind::Length,
            offset: self.at(),
            expected: "the end of the bytes".into(),
            found: format!("{} more", self.rest().len()),
        })
    }

    /// The offset of what is read next.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// What is not read yet.
    pub(super) fn rest(&self) -> &'a [u8] {
        self.from(self.at)
    }

    /// The offset of the last byte that was read by itself.
    pub(super) fn tag(&self) -> usize {
        self.tag
    }

    /// The bytes from an offset on.
    pub(super) fn from(&self, offset: usize) -> &'a [u8] {
        self.all.get(offset..).unwrap_or_default()
    }

    /// The offset of the bytes that a length counts, if nothing else was begun behind it.
    pub(super) fn counted(&self) -> Option<usize> {
        self.counted
    }

    /// How many bytes were asked for that are not there.
    pub(super) fn wanted(&self) -> Option<usize> {
        self.wanted
    }
}

// Called where values of any type are read: repeated there, it would be most of a driver.
impl Input for Bytes<'_> {
    #[inline(never)]
    fn remaining_len(&mut self) -> Result<Option<usize>, Error> {
        self.counted = Some(self.at);
        Ok(Some(self.rest().len()))
    }

    #[inline(never)]
    fn read(&mut self, into: &mut [u8]) -> Result<(), Error> {
        let Some((read, _)) = self.rest().split_at_checked(into.len()) else {
            self.wanted = Some(into.len());
            return Err("the bytes end".into());
        };
        into.copy_from_slice(read);
        self.at += read.len();
        Ok(())
    }

    #[inline(never)]
    fn read_byte(&mut self) -> Result<u8, Error> {
        self.tag = self.at;
        self.counted = None;
        let mut byte = [0];
        self.read(&mut byte)?;
        Ok(byte[0])
    }
}
