//! The host of a kernel in WebAssembly: the functions of the module `smart_rollup_core`.

use crate::Host;

/// The host that runs the kernel.
#[derive(Debug, Clone, Copy, Default)]
pub struct Core;

#[allow(
    unsafe_code,
    reason = "functions that are imported cannot be declared otherwise"
)]
mod imported {
    #[link(wasm_import_module = "smart_rollup_core")]
    unsafe extern "C" {
        pub(super) fn read_input(info: *mut u8, buffer: *mut u8, length: usize) -> i32;
        pub(super) fn write_output(message: *const u8, length: usize) -> i32;
        pub(super) fn write_debug(bytes: *const u8, length: usize);
        pub(super) fn store_has(key: *const u8, key_length: usize) -> i32;
        pub(super) fn store_exists(key: *const u8, key_length: usize) -> i32;
        pub(super) fn store_delete(key: *const u8, key_length: usize) -> i32;
        pub(super) fn store_delete_value(key: *const u8, key_length: usize) -> i32;
        pub(super) fn store_create(key: *const u8, key_length: usize, size: i32) -> i32;
        pub(super) fn store_value_size(key: *const u8, key_length: usize) -> i32;
        pub(super) fn store_list_size(key: *const u8, key_length: usize) -> i64;
        pub(super) fn store_get_nth_key(
            key: *const u8,
            key_length: usize,
            index: i64,
            buffer: *mut u8,
            length: usize,
        ) -> i32;
        pub(super) fn store_copy(
            from: *const u8,
            from_length: usize,
            to: *const u8,
            to_length: usize,
        ) -> i32;
        pub(super) fn store_move(
            from: *const u8,
            from_length: usize,
            to: *const u8,
            to_length: usize,
        ) -> i32;
        pub(super) fn store_read(
            key: *const u8,
            key_length: usize,
            offset: i32,
            buffer: *mut u8,
            length: usize,
        ) -> i32;
        pub(super) fn store_write(
            key: *const u8,
            key_length: usize,
            offset: i32,
            bytes: *const u8,
            length: usize,
        ) -> i32;
        pub(super) fn reveal_preimage(
            hash: *const u8,
            hash_length: usize,
            buffer: *mut u8,
            length: usize,
        ) -> i32;
        pub(super) fn reveal_metadata(buffer: *mut u8, length: usize) -> i32;
        pub(super) fn reveal(
            request: *const u8,
            request_length: usize,
            buffer: *mut u8,
            length: usize,
        ) -> i32;
    }
}

/// Calls an imported function.
macro_rules! call {
    ($name:ident($($argument:expr),* $(,)?)) => {{
        #[allow(unsafe_code, reason = "the host reads and writes what it is given the address and the length of")]
        // SAFETY: each address comes with its length from one slice, which is borrowed for as long as the call takes; the
        // host reads those that are shared, and writes those that are not. It keeps none, and its checks are on the
        // kernel's whole memory, so that it never writes beyond the length: the virtual machine sees to that.
        unsafe { imported::$name($($argument),*) }
    }};
}

impl Host for Core {
    fn raw_read_input(&mut self, info: &mut [u8; 8], buffer: &mut [u8]) -> i32 {
        call!(read_input(
            info.as_mut_ptr(),
            buffer.as_mut_ptr(),
            buffer.len()
        ))
    }

    fn raw_write_output(&mut self, message: &[u8]) -> i32 {
        call!(write_output(message.as_ptr(), message.len()))
    }

    fn write_debug(&mut self, bytes: &[u8]) {
        call!(write_debug(bytes.as_ptr(), bytes.len()))
    }

    fn raw_store_has(&self, key: &[u8]) -> i32 {
        call!(store_has(key.as_ptr(), key.len()))
    }

    fn raw_store_exists(&self, key: &[u8]) -> i32 {
        call!(store_exists(key.as_ptr(), key.len()))
    }

    fn raw_store_delete(&mut self, key: &[u8]) -> i32 {
        call!(store_delete(key.as_ptr(), key.len()))
    }

    fn raw_store_delete_value(&mut self, key: &[u8]) -> i32 {
        call!(store_delete_value(key.as_ptr(), key.len()))
    }

    fn raw_store_create(&mut self, key: &[u8], size: i32) -> i32 {
        call!(store_create(key.as_ptr(), key.len(), size))
    }

    fn raw_store_value_size(&self, key: &[u8]) -> i32 {
        call!(store_value_size(key.as_ptr(), key.len()))
    }

    fn raw_store_list_size(&self, key: &[u8]) -> i64 {
        call!(store_list_size(key.as_ptr(), key.len()))
    }

    fn raw_store_get_nth_key(&self, key: &[u8], index: i64, buffer: &mut [u8]) -> i32 {
        call!(store_get_nth_key(
            key.as_ptr(),
            key.len(),
            index,
            buffer.as_mut_ptr(),
            buffer.len()
        ))
    }

    fn raw_store_copy(&mut self, from: &[u8], to: &[u8]) -> i32 {
        call!(store_copy(from.as_ptr(), from.len(), to.as_ptr(), to.len()))
    }

    fn raw_store_move(&mut self, from: &[u8], to: &[u8]) -> i32 {
        call!(store_move(from.as_ptr(), from.len(), to.as_ptr(), to.len()))
    }

    fn raw_store_read(&self, key: &[u8], offset: i32, buffer: &mut [u8]) -> i32 {
        call!(store_read(
            key.as_ptr(),
            key.len(),
            offset,
            buffer.as_mut_ptr(),
            buffer.len()
        ))
    }

    fn raw_store_write(&mut self, key: &[u8], offset: i32, bytes: &[u8]) -> i32 {
        call!(store_write(
            key.as_ptr(),
            key.len(),
            offset,
            bytes.as_ptr(),
            bytes.len()
        ))
    }

    fn raw_reveal_preimage(&self, hash: &[u8], buffer: &mut [u8]) -> i32 {
        call!(reveal_preimage(
            hash.as_ptr(),
            hash.len(),
            buffer.as_mut_ptr(),
            buffer.len()
        ))
    }

    fn raw_reveal_metadata(&self, buffer: &mut [u8]) -> i32 {
        call!(reveal_metadata(buffer.as_mut_ptr(), buffer.len()))
    }

    fn raw_reveal(&self, request: &[u8], buffer: &mut [u8]) -> i32 {
        call!(reveal(
            request.as_ptr(),
            request.len(),
            buffer.as_mut_ptr(),
            buffer.len()
        ))
    }
}
