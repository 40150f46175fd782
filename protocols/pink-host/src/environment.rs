//! What a worker tells the runtime of the world, and hears from it.

use std::sync::{Mutex, MutexGuard, PoisonError};

use pink_protocol::{AccountId, Bytes, ExecContext, ExecSideEffects, SgxQuote, WorkerId};

use crate::cache::Caches;
use crate::recent::Recent;

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
    pub(crate) logs: Recent<LogLine>,
    pub(crate) effects: Recent<ExecSideEffects>,
    pub(crate) blocks: Recent<(u64, Bytes)>,
}

/// A line that a runtime logged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogLine {
    /// Whose line it is.
    pub contract: AccountId,
    /// From 1, an error, to 5, a trace.
    pub level: u8,
    /// The line, as the runtime wrote it; `…` stands for what is beyond [`MAX_LINE`].
    pub message: String,
}

/// How many bytes of a line are kept: 64 KiB.
pub const MAX_LINE: usize = 64 << 10;

impl LogLine {
    pub(crate) fn new(contract: AccountId, level: u8, mut message: String) -> Self {
        if message.len() > MAX_LINE {
            message.truncate(message.floor_char_boundary(MAX_LINE));
            message.push('…');
            message.shrink_to_fit();
        }
        Self {
            contract,
            level,
            message,
        }
    }
}

impl Environment {
    /// The lines that were logged since this was asked last, of ecalls that failed as well: the newest [`KEPT`] of at
    /// most [`KEPT_BYTES`].
    ///
    /// [`KEPT`]: crate::KEPT
    /// [`KEPT_BYTES`]: crate::KEPT_BYTES
    #[must_use]
    pub fn take_logs(&self) -> Vec<LogLine> {
        self.heard().logs.take()
    }

    /// What contracts brought about since this was asked last, of ecalls that came back with a result: the newest
    /// [`KEPT`] of at most [`KEPT_BYTES`], and all of the last ecall.
    ///
    /// [`KEPT`]: crate::KEPT
    /// [`KEPT_BYTES`]: crate::KEPT_BYTES
    #[must_use]
    pub fn take_effects(&self) -> Vec<ExecSideEffects> {
        self.heard().effects.take()
    }

    /// The blocks of events since this was asked last, each with its number, of ecalls that came back with a result: as
    /// many as of the effects.
    #[must_use]
    pub fn take_blocks(&self) -> Vec<(u64, Bytes)> {
        self.heard().blocks.take()
    }

    pub(crate) fn heard(&self) -> MutexGuard<'_, Heard> {
        // What a panic left is lists and maps, each of whose entries is whole.
        self.heard.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_cut_between_characters() {
        let line = |message: String| LogLine::new(AccountId([1; 32]), 3, message).message;
        assert_eq!(line("x".repeat(MAX_LINE)), "x".repeat(MAX_LINE));
        assert_eq!(line("x".repeat(MAX_LINE + 1)), "x".repeat(MAX_LINE) + "…");
        let wide = format!("x{}", "é".repeat(MAX_LINE / 2));
        assert_eq!(line(wide.clone()), wide[..MAX_LINE - 1].to_owned() + "…");
    }
}
