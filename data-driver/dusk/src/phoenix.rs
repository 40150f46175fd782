//! Phoenix: addresses, notes and the skeleton of a transaction (`phoenix-core`).

use alloc::vec::Vec;

use data_driver::HexBytes;
use dusk_core::transfer::phoenix::{
    NOTE_VAL_ENC_SIZE, Note, OUTPUT_NOTES, Sender, StealthAddress, TxSkeleton,
};
use dusk_core::{BlsScalar, JubJubAffine};

use super::macros::{enums, objects};
use crate::unit::Lux;

objects! {
    /// A note: an amount that belongs to a stealth address (`phoenix-core`).
    Note as "Note" private {
        /// Whether the amount can be read by all.
        note_type: NoteType,
        /// The commitment to the amount.
        value_commitment: JubJubAffine,
        /// Whose it is.
        stealth_address: StealthAddress,
        /// The position in the tree of notes; 2⁶⁴ - 1 before it has one.
        pos: u64,
        /// The amount and the blinder of its commitment, encrypted. Of a transparent note the first
        /// 8 bytes are the amount, little-endian, and the others are zero.
        value_enc: HexBytes<NOTE_VAL_ENC_SIZE>,
        /// Who sent it.
        sender: Sender,
    }

    /// What every Phoenix transaction has (`phoenix-core`).
    TxSkeleton as "TxSkeleton" {
        /// The root of the tree of notes in which the spent notes were looked up.
        root: BlsScalar,
        /// The nullifiers of the spent notes.
        nullifiers: Vec<BlsScalar>,
        /// The notes that are made: the payment and the change.
        outputs: [Note; OUTPUT_NOTES],
        /// The most that the transaction may cost: gas limit times gas price.
        max_fee: Lux,
        /// The amount for the called contract.
        deposit: Lux,
    }
}

enums! {
    /// Whether all can read a note's amount (`phoenix-core`).
    NoteType as "NoteType" {
        /// All can.
        Transparent,
        /// Only the owner can, and who has the view key.
        Obfuscated,
    }

    /// Who sent a note (`phoenix-core`).
    Sender as "Sender" {
        /// The sender's public key, as two points, each encrypted for the receiver as a pair of
        /// points.
        Encryption([(JubJubAffine, JubJubAffine); 2]),
        /// What a contract says about the origin of a note that no transaction made: the name of the
        /// function and the id of the contract, filled up with zeros.
        ContractInfo(HexBytes<128>),
    }
}

/// Stands for the type of that name, which `dusk-core` does not export.
struct NoteType;
