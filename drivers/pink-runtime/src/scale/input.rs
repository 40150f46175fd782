//! What is decoded, with what an error needs to know of it.

use parity_scale_codec::{Error, Input};

/// Bytes that are read one after the other.
pub(super) struct Bytes<'a> {
    all: &'a [u8],
    at: usize,
    /// Where the last byte that was read by itself is: it says what follows.
    tag: usize,
    /// How many bytes were asked for that are not there.
    wanted: Option<usize>,
}

impl<'a> Bytes<'a> {
    pub(super) fn new(all: &'a [u8]) -> Self {
        Self {
            all,
            at: 0,
            tag: 0,
            wanted: None,
        }
    }

    /// The offset of what is read next.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// What is not read yet.
    pub(super) fn rest(&self) -> &'a [u8] {
        &self.all[self.at..]
    }

    /// The offset of the last byte that was read by itself.
    pub(super) fn tag(&self) -> usize {
        self.tag
    }

    /// The bytes from an offset on.
    pub(super) fn from(&self, offset: usize) -> &'a [u8] {
        self.all.get(offset..).unwrap_or_default()
    }

    /// How many bytes were asked for that are not there.
    pub(super) fn wanted(&self) -> Option<usize> {
        self.wanted
    }
}

impl Input for Bytes<'_> {
    fn remaining_len(&mut self) -> Result<Option<usize>, Error> {
        Ok(Some(self.rest().len()))
    }

    fn read(&mut self, into: &mut [u8]) -> Result<(), Error> {
        let Some((read, _)) = self.rest().split_at_checked(into.len()) else {
            self.wanted = Some(into.len());
            return Err("the bytes end".into());
        };
        into.copy_from_slice(read);
        self.at += read.len();
        Ok(())
    }

    fn read_byte(&mut self) -> Result<u8, Error> {
        self.tag = self.at;
        let mut byte = [0];
        self.read(&mut byte)?;
        Ok(byte[0])
    }
}
