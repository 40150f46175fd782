//! A Pink runtime for tests: what each ecall gives follows from its arguments, and `contract_call` makes any ocall.

#![forbid(unsafe_code)]

use blake2::digest::consts::U32;
use blake2::{Blake2b, Digest};
use cross_call::IdentExecute;
use parity_scale_codec::Encode;
use pink_boundary::{Host, Refusal, Runtime, Version};
use pink_protocol::{
    AccountId, Balance, BlockNumber, Bytes, ClusterKey, ClusterSetupConfig, ECalls, ExecutionMode,
    Hash, OCalls, TransactionArguments, ecalls, ocalls,
};

/// What `contract_call` does in place of an ocall, by the first four bytes of its input.
pub mod instead {
    /// Panics.
    pub const PANIC: u32 = u32::MAX;
    /// Never comes back.
    pub const LOOP: u32 = u32::MAX - 1;
    /// Takes memory without end.
    pub const HOARD: u32 = u32::MAX - 2;
    /// Refuses.
    pub const REFUSE: u32 = u32::MAX - 3;
    /// Gives as many bytes as the next four bytes say.
    pub const FLOOD: u32 = u32::MAX - 4;
    /// Makes the ocall that follows, and panics when it is back.
    pub const ASK_AND_PANIC: u32 = u32::MAX - 5;
}

/// The runtime.
#[derive(Debug)]
pub struct Probe;

impl Runtime for Probe {
    const VERSION: Version = (1, 2);

    fn ecall(host: Host, id: u32, input: &[u8]) -> Result<Vec<u8>, Refusal> {
        let mut service = Service {
            host,
            refused: false,
        };
        let result = ecalls::try_dispatch(&mut IdentExecute, &mut service, id, input)?;
        if service.refused {
            let reason = "asked to refuse".to_owned();
            return Err(Refusal::Refused { id, reason });
        }
        Ok(result)
    }
}

pink_boundary::export!(Probe);

/// What the ecalls do, with any host.
#[derive(Debug)]
pub struct Service<H> {
    /// Carries the ocalls.
    pub host: H,
    /// Whether the call was refused.
    pub refused: bool,
}

/// The hash of a call's name and arguments.
fn hash(name: &str, arguments: impl Encode) -> [u8; 32] {
    Blake2b::<U32>::digest((name, arguments).encode()).into()
}

/// Half of the values.
fn coin(hash: [u8; 32]) -> bool {
    hash[0] & 1 == 1
}

fn text(hash: [u8; 32]) -> String {
    format!("no: {hash:?} é")
}

fn number(hash: [u8; 32]) -> Balance {
    hash.iter().fold(0, |number: Balance, byte| {
        number.wrapping_mul(257) ^ Balance::from(*byte)
    })
}

fn some<T>(hash: [u8; 32], value: T) -> Option<T> {
    coin(hash).then_some(value)
}

impl<H: OCalls> ECalls for Service<H> {
    fn cluster_id(&self) -> Hash {
        Hash(hash("cluster_id", ()))
    }

    fn setup(&mut self, config: ClusterSetupConfig) -> Result<(), String> {
        let hash = hash("setup", config);
        if coin(hash) { Ok(()) } else { Err(text(hash)) }
    }

    fn deposit(&mut self, who: AccountId, value: Balance) {
        self.host.log_to_server(who, 1, value.to_string());
    }

    fn set_key(&mut self, key: ClusterKey) {
        self.host.emit_system_event_block(5, Bytes(key.0.to_vec()));
    }

    fn get_key(&self) -> Option<ClusterKey> {
        Some(ClusterKey([6; 64]))
    }

    fn upload_code(
        &mut self,
        account: AccountId,
        code: Bytes,
        deterministic: bool,
    ) -> Result<Hash, String> {
        let hash = hash("upload_code", (account, code));
        if deterministic {
            Ok(Hash(hash))
        } else {
            Err(text(hash))
        }
    }

    fn upload_sidevm_code(&mut self, account: AccountId, code: Bytes) -> Result<Hash, String> {
        let hash = hash("upload_sidevm_code", (account, code));
        if coin(hash) {
            Ok(Hash(hash))
        } else {
            Err(text(hash))
        }
    }

    fn get_sidevm_code(&self, code_hash: Hash) -> Option<Bytes> {
        let hash = hash("get_sidevm_code", code_hash);
        some(hash, Bytes(hash.to_vec()))
    }

    fn system_contract(&self) -> Option<AccountId> {
        None
    }

    fn free_balance(&self, account: AccountId) -> Balance {
        number(hash("free_balance", account))
    }

    fn total_balance(&self, account: AccountId) -> Balance {
        number(hash("total_balance", account))
    }

    fn code_hash(&self, account: AccountId) -> Option<Hash> {
        let hash = hash("code_hash", account);
        some(hash, Hash(hash))
    }

    fn contract_instantiate(
        &mut self,
        code_hash: Hash,
        input_data: Bytes,
        salt: Bytes,
        mode: ExecutionMode,
        tx_args: TransactionArguments,
    ) -> Bytes {
        Bytes((code_hash, input_data, salt, mode, tx_args).encode())
    }

    fn contract_call(
        &mut self,
        _: AccountId,
        input_data: Bytes,
        _: ExecutionMode,
        _: TransactionArguments,
    ) -> Bytes {
        let Some((id, data)) = input_data.0.split_first_chunk() else {
            return Bytes::default();
        };
        match u32::from_le_bytes(*id) {
            instead::PANIC => panic!("asked to\npanic"),
            instead::LOOP => loop {
                std::hint::black_box(());
            },
            instead::HOARD => {
                let mut all = Vec::new();
                loop {
                    all.push(std::hint::black_box(vec![1_u8; 1 << 20]));
                }
            }
            instead::REFUSE => {
                self.refused = true;
                Bytes::default()
            }
            instead::FLOOD => {
                let count = data
                    .first_chunk()
                    .map_or(0, |count| u32::from_le_bytes(*count));
                Bytes(vec![7; count as usize])
            }
            instead::ASK_AND_PANIC => {
                let (id, data) = data.split_first_chunk().expect("an ocall");
                let id = u32::from_le_bytes(*id);
                ocalls::dispatch(&mut IdentExecute, &mut self.host, id, data);
                panic!("asked to panic when it is done");
            }
            // Arguments and result are decoded and encoded on this side as well.
            id => Bytes(ocalls::dispatch(
                &mut IdentExecute,
                &mut self.host,
                id,
                data,
            )),
        }
    }

    fn git_revision(&self) -> String {
        "é".repeat(100)
    }

    fn on_genesis(&mut self) {
        self.host.emit_system_event_block(22, Bytes::default());
    }

    fn on_runtime_upgrade(&mut self) {
        self.host.emit_system_event_block(23, Bytes::default());
    }

    fn on_idle(&mut self, block_number: BlockNumber) {
        let number = u64::from(block_number);
        self.host.emit_system_event_block(number, Bytes::default());
    }
}
