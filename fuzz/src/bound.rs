//! How much a call may give and take, in multiples of what it was given.

use peak_alloc::PeakAlloc;

#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

/// So much is free, for inputs of a few bytes: an error's words, a fixed value's text.
pub const BASE: usize = 64 << 10;

/// Bytes of JSON for each byte that is decoded.
pub const TEXT: usize = 64;

/// Bytes for each byte of JSON that is encoded.
pub const BYTES: usize = 16;

/// Bytes of memory, at the peak of a call, for each byte that it is given.
pub const MEMORY: usize = 512;

/// Runs the call on an input of that many bytes and holds it to [`MEMORY`].
pub fn memory<T>(input: usize, call: impl FnOnce() -> T) -> T {
    HEAP.reset_peak_usage();
    let before = HEAP.current_usage();
    let result = call();
    let taken = HEAP.peak_usage().saturating_sub(before);
    let most = BASE + MEMORY * input;
    assert!(
        taken <= most,
        "the call took {taken} bytes of memory for {input} bytes of input, and may take {most}"
    );
    result
}

/// Holds the size of a result to its multiple of the input's.
pub fn size(result: usize, multiple: usize, input: usize) {
    let most = BASE + multiple * input;
    assert!(
        result <= most,
        "a result of {result} bytes for {input} bytes of input; there may be {most}"
    );
}
