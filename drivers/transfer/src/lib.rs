//! Data driver of Dusk's transfer contract, which holds all DUSK: as notes (Phoenix) and on accounts
//! (Moonlight).
//!
//! The entry points are those of the contract's source, `genesis/transfer` of the repository
//! `dusk-network/contracts`. Types come from:
//!
//! | types | from |
//! |---|---|
//! | arguments and results of calls, events | `dusk_core::transfer`, in the JSON form of `dusk-core` |
//! | notes, stealth addresses | `phoenix-core`, in its own JSON form |
//! | accounts' keys, signatures | `bls12_381-bls`, `jubjub-schnorr`, in their own JSON form |
//! | `Transaction` and what is in it but calls and blobs | `dusk_core::transfer`, in a JSON form of this driver: module `transaction` |
//! | `NoteLeaf`, `NoteOpening` | `dusk_core::transfer::phoenix` and `dusk-merkle`, in a JSON form of this driver: module `notes` |
//! | `CallResult` | the `Result` that the contract's source names, with the error of `piecrust-uplink`, in a JSON form of this driver: module `result` |
//! | the item of `sync_accounts` | an account's data and the raw form of its key, which JSON shows as the key: module `accounts` |
//!
//! The driver that Dusk deploys has the first twenty functions, without the outputs of `opening` and of
//! the feeds of notes, and gives the same bytes and the same JSON for what it has. Its schema calls a
//! `BlsPublicKey` an `AccountPublicKey` and a `TransferWithdraw` a `Withdraw`.
//!
//! Bytes of types with a JSON form of this driver are still those that `dusk-core` itself reads and
//! writes: module `mirror` says how.

#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;

mod accounts;
mod blobs;
mod data;
mod mirror;
mod moonlight;
mod notes;
mod phoenix;
mod result;
mod transaction;

use alloc::vec::Vec;

use dusk_core::BlsScalar;
use dusk_core::abi::ContractId;
use dusk_core::signatures::bls::PublicKey;
use dusk_core::transfer::moonlight::AccountData;
use dusk_core::transfer::phoenix::Note;
use dusk_core::transfer::withdraw::Withdraw;
use dusk_core::transfer::{
    CONTRACT_TO_ACCOUNT_TOPIC, CONTRACT_TO_CONTRACT_TOPIC, CONVERT_TOPIC, ContractToAccount,
    ContractToAccountEvent, ContractToContract, ContractToContractEvent, ConvertEvent,
    DEPOSIT_TOPIC, DepositEvent, MINT_CONTRACT_TOPIC, MINT_TOPIC, MOONLIGHT_TOPIC,
    MoonlightTransactionEvent, PHOENIX_TOPIC, PhoenixTransactionEvent, WITHDRAW_TOPIC,
    WithdrawEvent,
};

use crate::notes::{NoteLeaf, NoteOpening};
use crate::result::CallResult;
use crate::transaction::Transaction;

data_driver::contract! {
    /// Holds all DUSK, as notes (Phoenix) and on accounts (Moonlight), and moves it. Every
    /// transaction passes through this contract, and contracts pay each other and their users with
    /// it. Amounts are in LUX, the 10⁻⁹th part of a DUSK.
    pub TransferDriver("TransferContract", types = data_driver_dusk::Dusk) {
        /// Pays out new DUSK to a user. Only the stake contract calls it, for a reward.
        transaction fn mint(mint: Withdraw);
        /// Pays out new DUSK to a contract. Only the stake contract calls it, for a reward.
        transaction fn mint_to_contract(mint: ContractToContract);
        /// Takes the transaction's deposit into the balance of the calling contract. The value must
        /// be that of the deposit.
        transaction fn deposit(#[unit("DUSK", 9)] value: u64);
        /// Pays out from the balance of the calling contract to a user, who signed for it.
        transaction fn withdraw(withdraw: Withdraw);
        /// Turns the transaction's deposit into the other kind of DUSK: notes into balance or
        /// balance into notes. It must be the transaction's own call.
        transaction fn convert(convert: Withdraw);
        /// Pays from the balance of the calling contract to another, of which a function is called
        /// with the funds.
        transaction fn contract_to_contract(transfer: ContractToContract);
        /// Pays from the balance of the calling contract to an account.
        transaction fn contract_to_account(transfer: ContractToAccount);

        /// The root of the tree of notes.
        query fn root() -> BlsScalar;
        /// An account; one that was never used has nonce 0 and balance 0.
        query fn account(key: PublicKey) -> AccountData;
        /// What a contract holds.
        query fn contract_balance(contract: ContractId) -> #[unit("DUSK", 9)] u64;
        /// The proof that the note at a position is in the tree of notes; `null` where there is
        /// none.
        query fn opening(pos: u64) -> #[codec(notes::opening)] Option<NoteOpening>;
        /// Those of the nullifiers that are known, whose notes are spent.
        query fn existing_nullifiers(nullifiers: Vec<BlsScalar>) -> Vec<BlsScalar>;
        /// How many notes there are, spent ones included.
        query fn num_notes() -> u64;
        /// The network's id: 1 is the mainnet.
        query fn chain_id() -> u8;

        /// The notes from a block height on.
        feed fn leaves_from_height(height: u64) -> #[codec(notes::leaf)] NoteLeaf;
        /// The notes from a position on.
        feed fn leaves_from_pos(pos: u64) -> #[codec(notes::leaf)] NoteLeaf;
        /// The notes from a position on, up to a number of them; 0 is no limit.
        feed fn sync(from: u64, count_limit: u64) -> #[codec(notes::leaf)] NoteLeaf;
        /// The known nullifiers but the first ones, up to a number of them; 0 is no limit.
        feed fn sync_nullifiers(from: u64, count_limit: u64) -> BlsScalar;
        /// The contracts with what they hold but the first ones, up to a number of them; 0 is no
        /// limit.
        feed fn sync_contract_balances(from: u64, count_limit: u64) -> #[unit("DUSK", 9)] (ContractId, u64);
        /// The accounts but the first ones, up to a number of them; 0 is no limit.
        feed fn sync_accounts(from: u64, count_limit: u64)
            -> #[codec(accounts::account)] (AccountData, PublicKey);

        /// Protocol only: spends what a transaction offers and makes its call, if it has one.
        transaction fn spend_and_execute(#[codec(transaction::transaction)] tx: Transaction)
            -> #[codec(result::call_result)] CallResult;
        /// Protocol only: pays back what is left after the transaction, and emits its event. The
        /// value is in units of gas.
        transaction fn refund(gas_spent: u64);
        /// Protocol only: adds a note to the tree. Gives the note with its position, or `null` for a
        /// transparent note of 0, which is not added.
        transaction fn push_note(block_height: u64, note: Note) -> Option<Note>;
        /// Protocol only: makes the root of the tree one that transactions can refer to.
        transaction fn update_root();
        /// Protocol only: adds to an account.
        transaction fn add_account_balance(key: PublicKey, #[unit("DUSK", 9)] value: u64);
        /// Protocol only: takes from an account, at most what it holds.
        transaction fn sub_account_balance(key: PublicKey, #[unit("DUSK", 9)] value: u64);
        /// Protocol only: adds to what a contract holds.
        transaction fn add_contract_balance(contract: ContractId, #[unit("DUSK", 9)] value: u64);
        /// Takes from what a contract holds. Only the stake contract calls it, for a penalty.
        transaction fn sub_contract_balance(contract: ContractId, #[unit("DUSK", 9)] value: u64);

        /// A Moonlight transaction was completed.
        event MOONLIGHT_TOPIC: MoonlightTransactionEvent;
        /// A Phoenix transaction was completed.
        event PHOENIX_TOPIC: PhoenixTransactionEvent;
        /// A contract paid another, or got new DUSK from the stake contract (`mint_c`).
        event CONTRACT_TO_CONTRACT_TOPIC | MINT_CONTRACT_TOPIC: ContractToContractEvent;
        /// A contract paid an account.
        event CONTRACT_TO_ACCOUNT_TOPIC: ContractToAccountEvent;
        /// A contract paid out to a user, or the user got new DUSK from the stake contract
        /// (`mint`).
        event WITHDRAW_TOPIC | MINT_TOPIC: WithdrawEvent;
        /// A contract took a deposit.
        event DEPOSIT_TOPIC: DepositEvent;
        /// Notes became the balance of an account, or the other way round.
        event CONVERT_TOPIC: ConvertEvent;
    }
}

data_driver::export!(TransferDriver);
