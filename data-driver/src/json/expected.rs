//! What a description says of an object's members, against those that are there.
//!
//! serde reads a member that is an `Option` and not there as `None`, and passes over members that a
//! variant of an enum with its tag inside does not have. A schema says neither, so that a member whose
//! name is wrong would be lost.

use alloc::vec::Vec;

use serde::de::Error as _;

use super::error::Error;
use super::guide::Guide;
use crate::describe::{Definition, Field, Named, Type};

/// The members that an object's description has.
pub(super) enum Expected {
    /// It is not known.
    Unknown,
    /// These, and one more that names the variant whose members they are.
    Members {
        tag: Option<&'static str>,
        fields: &'static [Field],
        seen: Seen,
    },
}

impl Expected {
    /// What is expected of an object that looks like this.
    pub(super) fn of(guide: Guide) -> Self {
        let (tag, fields) = match guide {
            Guide::Members(fields) => (None, fields),
            Guide::Type(Type::Named(Named {
                definition: Definition::Struct(fields),
                ..
            })) => (None, *fields),
            Guide::Tagged { tag, fields } => (Some(tag), fields),
            _ => return Self::Unknown,
        };
        Self::Members {
            tag,
            fields,
            seen: Seen::default(),
        }
    }

    /// Notes a member that the description has, and tells whether it was there before; nothing of another member.
    pub(super) fn note(&mut self, key: &str) -> Option<bool> {
        let Self::Members { fields, seen, .. } = self else {
            return None;
        };
        let index = fields.iter().position(|field| field.name == key)?;
        let before = seen.has(index);
        seen.add(index);
        Some(before)
    }

    /// This member is there. Whether it may be is for the type to say where `is_known_to_type`.
    ///
    /// # Errors
    /// The description has no such member.
    #[inline(never)]
    pub(super) fn see(&mut self, key: &str, is_known_to_type: bool) -> Result<(), Error> {
        let Self::Members { tag, fields, seen } = self else {
            return Ok(());
        };
        if let Some(index) = fields.iter().position(|field| field.name == key) {
            seen.add(index);
            return Ok(());
        }
        if is_known_to_type || *tag == Some(key) {
            return Ok(());
        }
        let known: Vec<&str> = tag
            .iter()
            .copied()
            .chain(fields.iter().map(|field| field.name))
            .collect();
        Err(Error::unknown_member(key, &known))
    }

    /// No more members are there than those that have been seen.
    ///
    /// # Errors
    /// One is missing.
    #[inline(never)]
    pub(super) fn end(&self) -> Result<(), Error> {
        let Self::Members { fields, seen, .. } = self else {
            return Ok(());
        };
        let missing = fields
            .iter()
            .enumerate()
            .find(|(index, field)| !field.optional && !seen.has(*index));
        missing.map_or(Ok(()), |(_, field)| Err(Error::missing_field(field.name)))
    }
}

/// Which members have been there, by their places.
#[derive(Default)]
pub(super) struct Seen {
    /// The first ones.
    first: u128,
    /// Those beyond, of which few objects have any.
    others: Vec<u128>,
}

impl Seen {
    fn add(&mut self, index: usize) {
        let (word, bit) = place(index);
        match word.checked_sub(1) {
            None => self.first |= bit,
            Some(word) => {
                if self.others.len() <= word {
                    self.others.resize(word + 1, 0);
                }
                self.others[word] |= bit;
            }
        }
    }

    fn has(&self, index: usize) -> bool {
        let (word, bit) = place(index);
        let bits = match word.checked_sub(1) {
            None => self.first,
            Some(word) => self.others.get(word).copied().unwrap_or_default(),
        };
        bits & bit != 0
    }
}

/// The word and the bit in it.
fn place(index: usize) -> (usize, u128) {
    const BITS: usize = u128::BITS as usize;
    (index / BITS, 1 << (index % BITS))
}
