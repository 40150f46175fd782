//! A loader written from the words of the specification alone.
//!
//! They say: allocate a buffer each for the name, the data and the output with `alloc`; the output
//! starts with its length, 4 bytes, big-endian; free the buffers with `dealloc`; after an error ask
//! `get_last_error`. They do not speak of `init`.

use wasmtime::{Engine, Instance, Memory, Module, Store};

use crate::Result;

/// As large as this loader's author guesses results to be.
const OUTPUT: u32 = 100_000;

pub(crate) struct Loader {
    pub(crate) store: Store<()>,
    pub(crate) instance: Instance,
}

/// An offset in the driver's memory, and a size in bytes.
type Buffer = (u32, u32);

impl Loader {
    pub(crate) fn load(wasm: &[u8]) -> Result<Self> {
        let engine = Engine::default();
        let module = Module::from_binary(&engine, wasm)?;
        let mut store = Store::new(&engine, ());
        let instance = Instance::new(&mut store, &module, &[])?;
        Ok(Self { store, instance })
    }

    /// One of the four conversions.
    pub(crate) fn convert(&mut self, method: &str, name: &str, data: &[u8]) -> Result<Vec<u8>> {
        let name = self.put(name.as_bytes())?;
        let data = self.put(data)?;
        let out = self.alloc(OUTPUT)?;
        let code = self
            .instance
            .get_typed_func::<(u32, u32, u32, u32, u32, u32), i32>(&mut self.store, method)?
            .call(
                &mut self.store,
                (name.0, name.1, data.0, data.1, out.0, out.1),
            )?;
        let result = self.output(out)?;
        self.dealloc(name)?;
        self.dealloc(data)?;
        self.dealloc(out)?;
        if code != 0 {
            let words = self.tell("get_last_error")?;
            return Err(format!("{code}: {words}").into());
        }
        Ok(result)
    }

    /// One of the texts.
    pub(crate) fn tell(&mut self, method: &str) -> Result<String> {
        let out = self.alloc(OUTPUT)?;
        let code = self
            .instance
            .get_typed_func::<(u32, u32), i32>(&mut self.store, method)?
            .call(&mut self.store, out)?;
        if code != 0 {
            return Err(format!("{method} returns {code}").into());
        }
        let text = self.output(out)?;
        self.dealloc(out)?;
        Ok(String::from_utf8(text)?)
    }

    fn put(&mut self, bytes: &[u8]) -> Result<Buffer> {
        let buffer = self.alloc(u32::try_from(bytes.len())?)?;
        let memory = self.memory()?;
        memory.write(&mut self.store, buffer.0 as usize, bytes)?;
        Ok(buffer)
    }

    fn alloc(&mut self, size: u32) -> Result<Buffer> {
        let alloc = self
            .instance
            .get_typed_func::<u32, u32>(&mut self.store, "alloc")?;
        Ok((alloc.call(&mut self.store, size)?, size))
    }

    fn dealloc(&mut self, buffer: Buffer) -> Result<()> {
        let dealloc = self
            .instance
            .get_typed_func::<(u32, u32), ()>(&mut self.store, "dealloc")?;
        Ok(dealloc.call(&mut self.store, buffer)?)
    }

    fn output(&mut self, (offset, _): Buffer) -> Result<Vec<u8>> {
        let memory = self.memory()?;
        let mut length = [0; 4];
        memory.read(&self.store, offset as usize, &mut length)?;
        let mut bytes = vec![0; u32::from_be_bytes(length) as usize];
        memory.read(&self.store, offset as usize + 4, &mut bytes)?;
        Ok(bytes)
    }

    fn memory(&mut self) -> Result<Memory> {
        let memory = self.instance.get_memory(&mut self.store, "memory");
        Ok(memory.ok_or("no memory")?)
    }
}
