//! A loader in the way of those that people run today.
//!
//! They call `init` once, give every call an output buffer of 64 KiB, read its length little-endian,
//! and after a code other than 0 read the error into 1 KiB. One of them begins with less and takes more
//! where the error holds the words "buffer" and "small"; it goes by no code.

use wasmtime::{Engine, Instance, Memory, Module, Store, TypedFunc};

use crate::Result;

const OUTPUT: usize = 64 * 1024;
const ERROR: usize = 1024;

pub(crate) struct Loader {
    store: Store<()>,
    instance: Instance,
    memory: Memory,
    alloc: TypedFunc<u32, i32>,
    dealloc: TypedFunc<(i32, u32), ()>,
    /// The size of the output buffer, and the one up to which it grows.
    output: usize,
    most: usize,
}

impl Loader {
    pub(crate) fn load(wasm: &[u8]) -> Result<Self> {
        let engine = Engine::default();
        let module = Module::new(&engine, wasm)?;
        let mut store = Store::new(&engine, ());
        let instance = Instance::new(&mut store, &module, &[])?;
        Self::start(store, instance)
    }

    /// Goes on with an instance that may have had calls before.
    pub(crate) fn start(mut store: Store<()>, instance: Instance) -> Result<Self> {
        let init = instance.get_typed_func::<(), ()>(&mut store, "init")?;
        init.call(&mut store, ())?;
        Ok(Self {
            memory: instance
                .get_memory(&mut store, "memory")
                .ok_or("no memory")?,
            alloc: instance.get_typed_func(&mut store, "alloc")?,
            dealloc: instance.get_typed_func(&mut store, "dealloc")?,
            store,
            instance,
            output: OUTPUT,
            most: OUTPUT,
        })
    }

    /// The loader that grows its buffer up to this size.
    pub(crate) fn growing_to(mut self, most: usize) -> Self {
        self.most = most;
        self
    }

    /// One of the four conversions.
    pub(crate) fn convert(&mut self, method: &str, name: &str, data: &[u8]) -> Result<Vec<u8>> {
        loop {
            match self.convert_once(method, name, data) {
                Err(error) if self.output < self.most && asks_for_more(&error.to_string()) => {
                    self.output *= 2;
                }
                result => return result,
            }
        }
    }

    fn convert_once(&mut self, method: &str, name: &str, data: &[u8]) -> Result<Vec<u8>> {
        let function = self
            .instance
            .get_typed_func::<(i32, u32, i32, u32, i32, u32), i32>(&mut self.store, method)?;
        let (name, name_size) = self.put(name.as_bytes())?;
        let (data, data_size) = self.put(data)?;
        let result = self.with_buffer(self.output, |store, out, size| {
            Ok(function.call(store, (name, name_size, data, data_size, out, size))?)
        });
        self.dealloc.call(&mut self.store, (name, name_size))?;
        self.dealloc.call(&mut self.store, (data, data_size))?;
        self.check(result?)
    }

    /// One of the texts.
    pub(crate) fn tell(&mut self, method: &str) -> Result<String> {
        let answer = self.ask(method, OUTPUT)?;
        Ok(String::from_utf8(self.check(answer)?)?)
    }

    /// What a call wrote, unless its code says that it failed.
    fn check(&mut self, (code, bytes): (i32, Vec<u8>)) -> Result<Vec<u8>> {
        if code == 0 {
            return Ok(bytes);
        }
        let (_, message) = self.ask("get_last_error", ERROR)?;
        Err(format!("FFI returned {code}: {}", String::from_utf8(message)?).into())
    }

    fn ask(&mut self, method: &str, size: usize) -> Result<(i32, Vec<u8>)> {
        let function = self
            .instance
            .get_typed_func::<(i32, u32), i32>(&mut self.store, method)?;
        self.with_buffer(size, |store, out, size| {
            Ok(function.call(store, (out, size))?)
        })
    }

    fn put(&mut self, bytes: &[u8]) -> Result<(i32, u32)> {
        let size = u32::try_from(bytes.len())?;
        let ptr = self.alloc.call(&mut self.store, size)?;
        let start = usize::try_from(ptr)?;
        self.memory.write(&mut self.store, start, bytes)?;
        Ok((ptr, size))
    }

    /// The code of a call and, where it is 0 or is believed anyway, what it left in the buffer.
    fn with_buffer(
        &mut self,
        size: usize,
        call: impl FnOnce(&mut Store<()>, i32, u32) -> Result<i32>,
    ) -> Result<(i32, Vec<u8>)> {
        let buffer_size = u32::try_from(size)?;
        let out = self.alloc.call(&mut self.store, buffer_size)?;
        let start = usize::try_from(out)?;
        // The loaders zero it, so that a call that writes nothing leaves an empty result.
        self.memory.write(&mut self.store, start, &[0; 4])?;
        let code = call(&mut self.store, out, buffer_size)?;
        let data = self.memory.data(&self.store);
        let length: [u8; 4] = data[start..start + 4].try_into()?;
        let length = u32::from_le_bytes(length) as usize;
        let fits = length <= size - 4;
        let bytes = if fits {
            data[start + 4..start + 4 + length].to_vec()
        } else {
            Vec::new()
        };
        self.dealloc.call(&mut self.store, (out, buffer_size))?;
        Ok((code, bytes))
    }
}

fn asks_for_more(error: &str) -> bool {
    let error = error.to_lowercase();
    error.contains("buffer") && error.contains("small")
}
