//! The host's end of an ecall.

use std::cell::RefCell;
use std::sync::{Arc, Mutex, PoisonError};

use cross_call::{IdentExecute, Mutability};
use pink_boundary::{Failure, Handler};
use pink_protocol::{
    AccountId, BatchHttpResult, Bytes, ExecContext, ExecSideEffects, Hash, HttpRequest,
    HttpRequestError, HttpResponse, JsCode, JsValue, OCalls, SgxQuote, StorageChanges,
    StorageQuotaExceeded, WorkerId, ocalls,
};

use crate::recent::Weight;
use crate::{Environment, KEPT, KEPT_BYTES, LogLine, Storage};

/// The id of the ocall that changes the storage.
const STORAGE_COMMIT: u32 = 3;

/// Answers the ocalls of one ecall. What it changes in the storage is a copy's, which the worker keeps when the ecall
/// has come back.
pub(crate) struct Session {
    environment: Arc<Environment>,
    storage: Arc<Storage>,
    mutability: Mutability,
    is_changed: bool,
    /// What the ecall says. Some of the calls for it are by `&self`.
    said: RefCell<Said>,
}

/// What an ecall hands out, until it is kept or dropped.
#[derive(Default)]
struct Said {
    effects: Vec<ExecSideEffects>,
    blocks: Vec<(u64, Bytes)>,
    /// About how much memory both take.
    bytes: usize,
    /// Why there is no answer, whatever the call gives.
    refusal: Option<String>,
}

impl Said {
    /// Whether there is room for a value more. What one ecall hands out is kept as a whole, so that it is no more than
    /// the environment has room for.
    fn has_room(&mut self, value: &impl Weight) -> bool {
        let count = self.effects.len() + self.blocks.len() + 1;
        let bytes = self.bytes + value.weight();
        let limits = [
            (count, KEPT, "effects and blocks of events"),
            (bytes, KEPT_BYTES, "bytes of effects and blocks of events"),
        ];
        let beyond = limits.into_iter().find(|(found, most, _)| found > most);
        if let Some((_, most, what)) = beyond {
            self.refusal = Some(format!("an ecall hands out at most {most} {what}"));
            return false;
        }
        self.bytes = bytes;
        true
    }
}

/// What is to be kept of an ecall.
pub(crate) struct Kept {
    /// The storage, where it was changed.
    pub(crate) storage: Option<Arc<Storage>>,
    /// What happened.
    pub(crate) effects: Vec<ExecSideEffects>,
    /// The blocks of events, with their numbers.
    pub(crate) blocks: Vec<(u64, Bytes)>,
}

impl Session {
    pub(crate) fn new(
        environment: Arc<Environment>,
        storage: Arc<Storage>,
        mutability: Mutability,
    ) -> Self {
        Self {
            environment,
            storage,
            mutability,
            is_changed: false,
            said: RefCell::default(),
        }
    }

    /// What an ecall that came back with a result leaves.
    ///
    /// # Errors
    /// The storage's root is not what the runtime said last. It is looked at once, however often the ecall commits, since
    /// that takes a look at the whole storage.
    pub(crate) fn take(&mut self) -> Result<Kept, Failure> {
        if self.is_changed {
            let id = STORAGE_COMMIT;
            let checked = self.storage.check();
            checked.map_err(|reason| Failure::Host { id, reason })?;
        }
        let said = core::mem::take(self.said.get_mut());
        Ok(Kept {
            storage: self.is_changed.then(|| Arc::clone(&self.storage)),
            effects: said.effects,
            blocks: said.blocks,
        })
    }

    /// Read-only ecalls bring nothing about.
    fn is_writable(&mut self) -> bool {
        let is_writable = self.mutability == Mutability::ReadWrite;
        if !is_writable {
            self.said.get_mut().refusal = Some("a read-only ecall changes nothing".to_owned());
        }
        is_writable
    }
}

/// One that its runtime has as well, which keeps no reference behind the ecall.
pub(crate) struct Shared(pub(crate) Arc<Mutex<Session>>);

impl Handler for Shared {
    fn ocall(&mut self, id: u32, data: &[u8]) -> Result<Vec<u8>, String> {
        let mut session = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let result = ocalls::try_dispatch(&mut IdentExecute, &mut *session, id, data);
        match session.said.get_mut().refusal.take() {
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
        // The worker has the storage as well, so that the first commit is to a copy, and those behind it to that one.
        let storage = Arc::make_mut(&mut self.storage);
        match storage.change(root, changes) {
            Ok(()) => self.is_changed = true,
            Err(reason) => self.said.get_mut().refusal = Some(reason),
        }
    }

    fn log_to_server(&self, contract: AccountId, level: u8, message: String) {
        let line = LogLine::new(contract, level, message);
        self.environment.heard().logs.push(line);
    }

    fn emit_side_effects(&mut self, effects: ExecSideEffects) {
        if !self.is_writable() {
            return;
        }
        let said = self.said.get_mut();
        if said.has_room(&effects) {
            said.effects.push(effects);
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
        heard.caches.set(&contract.0, &key.0, value.0)
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
        let block = (number, encoded_block);
        let mut said = self.said.borrow_mut();
        if said.has_room(&block) {
            said.blocks.push(block);
        }
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
