//! What a rollup's kernel says to layer 1.
//!
//! `src/proto_alpha/lib_protocol/sc_rollup_outbox_message_repr.ml`, `sc_rollup_PVM_sig.ml`, `src/kernel_sdk/encoding/src/outbox.rs`.

use alloc::string::String;
use alloc::vec::Vec;

use data_driver::{Error, Kind, data};
use serde::ser::SerializeStruct;

use crate::address::{PublicKeyHash, read_destination, write_originated};
use crate::choice::{tagged, untagged};
use crate::entrypoint::Entrypoint;
use crate::hash::ContractHash;
use crate::inbox::MAX_MESSAGE;
use crate::micheline::Micheline;
use crate::natural::Natural;
use crate::wire::{self, Reader, Wire, Writer};

/// What is said of a message that is longer.
const MESSAGE: &str = "an outbox message";

/// What a level is.
const LEVEL: &str = "a level that is not negative";

untagged! {
    /// A message in the outbox. Calls without types are read without their kind as well, as older nodes write them, and as the
    /// array that `octez-smart-rollup-client encode outbox message` takes.
    pub enum OutboxMessage {
        /// By its kind.
        Kind(OutboxKind),
        /// Calls without types. It is read, and not written.
        Transactions(Transactions),
        /// The same.
        List(Vec<Transaction>),
    }
}

tagged! {
    /// A message in the outbox, by its kind.
    pub enum OutboxKind by "kind" {
        /// Calls of contracts, all or none of which happen: tag 0.
        Untyped as "untyped" {
            /// The calls.
            transactions: Vec<Transaction>,
        },
        /// The same with the types of their arguments: tag 1.
        Typed as "typed" {
            /// The calls.
            transactions: Vec<TypedTransaction>,
        },
        /// Who may publish commitments from now on: tag 2.
        WhitelistUpdate as "whitelist_update" {
            [
                /// These accounts; if there is none, anybody, for ever.
                whitelist: Vec<PublicKeyHash>
            ],
        },
        /// A signal of the canonical rollup: tag 3, protocol Alpha.
        Signal as "canonical_rollup_signal" {
            /// The signal.
            signal: String,
        },
    }
}

/// Calls without types.
#[data(codec())]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transactions {
    /// The calls.
    pub transactions: Vec<Transaction>,
}

/// A call of a contract.
#[data(codec())]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transaction {
    /// The argument.
    pub parameters: Micheline,
    /// The contract.
    pub destination: ContractHash,
    /// Its entrypoint.
    #[serde(default)]
    pub entrypoint: Entrypoint,
}

impl Wire for Transaction {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
        reader.inside(1, |reader| {
            Ok(Self {
                parameters: Wire::read(reader)?,
                destination: read_destination(reader)?,
                entrypoint: Wire::read(reader)?,
            })
        })
    }

    fn write(&self, writer: &mut Writer) -> Result<(), Error> {
        writer.inside(1, |writer| self.parameters.write(writer))?;
        write_originated(self.destination, writer)?;
        self.entrypoint.write(writer)
    }
}

/// A call of a contract with the type of its argument.
#[data(codec())]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedTransaction {
    /// The argument.
    pub parameters: Micheline,
    /// The argument's type.
    pub parameters_ty: Micheline,
    /// The contract.
    pub destination: ContractHash,
    /// Its entrypoint.
    #[serde(default)]
    pub entrypoint: Entrypoint,
}

impl Wire for TypedTransaction {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
        reader.inside(1, |reader| {
            Ok(Self {
                parameters: Wire::read(reader)?,
                parameters_ty: Wire::read(reader)?,
                destination: read_destination(reader)?,
                entrypoint: Wire::read(reader)?,
            })
        })
    }

    fn write(&self, writer: &mut Writer) -> Result<(), Error> {
        writer.inside(1, |writer| {
            self.parameters.write(writer)?;
            self.parameters_ty.write(writer)
        })?;
        write_originated(self.destination, writer)?;
        self.entrypoint.write(writer)
    }
}

impl Wire for OutboxMessage {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
        reader.check_size(MAX_MESSAGE, MESSAGE)?;
        let kind = match reader.byte("the tag of an outbox message")? {
            0 => OutboxKind::Untyped {
                transactions: reader
                    .inside(1, |reader| reader.list(MAX_MESSAGE, "transactions"))?,
            },
            1 => OutboxKind::Typed {
                transactions: reader
                    .inside(1, |reader| reader.list(MAX_MESSAGE, "transactions"))?,
            },
            2 => OutboxKind::WhitelistUpdate {
                whitelist: read_whitelist(reader)?,
            },
            3 => OutboxKind::Signal {
                signal: reader.text(MAX_MESSAGE, "a signal")?.into(),
            },
            tag => {
                let expected = "the tag of an outbox message: 0 (untyped) to 3 (signal)";
                return Err(reader.unknown_tag(tag, expected));
            }
        };
        Ok(Self::Kind(kind))
    }

    fn write(&self, writer: &mut Writer) -> Result<(), Error> {
        let start = writer.bytes.len();
        match self {
            Self::List(transactions)
            | Self::Transactions(Transactions { transactions })
            | Self::Kind(OutboxKind::Untyped { transactions }) => {
                writer.byte(0);
                writer.inside(1, |writer| writer.list(transactions))?;
            }
            Self::Kind(OutboxKind::Typed { transactions }) => {
                writer.byte(1);
                writer.inside(1, |writer| writer.list(transactions))?;
            }
            Self::Kind(OutboxKind::WhitelistUpdate { whitelist }) => {
                writer.byte(2);
                match whitelist {
                    None => writer.byte(0),
                    Some(whitelist) => {
                        writer.byte(0xff);
                        writer.list(whitelist)?;
                    }
                }
            }
            Self::Kind(OutboxKind::Signal { signal }) => {
                writer.byte(3);
                writer.dynamic(signal.as_bytes())?;
            }
        }
        wire::check_size(writer.bytes.len() - start, MAX_MESSAGE, MESSAGE)
    }
}

fn read_whitelist(reader: &mut Reader<'_>) -> Result<Option<Vec<PublicKeyHash>>, Error> {
    match reader.byte("whether there is a whitelist")? {
        0 => Ok(None),
        0xff => reader.list(MAX_MESSAGE, "a whitelist").map(Some),
        tag => Err(reader.unknown_tag(tag, "0 (no whitelist) or 255 (a whitelist)")),
    }
}

/// A message of the outbox with its place in it: what an output proof proves.
#[data(codec())]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxOutput {
    /// The level of the outbox.
    pub outbox_level: i32,
    /// Which message of that level it is.
    pub message_index: Natural,
    /// The message.
    pub message: OutboxMessage,
}

impl Wire for OutboxOutput {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
        let outbox_level = i32::read(reader)?;
        if outbox_level < 0 {
            let found = alloc::format!("{outbox_level}");
            return Err(Error::bytes(Kind::InvalidBytes, 0, LEVEL, found));
        }
        Ok(Self {
            outbox_level,
            message_index: Wire::read(reader)?,
            message: reader.inside(1, Wire::read)?,
        })
    }

    fn write(&self, writer: &mut Writer) -> Result<(), Error> {
        if self.outbox_level < 0 {
            let reason = alloc::format!(
                "/outbox_level: expected {LEVEL}, found {}",
                self.outbox_level
            );
            return Err(Error::new(Kind::InvalidValue, reason));
        }
        self.outbox_level.write(writer)?;
        self.message_index.write(writer)?;
        writer.inside(1, |writer| self.message.write(writer))
    }
}
