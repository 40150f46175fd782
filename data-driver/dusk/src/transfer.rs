//! What the transfer contract takes, returns and emits (`dusk-core`).

use alloc::string::String;
use alloc::vec::Vec;

use data_driver::{HexBytes, HexVec};
use dusk_core::BlsScalar;
use dusk_core::abi::ContractId;
use dusk_core::signatures::bls::PublicKey;
use dusk_core::transfer::data::{BlobData, BlobDataPart, BlobSidecar, ContractCall};
use dusk_core::transfer::moonlight::AccountData;
use dusk_core::transfer::phoenix::Note;
use dusk_core::transfer::withdraw::WithdrawReceiver;
use dusk_core::transfer::{
    ContractToAccount, ContractToAccountEvent, ContractToContract, ContractToContractEvent,
    ConvertEvent, DepositEvent, MoonlightTransactionEvent, PhoenixTransactionEvent,
    ReceiveFromContract, WithdrawEvent,
};

use super::macros::objects;
use crate::unit::Lux;

objects! {
    /// Funds that a contract sends to another.
    ContractToContract as "ContractToContract" {
        /// The contract that is paid.
        contract: ContractId,
        /// The amount.
        value: Lux,
        /// The function of that contract that is called with the funds.
        fn_name: String,
        /// What this function is given beside the funds.
        data: HexVec,
    }

    /// Funds that a contract gets: the argument of the function that the sender named.
    ReceiveFromContract as "ReceiveFromContract" {
        /// The contract that sent them.
        contract: ContractId,
        /// The amount.
        value: Lux,
        /// What the sender gives beside the funds.
        data: HexVec,
    }

    /// Funds that a contract sends to an account.
    ContractToAccount as "ContractToAccount" {
        /// The account that is paid.
        account: PublicKey,
        /// The amount.
        value: Lux,
    }

    /// A Moonlight account.
    AccountData as "AccountData" {
        /// The nonce of the account's last transaction.
        nonce: u64,
        /// What the account holds.
        balance: Lux,
    }

    /// A call of a contract.
    ContractCall as "ContractCall" {
        /// The contract.
        contract: ContractId,
        /// Its function.
        fn_name: String,
        /// The arguments as the function takes them.
        fn_args: HexVec,
    }

    /// A blob, or what remains of it.
    BlobData as "BlobData" {
        /// The versioned hash of the blob's KZG commitment: `01` and the last 31 bytes of the
        /// commitment's SHA-256.
        hash: HexBytes<32>,
        /// The blob; nodes may drop it after some time.
        data: Option<BlobSidecar>,
    }

    /// A blob with its KZG commitment and proof.
    BlobSidecar as "BlobSidecar" {
        /// The KZG commitment: a compressed point of the group G1 of BLS12-381.
        commitment: HexBytes<48>,
        /// The KZG proof: a compressed point of the group G1 of BLS12-381.
        proof: HexBytes<48>,
        /// The blob: 4096 field elements of 32 bytes.
        data: HexBytes<{ size_of::<BlobDataPart>() }>,
    }

    /// A contract paid out funds.
    WithdrawEvent as "WithdrawEvent" {
        /// The contract.
        sender: ContractId,
        /// Who was paid.
        receiver: WithdrawReceiver,
        /// The amount.
        value: Lux,
    }

    /// Notes became the balance of an account, or the other way round.
    ConvertEvent as "ConvertEvent" {
        /// The account that converted; `null` where notes were converted.
        sender: Option<PublicKey>,
        /// Who was paid.
        receiver: WithdrawReceiver,
        /// The amount.
        value: Lux,
    }

    /// A contract took a deposit.
    DepositEvent as "DepositEvent" {
        /// The account that paid; `null` where notes paid.
        sender: Option<PublicKey>,
        /// The contract.
        receiver: ContractId,
        /// The amount.
        value: Lux,
    }

    /// A contract paid another.
    ContractToContractEvent as "ContractToContractEvent" {
        /// The contract that paid.
        sender: ContractId,
        /// The contract that was paid.
        receiver: ContractId,
        /// The amount.
        value: Lux,
    }

    /// A contract paid an account.
    ContractToAccountEvent as "ContractToAccountEvent" {
        /// The contract.
        sender: ContractId,
        /// The account.
        receiver: PublicKey,
        /// The amount.
        value: Lux,
    }

    /// A Phoenix transaction was completed.
    PhoenixTransactionEvent as "PhoenixTransactionEvent" {
        /// The nullifiers of the spent notes.
        nullifiers: Vec<BlsScalar>,
        /// The notes that were made.
        notes: Vec<Note>,
        /// The transaction's memo.
        memo: HexVec,
        /// The gas that was used, in units of gas.
        gas_spent: u64,
        /// The note that pays back what was not used, if anything was left.
        refund_note: Option<Note>,
    }

    /// A Moonlight transaction was completed.
    MoonlightTransactionEvent as "MoonlightTransactionEvent" {
        /// The account that sent it.
        sender: PublicKey,
        /// The account that was paid; `null` where it is the sender's.
        receiver: Option<PublicKey>,
        /// The amount.
        value: Lux,
        /// The transaction's memo.
        memo: HexVec,
        /// The gas that was used, in units of gas.
        gas_spent: u64,
        /// The account that was paid back what was not used, and how much; `null` where it is the
        /// sender's.
        refund_info: Option<(PublicKey, Lux)>,
    }
}
