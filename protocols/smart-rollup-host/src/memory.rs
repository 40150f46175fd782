//! Reading and writing a kernel's memory, as the virtual machine does.
//!
//! `src/lib_webassembly/runtime/partial_memory.ml`, `src/lib_scoru_wasm/host_funcs.ml`.

use smart_rollup::host::HostErrorName as Code;

/// The bytes at an address. None at all may be anywhere, even outside.
///
/// # Errors
/// [`Code::MemoryInvalidAccess`] outside, [`Code::GenericInvalidAccess`] for a negative number of bytes.
pub(crate) fn load(memory: &[u8], address: i32, length: i32) -> Result<&[u8], Code> {
    let length = usize::try_from(length).map_err(|_| Code::GenericInvalidAccess)?;
    if length == 0 {
        return Ok(&[]);
    }
    let start = start(address);
    let bytes = start
        .checked_add(length)
        .and_then(|end| memory.get(start..end));
    bytes.ok_or(Code::MemoryInvalidAccess)
}

/// The place for so many bytes at an address.
///
/// # Errors
/// [`Code::MemoryInvalidAccess`] outside.
pub(crate) fn place(memory: &mut [u8], address: i32, length: usize) -> Result<&mut [u8], Code> {
    if length == 0 {
        return Ok(&mut []);
    }
    let start = start(address);
    let bytes = start
        .checked_add(length)
        .and_then(|end| memory.get_mut(start..end));
    bytes.ok_or(Code::MemoryInvalidAccess)
}

/// Whether so many bytes can be stored at an address. The virtual machine takes none that end where the memory does.
///
/// # Errors
/// [`Code::MemoryInvalidAccess`].
pub(crate) fn check(memory: &[u8], address: i32, length: i32) -> Result<(), Code> {
    let length = usize::try_from(length).map_err(|_| Code::MemoryInvalidAccess)?;
    let fits = start(address)
        .checked_add(length)
        .is_some_and(|end| end < memory.len());
    fits.then_some(()).ok_or(Code::MemoryInvalidAccess)
}

/// Addresses are without a sign.
const fn start(address: i32) -> usize {
    address.cast_unsigned() as usize
}
