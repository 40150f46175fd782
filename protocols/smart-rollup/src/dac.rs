//! Pages of the tree into which long data are split, so that they can be revealed.
//!
//! `src/kernel_sdk/encoding/src/dac/pages.rs`.

use alloc::format;
use alloc::vec::Vec;

use data_driver::{Error, HexVec, Kind, data};

use crate::reveal::{MAX_PREIMAGE, RevealHash};
use crate::wire::{Reader, Wire, Writer};

/// The most bytes of a page's contents or hashes: a page can be revealed, and tag and length stand in front.
pub const MAX_CONTENTS: usize = MAX_PREIMAGE - 5;

/// A page: a leaf or a node of the tree.
#[data(codec())]
#[derive(Debug, Clone, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum DacPage {
    /// A part of the data: tag 0. At most 4,091 bytes.
    Contents(HexVec),
    /// The hashes of other pages: tag 1. At most 123.
    Hashes(Vec<RevealHash>),
}

impl Wire for DacPage {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
        match reader.byte("the tag of a page")? {
            0 => {
                let length = reader.length(MAX_CONTENTS, "a page's contents")?;
                let contents = reader.take(length, "a page's contents")?;
                Ok(Self::Contents(contents.to_vec().into()))
            }
            1 => reader
                .list(MAX_CONTENTS, "a page's hashes")
                .map(Self::Hashes),
            tag => Err(reader.unknown_tag(tag, "the tag of a page: 0 (contents) or 1 (hashes)")),
        }
    }

    fn write(&self, writer: &mut Writer) -> Result<(), Error> {
        let start = writer.bytes.len() + 5;
        match self {
            Self::Contents(contents) => {
                writer.byte(0);
                writer.dynamic(contents)?;
            }
            Self::Hashes(hashes) => {
                writer.byte(1);
                writer.list(hashes)?;
            }
        }
        let length = writer.bytes.len() - start;
        if length <= MAX_CONTENTS {
            return Ok(());
        }
        let reason = format!("expected a page of at most {MAX_CONTENTS} bytes, found {length}");
        Err(Error::new(Kind::WrongLength, reason))
    }
}
