//! Data driver of the standard bridge, which moves DUSK between Dusk and DuskEVM: the contract on
//! Dusk's side.
//!
//! The entry points, the topics and the bytes are those of the driver that Dusk published for it,
//! `examples/l1standardbridge-demo/public/data_driver.wasm` in `dusk-network/connect` at commit
//! `38a2f8918013db3e2f2662a9af699b9780eab9fb`; the types are written down in `tests/types/src/lib.rs` of
//! `dusk-network/forge` at commit `51b71b85cc955ce7b89b9b517792e71761508aea`. The JSON differs in what
//! `docs/json.md` says of all drivers, and in bytes, which are hex in lower case everywhere, with `0x` for DuskEVM's addresses. The
//! published driver has `extra_data` besides, which is no entry point of the contract, and lacks the
//! event `bridge_migrated`, which is in the types.
//!
//! The later bridge, whose entry points are called like `depositETHToWithValue`, is another contract.

#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;

pub mod events;
pub mod types;

use alloc::string::String;

use dusk_core::abi::ContractId;

use events::{
    BridgeFinalized, BridgeInitiated, EVMAddressOrOffsetSet, Migrated, OwnershipTransferred,
    PauseToggled, TransactionDeposited, U64Set,
};
use types::{
    Address, Deposit, EVMAddress, PendingWithdrawal, SetEVMAddressOrOffset, SetU64, WithdrawalId,
    WithdrawalRequest,
};

data_driver::contract! {
    /// The standard bridge: DUSK is deposited here to be had on DuskEVM, and comes back here when it
    /// is withdrawn from there.
    ///
    /// Amounts and fees are in LUX, where nothing else is said; 1 DUSK is 10^9 LUX here and 10^18 wei
    /// on DuskEVM, so that 1 LUX is 10^9 wei.
    ///
    /// "Owner only" marks what the contract lets nobody but its owner call.
    pub StandardBridgeDriver("StandardBridge", types = data_driver_dusk::Dusk) {
        /// Sets the owner. Called once, when the contract is deployed.
        transaction fn init(owner: Address);
        /// The bridge that this one was replaced by, if it was.
        query fn next_bridge() -> Option<ContractId>;
        /// Whether the bridge is paused.
        query fn is_paused() -> bool;
        /// Owner only: stops deposits and withdrawals until `unpause`.
        transaction fn pause();
        /// Owner only: ends what `pause` began.
        transaction fn unpause();
        /// How many blocks a withdrawal waits before it can be finalized.
        query fn finalization_period() -> u64;
        /// What a deposit costs, for finishing it on DuskEVM.
        query fn deposit_fee() -> #[unit("DUSK", 9)] u64;
        /// The gas limit of a deposit's transaction on DuskEVM.
        query fn deposit_gas_limit() -> u64;
        /// The smallest gas limit that the bridge allows.
        query fn min_gas_limit() -> u64;
        /// How many bytes of extra data the bridge takes.
        query fn max_data_length() -> u64;
        /// Owner only: sets one of the five numbers above.
        transaction fn set_u64(new_value: SetU64);
        /// The address by which DuskEVM knows this bridge.
        query fn this_bridge_mapped() -> EVMAddress;
        /// The address by which DuskEVM knows this side's messenger.
        query fn this_messenger_mapped() -> EVMAddress;
        /// The bridge on DuskEVM.
        query fn other_bridge() -> EVMAddress;
        /// The messenger on DuskEVM.
        query fn other_messenger() -> EVMAddress;
        /// What is added to a contract's address on this side to get its alias on DuskEVM.
        query fn alias_offset() -> EVMAddress;
        /// Owner only: sets one of the five addresses above.
        transaction fn set_evm_address_or_offset(new_value: SetEVMAddressOrOffset);
        /// The fees of deposits that the bridge holds.
        query fn collected_deposit_fees() -> #[unit("DUSK", 9)] u64;
        /// The withdrawals that wait to be finalized.
        feed fn pending_withdrawals() -> (WithdrawalId, PendingWithdrawal);
        /// The withdrawals that were finalized.
        feed fn finalized_withdrawals() -> WithdrawalId;
        /// The withdrawals that wait, of one sender on DuskEVM.
        feed fn pending_withdrawals_from(from: EVMAddress) -> (WithdrawalId, PendingWithdrawal);
        /// The withdrawals that wait, to one receiver.
        feed fn pending_withdrawals_to(to: Address) -> (WithdrawalId, PendingWithdrawal);
        /// A withdrawal that waits, if there is one with this id.
        query fn pending_withdrawal(id: WithdrawalId) -> Option<PendingWithdrawal>;
        /// Whether a withdrawal was finalized.
        query fn is_finalized(id: WithdrawalId) -> bool;
        /// The number that tells one message to DuskEVM from the next.
        query fn nonce() -> u128;
        /// Sends DUSK to an address on DuskEVM. The transaction that calls it brings the amount and
        /// the fee as its deposit.
        transaction fn deposit(deposit: Deposit);
        /// Takes a withdrawal over from DuskEVM; from then on it waits. The bridge's relayer calls it.
        transaction fn add_pending_withdrawal(withdrawal: WithdrawalRequest);
        /// Drops a withdrawal that waits, so that it is never finalized.
        transaction fn remove_pending_withdrawal(id: WithdrawalId);
        /// Pays out a withdrawal that has waited for the finalization period.
        transaction fn finalize_withdrawal(id: WithdrawalId);
        /// Hands the bridged funds over to another bridge, which replaces this one.
        transaction fn migrate(next_bridge: ContractId);
        /// The owner, if there is one.
        query fn owner() -> Option<Address>;
        /// Owner only: leaves the contract without an owner, for good.
        transaction fn renounce_ownership();
        /// Owner only: makes somebody else the owner.
        transaction fn transfer_ownership(new_owner: Address);
        /// The contract's version.
        query fn version() -> String;

        /// The bridge was paused, or is no longer.
        event "bridge_paused" | "bridge_unpaused": PauseToggled;
        /// One of the contract's numbers was set.
        event "finalization_period_set" | "deposit_fee_set" | "deposit_gas_limit_set"
            | "min_gas_limit_set" | "max_data_length_set": U64Set;
        /// One of the contract's addresses was set.
        event "this_bridge_mapped_set" | "this_messenger_mapped_set" | "other_bridge_set"
            | "other_messenger_set" | "alias_offset_set": EVMAddressOrOffsetSet;
        /// What DuskEVM reads of a deposit.
        event "transaction_deposited": TransactionDeposited;
        /// A deposit was made.
        event "bridge_initiated": BridgeInitiated;
        /// A withdrawal waits, or was dropped.
        event "withdrawal_added" | "withdrawal_removed": PendingWithdrawal;
        /// A withdrawal was paid out.
        event "bridge_finalized": BridgeFinalized;
        /// Another bridge replaces this one.
        event "bridge_migrated": Migrated;
        /// The contract has another owner, or none.
        event "ownership_transferred" | "ownership_renounced": OwnershipTransferred;
    }
}

data_driver::export!(StandardBridgeDriver);
