//! Moonlight transactions.

use alloc::format;
use alloc::vec::Vec;

use data_driver::{Describe, Error, Kind};
use dusk_bytes::Serializable;
use dusk_core::signatures::bls::{PublicKey, Signature};
use dusk_core::transfer::moonlight;
use serde::{Deserialize, Serialize};

use crate::data::TransactionData;
use crate::mirror::Mirror;

/// A Moonlight transaction: it spends from an account (`dusk-core`).
#[derive(Serialize, Deserialize, Describe)]
pub(crate) struct MoonlightTransaction {
    /// What it says.
    payload: MoonlightPayload,
    /// The sender's signature.
    signature: Signature,
}

/// What a Moonlight transaction says (`dusk-core`).
#[derive(Serialize, Deserialize, Describe)]
pub(crate) struct MoonlightPayload {
    /// The network: 1 is the mainnet.
    chain_id: u8,
    /// The account that pays.
    sender: PublicKey,
    /// The account that is paid; the sender's where no one is.
    receiver: PublicKey,
    /// The amount for the receiver.
    #[unit("DUSK", 9)]
    value: u64,
    /// The amount for the called contract.
    #[unit("DUSK", 9)]
    deposit: u64,
    /// What the transaction may cost.
    fee: MoonlightFee,
    /// The nonce: that of the sender's last transaction and 1.
    nonce: u64,
    /// What it does beside paying.
    data: Option<TransactionData>,
}

/// What a Moonlight transaction may cost (`dusk-core`).
#[derive(Serialize, Deserialize, Describe)]
pub(crate) struct MoonlightFee {
    /// The most gas that it may use.
    gas_limit: u64,
    /// The price of a unit of gas.
    gas_price: u64,
    /// The account that gets back what was not used.
    refund_address: PublicKey,
}

impl Mirror for MoonlightTransaction {
    type Of = moonlight::Transaction;

    fn show(of: Self::Of) -> Result<Self, Error> {
        let sender = *of.sender();
        Ok(Self {
            payload: MoonlightPayload {
                chain_id: of.chain_id(),
                sender,
                receiver: of.receiver().copied().unwrap_or(sender),
                value: of.value(),
                deposit: of.deposit(),
                fee: MoonlightFee {
                    gas_limit: of.gas_limit(),
                    gas_price: of.gas_price(),
                    refund_address: *of.refund_address(),
                },
                nonce: of.nonce(),
                data: of.data().cloned().map(Mirror::show).transpose()?,
            },
            signature: *of.signature(),
        })
    }

    fn build(self) -> Result<Self::Of, Error> {
        let Self { payload, signature } = self;
        // `dusk-core` makes a transaction with a given signature only from the form in which the
        // network carries it: the payload with its length before it, and the signature.
        let payload = payload.build()?.to_var_bytes();
        let mut bytes = Vec::with_capacity(size_of::<u64>() + payload.len() + Signature::SIZE);
        bytes.extend((payload.len() as u64).to_le_bytes());
        bytes.extend(payload);
        bytes.extend(signature.to_bytes());
        Self::Of::from_slice(&bytes).map_err(|error| {
            let reason = format!("the network's form has no such transaction: {error:?}");
            Error::new(Kind::InvalidValue, reason)
        })
    }
}

impl MoonlightPayload {
    fn build(self) -> Result<moonlight::Payload, Error> {
        Ok(moonlight::Payload {
            chain_id: self.chain_id,
            sender: self.sender,
            receiver: self.receiver,
            value: self.value,
            deposit: self.deposit,
            fee: moonlight::Fee {
                gas_limit: self.fee.gas_limit,
                gas_price: self.fee.gas_price,
                refund_address: self.fee.refund_address,
            },
            nonce: self.nonce,
            data: self.data.build()?,
        })
    }
}
