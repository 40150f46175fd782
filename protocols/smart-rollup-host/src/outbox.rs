//! What a kernel says to layer 1, by level.
//!
//! `src/lib_webassembly/runtime/output_buffer.ml`.

use std::collections::BTreeMap;
use std::sync::Arc;

use smart_rollup::host::HostErrorName;

/// The most messages of a level: `sc_rollup_wasm.ml`, `outbox_message_limit`.
pub const MAX_OUTBOX_MESSAGES: usize = 100;

/// How many levels are kept: `outbox_validity_period`.
pub const OUTBOX_LEVELS: i32 = 241_920;

type Level = Arc<Vec<Arc<[u8]>>>;

/// The messages of the last levels. A clone shares them.
#[derive(Debug, Clone, Default)]
pub struct Outbox {
    levels: Arc<BTreeMap<i32, Level>>,
    last: Option<i32>,
}

impl Outbox {
    /// Begins a level, and forgets those that are too old.
    pub fn begin(&mut self, level: i32) {
        let levels = Arc::make_mut(&mut self.levels);
        levels.entry(level).or_default();
        while let Some(first) = levels.first_entry()
            && level - first.key() >= OUTBOX_LEVELS
        {
            first.remove();
        }
        self.last = Some(level);
    }

    /// Appends a message to the last level.
    ///
    /// # Errors
    /// [`HostErrorName::FullOutbox`] when it has [`MAX_OUTBOX_MESSAGES`], [`HostErrorName::GenericInvalidAccess`] before
    /// any level has begun.
    pub fn push(&mut self, message: &[u8]) -> Result<(), HostErrorName> {
        let last = self.last.ok_or(HostErrorName::GenericInvalidAccess)?;
        let messages = Arc::make_mut(&mut self.levels).entry(last).or_default();
        if messages.len() >= MAX_OUTBOX_MESSAGES {
            return Err(HostErrorName::FullOutbox);
        }
        Arc::make_mut(messages).push(message.into());
        Ok(())
    }

    /// The messages of a level, or none if there is no such level or it is too old.
    #[must_use]
    pub fn messages(&self, level: i32) -> Option<&[Arc<[u8]>]> {
        self.levels.get(&level).map(|messages| &***messages)
    }

    /// The level that is being written, if any has begun.
    #[must_use]
    pub const fn level(&self) -> Option<i32> {
        self.last
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_levels_are_forgotten() {
        let mut outbox = Outbox::default();
        assert_eq!(outbox.push(b"x"), Err(HostErrorName::GenericInvalidAccess));
        outbox.begin(0);
        assert_eq!(outbox.push(b"x"), Ok(()));
        outbox.begin(OUTBOX_LEVELS - 1);
        assert!(outbox.messages(0).is_some());
        outbox.begin(OUTBOX_LEVELS);
        assert_eq!(outbox.messages(0), None);
        assert_eq!(outbox.messages(1), None);
    }

    #[test]
    fn a_full_level_takes_no_more() {
        let mut outbox = Outbox::default();
        outbox.begin(3);
        for _ in 0..MAX_OUTBOX_MESSAGES {
            assert_eq!(outbox.push(b"x"), Ok(()));
        }
        let before = outbox.clone();
        assert_eq!(outbox.push(b"x"), Err(HostErrorName::FullOutbox));
        outbox.begin(4);
        assert_eq!(outbox.push(b"x"), Ok(()));
        assert_eq!(before.messages(4), None);
    }
}
