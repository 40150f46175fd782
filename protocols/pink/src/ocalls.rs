//! The calls of the runtime in the host.
//!
//! Ids, names and types are those of `crates/pink/capi/src/v1/mod.rs` of Phala's repository; the id 4 is not in use.

use alloc::string::String;
use alloc::vec::Vec;

use cross_call::{CrossCall, cross_call};

use crate::{
    AccountId, BatchHttpResult, Bytes, ExecContext, ExecSideEffects, Hash, HttpRequest,
    HttpRequestError, HttpResponse, JsCode, JsValue, SgxQuote, StorageChanges,
    StorageQuotaExceeded, WorkerId,
};

/// What the runtime has in place of a host: it carries [`OCalls`] out to one.
pub trait OCall: CrossCall {}

/// What the runtime calls in the host.
#[cfg_attr(feature = "data-driver", cross_call(OCall, driver = "ocall"))]
#[cfg_attr(not(feature = "data-driver"), cross_call(OCall))]
pub trait OCalls {
    /// The root of the storage's trie, if there is one.
    #[xcall(id = 1)]
    fn storage_root(&self) -> Option<Hash>;

    /// What the storage has under a key, if anything.
    #[xcall(id = 2)]
    fn storage_get(&self, key: Bytes) -> Option<Bytes>;

    /// Changes the storage, and sets the root of its trie. Of each key, its new value, and by how much
    /// the count of references to it changes.
    #[xcall(id = 3)]
    fn storage_commit(&mut self, root: Hash, changes: StorageChanges);

    /// Sends a line of a contract's log to the log's server. Levels are those of Rust's `log`: 1 is an
    /// error, 5 a trace.
    #[xcall(id = 5)]
    fn log_to_server(&self, contract: AccountId, level: u8, message: String);

    /// Hands out what happened while a contract ran.
    #[xcall(id = 6)]
    fn emit_side_effects(&mut self, effects: ExecSideEffects);

    /// What is being run.
    #[xcall(id = 7)]
    fn exec_context(&self) -> ExecContext;

    /// The worker's public key.
    #[xcall(id = 8)]
    fn worker_pubkey(&self) -> WorkerId;

    /// What a contract's cache has under a key, if anything.
    #[xcall(id = 9)]
    fn cache_get(&self, contract: Bytes, key: Bytes) -> Option<Bytes>;

    /// Keeps a value in a contract's cache.
    #[xcall(id = 10)]
    fn cache_set(
        &self,
        contract: Bytes,
        key: Bytes,
        value: Bytes,
    ) -> Result<(), StorageQuotaExceeded>;

    /// Keeps what a contract's cache has under a key for so many seconds from now.
    #[xcall(id = 11)]
    fn cache_set_expiration(&self, contract: Bytes, key: Bytes, expiration: u64);

    /// Drops what a contract's cache has under a key, and gives it, if there was anything.
    #[xcall(id = 12)]
    fn cache_remove(&self, contract: Bytes, key: Bytes) -> Option<Bytes>;

    /// The newest code of the system contract that the worker has.
    #[xcall(id = 13)]
    fn latest_system_code(&self) -> Bytes;

    /// Makes a request over HTTP for a contract.
    #[xcall(id = 14)]
    fn http_request(
        &self,
        contract: AccountId,
        request: HttpRequest,
    ) -> Result<HttpResponse, HttpRequestError>;

    /// Makes several requests over HTTP for a contract, within so many milliseconds.
    #[xcall(id = 15)]
    fn batch_http_request(
        &self,
        contract: AccountId,
        requests: Vec<HttpRequest>,
        timeout_ms: u64,
    ) -> BatchHttpResult;

    /// Hands out a block of the events that a contract call brought about: its number, and the bytes of
    /// an `EventsBlock`.
    #[xcall(id = 16)]
    fn emit_system_event_block(&self, number: u64, encoded_block: Bytes);

    /// The nonce of the contract call, where one is being run.
    #[xcall(id = 17)]
    fn contract_call_nonce(&self) -> Option<Bytes>;

    /// The contract that was called, where a call is being run.
    #[xcall(id = 18)]
    fn entry_contract(&self) -> Option<AccountId>;

    /// Evaluates JavaScript for a contract, one program after the other, and gives what the last one gave.
    #[xcall(id = 19)]
    fn js_eval(&self, contract: AccountId, codes: Vec<JsCode>, args: Vec<String>) -> JsValue;

    /// Who made the transaction, if it is known.
    #[xcall(id = 20)]
    fn origin(&self) -> Option<AccountId>;

    /// SGX's word for what the worker is, if it has any.
    #[xcall(id = 21)]
    fn worker_sgx_quote(&self) -> Option<SgxQuote>;
}
