//! What a description says of an object's members, against those that are there.
//!
//! serde reads a member that is an `Option` and not there as `None`, and passes over members that a
//! variant of an enum with its tag inside does not have. A schema says neither, so that a member whose
//! name is wrong would be lost.

use alloc::borrow::Cow;
use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use serde::de::Error as _;

use super::error::Error;
use super::guide::Guide;
use crate::describe::{Definition, Field, Named, Tag, Type, Variant};

/// The members that an object's description has.
pub(super) enum Expected {
    /// It is not known.
    Unknown,
    /// These, of which some have been there; of the first ones, as many as there are bits.
    Fields(&'static [Field], u128),
    /// Those of the variant that this member names.
    Tagged {
        tag: &'static str,
        variants: &'static [Variant],
        variant: Option<&'static Variant>,
    },
}

impl Expected {
    /// What is expected of an object that looks like this.
    pub(super) fn of(guide: Guide) -> Self {
        let definition = match guide {
            Guide::Members(fields) => return Self::Fields(fields, 0),
            Guide::Type(Type::Named(Named { definition, .. })) => definition,
            _ => return Self::Unknown,
        };
        match definition {
            Definition::Struct(fields) => Self::Fields(fields, 0),
            Definition::Enum(Tag::Internal(tag), variants) => Self::Tagged {
                tag,
                variants,
                variant: None,
            },
            Definition::Enum(Tag::External, _) | Definition::Alias(_) => Self::Unknown,
        }
    }

    /// Whether the value of this member says what else is expected.
    pub(super) fn is_tag(&self, key: &str) -> bool {
        matches!(self, Self::Tagged { tag, .. } if *tag == key)
    }

    /// The tag names this variant.
    pub(super) fn tagged(&mut self, name: &str) {
        if let Self::Tagged {
            variants, variant, ..
        } = self
        {
            *variant = variants.iter().find(|variant| variant.name == name);
        }
    }

    /// This member is there.
    pub(super) fn see(&mut self, key: &str) {
        if let Self::Fields(fields, seen) = self
            && let Some(index) = fields.iter().position(|field| field.name == key)
        {
            *seen |= bit(index);
        }
    }

    /// No more members are there than these, where a variant has to be known first.
    ///
    /// # Errors
    /// One is missing or unknown.
    pub(super) fn end(&self, keys: &BTreeSet<Cow<'_, str>>) -> Result<(), Error> {
        match *self {
            Self::Fields(fields, seen) => {
                let mut fields = fields.iter().enumerate();
                all_there(fields.find(|(index, field)| {
                    // A member beyond the last bit is left to the type.
                    !field.optional && bit(*index) & !seen != 0
                }))
            }
            Self::Tagged {
                tag,
                variant: Some(variant),
                ..
            } => {
                let fields = variant.members();
                let is_known =
                    |key: &str| key == tag || fields.iter().any(|field| field.name == key);
                if let Some(key) = keys.iter().find(|key| !is_known(key)) {
                    let known: Vec<&str> = core::iter::once(tag)
                        .chain(fields.iter().map(|field| field.name))
                        .collect();
                    return Err(Error::unknown_member(key, &known));
                }
                let mut fields = fields.iter().enumerate();
                all_there(fields.find(|(_, field)| !field.optional && !keys.contains(field.name)))
            }
            // The type itself says what is wrong with the tag.
            Self::Unknown | Self::Tagged { .. } => Ok(()),
        }
    }
}

fn all_there(missing: Option<(usize, &Field)>) -> Result<(), Error> {
    missing.map_or(Ok(()), |(_, field)| Err(Error::missing_field(field.name)))
}

/// The bit of a member, if there is one.
fn bit(index: usize) -> u128 {
    u32::try_from(index)
        .ok()
        .and_then(|index| 1_u128.checked_shl(index))
        .unwrap_or_default()
}
