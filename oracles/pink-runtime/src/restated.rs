//! Types that Phala publishes in its repository alone, as `crates/pink/capi/src/v1/mod.rs` and
//! `crates/pink/capi/src/types.rs` have them.

use parity_scale_codec::Encode;
use pink::PinkEvent;

pub(crate) type AccountId = [u8; 32];
pub(crate) type Hash = [u8; 32];
pub(crate) type Balance = u128;

#[derive(Encode)]
pub(crate) enum ExecutionMode {
    Query,
    Estimating,
    Transaction,
}

#[derive(Encode)]
pub(crate) struct TransactionArguments {
    pub(crate) origin: AccountId,
    pub(crate) transfer: Balance,
    pub(crate) gas_limit: u64,
    pub(crate) gas_free: bool,
    pub(crate) storage_deposit_limit: Option<Balance>,
    pub(crate) deposit: Balance,
}

#[derive(Encode)]
pub(crate) struct ClusterSetupConfig {
    pub(crate) cluster_id: Hash,
    pub(crate) owner: AccountId,
    pub(crate) deposit: Balance,
    pub(crate) gas_price: Balance,
    pub(crate) deposit_per_item: Balance,
    pub(crate) deposit_per_byte: Balance,
    pub(crate) treasury_account: AccountId,
    pub(crate) system_code: Vec<u8>,
}

#[derive(Encode)]
pub(crate) struct ExecContext {
    pub(crate) mode: ExecutionMode,
    pub(crate) block_number: u32,
    pub(crate) now_ms: u64,
    pub(crate) req_id: Option<u64>,
}

#[derive(Encode)]
pub(crate) enum ExecSideEffects {
    V1 {
        pink_events: Vec<(AccountId, PinkEvent)>,
        ink_events: Vec<(AccountId, Vec<Hash>, Vec<u8>)>,
        instantiated: Vec<(AccountId, AccountId)>,
    },
}
