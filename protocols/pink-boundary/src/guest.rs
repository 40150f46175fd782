//! The runtime's end in WebAssembly.
#![allow(unsafe_code, reason = "the host's functions")]

use std::collections::BTreeMap;
use std::panic;
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

use crate::output::pieces;
use crate::{Host, Runtime, runtime};

#[link(wasm_import_module = "pink")]
unsafe extern "C" {
    /// Runs an ocall; its result comes by the export `output`, with this `ctx`.
    #[link_name = "ocall"]
    fn host_ocall(id: u32, ptr: u32, len: u32, ctx: u32);

    /// Takes a piece of an ecall's result.
    #[link_name = "output"]
    fn host_output(ctx: u32, ptr: u32, len: u32);
}

/// Blocks that the host asked for, by their addresses.
static BLOCKS: Mutex<BTreeMap<u32, Vec<u8>>> = Mutex::new(BTreeMap::new());

/// What came of ocalls that are being run, the innermost last. Its place is the `ctx` of each.
static ANSWERS: Mutex<Vec<Vec<u8>>> = Mutex::new(Vec::new());

/// Why the last ecall put out nothing.
static ERROR: Mutex<Option<String>> = Mutex::new(None);

/// There is one thread: nobody waits, and a panic ends the instance.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A length as the host is told it: a memory has no more than 32 bits count.
fn size(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.len()).unwrap_or(u32::MAX)
}

/// The export `alloc`: a block for the host to write into, or 0 where there is no memory.
#[must_use]
pub fn alloc(len: u32) -> u32 {
    let mut block = Vec::new();
    // An empty block takes a byte, so that its address is its own.
    if block.try_reserve_exact((len as usize).max(1)).is_err() {
        return 0;
    }
    block.resize(len as usize, 0);
    let ptr = block.as_mut_ptr().expose_provenance();
    let ptr = u32::try_from(ptr).unwrap_or(0);
    lock(&BLOCKS).insert(ptr, block);
    ptr
}

/// The export `dealloc`: gives back a block of `alloc`.
pub fn dealloc(ptr: u32) {
    lock(&BLOCKS).remove(&ptr);
}

/// Takes the block that the host has written into.
fn take(ptr: u32, len: u32) -> Option<Vec<u8>> {
    let mut block = lock(&BLOCKS).remove(&ptr)?;
    if block.len() < len as usize {
        return None;
    }
    block.truncate(len as usize);
    Some(block)
}

/// The export `ecall`. It takes the block, of which the host has no more use.
pub fn ecall<R: Runtime>(id: u32, ptr: u32, len: u32, ctx: u32) {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        // What a panic says would be lost with the instance.
        panic::set_hook(Box::new(|info| *lock(&ERROR) = Some(info.to_string())));
    });
    *lock(&ERROR) = None;
    let result = match take(ptr, len) {
        Some(input) => runtime::run::<R>(Host::new(), id, &input),
        None => Err(crate::Refusal::NoInput {
            id,
            len: len as usize,
        }),
    };
    match result {
        Ok(result) => put_out(ctx, &result),
        Err(refusal) => *lock(&ERROR) = Some(refusal.to_string()),
    }
}

/// The export `take_error`.
pub fn take_error(ctx: u32) {
    if let Some(words) = lock(&ERROR).take() {
        put_out(ctx, words.as_bytes());
    }
}

fn put_out(ctx: u32, bytes: &[u8]) {
    for piece in pieces(bytes) {
        let ptr = piece.as_ptr().expose_provenance();
        // SAFETY: the host reads the piece out of the memory before it returns.
        unsafe { host_output(ctx, u32::try_from(ptr).unwrap_or(0), size(piece)) };
    }
}

/// The export `output`: a piece of an ocall's result, in a block of `alloc`.
pub fn output(ctx: u32, ptr: u32, len: u32) {
    let piece = take(ptr, len);
    let mut answers = lock(&ANSWERS);
    if let (Some(answer), Some(piece)) = (answers.get_mut(ctx as usize), piece) {
        answer.extend_from_slice(&piece);
    }
}

/// Carries an ocall to the host.
pub(crate) fn carry(id: u32, data: &[u8]) -> Vec<u8> {
    let ctx = {
        let mut answers = lock(&ANSWERS);
        answers.push(Vec::new());
        answers.len() - 1
    };
    let ptr = data.as_ptr().expose_provenance();
    let ptr = u32::try_from(ptr).unwrap_or(0);
    // SAFETY: the host reads `data` out of the memory before it returns.
    unsafe { host_ocall(id, ptr, size(data), u32::try_from(ctx).unwrap_or(u32::MAX)) };
    lock(&ANSWERS).pop().unwrap_or_default()
}
