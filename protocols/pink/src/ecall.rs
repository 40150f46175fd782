//! What the host hands to the runtime.
//!
//! Names, order and types are those of `crates/pink/capi/src/v1/mod.rs` and `crates/pink/capi/src/types.rs`
//! of Phala's repository.

use parity_scale_codec::{Decode, Encode};

use crate::{AccountId, Balance, Bytes, Hash, Weight};

/// Why a contract is run: one byte.
#[cfg_attr(feature = "data-driver", data_driver::data(codec()))]
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub enum ExecutionMode {
    /// `00`: for an off-chain query; changes are dropped.
    Query,
    /// `01`: to find out how much gas it takes; changes are dropped.
    #[default]
    Estimating,
    /// `02`: for a transaction.
    Transaction,
}

/// Who calls a contract, and what the call may cost: 32 + 16 + 8 + 1 + 1 or 17 + 16 bytes.
#[cfg_attr(feature = "data-driver", data_driver::data(codec()))]
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct TransactionArguments {
    /// The caller.
    pub origin: AccountId,
    /// What the contract is paid.
    pub transfer: Balance,
    /// The most gas that the call may take.
    pub gas_limit: Weight,
    /// Whether no gas is paid for, and nothing reserved for it.
    pub gas_free: bool,
    /// The most that may be deposited for storage; no limit where there is none.
    pub storage_deposit_limit: Option<Balance>,
    /// What is paid into the caller's account before, so that it has enough for an estimation.
    pub deposit: Balance,
}

/// With what a cluster begins: 32 + 32 + 4 × 16 + 32 bytes, then the code.
#[cfg_attr(feature = "data-driver", data_driver::data(codec()))]
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct ClusterSetupConfig {
    /// The cluster's id.
    pub cluster_id: Hash,
    /// Whom it belongs to.
    pub owner: AccountId,
    /// What is paid into the owner's account at the start.
    pub deposit: Balance,
    /// What one unit of gas costs.
    pub gas_price: Balance,
    /// What is deposited for an item in storage.
    pub deposit_per_item: Balance,
    /// What is deposited for a byte in storage.
    pub deposit_per_byte: Balance,
    /// The account that gas and fees are paid to.
    pub treasury_account: AccountId,
    /// The system contract's code.
    pub system_code: Bytes,
}
