//! The host's end of an ecall.

use std::sync::{Arc, Mutex, PoisonError};

use cross_call::{IdentExecute, Mutability};
use pink_boundary::Handler;
use pink_protocol::{
    AccountId, BatchHttpResult, Bytes, ExecContext, ExecSideEffects, Hash, HttpRequest,
    HttpRequestError, HttpResponse, JsCode, JsValue, OCalls, SgxQuote, StorageChanges,
    StorageQuotaExceeded, WorkerId, ocalls,
};

use crate::environment::{LogLine, keep};
use crate::{Environment, Storage};

/// Answers the ocalls of one ecall. What it changes in the storage is a copy's, which the worker keeps when the ecall
/// has come back.
pub(crate) struct Session {
    environment: Arc<Environment>,
    storage: Arc<Storage>,
    mutability: Mutability,
    is_changed: bool,
    effects: Vec<ExecSideEffects>,
    /// Why there is no answer, whatever the call gives.
    refusal: Option<String>,
}

/// What is to be kept of an ecall.
pub(crate) struct Kept {
    /// The storage, where it was changed.
    pub(crate) storage: Option<Arc<Storage>>,
    /// What happened.
    pub(crate) effects: Vec<ExecSideEffects>,
}

impl Session {
    pub(crate) const fn new(
        environment: Arc<Environment>,
        storage: Arc<Storage>,
        mutability: Mutability,
    ) -> Self {
        Self {
            environment,
            storage,
            mutability,
            is_changed: false,
            effects: Vec::new(),
            refusal: None,
        }
    }

    pub(crate) fn take(&mut self) -> Kept {
        Kept {
            storage: self.is_changed.then(|| Arc::clone(&self.storage)),
            effects: core::mem::take(&mut self.effects),
        }
    }

    /// Read-only ecalls bring nothing about.
    fn is_writable(&mut self) -> bool {
        if self.mutability == Mutability::ReadOnly {
            self.refusal = Some("a read-only ecall changes nothing".to_owned());
        }
        self.refusal.is_none()
    }
}

/// One that its runtime has as well, which keeps no reference behind the ecall.
pub(crate) struct Shared(pub(crate) Arc<Mutex<Session>>);

impl Handler for Shared {
    fn ocall(&mut self, id: u32, data: &[u8]) -> Result<Vec<u8>, String> {
        let mut session = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let result = ocalls::try_dispatch(&mut IdentExecute, &mut *session, id, data);
        match session.refusal.take() {
            Some(reason) => Err(reason),
            None => result.map_err(|error| error.to_string()),
        }
    }
}

impl OCalls for Session {
    fn storage_root(&self) -> Option<Hash> {
        self.storage.root()
    }

    fn storage_get(&self, key: Bytes) -> Option<Bytes> {
        self.storage.get(&key.0).map(|value| Bytes(value.to_vec()))
    }

    fn storage_commit(&mut self, root: Hash, changes: StorageChanges) {
        if !self.is_writable() {
            return;
        }
        match self.storage.with(root, changes) {
            Ok(changed) => {
                self.storage = Arc::new(changed);
                self.is_changed = true;
            }
            Err(reason) => self.refusal = Some(reason),
        }
    }

    fn log_to_server(&self, contract: AccountId, level: u8, message: String) {
        let line = LogLine {
            contract,
            level,
            message,
        };
        keep(&mut self.environment.heard().logs, line);
    }

    fn emit_side_effects(&mut self, effects: ExecSideEffects) {
        if self.is_writable() {
            self.effects.push(effects);
        }
    }

    fn exec_context(&self) -> ExecContext {
        self.environment.context.clone()
    }

    fn worker_pubkey(&self) -> WorkerId {
        self.environment.worker.unwrap_or(WorkerId([0; 32]))
    }

    fn cache_get(&self, contract: Bytes, key: Bytes) -> Option<Bytes> {
        let mut heard = self.environment.heard();
        heard.caches.get(&contract.0, &key.0).map(Bytes)
    }

    fn cache_set(
        &self,
        contract: Bytes,
        key: Bytes,
        value: Bytes,
    ) -> Result<(), StorageQuotaExceeded> {
        let mut heard = self.environment.heard();
        heard.caches.set(contract.0, key.0, value.0)
    }

    fn cache_set_expiration(&self, contract: Bytes, key: Bytes, expiration: u64) {
        let mut heard = self.environment.heard();
        heard.caches.expire(&contract.0, &key.0, expiration);
    }

    fn cache_remove(&self, contract: Bytes, key: Bytes) -> Option<Bytes> {
        let mut heard = self.environment.heard();
        heard.caches.remove(&contract.0, &key.0).map(Bytes)
    }

    fn latest_system_code(&self) -> Bytes {
        self.environment.system_code.clone()
    }

    fn http_request(&self, _: AccountId, _: HttpRequest) -> Result<HttpResponse, HttpRequestError> {
        // This host reaches no network.
        Err(HttpRequestError::NotAllowed)
    }

    fn batch_http_request(&self, _: AccountId, _: Vec<HttpRequest>, _: u64) -> BatchHttpResult {
        Err(HttpRequestError::NotAllowed)
    }

    fn emit_system_event_block(&self, number: u64, encoded_block: Bytes) {
        keep(
            &mut self.environment.heard().blocks,
            (number, encoded_block),
        );
    }

    fn contract_call_nonce(&self) -> Option<Bytes> {
        self.environment.nonce.clone()
    }

    fn entry_contract(&self) -> Option<AccountId> {
        self.environment.entry_contract
    }

    fn js_eval(&self, _: AccountId, _: Vec<JsCode>, _: Vec<String>) -> JsValue {
        JsValue::Exception("this host does not run JavaScript".to_owned())
    }

    fn origin(&self) -> Option<AccountId> {
        self.environment.origin
    }

    fn worker_sgx_quote(&self) -> Option<SgxQuote> {
        self.environment.quote.clone()
    }
}
