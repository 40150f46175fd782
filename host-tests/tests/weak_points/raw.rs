//! The exports as they are: no checks, no retries, no clean-up.

use std::sync::LazyLock;

use data_driver::Report;
use data_driver::abi::{Code, Dialect, exports};
use data_driver_host::Driver;
use host_tests::files;
use wasmtime::{Engine, Instance, Memory, Module, Store, TypedFunc};

/// The exports that convert.
pub(crate) const CONVERSIONS: [&str; 4] = [
    exports::ENCODE_INPUT_FN,
    exports::DECODE_INPUT_FN,
    exports::DECODE_OUTPUT_FN,
    exports::DECODE_EVENT,
];

/// The exports that tell something.
pub(crate) const TEXTS: [&str; 4] = [
    exports::GET_SCHEMA,
    exports::GET_VERSION,
    exports::GET_LAST_ERROR,
    exports::GET_LAST_ERROR_DETAILS,
];

/// A driver's file.
pub(crate) struct File {
    pub(crate) wasm: Vec<u8>,
    module: Module,
}

impl File {
    fn read(name: &str) -> Self {
        let wasm = files::driver(name).unwrap_or_else(|error| panic!("{error:#}"));
        let module = Module::from_binary(&Engine::default(), &wasm).expect("a module");
        Self { wasm, module }
    }
}

pub(crate) static STAKE: LazyLock<File> = LazyLock::new(|| File::read("stake"));
/// Misbehaves on request.
pub(crate) static FIXTURE: LazyLock<File> = LazyLock::new(|| File::read("fixture"));

/// The fixture in our host, with the default limits.
pub(crate) static HOSTED_FIXTURE: LazyLock<Driver> =
    LazyLock::new(|| Driver::from_bytes(&FIXTURE.wasm).expect("a driver"));

/// A block in the driver's memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Block {
    pub(crate) ptr: u32,
    pub(crate) len: u32,
}

impl Block {
    pub(crate) const fn new(ptr: u32, len: u32) -> Self {
        Self { ptr, len }
    }
}

/// A driver's instance.
pub(crate) struct Raw {
    store: Store<()>,
    instance: Instance,
    memory: Memory,
    pub(crate) dialect: Dialect,
}

impl Raw {
    pub(crate) fn start(file: &File) -> Self {
        let mut store = Store::new(file.module.engine(), ());
        let instance = Instance::new(&mut store, &file.module, &[]).expect("no imports");
        let memory = instance
            .get_memory(&mut store, exports::MEMORY)
            .expect("a memory");
        Self {
            store,
            instance,
            memory,
            dialect: Dialect::Specified,
        }
    }

    pub(crate) fn init(&mut self) {
        self.function::<(), ()>(exports::INIT)
            .call(&mut self.store, ())
            .expect("no trap");
        self.dialect = Dialect::Deployed;
    }

    fn function<P: wasmtime::WasmParams, R: wasmtime::WasmResults>(
        &mut self,
        name: &str,
    ) -> TypedFunc<P, R> {
        self.instance
            .get_typed_func(&mut self.store, name)
            .unwrap_or_else(|error| panic!("{error:#}"))
    }

    pub(crate) fn alloc(&mut self, size: u32) -> u32 {
        self.function::<u32, u32>(exports::ALLOC)
            .call(&mut self.store, size)
            .expect("alloc never traps")
    }

    pub(crate) fn dealloc(&mut self, block: Block) {
        self.function::<(u32, u32), ()>(exports::DEALLOC)
            .call(&mut self.store, (block.ptr, block.len))
            .expect("no trap");
    }

    /// A new block of this size.
    pub(crate) fn block(&mut self, len: u32) -> Block {
        let ptr = self.alloc(len);
        assert_ne!(ptr, 0, "no memory for {len} bytes");
        Block { ptr, len }
    }

    /// A new block with these bytes.
    pub(crate) fn put(&mut self, bytes: impl AsRef<[u8]>) -> Block {
        let bytes = bytes.as_ref();
        let block = self.block(u32::try_from(bytes.len()).expect("32 bits"));
        self.write(block.ptr, bytes);
        block
    }

    pub(crate) fn write(&mut self, ptr: u32, bytes: &[u8]) {
        self.memory
            .write(&mut self.store, ptr as usize, bytes)
            .expect("inside the memory");
    }

    pub(crate) fn bytes(&self, block: Block) -> &[u8] {
        &self.memory.data(&self.store)[block.ptr as usize..][..block.len as usize]
    }

    /// Size of the memory in bytes.
    pub(crate) fn memory_size(&self) -> u32 {
        u32::try_from(self.memory.data_size(&self.store)).expect("at most 256 MiB")
    }

    /// Calls a conversion, which may trap.
    pub(crate) fn try_convert(
        &mut self,
        export: &str,
        [name, data, out]: [Block; 3],
    ) -> wasmtime::Result<i32> {
        self.function::<(u32, u32, u32, u32, u32, u32), i32>(export)
            .call(
                &mut self.store,
                (name.ptr, name.len, data.ptr, data.len, out.ptr, out.len),
            )
    }

    /// Calls a conversion, which must not trap.
    pub(crate) fn convert(&mut self, export: &str, blocks: [Block; 3]) -> Code {
        let code = self
            .try_convert(export, blocks)
            .unwrap_or_else(|error| panic!("{export} {blocks:?}: {error:#}"));
        Code::from_i32(code).unwrap_or_else(|| panic!("{export} returns {code}"))
    }

    /// Calls an export that tells something, which must not trap.
    pub(crate) fn tell(&mut self, export: &str, out: Block) -> Code {
        let code = self
            .function::<(u32, u32), i32>(export)
            .call(&mut self.store, (out.ptr, out.len))
            .unwrap_or_else(|error| panic!("{export} {out:?}: {error:#}"));
        Code::from_i32(code).unwrap_or_else(|| panic!("{export} returns {code}"))
    }

    /// The length that stands in front of a result.
    pub(crate) fn length(&self, out: Block) -> u32 {
        let field = self.bytes(Block::new(out.ptr, 4));
        self.dialect
            .length_from_bytes(field.try_into().expect("4 bytes"))
    }

    pub(crate) fn result(&self, out: Block) -> &[u8] {
        let length = self.length(out);
        assert!(length <= out.len - 4, "{length} in {out:?}");
        self.bytes(Block::new(out.ptr + 4, length))
    }

    pub(crate) fn text(&self, out: Block) -> &str {
        str::from_utf8(self.result(out)).expect("UTF-8")
    }

    /// What an export tells, in a buffer that is large enough for all tests.
    pub(crate) fn told(&mut self, export: &str) -> String {
        let out = self.block(1 << 20);
        assert_eq!(self.tell(export, out), Code::Ok, "{export}");
        let text = self.text(out).to_owned();
        self.dealloc(out);
        text
    }

    pub(crate) fn last_error(&mut self) -> String {
        self.told(exports::GET_LAST_ERROR)
    }

    pub(crate) fn details(&mut self) -> Report {
        let details = self.told(exports::GET_LAST_ERROR_DETAILS);
        serde_json::from_str(&details).unwrap_or_else(|error| panic!("{error}: {details}"))
    }
}
