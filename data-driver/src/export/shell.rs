//! What only exists in WebAssembly: the linear memory, the allocator, the one instance.
//!
//! A module without threads and without imports runs one
//! export at a time, and nothing can call back into it; that is what the blocks below rest on.
#![allow(unsafe_code, reason = "the boundary to the caller's memory")]

use alloc::alloc::Layout;
use alloc::format;
use alloc::string::String;
use core::arch::wasm32;
use core::fmt::Display;

use super::{Block, Instance, Memory};
use crate::abi::{ALLOC_ALIGN, Code};
use crate::report::{Kind, Report};
use crate::single::Single;
use crate::{ConvertibleContract, Decode};

/// Size of a page of WebAssembly memory in bytes.
const PAGE: u64 = 1 << 16;

/// The module's own memory.
struct LinearMemory;

impl Memory for LinearMemory {
    fn size(&self) -> u64 {
        wasm32::memory_size::<0>() as u64 * PAGE
    }

    fn read(&self, block: Block) -> Option<&[u8]> {
        if !block.is_inside(self.size()) {
            return None;
        }
        // SAFETY: the block is inside the memory and not null. The caller got it from `alloc` and
        // has not freed it, so nothing in this module writes to it while the reference lives; a
        // caller that breaks this harms its own instance alone.
        Some(unsafe { core::slice::from_raw_parts(block.ptr as *const u8, block.len as usize) })
    }

    fn write(&mut self, ptr: u32, bytes: &[u8]) -> bool {
        let Ok(len) = u32::try_from(bytes.len()) else {
            return false;
        };
        let inside = Block { ptr, len }.is_inside(self.size());
        if inside {
            // SAFETY: the destination is inside the memory and not null, and no reference to the
            // caller's blocks lives any more. `copy` allows an overlap with `bytes`.
            unsafe { core::ptr::copy(bytes.as_ptr(), ptr as *mut u8, bytes.len()) };
        }
        inside
    }
}

/// What a panic said, until the next call.
static PANIC: Single<Option<String>> = Single::new(None);

/// Keeps what a panic says, for `get_last_error` to tell after the trap.
pub fn panicked(info: &dyn Display) {
    let words = format!("the driver {info}");
    // In one line.
    let words = words
        .chars()
        .map(|character| if character == '\n' { ' ' } else { character });
    PANIC.with(|panic| *panic = Some(words.collect()));
}

/// The export `alloc`: a block aligned to [`ALLOC_ALIGN`], or 0 where there is no memory.
#[must_use]
pub fn alloc(size: u32) -> u32 {
    let Some(layout) = layout(size) else { return 0 };
    // SAFETY: the layout's size is not 0.
    unsafe { alloc::alloc::alloc(layout) as u32 }
}

/// The export `dealloc`: gives back a block of `alloc` with its size. Null is ignored.
pub fn dealloc(ptr: u32, size: u32) {
    if let (Some(layout), true) = (layout(size), ptr != 0) {
        // SAFETY: the caller got the block from `alloc` with this size and has not freed it before.
        unsafe { alloc::alloc::dealloc(ptr as *mut u8, layout) };
    }
}

/// An empty block takes a byte, so that its address is its own.
fn layout(size: u32) -> Option<Layout> {
    Layout::from_size_align((size as usize).max(1), ALLOC_ALIGN).ok()
}

/// The one instance of a module's driver.
#[allow(missing_debug_implementations, reason = "never leaves a static")]
pub struct Global<D> {
    instance: Single<Option<Instance<D>>>,
    make: fn() -> D,
    crate_version: &'static str,
}

/// Pointer and size as an export receives them.
type Pair = [u32; 2];

impl<D: ConvertibleContract> Global<D> {
    /// An instance whose driver `make` makes before the first call, of a crate of this version.
    #[must_use]
    pub const fn new(crate_version: &'static str, make: fn() -> D) -> Self {
        Self {
            instance: Single::new(None),
            make,
            crate_version,
        }
    }

    fn with<R>(&self, run: impl FnOnce(&mut Instance<D>) -> R) -> R {
        self.instance.with(|slot| {
            run(slot
                .get_or_insert_with(|| Instance::new((self.make)()).of_crate(self.crate_version)))
        })
    }

    /// Runs a call that converts something; what an earlier panic said is forgotten.
    fn call(&self, run: impl FnOnce(&mut Instance<D>) -> Code) -> i32 {
        PANIC.with(|panic| *panic = None);
        self.with(run) as i32
    }

    /// Runs a call that reads the last error, which may be a panic.
    fn read_error(&self, run: impl FnOnce(&Instance<D>) -> Code) -> i32 {
        let panic = PANIC.with(|panic| panic.clone());
        self.with(|instance| {
            if let Some(words) = panic {
                instance.set_last_error(Report::new(Code::OperationError, Kind::Trap, words));
            }
            run(instance)
        }) as i32
    }

    /// The export `init`.
    pub fn init(&self) {
        self.with(Instance::init);
    }

    /// The export `encode_input_fn`.
    pub fn encode_input_fn(&self, name: Pair, json: Pair, out: Pair) -> i32 {
        self.call(|instance| {
            instance.encode_input_fn(&mut LinearMemory, name.into(), json.into(), out.into())
        })
    }

    /// The exports `decode_input_fn`, `decode_output_fn` and `decode_event`.
    pub fn decode(&self, what: Decode, name: Pair, bytes: Pair, out: Pair) -> i32 {
        self.call(|instance| {
            instance.decode(
                &mut LinearMemory,
                what,
                name.into(),
                bytes.into(),
                out.into(),
            )
        })
    }

    /// The export `get_schema`.
    pub fn get_schema(&self, out: Pair) -> i32 {
        self.call(|instance| instance.get_schema(&mut LinearMemory, out.into()))
    }

    /// The export `get_version`.
    pub fn get_version(&self, out: Pair) -> i32 {
        self.call(|instance| instance.get_version(&mut LinearMemory, out.into()))
    }

    /// The export `get_last_error`.
    pub fn get_last_error(&self, out: Pair) -> i32 {
        self.read_error(|instance| instance.get_last_error(&mut LinearMemory, out.into()))
    }

    /// The export `get_last_error_details`.
    pub fn get_last_error_details(&self, out: Pair) -> i32 {
        self.read_error(|instance| instance.get_last_error_details(&mut LinearMemory, out.into()))
    }
}
