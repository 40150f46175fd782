//! What a rollup's kernel receives.
//!
//! `src/proto_alpha/lib_protocol/sc_rollup_inbox_message_repr.ml`, `src/kernel_sdk/encoding/src/inbox.rs`.

use alloc::string::String;
use alloc::vec::Vec;

use data_driver::{Error, HexVec, data};
use serde::ser::SerializeStruct;

use crate::address::PublicKeyHash;
use crate::choice::{tagged, untagged};
use crate::hash::{BlockHash, ContractHash, Ed25519KeyHash, RollupAddress};
use crate::micheline::Micheline;
use crate::natural::Bitset;
use crate::timestamp::Timestamp;
use crate::wire::{self, Reader, Wire, Writer};

/// The most bytes of a message: `sc_rollup_message_size_limit`.
pub const MAX_MESSAGE: usize = 4_096;

/// What is said of a message that is longer.
const MESSAGE: &str = "an inbox message";

untagged! {
    /// A message in the inbox. The forms of a debugger's inputs file are taken as well: `{"payload": "Pair Unit False"}`
    /// with the debugger's own sender, source and destination, `{"external": "…"}` and `{"serialized": "…"}`.
    pub enum InboxMessage {
        /// A contract calls the rollup: tags 0, 0.
        Transfer(Transfer),
        /// The protocol tells something: tag 0, and one from 1 on.
        Internal(InternalMessage),
        /// Somebody sent bytes: tag 1, and the bytes.
        External(External),
        /// The bytes of a message, tags included. It is read, and not written.
        Serialized(Serialized),
    }
}

/// A contract's call.
#[data(codec())]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transfer {
    /// The argument.
    pub payload: Micheline,
    /// The contract.
    #[serde(default = "default_sender")]
    pub sender: ContractHash,
    /// The account that signed the operation.
    #[serde(default = "default_source")]
    pub source: PublicKeyHash,
    /// The rollup. The inbox is that of all rollups.
    #[serde(default = "default_destination")]
    pub destination: RollupAddress,
}

/// `KT18amZmM5W7qDWVt2pH6uj7sCEd3kbzLrHT`, as the debugger.
const fn default_sender() -> ContractHash {
    ContractHash([0; 20])
}

/// `tz1Ke2h7sDdakHJQh8WX4Z372du1KChsksyU`.
const fn default_source() -> PublicKeyHash {
    PublicKeyHash::Ed25519(Ed25519KeyHash([0; 20]))
}

/// `sr163Lv22CdE8QagCwf48PWDTquk6isQwv57`.
const fn default_destination() -> RollupAddress {
    RollupAddress([0; 20])
}

wire::members!(Transfer {
    payload,
    sender,
    source,
    destination
});

tagged! {
    /// What the protocol tells a kernel.
    pub enum InternalMessage by "internal" {
        /// The first message of a level: tag 1.
        StartOfLevel as "start_of_level" {},
        /// The last message of a level: tag 2.
        EndOfLevel as "end_of_level" {},
        /// The second message of a level: tag 3.
        InfoPerLevel as "info_per_level" {
            /// When the block before was made.
            predecessor_timestamp: Timestamp,
            /// The block before.
            predecessor: BlockHash,
        },
        /// The protocol is another one from now on: tag 4.
        ProtocolMigration as "protocol_migration" {
            /// Its name: `nairobi_017`.
            protocol: String,
        },
        /// Which slots of the data availability layer were attested: tag 5, protocol Alpha.
        DalAttestedSlots as "dal_attested_slots" {
            /// The level at which they were published.
            published_level: i32,
            /// How many slots there are.
            number_of_slots: u16,
            /// The bytes of a slot.
            slot_size: i32,
            /// The bytes of a page.
            page_size: u16,
            /// Those that were attested, by who published them.
            slots_by_publisher: Vec<PublisherSlots>,
        },
    }
}

/// The slots of a publisher.
#[data(codec())]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublisherSlots {
    /// Who published them.
    pub publisher: PublicKeyHash,
    /// Those that were attested: slot 0 is the lowest bit.
    pub slots_bitset: Bitset,
}

wire::members!(PublisherSlots {
    publisher,
    slots_bitset
});

/// Bytes that somebody sent.
#[data(codec())]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct External {
    /// The bytes, at most 4,095.
    pub external: HexVec,
}

impl Wire for External {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
        // The tag that stands in front in the inbox is one of the message's bytes.
        reader.check_size(MAX_MESSAGE - 1, "an external message")?;
        let external = reader.rest().to_vec().into();
        Ok(Self { external })
    }

    fn write(&self, writer: &mut Writer) -> Result<(), Error> {
        wire::check_size(self.external.len(), MAX_MESSAGE - 1, "an external message")?;
        writer.put(&self.external);
        Ok(())
    }
}

/// A message as its bytes.
#[data(codec())]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Serialized {
    /// The bytes.
    pub serialized: HexVec,
}

impl Wire for InboxMessage {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
        reader.check_size(MAX_MESSAGE, MESSAGE)?;
        match reader.byte("the tag of an inbox message")? {
            0 => read_internal(reader),
            1 => External::read(reader).map(Self::External),
            tag => Err(reader.unknown_tag(
                tag,
                "the tag of an inbox message: 0 (internal) or 1 (external)",
            )),
        }
    }

    fn write(&self, writer: &mut Writer) -> Result<(), Error> {
        match self {
            Self::Transfer(transfer) => {
                writer.put(&[0, 0]);
                transfer.write(writer)?;
            }
            Self::Internal(message) => {
                writer.byte(0);
                message.write(writer)?;
            }
            Self::External(external) => {
                writer.byte(1);
                return external.write(writer);
            }
            Self::Serialized(message) => {
                // What is no message would be refused by the kernel's own reader.
                Self::read(&mut Reader::new(&message.serialized))
                    .and_then(|message| message.write(writer))?;
            }
        }
        wire::check_size(writer.bytes.len(), MAX_MESSAGE, MESSAGE)
    }
}

fn read_internal(reader: &mut Reader<'_>) -> Result<InboxMessage, Error> {
    let message = match reader.byte("the tag of an internal message")? {
        0 => return Transfer::read(reader).map(InboxMessage::Transfer),
        1 => InternalMessage::StartOfLevel {},
        2 => InternalMessage::EndOfLevel {},
        3 => InternalMessage::InfoPerLevel {
            predecessor_timestamp: Wire::read(reader)?,
            predecessor: Wire::read(reader)?,
        },
        4 => InternalMessage::ProtocolMigration {
            protocol: reader.text(MAX_MESSAGE, "the protocol's name")?.into(),
        },
        5 => InternalMessage::DalAttestedSlots {
            published_level: Wire::read(reader)?,
            number_of_slots: Wire::read(reader)?,
            slot_size: Wire::read(reader)?,
            page_size: Wire::read(reader)?,
            slots_by_publisher: reader
                .inside(1, |reader| reader.list(MAX_MESSAGE, "publishers' slots"))?,
        },
        tag => {
            let expected = "the tag of an internal message: 0 to 5";
            return Err(reader.unknown_tag(tag, expected));
        }
    };
    Ok(InboxMessage::Internal(message))
}

impl InternalMessage {
    fn write(&self, writer: &mut Writer) -> Result<(), Error> {
        match self {
            Self::StartOfLevel {} => writer.byte(1),
            Self::EndOfLevel {} => writer.byte(2),
            Self::InfoPerLevel {
                predecessor_timestamp,
                predecessor,
            } => {
                writer.byte(3);
                predecessor_timestamp.write(writer)?;
                predecessor.write(writer)?;
            }
            Self::ProtocolMigration { protocol } => {
                writer.byte(4);
                writer.dynamic(protocol.as_bytes())?;
            }
            Self::DalAttestedSlots {
                published_level,
                number_of_slots,
                slot_size,
                page_size,
                slots_by_publisher,
            } => {
                writer.byte(5);
                published_level.write(writer)?;
                number_of_slots.write(writer)?;
                slot_size.write(writer)?;
                page_size.write(writer)?;
                writer.list(slots_by_publisher)?;
            }
        }
        Ok(())
    }
}

/// A frame around an external message, which the kernel SDK suggests, so that a kernel can tell which messages are for it.
/// Bytes do not say whether they have it.
#[data(codec())]
#[derive(Debug, Clone, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum ExternalFrame {
    /// For one rollup, with the SDK's spelling: tag 0, its address, and the contents.
    Targetted {
        /// The rollup.
        address: RollupAddress,
        /// What it is told.
        contents: HexVec,
    },
}

impl Wire for ExternalFrame {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
        match reader.byte("the tag of a frame")? {
            0 => Ok(Self::Targetted {
                address: Wire::read(reader)?,
                contents: reader.rest().to_vec().into(),
            }),
            tag => Err(reader.unknown_tag(tag, "the tag of a frame: 0 (targetted)")),
        }
    }

    fn write(&self, writer: &mut Writer) -> Result<(), Error> {
        let Self::Targetted { address, contents } = self;
        writer.byte(0);
        address.write(writer)?;
        writer.put(contents);
        Ok(())
    }
}
