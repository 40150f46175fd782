//! Data driver of the calls between Phala's Pink runtime, in which ink! contracts run, and the worker that
//! hosts it.
//!
//! The calls are those of `crates/pink/capi/src/v1/mod.rs` of Phala's repository; their types stand in
//! `pink-protocol`. A call is known by its name, `ecall.deposit`, and by its number, `ecall.3`. Several
//! arguments are their bytes one behind the other, one is itself, none is nothing.
//!
//! `docs/protocols.md` has the table of all messages, with their bytes and sources.

#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;

mod one_event;
pub mod scale;

use alloc::string::String;
use alloc::vec::Vec;

use pink_protocol::{
    AccountId, Balance, BatchHttpResult, BlockNumber, Bytes, ClusterKey, ClusterSetupConfig,
    EventsBlock, EventsBlockHeader, ExecContext, ExecSideEffects, ExecutionMode, Hash, HttpRequest,
    HttpRequestError, HttpResponse, JsCode, JsValue, PinkEvent, SgxQuote, StorageChanges,
    StorageQuotaExceeded, TransactionArguments, WorkerId,
};

use one_event::OneEvent;
use scale::Scale;

data_driver::contract! {
    /// The calls between Phala's Pink runtime, in which ink! contracts run, and the worker that hosts it.
    ///
    /// `ecall.…` is what the host calls in the runtime, `ocall.…` what the runtime calls in the host. Each
    /// call has a number as well: `ecall.3` is `ecall.deposit`. `mutability` says whether what a call
    /// changes is kept, and `since` with which version of the runtime it came.
    ///
    /// Events are what contracts tell the runtime and the host; their bytes begin with their `index`.
    /// Amounts are in the smallest part of the cluster's currency.
    pub PinkRuntimeDriver("PinkRuntime", codec = Scale) {
        /// The cluster's id.
        #[schema(id = 1, mutability = "read-only", since = "1.0")]
        query fn "ecall.cluster_id" | "ecall.1"() -> Hash;
        /// Begins a cluster.
        #[schema(id = 2, mutability = "read-write", since = "1.0")]
        transaction fn "ecall.setup" | "ecall.2"(config: ClusterSetupConfig) -> Result<(), String>;
        /// Pays an amount that did not exist before into an account.
        #[schema(id = 3, mutability = "read-write", since = "1.0")]
        transaction fn "ecall.deposit" | "ecall.3"(who: AccountId, value: Balance);
        /// Sets the cluster's key, from which contracts derive theirs.
        #[schema(id = 5, mutability = "read-write", since = "1.0")]
        transaction fn "ecall.set_key" | "ecall.5"(key: ClusterKey);
        /// The cluster's key, if it is set.
        #[schema(id = 6, mutability = "read-only", since = "1.0")]
        query fn "ecall.get_key" | "ecall.6"() -> Option<ClusterKey>;
        /// Uploads a contract's code, and gives its hash. With `deterministic`, code is refused that can
        /// give different results, by floats for example.
        #[schema(id = 7, mutability = "read-write", since = "1.0")]
        transaction fn "ecall.upload_code" | "ecall.7"(
            account: AccountId, code: Bytes, deterministic: bool,
        ) -> Result<Hash, String>;
        /// Uploads the code of a SideVM, and gives its hash.
        #[schema(id = 8, mutability = "read-write", since = "1.0")]
        transaction fn "ecall.upload_sidevm_code" | "ecall.8"(
            account: AccountId, code: Bytes,
        ) -> Result<Hash, String>;
        /// The code of a SideVM with this hash, if it was uploaded.
        #[schema(id = 9, mutability = "read-only", since = "1.0")]
        query fn "ecall.get_sidevm_code" | "ecall.9"(hash: Hash) -> Option<Bytes>;
        /// The system contract, if there is one.
        #[schema(id = 11, mutability = "read-only", since = "1.0")]
        query fn "ecall.system_contract" | "ecall.11"() -> Option<AccountId>;
        /// What an account can spend.
        #[schema(id = 14, mutability = "read-only", since = "1.0")]
        query fn "ecall.free_balance" | "ecall.14"(account: AccountId) -> Balance;
        /// What an account has, with what is reserved.
        #[schema(id = 15, mutability = "read-only", since = "1.0")]
        query fn "ecall.total_balance" | "ecall.15"(account: AccountId) -> Balance;
        /// The hash of a contract's code, if there is such a contract.
        #[schema(id = 16, mutability = "read-only", since = "1.0")]
        query fn "ecall.code_hash" | "ecall.16"(account: AccountId) -> Option<Hash>;
        /// Makes a contract of uploaded code. `input_data` is the constructor's selector and arguments. The
        /// result is what pallet-contracts says of it, a `ContractInstantiateResult` in SCALE.
        #[schema(id = 19, mutability = "read-write", since = "1.0")]
        transaction fn "ecall.contract_instantiate" | "ecall.19"(
            code_hash: Hash, input_data: Bytes, salt: Bytes, mode: ExecutionMode, tx_args: TransactionArguments,
        ) -> Bytes;
        /// Calls a contract. `input_data` is the message's selector and arguments. The result is what
        /// pallet-contracts says of it, a `ContractExecResult` in SCALE.
        #[schema(id = 20, mutability = "read-write", since = "1.0")]
        transaction fn "ecall.contract_call" | "ecall.20"(
            contract: AccountId, input_data: Bytes, mode: ExecutionMode, tx_args: TransactionArguments,
        ) -> Bytes;
        /// The revision of the repository that the runtime was made from.
        #[schema(id = 21, mutability = "read-only", since = "1.0")]
        query fn "ecall.git_revision" | "ecall.21"() -> String;
        /// Called when the cluster begins.
        #[schema(id = 22, mutability = "read-write", since = "1.0")]
        transaction fn "ecall.on_genesis" | "ecall.22"();
        /// Called when the runtime was replaced.
        #[schema(id = 23, mutability = "read-write", since = "1.1")]
        transaction fn "ecall.on_runtime_upgrade" | "ecall.23"();
        /// Called once in each block.
        #[schema(id = 24, mutability = "read-write", since = "1.2")]
        transaction fn "ecall.on_idle" | "ecall.24"(block_number: BlockNumber);

        /// The root of the storage's trie, if there is one.
        #[schema(id = 1, mutability = "read-only", since = "1.0")]
        query fn "ocall.storage_root" | "ocall.1"() -> Option<Hash>;
        /// What the storage has under a key, if anything.
        #[schema(id = 2, mutability = "read-only", since = "1.0")]
        query fn "ocall.storage_get" | "ocall.2"(key: Bytes) -> Option<Bytes>;
        /// Changes the storage, and sets the root of its trie. Of each key, its new value, and by how much
        /// the count of references to it changes.
        #[schema(id = 3, mutability = "read-write", since = "1.0")]
        transaction fn "ocall.storage_commit" | "ocall.3"(root: Hash, changes: StorageChanges);
        /// Sends a line of a contract's log to the log's server. Levels are those of Rust's `log`: 1 is an
        /// error, 5 a trace.
        #[schema(id = 5, mutability = "read-only", since = "1.0")]
        query fn "ocall.log_to_server" | "ocall.5"(contract: AccountId, level: u8, message: String);
        /// Hands out what happened while a contract ran.
        #[schema(id = 6, mutability = "read-write", since = "1.0")]
        transaction fn "ocall.emit_side_effects" | "ocall.6"(effects: ExecSideEffects);
        /// What is being run.
        #[schema(id = 7, mutability = "read-only", since = "1.0")]
        query fn "ocall.exec_context" | "ocall.7"() -> ExecContext;
        /// The worker's public key.
        #[schema(id = 8, mutability = "read-only", since = "1.0")]
        query fn "ocall.worker_pubkey" | "ocall.8"() -> WorkerId;
        /// What a contract's cache has under a key, if anything.
        #[schema(id = 9, mutability = "read-only", since = "1.0")]
        query fn "ocall.cache_get" | "ocall.9"(contract: Bytes, key: Bytes) -> Option<Bytes>;
        /// Keeps a value in a contract's cache.
        #[schema(id = 10, mutability = "read-only", since = "1.0")]
        query fn "ocall.cache_set" | "ocall.10"(
            contract: Bytes, key: Bytes, value: Bytes,
        ) -> Result<(), StorageQuotaExceeded>;
        /// Keeps what a contract's cache has under a key for so many seconds from now.
        #[schema(id = 11, mutability = "read-only", since = "1.0")]
        query fn "ocall.cache_set_expiration" | "ocall.11"(contract: Bytes, key: Bytes, expiration: u64);
        /// Drops what a contract's cache has under a key, and gives it, if there was anything.
        #[schema(id = 12, mutability = "read-only", since = "1.0")]
        query fn "ocall.cache_remove" | "ocall.12"(contract: Bytes, key: Bytes) -> Option<Bytes>;
        /// The newest code of the system contract that the worker has.
        #[schema(id = 13, mutability = "read-only", since = "1.0")]
        query fn "ocall.latest_system_code" | "ocall.13"() -> Bytes;
        /// Makes a request over HTTP for a contract.
        #[schema(id = 14, mutability = "read-only", since = "1.0")]
        query fn "ocall.http_request" | "ocall.14"(
            contract: AccountId, request: HttpRequest,
        ) -> Result<HttpResponse, HttpRequestError>;
        /// Makes several requests over HTTP for a contract, within so many milliseconds.
        #[schema(id = 15, mutability = "read-only", since = "1.0")]
        query fn "ocall.batch_http_request" | "ocall.15"(
            contract: AccountId, requests: Vec<HttpRequest>, timeout_ms: u64,
        ) -> BatchHttpResult;
        /// Hands out a block of the events that a contract call brought about: its number, and the bytes of
        /// an `EventsBlock`.
        #[schema(id = 16, mutability = "read-only", since = "1.0")]
        query fn "ocall.emit_system_event_block" | "ocall.16"(number: u64, encoded_block: Bytes);
        /// The nonce of the contract call, where one is being run.
        #[schema(id = 17, mutability = "read-only", since = "1.0")]
        query fn "ocall.contract_call_nonce" | "ocall.17"() -> Option<Bytes>;
        /// The contract that was called, where a call is being run.
        #[schema(id = 18, mutability = "read-only", since = "1.0")]
        query fn "ocall.entry_contract" | "ocall.18"() -> Option<AccountId>;
        /// Evaluates JavaScript for a contract, one program after the other, and gives what the last one gave.
        #[schema(id = 19, mutability = "read-only", since = "1.0")]
        query fn "ocall.js_eval" | "ocall.19"(
            contract: AccountId, codes: Vec<JsCode>, args: Vec<String>,
        ) -> JsValue;
        /// Who made the transaction, if it is known.
        #[schema(id = 20, mutability = "read-only", since = "1.0")]
        query fn "ocall.origin" | "ocall.20"() -> Option<AccountId>;
        /// SGX's word for what the worker is, if it has any.
        #[schema(id = 21, mutability = "read-only", since = "1.0")]
        query fn "ocall.worker_sgx_quote" | "ocall.21"() -> Option<SgxQuote>;

        /// Any of the events that follow: its index, and what it holds.
        event "PinkEvent": PinkEvent;
        /// A contract shall be called at a hook.
        #[schema(index = 2)]
        event "SetHook": #[codec(OneEvent<2>)] OneEvent<2>;
        /// A contract gets a SideVM.
        #[schema(index = 3)]
        event "DeploySidevmTo": #[codec(OneEvent<3>)] OneEvent<3>;
        /// A message for the contract's SideVM.
        #[schema(index = 4)]
        event "SidevmMessage": #[codec(OneEvent<4>)] OneEvent<4>;
        /// Something to do with the contract's cache.
        #[schema(index = 5)]
        event "CacheOp": #[codec(OneEvent<5>)] OneEvent<5>;
        /// The contract's SideVM shall stop.
        #[schema(index = 6)]
        event "StopSidevm": #[codec(OneEvent<6>)] OneEvent<6>;
        /// A contract's SideVM shall stop.
        #[schema(index = 7)]
        event "ForceStopSidevm": #[codec(OneEvent<7>)] OneEvent<7>;
        /// A contract gets the logs of the cluster.
        #[schema(index = 8)]
        event "SetLogHandler": #[codec(OneEvent<8>)] OneEvent<8>;
        /// How much of the worker's time is a contract's.
        #[schema(index = 9)]
        event "SetContractWeight": #[codec(OneEvent<9>)] OneEvent<9>;
        /// The runtime shall be replaced.
        #[schema(index = 10)]
        event "UpgradeRuntimeTo": #[codec(OneEvent<10>)] OneEvent<10>;
        /// Something to do with a contract's SideVM.
        #[schema(index = 11)]
        event "SidevmOperation": #[codec(OneEvent<11>)] OneEvent<11>;
        /// Which program evaluates JavaScript.
        #[schema(index = 12)]
        event "SetJsRuntime": #[codec(OneEvent<12>)] OneEvent<12>;
        /// A block of the events that a contract call brought about, as ocall 16 hands it out.
        event "EventsBlock": EventsBlock;
        /// The header of such a block, the first 80 bytes.
        event "EventsBlockHeader": EventsBlockHeader;
    }
}

data_driver::export!(PinkRuntimeDriver);
