//! How large an instance may become.

use wasmtime::ResourceLimiter;

use super::Limits;

/// What an instance's memory and tables may still take.
#[derive(Debug)]
pub(super) struct Growth {
    memory: usize,
    /// How many entries are left, of all tables: wasmtime's own limiter has as many for each.
    elements: usize,
}

impl Growth {
    pub(super) const fn new(limits: &Limits) -> Self {
        Self {
            memory: limits.memory,
            elements: limits.table_elements,
        }
    }
}

impl ResourceLimiter for Growth {
    fn memory_growing(
        &mut self,
        _current: usize,
        desired: usize,
        _maximum: Option<usize>,
    ) -> wasmtime::Result<bool> {
        Ok(desired <= self.memory)
    }

    fn table_growing(
        &mut self,
        current: usize,
        desired: usize,
        maximum: Option<usize>,
    ) -> wasmtime::Result<bool> {
        if maximum.is_some_and(|most| desired > most) {
            return Ok(false);
        }
        let left = self.elements.checked_sub(desired.saturating_sub(current));
        self.elements = left.unwrap_or(self.elements);
        Ok(left.is_some())
    }

    fn instances(&self) -> usize {
        1
    }

    fn memories(&self) -> usize {
        1
    }
}
