//! Bytes as hex digits.

use alloc::string::String;

/// Appends the bytes in hex.
pub(crate) fn push(bytes: &[u8], out: &mut String) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    out.reserve(2 * bytes.len());
    // Digits are ASCII; checking that for some at once is faster than adding them one by one.
    for bytes in bytes.chunks(32) {
        let mut digits = [0; 64];
        for (pair, byte) in digits.as_chunks_mut::<2>().0.iter_mut().zip(bytes) {
            *pair = [
                DIGITS[usize::from(byte >> 4)],
                DIGITS[usize::from(byte & 15)],
            ];
        }
        let digits = &digits[..2 * bytes.len()];
        out.push_str(core::str::from_utf8(digits).unwrap_or_default());
    }
}
