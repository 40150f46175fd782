//! Running a driver by the interface's words alone, without the host: what it costs, in which dialects
//! it speaks, whether it traps.

use data_driver::abi::{Code, Dialect, LENGTH_SIZE, MAX_JSON_OUTPUT, MAX_MEMORY, exports};
use wasmtime::error::Context as _;
use wasmtime::{
    Config, Engine, Instance, InstancePre, Linker, Memory, Module, Result, Store, StoreLimits,
    StoreLimitsBuilder, TypedFunc, bail, format_err,
};

/// The most instructions of a call.
const MOST_FUEL: u64 = 20_000_000_000;

/// The buffer that a call gets first.
const FIRST_BUFFER: usize = 64 << 10;

/// A compiled driver.
pub struct Program {
    engine: Engine,
    module: InstancePre<StoreLimits>,
}

/// How a call ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// With this result.
    Done(Vec<u8>),
    /// With this code.
    Refused(i32),
    /// Not at all.
    Trapped(String),
}

/// What a call took.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cost {
    /// Instructions.
    pub fuel: u64,
    /// The instance's memory after it, in bytes.
    pub memory: usize,
}

impl Program {
    /// Compiles a driver.
    ///
    /// # Errors
    /// It is no module, or imports something.
    pub fn new(wasm: &[u8]) -> Result<Self> {
        let mut config = Config::new();
        config.consume_fuel(true);
        let engine = Engine::new(&config)?;
        let module = Module::from_binary(&engine, wasm)?;
        let module = Linker::new(&engine).instantiate_pre(&module)?;
        Ok(Self { engine, module })
    }

    /// A fresh instance, which is told to speak this dialect.
    ///
    /// # Errors
    /// It traps before it is called, or lacks what a driver exports.
    pub fn start(&self, dialect: Dialect) -> Result<Running> {
        let limits = StoreLimitsBuilder::new().memory_size(MAX_MEMORY).build();
        let mut store = Store::new(&self.engine, limits);
        store.limiter(|limits| limits);
        store.set_fuel(MOST_FUEL)?;
        let instance = self.module.instantiate(&mut store)?;
        let memory = instance
            .get_memory(&mut store, exports::MEMORY)
            .context("no memory")?;
        if dialect == Dialect::Deployed {
            let init: TypedFunc<(), ()> = instance.get_typed_func(&mut store, exports::INIT)?;
            init.call(&mut store, ())
                .with_context(|| exports::INIT.to_owned())?;
        }
        Ok(Running {
            store,
            instance,
            memory,
            dialect,
        })
    }
}

/// An instance.
pub struct Running {
    store: Store<StoreLimits>,
    instance: Instance,
    memory: Memory,
    dialect: Dialect,
}

/// A block of the instance's memory.
type Block = (i32, i32);

impl Running {
    /// Asks an export that tells a text.
    ///
    /// # Errors
    /// There is no such export, or what it gives is no result.
    pub fn tell(&mut self, export: &str) -> Result<Answer> {
        let function: TypedFunc<(i32, i32), i32> =
            self.instance.get_typed_func(&mut self.store, export)?;
        self.answer(FIRST_BUFFER, |store, (out, size)| {
            function.call(store, (out, size))
        })
        .map(|(answer, _)| answer)
    }

    /// What the instance has taken so far: its memory, and no instructions.
    #[must_use]
    pub fn spent(&self) -> Cost {
        Cost {
            fuel: 0,
            memory: self.memory.data_size(&self.store),
        }
    }

    /// Asks an export that converts, and says what that took.
    ///
    /// # Errors
    /// There is no such export, or what it gives is no result.
    pub fn convert(&mut self, export: &str, name: &str, data: &[u8]) -> Result<(Answer, Cost)> {
        type Convert = TypedFunc<(i32, i32, i32, i32, i32, i32), i32>;
        let function: Convert = self.instance.get_typed_func(&mut self.store, export)?;
        let name = self.put(name.as_bytes())?;
        let data = self.put(data)?;
        let answer = self.answer(FIRST_BUFFER, |store, (out, size)| {
            function.call(store, (name.0, name.1, data.0, data.1, out, size))
        })?;
        if !matches!(answer.0, Answer::Trapped(_)) {
            self.free(name)?;
            self.free(data)?;
        }
        Ok(answer)
    }

    fn answer(
        &mut self,
        size: usize,
        call: impl Fn(&mut Store<StoreLimits>, Block) -> Result<i32>,
    ) -> Result<(Answer, Cost)> {
        let mut size = size;
        loop {
            let out = self.block(size)?;
            self.store.set_fuel(MOST_FUEL)?;
            let result = call(&mut self.store, out);
            let cost = Cost {
                fuel: MOST_FUEL - self.store.get_fuel()?,
                memory: self.memory.data_size(&self.store),
            };
            self.store.set_fuel(MOST_FUEL)?;
            let code = match result {
                Ok(code) => code,
                Err(trap) => return Ok((Answer::Trapped(reason(&trap)), cost)),
            };
            let answer = match Code::from_i32(code) {
                Some(Code::Ok) => Answer::Done(self.result(out)?),
                Some(Code::BufferTooSmall) if size < MAX_JSON_OUTPUT => {
                    self.free(out)?;
                    size *= 8;
                    continue;
                }
                _ => Answer::Refused(code),
            };
            self.free(out)?;
            return Ok((answer, cost));
        }
    }

    /// What stands in the buffer, behind its length.
    fn result(&self, (out, size): Block) -> Result<Vec<u8>> {
        let start = usize::try_from(out).context("a pointer beyond 2 GiB")?;
        let size = usize::try_from(size).context("a size beyond 2 GiB")?;
        let buffer = self.memory.data(&self.store).get(start..start + size);
        let buffer = buffer.context("the buffer is outside the memory")?;
        let (length, rest) = buffer
            .split_first_chunk::<LENGTH_SIZE>()
            .context("a buffer of no length")?;
        let length = usize::try_from(self.dialect.length_from_bytes(*length))?;
        match rest.get(..length) {
            Some(result) => Ok(result.to_vec()),
            None => bail!(
                "a result of {length} bytes in a buffer of {size}: the length may be in the other byte order"
            ),
        }
    }

    fn put(&mut self, data: &[u8]) -> Result<Block> {
        let block = self.block(data.len())?;
        let start = usize::try_from(block.0)?;
        self.memory.write(&mut self.store, start, data)?;
        Ok(block)
    }

    fn block(&mut self, size: usize) -> Result<Block> {
        let alloc: TypedFunc<i32, i32> = self
            .instance
            .get_typed_func(&mut self.store, exports::ALLOC)?;
        let size = i32::try_from(size)?;
        let pointer = alloc
            .call(&mut self.store, size)
            .map_err(|trap| format_err!("alloc({size}) traps: {}", reason(&trap)))?;
        if pointer == 0 && size > 0 {
            bail!("alloc({size}) gives no memory");
        }
        Ok((pointer, size))
    }

    fn free(&mut self, (pointer, size): Block) -> Result<()> {
        let dealloc: TypedFunc<(i32, i32), ()> = self
            .instance
            .get_typed_func(&mut self.store, exports::DEALLOC)?;
        dealloc
            .call(&mut self.store, (pointer, size))
            .map_err(|trap| format_err!("dealloc traps: {}", reason(&trap)))
    }
}

/// Why something trapped, without the frames.
fn reason(trap: &wasmtime::Error) -> String {
    match trap.downcast_ref::<wasmtime::Trap>() {
        Some(trap) => trap.to_string(),
        None => trap.root_cause().to_string(),
    }
}
