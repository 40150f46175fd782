//! Phoenix transactions.

use alloc::vec::Vec;

use data_driver::{Describe, Error, HexVec};
use dusk_core::transfer::data;
use dusk_core::transfer::phoenix::{self, Sender, StealthAddress, TxSkeleton};
use serde::{Deserialize, Serialize};

use crate::data::TransactionData;
use crate::mirror::Mirror;

/// A Phoenix transaction: it spends notes (`dusk-core`).
#[derive(Serialize, Deserialize, Describe)]
pub(crate) struct PhoenixTransaction {
    /// What it says.
    payload: PhoenixPayload,
    /// The proof that it may be done.
    proof: HexVec,
}

/// What a Phoenix transaction says (`dusk-core`).
#[derive(Serialize, Deserialize, Describe)]
pub(crate) struct PhoenixPayload {
    /// The network: 1 is the mainnet.
    chain_id: u8,
    /// The notes that are spent and made.
    tx_skeleton: TxSkeleton,
    /// What the transaction may cost.
    fee: PhoenixFee,
    /// What it does beside paying.
    data: Option<TransactionData>,
}

/// What a Phoenix transaction may cost (`dusk-core`).
#[derive(Serialize, Deserialize, Describe)]
pub(crate) struct PhoenixFee {
    /// The most gas that it may use.
    gas_limit: u64,
    /// The price of a unit of gas.
    gas_price: u64,
    /// The address of the note that pays back what was not used.
    stealth_address: StealthAddress,
    /// The sender of that note.
    sender: Sender,
}

impl Mirror for PhoenixTransaction {
    type Of = phoenix::Transaction;

    fn show(of: Self::Of) -> Result<Self, Error> {
        let fee = of.fee();
        Ok(Self {
            payload: PhoenixPayload {
                chain_id: of.chain_id(),
                tx_skeleton: TxSkeleton {
                    root: *of.root(),
                    nullifiers: of.nullifiers().to_vec(),
                    outputs: of.outputs().clone(),
                    max_fee: of.max_fee(),
                    deposit: of.deposit(),
                },
                fee: PhoenixFee {
                    gas_limit: fee.gas_limit,
                    gas_price: fee.gas_price,
                    stealth_address: fee.stealth_address,
                    sender: fee.sender,
                },
                data: data_of(&of).map(Mirror::show).transpose()?,
            },
            proof: HexVec(of.proof().to_vec()),
        })
    }

    fn build(self) -> Result<Self::Of, Error> {
        let PhoenixPayload {
            chain_id,
            tx_skeleton,
            fee,
            data,
        } = self.payload;
        let payload = phoenix::Payload {
            chain_id,
            tx_skeleton,
            fee: phoenix::Fee {
                gas_limit: fee.gas_limit,
                gas_price: fee.gas_price,
                stealth_address: fee.stealth_address,
                sender: fee.sender,
            },
            data: data.build()?,
        };
        Ok(Self::Of::from_payload_and_proof(payload, self.proof.0))
    }
}

/// The transaction's data, which `dusk-core` lets out by kind only.
fn data_of(of: &phoenix::Transaction) -> Option<data::TransactionData> {
    let call = || of.call().cloned().map(data::TransactionData::Call);
    let deploy = || of.deploy().cloned().map(data::TransactionData::Deploy);
    let memo = || of.memo().map(Vec::from).map(data::TransactionData::Memo);
    let blob = || of.blob().cloned().map(data::TransactionData::Blob);
    call().or_else(deploy).or_else(memo).or_else(blob)
}
