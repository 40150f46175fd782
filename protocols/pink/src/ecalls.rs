//! The calls of the host in the runtime.
//!
//! Ids, names and types are those of `crates/pink/capi/src/v1/mod.rs` of Phala's repository; the ids 4, 10, 12, 13, 17
//! and 18 are not in use.

use alloc::string::String;

use cross_call::{CrossCall, cross_call};

use crate::{
    AccountId, Balance, BlockNumber, Bytes, ClusterKey, ClusterSetupConfig, ExecutionMode, Hash,
    TransactionArguments,
};

/// What the host has in place of a runtime: it carries [`ECalls`] into one.
pub trait ECall: CrossCall {}

/// What the host calls in the runtime.
#[cfg_attr(feature = "data-driver", cross_call(ECall, driver = "ecall"))]
#[cfg_attr(not(feature = "data-driver"), cross_call(ECall))]
pub trait ECalls {
    /// The cluster's id.
    #[xcall(id = 1)]
    fn cluster_id(&self) -> Hash;

    /// Begins a cluster.
    #[xcall(id = 2)]
    fn setup(&mut self, config: ClusterSetupConfig) -> Result<(), String>;

    /// Pays an amount that did not exist before into an account.
    #[xcall(id = 3)]
    fn deposit(&mut self, who: AccountId, value: Balance);

    /// Sets the cluster's key, from which contracts derive theirs.
    #[xcall(id = 5)]
    fn set_key(&mut self, key: ClusterKey);

    /// The cluster's key, if it is set.
    #[xcall(id = 6)]
    fn get_key(&self) -> Option<ClusterKey>;

    /// Uploads a contract's code, and gives its hash. With `deterministic`, code is refused that can
    /// give different results, by floats for example.
    #[xcall(id = 7)]
    fn upload_code(
        &mut self,
        account: AccountId,
        code: Bytes,
        deterministic: bool,
    ) -> Result<Hash, String>;

    /// Uploads the code of a SideVM, and gives its hash.
    #[xcall(id = 8)]
    fn upload_sidevm_code(&mut self, account: AccountId, code: Bytes) -> Result<Hash, String>;

    /// The code of a SideVM with this hash, if it was uploaded.
    #[xcall(id = 9)]
    fn get_sidevm_code(&self, hash: Hash) -> Option<Bytes>;

    /// The system contract, if there is one.
    #[xcall(id = 11)]
    fn system_contract(&self) -> Option<AccountId>;

    /// What an account can spend.
    #[xcall(id = 14)]
    fn free_balance(&self, account: AccountId) -> Balance;

    /// What an account has, with what is reserved.
    #[xcall(id = 15)]
    fn total_balance(&self, account: AccountId) -> Balance;

    /// The hash of a contract's code, if there is such a contract.
    #[xcall(id = 16)]
    fn code_hash(&self, account: AccountId) -> Option<Hash>;

    /// Makes a contract of uploaded code. `input_data` is the constructor's selector and arguments. The
    /// result is what pallet-contracts says of it, a `ContractInstantiateResult` in SCALE.
    #[xcall(id = 19)]
    fn contract_instantiate(
        &mut self,
        code_hash: Hash,
        input_data: Bytes,
        salt: Bytes,
        mode: ExecutionMode,
        tx_args: TransactionArguments,
    ) -> Bytes;

    /// Calls a contract. `input_data` is the message's selector and arguments. The result is what
    /// pallet-contracts says of it, a `ContractExecResult` in SCALE.
    #[xcall(id = 20)]
    fn contract_call(
        &mut self,
        contract: AccountId,
        input_data: Bytes,
        mode: ExecutionMode,
        tx_args: TransactionArguments,
    ) -> Bytes;

    /// The revision of the repository that the runtime was made from.
    #[xcall(id = 21)]
    fn git_revision(&self) -> String;

    /// Called when the cluster begins.
    #[xcall(id = 22)]
    fn on_genesis(&mut self);

    /// Called when the runtime was replaced.
    #[xcall(id = 23, since = "1.1")]
    fn on_runtime_upgrade(&mut self);

    /// Called once in each block.
    #[xcall(id = 24, since = "1.2")]
    fn on_idle(&mut self, block_number: BlockNumber);
}
