//! A host for kernels that are compiled natively, as for tests.

use smart_rollup_kernel::Host;

use crate::functions::{Call, State, Stuck};
use crate::reveal::Reveals;

/// A host without WebAssembly: a kernel that is generic over its host runs on it, and gets the same answers.
///
/// Where the virtual machine would be stuck or wait for data, the kernel gets -8.
#[derive(Debug, Clone, Default)]
pub struct Native {
    /// What the kernel reads and writes.
    pub state: State,
    /// What is revealed to it.
    pub reveals: Reveals,
    /// What it wrote by `write_debug`.
    pub debug: Vec<u8>,
}

/// A memory in which what is given to a function stands one behind the other.
struct Memory {
    bytes: Vec<u8>,
}

impl Memory {
    fn new() -> Self {
        Self { bytes: Vec::new() }
    }

    /// Puts bytes behind the others, and gives address and length.
    fn put(&mut self, bytes: &[u8]) -> (i32, i32) {
        let address = self.bytes.len();
        self.bytes.extend_from_slice(bytes);
        // Lengths that do not fit are too long for any function.
        let number = |number: usize| i32::try_from(number).unwrap_or(i32::MAX);
        (number(address), number(bytes.len()))
    }

    fn get(&self, (address, _): (i32, i32), into: &mut [u8]) {
        let start = usize::try_from(address).unwrap_or(0);
        if let Some(bytes) = self.bytes.get(start..start + into.len()) {
            into.copy_from_slice(bytes);
        }
    }
}

fn unstuck(result: Result<i32, Stuck>) -> i32 {
    result.unwrap_or(-8)
}

impl Native {
    /// Calls a function with some bytes.
    fn with<T>(
        &mut self,
        bytes: &[u8],
        function: impl FnOnce(&mut Call<'_>, (i32, i32)) -> T,
    ) -> T {
        let mut memory = Memory::new();
        let place = memory.put(bytes);
        function(&mut Call::new(&mut self.state, &mut memory.bytes), place)
    }

    /// Calls a function that changes nothing but the buffer.
    fn fill<T>(
        &self,
        bytes: &[u8],
        buffer: &mut [u8],
        function: impl FnOnce(&mut Call<'_>, (i32, i32), (i32, i32)) -> T,
    ) -> T {
        let mut memory = Memory::new();
        let place = memory.put(bytes);
        let target = memory.put(buffer);
        let mut state = self.state.clone();
        let result = function(&mut Call::new(&mut state, &mut memory.bytes), place, target);
        memory.get(target, buffer);
        result
    }

    fn reveal(&self, request: &[u8], buffer: &mut [u8]) -> i32 {
        let Ok(answer) = self.reveals.answer(request) else {
            return -8;
        };
        self.fill(&[], buffer, |call, _, (to, most)| {
            unstuck(call.put(&answer, to, most, crate::functions::NEGATIVE))
        })
    }
}

impl Host for Native {
    fn raw_read_input(&mut self, info: &mut [u8; 8], buffer: &mut [u8]) -> i32 {
        let mut memory = Memory::new();
        let place = memory.put(info);
        let target = memory.put(buffer);
        // A place that ends where the memory does is refused.
        memory.put(&[0]);
        let mut call = Call::new(&mut self.state, &mut memory.bytes);
        let size = call.read_input(place.0, target.0, target.1);
        memory.get(place, info);
        memory.get(target, buffer);
        size
    }

    fn raw_write_output(&mut self, message: &[u8]) -> i32 {
        self.with(message, |call, (at, length)| call.write_output(at, length))
    }

    fn write_debug(&mut self, bytes: &[u8]) {
        self.debug.extend_from_slice(bytes);
    }

    fn raw_store_has(&self, key: &[u8]) -> i32 {
        self.fill(key, &mut [], |call, (at, length), _| {
            call.store_has(at, length)
        })
    }

    fn raw_store_exists(&self, key: &[u8]) -> i32 {
        self.fill(key, &mut [], |call, (at, length), _| {
            call.store_exists(at, length)
        })
    }

    fn raw_store_delete(&mut self, key: &[u8]) -> i32 {
        self.with(key, |call, (at, length)| call.store_delete(at, length))
    }

    fn raw_store_delete_value(&mut self, key: &[u8]) -> i32 {
        self.with(key, |call, (at, length)| {
            call.store_delete_value(at, length)
        })
    }

    fn raw_store_create(&mut self, key: &[u8], size: i32) -> i32 {
        self.with(key, |call, (at, length)| {
            call.store_create(at, length, size)
        })
    }

    fn raw_store_value_size(&self, key: &[u8]) -> i32 {
        self.fill(key, &mut [], |call, (at, length), _| {
            call.store_value_size(at, length)
        })
    }

    fn raw_store_list_size(&self, key: &[u8]) -> i64 {
        self.fill(key, &mut [], |call, (at, length), _| {
            call.store_list_size(at, length)
        })
    }

    fn raw_store_get_nth_key(&self, key: &[u8], index: i64, buffer: &mut [u8]) -> i32 {
        self.fill(key, buffer, |call, key, (to, most)| {
            unstuck(call.store_get_nth_key(key, index, to, most))
        })
    }

    fn raw_store_copy(&mut self, from: &[u8], to: &[u8]) -> i32 {
        let mut memory = Memory::new();
        let (from, to) = (memory.put(from), memory.put(to));
        Call::new(&mut self.state, &mut memory.bytes).store_copy(from.0, from.1, to.0, to.1)
    }

    fn raw_store_move(&mut self, from: &[u8], to: &[u8]) -> i32 {
        let mut memory = Memory::new();
        let (from, to) = (memory.put(from), memory.put(to));
        Call::new(&mut self.state, &mut memory.bytes).store_move(from.0, from.1, to.0, to.1)
    }

    fn raw_store_read(&self, key: &[u8], offset: i32, buffer: &mut [u8]) -> i32 {
        self.fill(key, buffer, |call, (at, length), (to, most)| {
            call.store_read(at, length, offset, to, most)
        })
    }

    fn raw_store_write(&mut self, key: &[u8], offset: i32, bytes: &[u8]) -> i32 {
        let mut memory = Memory::new();
        let (key, from) = (memory.put(key), memory.put(bytes));
        let mut call = Call::new(&mut self.state, &mut memory.bytes);
        call.store_write(key.0, key.1, offset, from.0, from.1)
    }

    fn raw_reveal_preimage(&self, hash: &[u8], buffer: &mut [u8]) -> i32 {
        self.reveal(&[&[0], hash].concat(), buffer)
    }

    fn raw_reveal_metadata(&self, buffer: &mut [u8]) -> i32 {
        self.reveal(&[1], buffer)
    }

    fn raw_reveal(&self, request: &[u8], buffer: &mut [u8]) -> i32 {
        self.reveal(request, buffer)
    }
}
