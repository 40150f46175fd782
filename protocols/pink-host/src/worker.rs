//! A worker: a runtime with its storage.

use std::sync::{Arc, Mutex, PoisonError, RwLock};

use cross_call::{Call, Mutability, TryCrossCall, TryCrossCallMut};
use pink_boundary::Failure;
use pink_protocol::ecalls::CALLS;

use crate::session::{Session, Shared};
use crate::{Carrier, Environment, Storage};

/// A runtime with its storage and all that it is told.
///
/// With [`ECallsTry`](pink_protocol::ecalls::ECallsTry) in scope the ecalls are its methods. A copy is the same worker:
/// read-only ecalls of several threads run at the same time, others alone.
#[derive(Debug)]
pub struct Worker<C> {
    inner: Arc<Inner<C>>,
}

#[derive(Debug)]
struct Inner<C> {
    runtime: C,
    environment: Arc<Environment>,
    storage: RwLock<Arc<Storage>>,
    /// Held by the one ecall that may change something.
    changing: Mutex<()>,
}

impl<C> Clone for Worker<C> {
    fn clone(&self) -> Self {
        Self {
            inner: Arc::clone(&self.inner),
        }
    }
}

impl<C: Carrier> Worker<C> {
    /// A worker whose runtime is told this of the world, and begins with this storage.
    #[must_use]
    pub fn new(runtime: C, environment: Environment, storage: Storage) -> Self {
        Self {
            inner: Arc::new(Inner {
                runtime,
                environment: Arc::new(environment),
                storage: RwLock::new(Arc::new(storage)),
                changing: Mutex::new(()),
            }),
        }
    }

    /// What the runtime is told, and what it said.
    #[must_use]
    pub fn environment(&self) -> &Environment {
        &self.inner.environment
    }

    /// The version of the interface that the runtime has, major and minor.
    #[must_use]
    pub fn version(&self) -> (u32, u32) {
        self.inner.runtime.version()
    }

    /// The storage as it is.
    #[must_use]
    pub fn storage(&self) -> Arc<Storage> {
        // Only whole storages are ever put there.
        let storage = self.inner.storage.read();
        Arc::clone(&storage.unwrap_or_else(PoisonError::into_inner))
    }

    /// Runs an ecall by its id and the bytes of its arguments. What it changes is kept once it has come back with a
    /// result, and not before. An id that the interface does not have is handed on, as one that changes nothing.
    ///
    /// # Errors
    /// It did not come back with a result; nothing of it is kept.
    pub fn ecall(&self, id: u32, data: &[u8]) -> Result<Vec<u8>, Failure> {
        let inner = &*self.inner;
        let call = Call::find(CALLS, id);
        let mutability = call.map_or(Mutability::ReadOnly, |call| call.mutability);
        let changing = (mutability == Mutability::ReadWrite).then(|| inner.changing.lock());
        let environment = Arc::clone(&inner.environment);
        let session = Session::new(environment, self.storage(), mutability);
        let session = Arc::new(Mutex::new(session));
        let handler = Box::new(Shared(Arc::clone(&session)));
        let result = inner.runtime.carry(handler, id, data)?;
        let kept = session
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take()?;
        if let Some(storage) = kept.storage {
            let place = inner.storage.write();
            *place.unwrap_or_else(PoisonError::into_inner) = storage;
        }
        let mut heard = inner.environment.heard();
        for effects in kept.effects {
            heard.effects.push(effects);
        }
        for block in kept.blocks {
            heard.blocks.push(block);
        }
        drop(changing);
        Ok(result)
    }
}

impl<C: Carrier> TryCrossCall for Worker<C> {
    type Error = Failure;

    fn try_cross_call(&self, call: &'static Call, data: &[u8]) -> Result<Vec<u8>, Failure> {
        self.ecall(call.id, data)
    }
}

impl<C: Carrier> TryCrossCallMut for Worker<C> {
    fn try_cross_call_mut(&mut self, call: &'static Call, data: &[u8]) -> Result<Vec<u8>, Failure> {
        self.ecall(call.id, data)
    }
}
