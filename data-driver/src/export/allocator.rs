//! The allocator of a driver that has none of its own.
//!
//! Two-level segregated fit by `rlsf`: it joins what is free to what is free beside it, in 1 kB of code where the standard
//! library's has 8. Its own source of memory for WebAssembly begins a new pool each time the memory grows, and what
//! is free in two pools is never joined; this one extends the pool that there is.
#![allow(unsafe_code, reason = "an allocator")]

use alloc::alloc::{GlobalAlloc, Layout};
use core::arch::wasm32::{memory_grow, memory_size};
use core::cell::UnsafeCell;
use core::ptr::{self, NonNull};

use rlsf::{FlexSource, FlexTlsf};

/// Size of a page of memory in bytes.
const PAGE: usize = 1 << 16;

/// The allocator of a module without threads.
pub struct Allocator(UnsafeCell<FlexTlsf<Pages, usize, usize, 32, 32>>);

// SAFETY: a module without threads runs one export at a time, and none while an allocation runs.
unsafe impl Sync for Allocator {}

impl Allocator {
    /// An allocator without memory, which it takes when it is asked for some.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "it is a static")]
    pub const fn new() -> Self {
        Self(UnsafeCell::new(FlexTlsf::new(Pages)))
    }

    #[expect(clippy::mut_from_ref, reason = "nothing else has it, see `Sync`")]
    fn inner(&self) -> &mut FlexTlsf<Pages, usize, usize, 32, 32> {
        // SAFETY: as for `Sync`; no reference outlives the call that takes it.
        unsafe { &mut *self.0.get() }
    }
}

// SAFETY: blocks are those of `FlexTlsf`, which keeps what this trait asks for.
unsafe impl GlobalAlloc for Allocator {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        self.inner()
            .allocate(layout)
            .map_or(ptr::null_mut(), NonNull::as_ptr)
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        if let Some(block) = NonNull::new(block) {
            // SAFETY: the caller got the block here, with this alignment.
            unsafe { self.inner().deallocate(block, layout.align()) };
        }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: the caller promises that the size does not overflow when it is rounded up.
        let layout = unsafe { Layout::from_size_align_unchecked(size, layout.align()) };
        let block = NonNull::new(block);
        // SAFETY: the caller got the block here, with this alignment.
        let moved = block.and_then(|block| unsafe { self.inner().reallocate(block, layout) });
        moved.map_or(ptr::null_mut(), NonNull::as_ptr)
    }
}

/// The pages of the module's memory behind those that it began with.
struct Pages;

impl Pages {
    /// Adds so many pages; where they begin.
    fn grow(pages: usize) -> Option<usize> {
        let before = memory_grow::<0>(pages);
        (before != usize::MAX).then_some(before * PAGE)
    }
}

// SAFETY: pages that were added belong to nothing else and are never taken back.
unsafe impl FlexSource for Pages {
    unsafe fn alloc(&mut self, least: usize) -> Option<NonNull<[u8]>> {
        let pages = least.div_ceil(PAGE);
        let start = NonNull::new(Self::grow(pages)? as *mut u8)?;
        Some(NonNull::slice_from_raw_parts(start, pages * PAGE))
    }

    unsafe fn realloc_inplace_grow(&mut self, pool: NonNull<[u8]>, least: usize) -> Option<usize> {
        let start = pool.as_ptr().cast::<u8>() as usize;
        // Where something else has added pages behind the pool, there is no room for it.
        if start + pool.len() != memory_size::<0>() * PAGE {
            return None;
        }
        let pages = least.checked_sub(pool.len())?.div_ceil(PAGE);
        Self::grow(pages)?;
        Some(pool.len() + pages * PAGE)
    }

    fn supports_realloc_inplace_grow(&self) -> bool {
        true
    }

    fn min_align(&self) -> usize {
        PAGE
    }
}
