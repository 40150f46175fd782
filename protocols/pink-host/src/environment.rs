//! What a worker tells the runtime of the world, and hears from it.

use std::sync::{Mutex, MutexGuard, PoisonError};

use pink_protocol::{AccountId, Bytes, ExecContext, ExecSideEffects, SgxQuote, WorkerId};

use crate::cache::Caches;

/// What the runtime is told, and what it said.
#[derive(Debug, Default)]
pub struct Environment {
    /// What is being run.
    pub context: ExecContext,
    /// The worker's public key.
    pub worker: Option<WorkerId>,
    /// The newest code of the system contract that the worker has.
    pub system_code: Bytes,
    /// The nonce of the contract call, where one is being run.
    pub nonce: Option<Bytes>,
    /// The contract that was called, where a call is being run.
    pub entry_contract: Option<AccountId>,
    /// Who made the transaction, if it is known.
    pub origin: Option<AccountId>,
    /// SGX's word for what the worker is, if it has any.
    pub quote: Option<SgxQuote>,
    heard: Mutex<Heard>,
}

/// What came out of ecalls.
#[derive(Debug, Default)]
pub(crate) struct Heard {
    pub(crate) caches: Caches,
    pub(crate) logs: Vec<LogLine>,
    pub(crate) effects: Vec<ExecSideEffects>,
    pub(crate) blocks: Vec<(u64, Bytes)>,
}

/// A line that a runtime logged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogLine {
    /// Whose line it is.
    pub contract: AccountId,
    /// From 1, an error, to 5, a trace.
    pub level: u8,
    /// The line.
    pub message: String,
}

/// How many lines, effects and blocks are kept until they are taken; what came first goes first.
const KEPT: usize = 10_000;

impl Environment {
    /// The lines that were logged since this was asked last.
    #[must_use]
    pub fn take_logs(&self) -> Vec<LogLine> {
        core::mem::take(&mut self.heard().logs)
    }

    /// What contracts brought about since this was asked last, of ecalls that were kept.
    #[must_use]
    pub fn take_effects(&self) -> Vec<ExecSideEffects> {
        core::mem::take(&mut self.heard().effects)
    }

    /// The blocks of events since this was asked last, each with its number.
    #[must_use]
    pub fn take_blocks(&self) -> Vec<(u64, Bytes)> {
        core::mem::take(&mut self.heard().blocks)
    }

    pub(crate) fn heard(&self) -> MutexGuard<'_, Heard> {
        // What a panic left is lists and maps, each of whose entries is whole.
        self.heard.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Adds to what is kept.
pub(crate) fn keep<T>(kept: &mut Vec<T>, more: T) {
    if kept.len() >= KEPT {
        kept.remove(0);
    }
    kept.push(more);
}
