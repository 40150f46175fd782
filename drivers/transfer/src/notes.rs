//! The tree of notes: its leaves, and proofs that a note is in it.

use alloc::format;
use alloc::vec::Vec;

use data_driver::{Describe, Error, Kind};
use dusk_core::BlsScalar;
use dusk_core::transfer::phoenix::{self, NOTES_TREE_ARITY, NOTES_TREE_DEPTH, Note};
use serde::{Deserialize, Serialize};

use crate::mirror::{Mirror, codec};

codec! {
    /// Items of the feeds of notes.
    leaf: super::NoteLeaf
}

codec! {
    /// `opening`'s result.
    opening: Option<super::NoteOpening>
}

/// A note with its block (`dusk-core`).
#[derive(Serialize, Deserialize, Describe)]
pub(crate) struct NoteLeaf {
    /// The height of the block in which the note was made.
    block_height: u64,
    /// The note.
    note: Note,
}

/// The proof that a note is in the tree: what is beside its way to the root (`dusk-merkle`).
#[derive(Serialize, Deserialize, Describe)]
pub(crate) struct NoteOpening {
    /// The root of the tree.
    root: BlsScalar,
    /// The hashes of each level on the way, from the children of the root to the leaves.
    branch: [[BlsScalar; NOTES_TREE_ARITY]; NOTES_TREE_DEPTH],
    /// Which of the hashes is on the way, for each level: 0 to 3.
    positions: [u32; NOTES_TREE_DEPTH],
}

impl Mirror for NoteLeaf {
    type Of = phoenix::NoteLeaf;

    fn show(of: Self::Of) -> Result<Self, Error> {
        let Self::Of { block_height, note } = of;
        Ok(Self { block_height, note })
    }

    fn build(self) -> Result<Self::Of, Error> {
        let Self { block_height, note } = self;
        Ok(Self::Of { block_height, note })
    }
}

impl Mirror for NoteOpening {
    type Of = phoenix::NoteOpening;

    fn show(of: Self::Of) -> Result<Self, Error> {
        let mut positions = [0; NOTES_TREE_DEPTH];
        for (shown, position) in positions.iter_mut().zip(of.positions()) {
            // An archive has 32 bits for it on every machine.
            *shown = u32::try_from(*position).map_err(|error| invalid(format!("{error}")))?;
        }
        Ok(Self {
            root: of.root().hash,
            branch: of.branch().map(|level| level.map(|item| item.hash)),
            positions,
        })
    }

    fn build(self) -> Result<Self::Of, Error> {
        // `dusk-merkle` makes an opening only from a tree, or from bytes in this form.
        let mut bytes = Vec::new();
        bytes.extend(self.root.to_bytes());
        for hash in self.branch.iter().flatten() {
            bytes.extend(hash.to_bytes());
        }
        for position in self.positions {
            bytes.extend(position.to_le_bytes());
        }
        Self::Of::from_slice(&bytes).map_err(|error| invalid(format!("{error:?}")))
    }
}

#[cold]
fn invalid(reason: alloc::string::String) -> Error {
    Error::new(Kind::InvalidValue, format!("no opening: {reason}"))
}
