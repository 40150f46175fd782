//! Data driver of Dusk's stake contract.
//!
//! The entry points are those of the contract's own source (`genesis/stake`), all twenty; the types
//! and their JSON forms are those of `dusk-core`. The driver that Dusk deploys has the first
//! thirteen, and gives the same bytes and the same JSON for them.
//!
//! "Protocol only" marks what the contract lets nobody but the node itself call.

#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;

use alloc::vec::Vec;

use dusk_core::signatures::bls::PublicKey;
use dusk_core::stake::{
    Reward, SlashEvent, Stake, StakeConfig, StakeData, StakeEvent, StakeKeys, Withdraw,
    WithdrawToContract,
};
use dusk_core::transfer::ReceiveFromContract;

data_driver::contract! {
    /// Staking on Dusk: locking funds to take part in consensus, and earning rewards for it.
    ///
    /// Amounts are in LUX; 1 DUSK is 10^9 LUX.
    pub StakeDriver("StakeContract", types = data_driver_dusk::Dusk) {
        /// Locks funds behind a provisioner's keys, or adds to what is locked there.
        transaction fn stake(stake: Stake);
        /// Takes staked funds back, wholly or in part.
        transaction fn unstake(unstake: Withdraw);
        /// Takes the reward that a stake has earned, wholly or in part.
        transaction fn withdraw(withdraw: Withdraw);
        /// Locks funds that a contract sends. The transfer contract calls it; `data` is the archive
        /// of a `Stake`.
        transaction fn stake_from_contract(receive: ReceiveFromContract);
        /// Takes staked funds back into the calling contract, which owns the stake.
        transaction fn unstake_from_contract(unstake: WithdrawToContract);
        /// Takes a stake's reward into the calling contract, which owns the stake.
        transaction fn withdraw_from_contract(withdraw: WithdrawToContract);
        /// The stake of an account.
        query fn get_stake(account: PublicKey) -> Option<StakeData>;
        /// The keys of an account's stake.
        query fn get_stake_keys(account: PublicKey) -> Option<StakeKeys>;
        /// The amount burnt by hard slashes since genesis.
        query fn burnt_amount() -> #[unit("DUSK", 9)] u64;
        /// The contract's version.
        query fn get_version() -> u64;
        /// The contract's configuration.
        query fn get_config() -> StakeConfig;
        /// All stakes.
        feed fn stakes() -> (StakeKeys, StakeData);
        /// The accounts that were slashed in this block, each with its stake as it was before.
        feed fn prev_state_changes() -> (PublicKey, Option<StakeData>);
        /// Protocol only: forgets the changes of the block before.
        transaction fn before_state_transition();
        /// Protocol only: replaces the configuration.
        transaction fn set_config(config: StakeConfig);
        /// Protocol only: puts a stake into the state, in place of the account's own.
        transaction fn insert_stake(keys: StakeKeys, stake: StakeData);
        /// Protocol only: credits a block's rewards.
        transaction fn reward(rewards: Vec<Reward>);
        /// Protocol only: locks a part of a stake away for a fault; without a value, by the number
        /// of faults.
        transaction fn slash(account: PublicKey, #[unit("DUSK", 9)] value: Option<u64>);
        /// Protocol only: burns a part of a stake for a grave fault; without a severity, it is 1.
        transaction fn hard_slash(account: PublicKey, #[unit("DUSK", 9)] value: Option<u64>, severity: Option<u8>);
        /// Protocol only: sets the burnt amount.
        transaction fn set_burnt_amount(#[unit("DUSK", 9)] burnt_amount: u64);

        /// Funds were locked, taken back, or a reward was taken.
        event "stake" | "unstake" | "withdraw": StakeEvent;
        /// The rewards of a block.
        event "reward": Vec<Reward>;
        /// A stake was slashed for a fault, or for a grave one.
        event "slash" | "hard_slash": SlashEvent;
    }
}

data_driver::export!(StakeDriver);
