//! Withdrawals from contracts (`dusk-core`).

use alloc::vec::Vec;

use dusk_core::BlsScalar;
use dusk_core::abi::ContractId;
use dusk_core::signatures::{bls, schnorr};
use dusk_core::transfer::phoenix::StealthAddress;
use dusk_core::transfer::withdraw::{
    Withdraw, WithdrawReceiver, WithdrawReplayToken, WithdrawSignature,
};

use super::macros::{enums, objects};
use crate::unit::Lux;

objects! {
    /// What a user signs to take funds out of a contract. The contract hands it to the transfer
    /// contract, if it agrees.
    Withdraw as "TransferWithdraw" private {
        /// The contract that pays.
        contract: ContractId,
        /// The amount.
        value: Lux,
        /// Who is paid.
        receiver: WithdrawReceiver,
        /// What ties the withdrawal to one transaction.
        token: WithdrawReplayToken,
        /// The receiver's signature.
        signature: WithdrawSignature,
    }
}

enums! {
    /// Who is paid by a withdrawal.
    WithdrawReceiver as "WithdrawReceiver" {
        /// A stealth address, in a note.
        Phoenix(StealthAddress),
        /// An account.
        Moonlight(bls::PublicKey),
    }

    /// What ties a withdrawal to one transaction, so that it cannot be used again.
    WithdrawReplayToken as "WithdrawReplayToken" {
        /// The nullifiers of a Phoenix transaction.
        Phoenix(Vec<BlsScalar>),
        /// The nonce of a Moonlight transaction.
        Moonlight(u64),
    }

    /// The signature over a withdrawal.
    WithdrawSignature as "WithdrawSignature" {
        /// By the secret key of the stealth address.
        Phoenix(schnorr::Signature),
        /// By the account.
        Moonlight(bls::Signature),
    }
}
