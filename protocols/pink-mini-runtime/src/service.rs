//! What the ecalls do.

use cross_call::scale::decode;
use parity_scale_codec::{Decode, Encode};
use pink_boundary::Version;
use pink_protocol::{
    AccountId, Balance, BlockNumber, Bytes, ClusterKey, ClusterSetupConfig, ECalls, ExecutionMode,
    Hash, OCalls, TransactionArguments,
};

use crate::index::hash;
use crate::overlay::{Shared, State};
use crate::{code, keys};

/// The level of a line in the log that only informs, as Rust's `log` counts them.
const INFO: u8 = 3;

/// The runtime's end of an ecall.
#[derive(Debug)]
pub(crate) struct Service {
    state: Shared,
    version: Version,
}

/// What is kept of the setup.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
struct Cluster {
    id: Hash,
    owner: AccountId,
    gas_price: Balance,
    deposit_per_item: Balance,
    deposit_per_byte: Balance,
    treasury: AccountId,
}

impl Service {
    pub(crate) const fn new(state: Shared, version: Version) -> Self {
        Self { state, version }
    }

    fn read<T: Decode>(&self, key: &[u8]) -> Option<T> {
        self.state.with(|state| read(state, key))
    }

    fn write(&self, key: &[u8], value: &impl Encode) {
        self.state
            .with(|state| state.set(key.to_vec(), value.encode()));
    }

    /// Ends the ecall with an error, and keeps nothing of it.
    fn refuse<T: Default>(&self, reason: impl Into<String>) -> T {
        self.state
            .with(|state| state.refusal.get_or_insert(reason.into()).len());
        T::default()
    }
}

/// What stands under a key, which this runtime wrote.
fn read<T: Decode>(state: &State, key: &[u8]) -> Option<T> {
    let bytes = state.get(key)?;
    Some(
        decode(&bytes)
            .unwrap_or_else(|fault| panic!("the storage has no value of its type: {fault}")),
    )
}

fn deposit(state: &mut State, who: &AccountId, value: Balance) -> Result<(), String> {
    let key = keys::balance(who);
    let before: Balance = read(state, &key).unwrap_or_default();
    let Some(after) = before.checked_add(value) else {
        return Err(format!(
            "the account has {before}: no balance is as large as that and {value}"
        ));
    };
    state.set(key, after.encode());
    Ok(())
}

fn upload(state: &mut State, code: &Bytes, deterministic: bool) -> Result<Hash, String> {
    code::check(&code.0, deterministic)?;
    let hash = hash(&code.0);
    state.set(keys::code(&hash), code.encode());
    Ok(hash)
}

/// Begins a cluster; where a part of it fails, nothing of it is done.
fn setup(state: &mut State, config: &ClusterSetupConfig) -> Result<(), String> {
    if state.get(keys::CLUSTER).is_some() {
        return Err("the cluster has begun already".to_owned());
    }
    let cluster = Cluster {
        id: config.cluster_id,
        owner: config.owner,
        gas_price: config.gas_price,
        deposit_per_item: config.deposit_per_item,
        deposit_per_byte: config.deposit_per_byte,
        treasury: config.treasury_account,
    };
    state.set(keys::CLUSTER.to_vec(), cluster.encode());
    deposit(state, &config.owner, config.deposit)?;
    let code = upload(state, &config.system_code, true)?;
    // Which account it has, depends on whose cluster it is and on what it does.
    let contract = AccountId(hash(&(config.cluster_id, config.owner, code).encode()).0);
    state.set(keys::SYSTEM_CONTRACT.to_vec(), contract.encode());
    state.set(keys::code_hash(&contract), code.encode());
    state.instantiated.push((config.owner, contract));
    state
        .host
        .log_to_server(contract, INFO, "the cluster has begun".to_owned());
    Ok(())
}

impl ECalls for Service {
    fn cluster_id(&self) -> Hash {
        let cluster: Option<Cluster> = self.read(keys::CLUSTER);
        match cluster {
            Some(cluster) => cluster.id,
            None => Hash(self.refuse::<[u8; 32]>("the cluster has not begun")),
        }
    }

    fn setup(&mut self, config: ClusterSetupConfig) -> Result<(), String> {
        self.state
            .with(|state| state.part(|state| setup(state, &config)))
    }

    fn deposit(&mut self, who: AccountId, value: Balance) {
        if let Err(reason) = self.state.with(|state| deposit(state, &who, value)) {
            self.refuse::<()>(reason);
        }
    }

    fn set_key(&mut self, key: ClusterKey) {
        self.write(keys::CLUSTER_KEY, &key);
    }

    fn get_key(&self) -> Option<ClusterKey> {
        self.read(keys::CLUSTER_KEY)
    }

    fn upload_code(
        &mut self,
        _: AccountId,
        code: Bytes,
        deterministic: bool,
    ) -> Result<Hash, String> {
        self.state
            .with(|state| state.part(|state| upload(state, &code, deterministic)))
    }

    fn upload_sidevm_code(&mut self, _: AccountId, _: Bytes) -> Result<Hash, String> {
        Err("this runtime has no SideVM".to_owned())
    }

    fn get_sidevm_code(&self, _: Hash) -> Option<Bytes> {
        self.refuse("this runtime has no SideVM")
    }

    fn system_contract(&self) -> Option<AccountId> {
        self.read(keys::SYSTEM_CONTRACT)
    }

    fn free_balance(&self, account: AccountId) -> Balance {
        self.read(&keys::balance(&account)).unwrap_or_default()
    }

    fn total_balance(&self, account: AccountId) -> Balance {
        // Nothing is ever reserved here.
        self.free_balance(account)
    }

    fn code_hash(&self, account: AccountId) -> Option<Hash> {
        self.read(&keys::code_hash(&account))
    }

    fn contract_instantiate(
        &mut self,
        _: Hash,
        _: Bytes,
        _: Bytes,
        _: ExecutionMode,
        _: TransactionArguments,
    ) -> Bytes {
        self.refuse("this runtime does not run contracts")
    }

    fn contract_call(
        &mut self,
        _: AccountId,
        _: Bytes,
        _: ExecutionMode,
        _: TransactionArguments,
    ) -> Bytes {
        self.refuse("this runtime does not run contracts")
    }

    fn git_revision(&self) -> String {
        concat!("pink-mini-runtime ", env!("CARGO_PKG_VERSION")).to_owned()
    }

    fn on_genesis(&mut self) {
        self.write(keys::VERSION, &self.version);
    }

    fn on_runtime_upgrade(&mut self) {
        self.write(keys::VERSION, &self.version);
    }

    fn on_idle(&mut self, block_number: BlockNumber) {
        let last: Option<BlockNumber> = self.read(keys::LAST_BLOCK);
        if let Some(last) = last.filter(|last| *last >= block_number) {
            return self.refuse(format!("block {block_number} does not follow block {last}"));
        }
        self.write(keys::LAST_BLOCK, &block_number);
    }
}
