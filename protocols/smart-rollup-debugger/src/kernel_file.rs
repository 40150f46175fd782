//! Reading a kernel: WebAssembly, its text, or its bytes in hex.

use std::fs::File;
use std::io::Read;
use std::path::Path;

/// The most bytes of a file that is read: four times what a kernel may have, for its text and its hex.
pub const MAX_FILE: u64 = 128 << 20;

/// Reads a file, no more of it than makes sense.
///
/// # Errors
/// The sentence names the file.
pub fn read(path: &Path) -> Result<Vec<u8>, String> {
    let wrong = |what: String| format!("{}: {what}", path.display());
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| wrong(error.to_string()))?;
    let result = file.take(MAX_FILE + 1).read_to_end(&mut bytes);
    result.map_err(|error| wrong(error.to_string()))?;
    if bytes.len() as u64 > MAX_FILE {
        return Err(wrong(format!("expected at most {MAX_FILE} bytes")));
    }
    Ok(bytes)
}

/// Reads a kernel. What is in the file tells which it is: `\0asm`, digits of hex, or text.
///
/// # Errors
/// The sentence names the file.
pub fn read_kernel(path: &Path) -> Result<Vec<u8>, String> {
    let bytes = read(path)?;
    if bytes.starts_with(b"\0asm") {
        return Ok(bytes);
    }
    let wrong = |what: String| format!("{}: {what}", path.display());
    let text = str::from_utf8(&bytes);
    let text =
        text.map_err(|_| wrong("expected WebAssembly, its text, or hex digits".to_owned()))?;
    let digits: String = text.split_whitespace().collect();
    if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return hex::decode(digits).map_err(|error| wrong(error.to_string()));
    }
    wat::parse_str(text).map_err(|error| wrong(error.to_string()))
}
