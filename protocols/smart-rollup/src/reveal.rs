//! What a kernel can have revealed: data by their hash, metadata, pages of the data availability layer.
//!
//! `src/proto_alpha/lib_protocol/sc_rollup_PVM_sig.ml`, `sc_rollup_reveal_hash.ml`, `sc_rollup_metadata_repr.ml`,
//! `src/kernel_sdk/host/src/reveal.rs`.

use alloc::format;
use alloc::vec::Vec;

use blake2::digest::consts::U32;
use blake2::{Blake2b, Digest};
use data_driver::{Error, HexBytes, HexVec, Kind, data};
use serde::ser::SerializeStruct;

use crate::address::Contract;
use crate::choice::{tagged, untagged};
use crate::hash::{RevealDataHash, RollupAddress};
use crate::wire::{self, Reader, Wire, Writer};

/// The most bytes that a hash can stand for.
pub const MAX_PREIMAGE: usize = 4_096;

/// The most bytes of a list of publishers: ten contracts.
const MAX_PUBLISHERS: usize = 220;

untagged! {
    /// The hash of data that can be revealed. 33 bytes: a tag that tells how it was made, of which there is only 0, and BLAKE2b in
    /// 256 bits. The data are in the file `wasm_2_0_0/<hex digits of the 33 bytes>`.
    pub enum RevealHash {
        /// The hash.
        Blake2b(RevealDataHash),
        /// The 33 bytes in hex, as the file is named. They are read, and not written.
        File(HexBytes<33>),
        /// The data themselves, of which the hash is made. They are read, and not written.
        Preimage(Preimage),
    }
}

/// What a hash is of.
#[data(codec())]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preimage {
    /// The data, at most 4,096 bytes.
    pub preimage: HexVec,
}

/// The hash of data.
///
/// # Errors
/// They are too long.
pub fn hash_of(preimage: &[u8]) -> Result<RevealDataHash, Error> {
    if preimage.len() <= MAX_PREIMAGE {
        return Ok(RevealDataHash(Blake2b::<U32>::digest(preimage).into()));
    }
    let found = preimage.len();
    let reason = format!("expected a preimage of at most {MAX_PREIMAGE} bytes, found {found}");
    Err(Error::new(Kind::WrongLength, reason))
}

impl Wire for RevealHash {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
        match reader.byte("the tag of a reveal hash")? {
            0 => RevealDataHash::read(reader).map(Self::Blake2b),
            tag => Err(reader.unknown_tag(tag, "the tag of a reveal hash: 0 (BLAKE2b)")),
        }
    }

    fn write(&self, writer: &mut Writer) -> Result<(), Error> {
        let hash = match self {
            Self::Blake2b(hash) => *hash,
            Self::Preimage(Preimage { preimage }) => hash_of(preimage)?,
            Self::File(bytes) => {
                Self::read(&mut Reader::new(&**bytes))?;
                writer.put(&**bytes);
                return Ok(());
            }
        };
        writer.byte(0);
        hash.write(writer)
    }
}

tagged! {
    /// What the host function `reveal` is asked for.
    pub enum RevealRequest by "reveal" {
        /// Data: tag 0.
        RawData as "raw_data" {
            /// Their hash.
            hash: RevealHash,
        },
        /// The rollup's metadata: tag 1.
        Metadata as "metadata" {},
        /// A page of a slot of the data availability layer: tag 2.
        DalPage as "dal_page" {
            /// The level at which the slot was published.
            published_level: i32,
            /// Which slot.
            slot_index: u8,
            /// Which page of it.
            page_index: i16,
        },
        /// The parameters of the data availability layer: tag 3.
        DalParameters as "dal_parameters" {},
        /// A page, under the rollup's own conditions: tag 4.
        AdaptiveDalPage as "adaptive_dal_page" {
            /// The level at which the slot was published.
            published_level: i32,
            /// Which slot.
            slot_index: u8,
            /// Which page of it.
            page_index: i16,
            /// How many of a hundred must have attested it.
            attestation_threshold_percent: u8,
            [
                /// Who may have published it, at most ten; if there is none, anybody.
                restricted_commitments_publishers: Vec<Contract>
            ],
        },
    }
}

impl Wire for RevealRequest {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
        Ok(match reader.byte("the tag of a reveal request")? {
            0 => Self::RawData {
                hash: Wire::read(reader)?,
            },
            1 => Self::Metadata {},
            2 => Self::DalPage {
                published_level: Wire::read(reader)?,
                slot_index: Wire::read(reader)?,
                page_index: Wire::read(reader)?,
            },
            3 => Self::DalParameters {},
            4 => Self::AdaptiveDalPage {
                published_level: Wire::read(reader)?,
                slot_index: Wire::read(reader)?,
                page_index: Wire::read(reader)?,
                attestation_threshold_percent: Wire::read(reader)?,
                restricted_commitments_publishers: read_publishers(reader)?,
            },
            tag => {
                let expected = "the tag of a reveal request: 0 (raw data) to 4 (adaptive page)";
                return Err(reader.unknown_tag(tag, expected));
            }
        })
    }

    fn write(&self, writer: &mut Writer) -> Result<(), Error> {
        match self {
            Self::RawData { hash } => {
                writer.byte(0);
                hash.write(writer)?;
            }
            Self::Metadata {} => writer.byte(1),
            Self::DalPage {
                published_level,
                slot_index,
                page_index,
            } => {
                writer.byte(2);
                published_level.write(writer)?;
                slot_index.write(writer)?;
                page_index.write(writer)?;
            }
            Self::DalParameters {} => writer.byte(3),
            Self::AdaptiveDalPage {
                published_level,
                slot_index,
                page_index,
                attestation_threshold_percent,
                restricted_commitments_publishers,
            } => {
                writer.byte(4);
                published_level.write(writer)?;
                slot_index.write(writer)?;
                page_index.write(writer)?;
                attestation_threshold_percent.write(writer)?;
                write_publishers(restricted_commitments_publishers.as_deref(), writer)?;
            }
        }
        Ok(())
    }
}

fn read_publishers(reader: &mut Reader<'_>) -> Result<Option<Vec<Contract>>, Error> {
    match reader.byte("whether publishers are restricted")? {
        0 => Ok(None),
        0xff => reader.list(MAX_PUBLISHERS, "publishers").map(Some),
        tag => Err(reader.unknown_tag(tag, "0 (any publishers) or 255 (some)")),
    }
}

fn write_publishers(publishers: Option<&[Contract]>, writer: &mut Writer) -> Result<(), Error> {
    let Some(publishers) = publishers else {
        writer.byte(0);
        return Ok(());
    };
    writer.byte(0xff);
    let start = writer.bytes.len() + 4;
    writer.list(publishers)?;
    if writer.bytes.len() - start <= MAX_PUBLISHERS {
        return Ok(());
    }
    let reason = format!(
        "expected at most ten publishers, found {}",
        publishers.len()
    );
    Err(Error::new(Kind::WrongLength, reason))
}

/// What `reveal_metadata` reveals: 24 bytes.
#[data(codec())]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Metadata {
    /// The rollup.
    pub raw_rollup_address: RollupAddress,
    /// The level at which it was originated.
    pub origination_level: i32,
}

wire::members!(Metadata {
    raw_rollup_address,
    origination_level
});

/// The parameters of the data availability layer: 32 bytes.
#[data(codec())]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DalParameters {
    /// How many slots a level has.
    pub number_of_slots: i64,
    /// How many levels after its publication a slot is attested.
    pub attestation_lag: i64,
    /// The bytes of a slot.
    pub slot_size: i64,
    /// The bytes of a page.
    pub page_size: i64,
}

wire::members!(DalParameters {
    number_of_slots,
    attestation_lag,
    slot_size,
    page_size
});
