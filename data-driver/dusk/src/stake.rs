//! What the stake contract takes, returns and emits (`dusk-core`).

use alloc::string::String;

use data_driver::HexVec;
use dusk_core::abi::ContractId;
use dusk_core::signatures::bls::{PublicKey, Signature};
use dusk_core::stake::{
    DoubleSignature, Reward, RewardReason, SlashEvent, Stake, StakeAmount, StakeConfig, StakeData,
    StakeEvent, StakeFundOwner, StakeKeys, Withdraw, WithdrawToContract,
};
use dusk_core::transfer::withdraw::Withdraw as TransferWithdraw;

use super::macros::{enums, objects};
use crate::unit::Lux;

objects! {
    /// A stake, or an addition to one, signed by its keys.
    Stake as "Stake" private {
        /// The network: 1 is the mainnet.
        chain_id: u8,
        /// The keys of the stake.
        keys: StakeKeys,
        /// The amount to stake.
        value: Lux,
        /// The keys' signatures.
        signature: DoubleSignature,
    }

    /// The keys that identify a stake.
    StakeKeys as "StakeKeys" {
        /// The key that takes part in the consensus: it votes and generates blocks.
        account: PublicKey,
        /// Who decides about the funds.
        owner: StakeFundOwner,
    }

    /// The signatures of a stake's two keys over the same message.
    DoubleSignature as "DoubleSignature" {
        /// The signature of the consensus key.
        account: Signature,
        /// The signature of the owner.
        owner: Signature,
    }

    /// Funds to take out of a stake, or out of its reward.
    Withdraw as "Withdraw" private {
        /// The consensus key of the stake.
        account: PublicKey,
        /// Where the transfer contract shall send the funds.
        withdraw: TransferWithdraw,
        /// The signatures of the stake's keys.
        signature: DoubleSignature,
    }

    /// Funds to take out of a stake, or out of its reward, into the contract that owns it.
    WithdrawToContract as "WithdrawToContract" private {
        /// The consensus key of the stake.
        account: PublicKey,
        /// The amount.
        value: Lux,
        /// The function of the contract that is called with the funds.
        fn_name: String,
        /// What this function is given beside the funds.
        data: HexVec,
    }

    /// A stake.
    StakeData as "StakeData" {
        /// What is staked, if anything.
        amount: Option<StakeAmount>,
        /// The reward that has not been withdrawn.
        reward: Lux,
        /// Faults since the last reward. The first ones, as many as the contract's configuration
        /// says, are warnings.
        faults: u8,
        /// Grave faults since the last reward.
        hard_faults: u8,
    }

    /// A staked amount.
    StakeAmount as "StakeAmount" {
        /// The amount that takes part in the consensus.
        value: Lux,
        /// The amount that was locked as a penalty.
        locked: Lux,
        /// The block height from which the stake takes part.
        eligibility: u64,
    }

    /// The configuration of the stake contract.
    StakeConfig as "StakeConfig" {
        /// How many faults stay without a penalty.
        warnings: u8,
        /// The least amount that can be staked.
        minimum_stake: Lux,
    }

    /// A stake was made, reduced, or paid out.
    StakeEvent as "StakeEvent" {
        /// The keys of the stake.
        keys: StakeKeys,
        /// The amount that was staked, unstaked or withdrawn.
        value: Lux,
        /// The amount that was locked or unlocked on the occasion; 0 for a withdrawal.
        locked: Lux,
    }

    /// A stake was reduced for a fault.
    SlashEvent as "SlashEvent" {
        /// The consensus key of the stake.
        account: PublicKey,
        /// The amount that was locked or burnt.
        value: Lux,
        /// The block height from which the stake takes part again.
        next_eligibility: u64,
    }

    /// A reward of the consensus.
    Reward as "Reward" {
        /// Whose it is: the consensus key of a stake.
        account: PublicKey,
        /// The amount.
        value: Lux,
        /// What it is for.
        reason: RewardReason,
    }
}

enums! {
    /// Who decides about the funds of a stake.
    StakeFundOwner as "StakeFundOwner" {
        /// The holder of a key.
        Account(PublicKey),
        /// A contract.
        Contract(ContractId),
    }

    /// What a reward is for.
    RewardReason as "RewardReason" {
        /// The fixed part for the block's generator.
        GeneratorFixed,
        /// The extra part for the block's generator.
        GeneratorExtra,
        /// A vote on the block.
        Voter,
        /// Anything else, such as Dusk's share.
        Other,
    }
}
