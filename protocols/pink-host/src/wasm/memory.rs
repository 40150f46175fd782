//! Bytes in a runtime's memory, of which nothing is believed.

use pink_boundary::Failure;
use wasmtime::{AsContext, Memory};

/// A copy of so many bytes.
pub(super) fn read(
    memory: Memory,
    store: impl AsContext,
    ptr: u32,
    len: u32,
) -> Result<Vec<u8>, Failure> {
    let data = memory.data(&store);
    let start = usize::try_from(ptr).unwrap_or(usize::MAX);
    let bytes = usize::try_from(len)
        .ok()
        .and_then(|len| data.get(start..start.checked_add(len)?));
    bytes.map(<[u8]>::to_vec).ok_or(Failure::BadPointer {
        ptr: ptr.into(),
        len: len.into(),
    })
}
