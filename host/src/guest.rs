//! A driver's memory and allocator, nothing of which is believed.

use std::ops::Range;
use std::time::Duration;

use data_driver::abi::exports;
use wasmtime::{Instance, Memory, ResourceLimiter, Store, Trap, TypedFunc};

use crate::limits::Limits;
use crate::stated::Stated;
use crate::{Cancellation, Cause, Error, Fault};

/// One instance of a module, with the means to move bytes in and out.
pub(crate) struct Guest {
    pub(crate) store: Store<State>,
    memory: Memory,
    alloc: TypedFunc<u32, u32>,
    dealloc: TypedFunc<(u32, u32), ()>,
}

/// A block that the driver's allocator gave out. It lies inside the memory, and not at 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Block {
    pub(crate) ptr: u32,
    pub(crate) size: u32,
}

impl Block {
    fn overlaps(self, other: Self) -> bool {
        let [a, b] = [self, other].map(|block| {
            let start = u64::from(block.ptr);
            start..start + u64::from(block.size)
        });
        a.start < b.end && b.start < a.end
    }
}

impl Guest {
    pub(crate) fn new(mut store: Store<State>, instance: &Instance) -> Result<Self, Error> {
        let memory = instance
            .get_memory(&mut store, exports::MEMORY)
            .ok_or_else(|| missing(exports::MEMORY))?;
        let alloc = instance
            .get_typed_func(&mut store, exports::ALLOC)
            .map_err(|_| missing(exports::ALLOC))?;
        let dealloc = instance
            .get_typed_func(&mut store, exports::DEALLOC)
            .map_err(|_| missing(exports::DEALLOC))?;
        Ok(Self {
            store,
            memory,
            alloc,
            dealloc,
        })
    }

    /// Size of the memory in bytes. It never shrinks.
    pub(crate) fn memory_size(&self) -> usize {
        self.memory.data_size(&self.store)
    }

    /// Size of memory and tables in bytes.
    pub(crate) fn size(&self) -> usize {
        self.memory_size() + self.store.data().elements * size_of::<usize>()
    }

    /// The most bytes the memory may ever have.
    pub(crate) fn memory_limit(&self) -> usize {
        self.store.data().memory
    }

    /// A new block of `size` bytes that is apart from the block `beside`.
    pub(crate) fn alloc(&mut self, size: u32, beside: Option<Block>) -> Result<Block, Error> {
        let fault = |cause| Err(Fault::new(exports::ALLOC, cause).into());
        let result = self.alloc.call(&mut self.store, size);
        let ptr = result.map_err(|error| self.failure(exports::ALLOC, &error))?;
        if ptr == 0 {
            let denied = self.store.data_mut().denied.take();
            return fault(denied.unwrap_or(Cause::NoMemory(size)));
        }
        let memory = self.memory_size();
        let end = u64::from(ptr) + u64::from(size);
        if usize::try_from(end).map_or(true, |end| end > memory) {
            return fault(Cause::OutsideMemory {
                pointer: ptr,
                length: size,
                memory,
            });
        }
        let block = Block { ptr, size };
        match beside.filter(|beside| beside.overlaps(block)) {
            None => Ok(block),
            Some(Block { ptr: other, .. }) => fault(Cause::Overlap {
                pointer: ptr,
                other,
            }),
        }
    }

    pub(crate) fn dealloc(&mut self, block: Block) -> Result<(), Error> {
        self.dealloc
            .call(&mut self.store, (block.ptr, block.size))
            .map_err(|error| self.failure(exports::DEALLOC, &error))
    }

    /// The bytes at these addresses, which must come from a [`Block`].
    pub(crate) fn bytes(&self, at: Range<usize>) -> Result<&[u8], Error> {
        self.memory.data(&self.store).get(at).ok_or_else(outside)
    }

    /// As [`Self::bytes`], to be written to.
    pub(crate) fn bytes_mut(&mut self, at: Range<usize>) -> Result<&mut [u8], Error> {
        let memory = self.memory.data_mut(&mut self.store);
        memory.get_mut(at).ok_or_else(outside)
    }

    /// What it means that a call of an export failed.
    #[cold]
    pub(crate) fn failure(&mut self, export: &'static str, error: &wasmtime::Error) -> Error {
        self.store.data_mut().failure(export, error)
    }
}

/// An export that was there when the module was checked.
#[cold]
pub(crate) fn missing(export: &str) -> Error {
    Error::Host(format!("the export {export} is gone"))
}

/// A block was inside the memory when it was allocated.
#[cold]
fn outside() -> Error {
    Error::Host("a block lies outside the driver's memory".into())
}

/// Instead of ticks that are left, that no call has begun since somebody looked. Each call writes there anyway, so that to
/// notice it costs none.
const UNUSED: u64 = u64::MAX;

/// What an instance may use, and what was refused to it.
#[derive(Debug)]
pub(crate) struct State {
    memory: usize,
    /// What the driver's file states of its memory.
    stated: Option<Stated>,
    /// Bytes of the longest input so far: memory does not shrink.
    longest: usize,
    table_elements: usize,
    /// Entries of all tables together.
    elements: usize,
    stack: usize,
    time: Duration,
    /// Who may end a call.
    pub(crate) cancellation: Option<Cancellation>,
    /// How many ticks more it may take, or [`UNUSED`].
    ticks_left: u64,
    /// The limit that was the last to be hit in this call.
    denied: Option<Cause>,
}

impl State {
    pub(crate) fn new(limits: &Limits, stated: Option<Stated>) -> Self {
        Self {
            memory: limits.memory,
            stated,
            longest: 0,
            table_elements: limits.table_elements,
            elements: 0,
            stack: limits.stack,
            time: limits.time,
            cancellation: None,
            ticks_left: 0,
            denied: None,
        }
    }

    /// Forgets what earlier calls were refused, and gives the number of ticks after which to ask [`Self::tick`].
    pub(crate) fn begin(&mut self, ticks: u64) -> u64 {
        self.denied = None;
        // Whom nobody can cancel is not asked before its time is over.
        let first = if self.cancellation.is_some() {
            1
        } else {
            ticks
        };
        self.ticks_left = ticks - first;
        first
    }

    /// Forgets what was refused before, so that it does not explain what fails later.
    pub(crate) fn forget_refusals(&mut self) {
        self.denied = None;
    }

    /// Whether the call may run for one more tick.
    pub(crate) fn tick(&mut self) -> bool {
        let cancellation = self.cancellation.as_ref();
        if self.ticks_left == 0 || cancellation.is_some_and(Cancellation::is_cancelled) {
            return false;
        }
        self.ticks_left -= 1;
        true
    }

    /// Whether a call has begun since this was asked the last time.
    pub(crate) fn was_used(&mut self) -> bool {
        std::mem::replace(&mut self.ticks_left, UNUSED) != UNUSED
    }

    /// A call has an input of so many bytes.
    pub(crate) fn expect(&mut self, input: usize) {
        self.longest = self.longest.max(input);
    }

    /// What it means that running the driver's code failed.
    #[cold]
    pub(crate) fn failure(&mut self, export: &'static str, error: &wasmtime::Error) -> Error {
        let trap = error.downcast_ref::<Trap>();
        let cancelled = self.cancellation.as_ref();
        if trap == Some(&Trap::Interrupt) && cancelled.is_some_and(Cancellation::is_cancelled) {
            return Error::Cancelled;
        }
        let cause = match (trap, self.denied.take()) {
            (Some(Trap::Interrupt), _) => Cause::Timeout(self.time),
            (Some(Trap::StackOverflow), _) => Cause::Stack(self.stack),
            // A driver that is refused memory has no choice but to trap.
            (_, Some(denied)) => denied,
            (Some(trap), None) => {
                let text = trap.to_string();
                Cause::Trap(text.strip_prefix("wasm trap: ").unwrap_or(&text).into())
            }
            (None, None) => return Error::Host(format!("cannot run the driver: {error:#}")),
        };
        Fault::new(export, cause).into()
    }
}

impl ResourceLimiter for State {
    fn memory_growing(
        &mut self,
        _current: usize,
        desired: usize,
        maximum: Option<usize>,
    ) -> wasmtime::Result<bool> {
        // A maximum that the module declares is a limit like the host's.
        let limit = maximum.map_or(self.memory, |maximum| maximum.min(self.memory));
        let stated = self.stated.map(|stated| stated.bytes(self.longest));
        self.denied = match stated {
            _ if desired > limit => Some(Cause::Memory(limit)),
            Some(stated) if desired > stated => Some(Cause::Stated(stated)),
            _ => return Ok(true),
        };
        Ok(false)
    }

    fn table_growing(
        &mut self,
        current: usize,
        desired: usize,
        maximum: Option<usize>,
    ) -> wasmtime::Result<bool> {
        // Of all tables together; what others have is not there for this one.
        let others = self.elements.saturating_sub(current);
        let room = self.table_elements.saturating_sub(others);
        let limit = maximum.map_or(room, |maximum| maximum.min(room));
        let allowed = desired <= limit;
        if allowed {
            self.elements = others + desired;
        } else {
            self.denied = Some(Cause::Table(limit));
        }
        Ok(allowed)
    }

    fn instances(&self) -> usize {
        1
    }

    fn memories(&self) -> usize {
        1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlap_is_symmetric_and_exact() {
        let block = |ptr, size| Block { ptr, size };
        for (a, b, expected) in [
            (block(16, 16), block(32, 16), false),
            (block(16, 17), block(32, 16), true),
            (block(16, 64), block(32, 1), true),
            (block(16, 16), block(16, 16), true),
            (block(u32::MAX, 1), block(u32::MAX - 1, 1), false),
            (block(u32::MAX, 1), block(u32::MAX - 1, 2), true),
        ] {
            assert_eq!(a.overlaps(b), expected, "{a:?} {b:?}");
            assert_eq!(b.overlaps(a), expected, "{b:?} {a:?}");
        }
    }
}
