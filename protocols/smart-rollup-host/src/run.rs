//! One call of `kernel_run` in WebAssembly.

use std::sync::Arc;

use wasmtime::{
    Caller, Engine, Instance, Linker, Memory, ResourceLimiter, Store, Trap, WasmBacktrace,
};

use crate::Limits;
use crate::functions::{Call, Reveal, State, Stuck};
use crate::imports::{MODULE, WriteDebug};
use crate::interrupt::Interrupt;
use crate::kernel::{ENTRY, Kernel};
use crate::limits::{FUEL_PER_BYTE, FUEL_PER_CALL};
use crate::profile::{CallTree, HOOKS, Recorder};
use crate::reveal::{Missing, Reveals};

/// What a run of a kernel works on.
pub(crate) struct Run {
    pub(crate) state: State,
    pub(crate) debug: Debug,
    reveals: Arc<Reveals>,
    limits: Arc<Limits>,
    /// None while the instance is made: a start function must not call the host.
    memory: Option<Memory>,
    fault: Option<Fault>,
    table_elements: usize,
    /// Where the calls are counted of a kernel that tells of them.
    pub(crate) profile: Option<Recorder>,
}

/// What a kernel wrote by `write_debug`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Debug {
    /// The bytes, which need not be text.
    pub bytes: Vec<u8>,
    /// How many more there were.
    pub dropped: usize,
}

/// Why a run ended that did not return and did not trap by itself.
#[derive(Debug, Clone)]
pub(crate) enum Fault {
    Stuck(&'static str),
    /// Somebody does not want to wait any longer.
    Interrupted,
    Missing(Box<Missing>),
    Limit(Limit),
}

/// A limit that a kernel has hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Limit {
    /// [`Limits::fuel`], or what a run was given.
    #[error("the kernel took more than {0} units of fuel")]
    Fuel(u64),
    /// [`Limits::level_fuel`].
    #[error("the kernel took more than {0} units of fuel in a level")]
    LevelFuel(u64),
    /// [`Limits::upgrades`].
    #[error("kernels were put in each other's place more than {0} times in a level")]
    Upgrades(u32),
    /// [`Limits::memory`].
    #[error("the kernel's memory would take more than {0} bytes")]
    Memory(usize),
    /// [`Limits::table_elements`].
    #[error("the kernel's tables would have more than {0} elements")]
    Tables(usize),
    /// [`Limits::storage`].
    #[error("the durable storage takes more than {0} bytes of memory")]
    Storage(usize),
    /// [`MAX_HEIGHT`](crate::durable::MAX_HEIGHT).
    #[error("the durable storage nests more than {0} levels deep")]
    Height(usize),
}

/// How a run ended.
#[derive(Debug, Clone)]
pub(crate) enum End {
    Returned,
    Trapped(TrapReport),
    /// It trapped before `kernel_run` was called.
    NotStarted(String),
    /// Its calls nest too deep.
    Exhausted(TrapReport),
    Fault(Fault),
}

/// A trap, and where it happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrapReport {
    /// What happened, in WebAssembly's words.
    pub message: String,
    /// The functions that were running, the innermost first.
    pub frames: Vec<Frame>,
}

/// A function that was running.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// Its number, imported functions first.
    pub index: u32,
    /// Its name, where the kernel has one for it.
    pub name: Option<String>,
    /// Where in the kernel's bytes.
    pub offset: Option<usize>,
}

/// How a run ended, and what it has made of everything.
pub(crate) struct Ran {
    pub(crate) end: End,
    pub(crate) state: State,
    pub(crate) debug: Debug,
    pub(crate) fuel: u64,
    pub(crate) memory: Option<Vec<u8>>,
    pub(crate) profile: Option<CallTree>,
}

impl ResourceLimiter for Run {
    fn memory_growing(
        &mut self,
        _current: usize,
        desired: usize,
        _maximum: Option<usize>,
    ) -> wasmtime::Result<bool> {
        // A refusal would be an answer that the kernel gets nowhere else.
        if desired > self.limits.memory {
            return self.fault(Fault::Limit(Limit::Memory(self.limits.memory)));
        }
        Ok(true)
    }

    fn table_growing(
        &mut self,
        current: usize,
        desired: usize,
        _maximum: Option<usize>,
    ) -> wasmtime::Result<bool> {
        self.table_elements += desired.saturating_sub(current);
        if self.table_elements > self.limits.table_elements {
            return self.fault(Fault::Limit(Limit::Tables(self.limits.table_elements)));
        }
        Ok(true)
    }
}

impl Run {
    pub(crate) fn new(state: State, reveals: Arc<Reveals>, limits: Arc<Limits>) -> Self {
        Self {
            state,
            debug: Debug::default(),
            reveals,
            limits,
            memory: None,
            fault: None,
            table_elements: 0,
            profile: None,
        }
    }

    fn fault<T>(&mut self, fault: Fault) -> wasmtime::Result<T> {
        self.fault = Some(fault);
        Err(wasmtime::Error::msg("the kernel was stopped"))
    }

    fn log(&mut self, bytes: &[u8]) {
        let room = self.limits.debug - self.debug.bytes.len();
        let kept = bytes.len().min(room);
        self.debug.bytes.extend_from_slice(&bytes[..kept]);
        self.debug.dropped += bytes.len() - kept;
    }

    /// Whether the storage has become too large.
    fn check_storage(&mut self) -> wasmtime::Result<()> {
        let durable = &self.state.durable;
        if durable.memory() > self.limits.storage {
            return self.fault(Fault::Limit(Limit::Storage(self.limits.storage)));
        }
        if durable.is_too_high() {
            return self.fault(Fault::Limit(Limit::Height(crate::durable::MAX_HEIGHT)));
        }
        Ok(())
    }
}

/// Runs a kernel until it ends, has used its fuel or is interrupted.
pub(crate) fn run(
    (engine, interrupt): (&Engine, &Interrupt),
    kernel: &Kernel,
    run: Run,
    fuel: u64,
    keep_memory: bool,
) -> Ran {
    let mut store = Store::new(engine, run);
    store.limiter(|run| run);
    // An interrupt moves the epoch on: one that comes before this line is seen in the next.
    store.set_epoch_deadline(1);
    if interrupt.is_raised() {
        store.data_mut().fault = Some(Fault::Interrupted);
    }
    let end = call(&mut store, kernel, fuel);
    let end = end.map_or_else(|error| ended(&mut store, &error, fuel), |()| End::Returned);
    let left = store.get_fuel().unwrap_or(0);
    let memory = store.data().memory;
    let profile = store.data_mut().profile.take().map(|mut recorder| {
        recorder.finish(left);
        recorder.tree
    });
    Ran {
        end,
        fuel: profile.as_ref().map_or(fuel - left, CallTree::fuel),
        profile,
        memory: memory
            .filter(|_| keep_memory)
            .map(|memory| memory.data(&store).to_vec()),
        debug: std::mem::take(&mut store.data_mut().debug),
        state: std::mem::take(&mut store.data_mut().state),
    }
}

fn call(store: &mut Store<Run>, kernel: &Kernel, fuel: u64) -> wasmtime::Result<()> {
    store.set_fuel(fuel)?;
    if store.data().fault.is_some() {
        return Err(Trap::Interrupt.into());
    }
    let instance = kernel.instance.instantiate(&mut *store)?;
    store.data_mut().memory = memory(store, &instance, &kernel.memory);
    let entry = instance.get_typed_func::<(), ()>(&mut *store, ENTRY)?;
    entry.call(store, ())
}

fn memory(store: &mut Store<Run>, instance: &Instance, name: &str) -> Option<Memory> {
    instance.get_memory(store, name)
}

fn ended(store: &mut Store<Run>, error: &wasmtime::Error, fuel: u64) -> End {
    let is_started = store.data().memory.is_some();
    match store.data_mut().fault.take() {
        Some(Fault::Stuck(reason)) if !is_started => return End::NotStarted(reason.to_owned()),
        Some(fault) => return End::Fault(fault),
        None => {}
    }
    let trap = error.downcast_ref::<Trap>();
    if trap == Some(&Trap::Interrupt) {
        return End::Fault(Fault::Interrupted);
    }
    if trap == Some(&Trap::OutOfFuel) {
        return End::Fault(Fault::Limit(Limit::Fuel(fuel)));
    }
    let message = match trap {
        // What wasmtime says begins with the name of what trapped.
        Some(trap) => words(*trap),
        None => format!("{error:#}"),
    };
    let frames = error.downcast_ref::<WasmBacktrace>();
    let frames = frames.map_or(&[][..], WasmBacktrace::frames);
    let report = TrapReport {
        message,
        frames: frames.iter().map(frame).collect(),
    };
    if trap == Some(&Trap::StackOverflow) {
        return End::Exhausted(report);
    }
    if !is_started {
        return End::NotStarted(report.message);
    }
    End::Trapped(report)
}

fn words(trap: Trap) -> String {
    let text = trap.to_string();
    let text = text.strip_prefix("wasm trap: ").unwrap_or(&text);
    let text = text.strip_prefix("wasm `").unwrap_or(text);
    text.replace("unreachable` instruction executed", "unreachable")
}

fn frame(frame: &wasmtime::FrameInfo) -> Frame {
    Frame {
        index: frame.func_index(),
        name: frame.func_name().map(crate::names::readable),
        offset: frame.module_offset(),
    }
}

/// The host functions of a kernel.
pub(crate) fn link(linker: &mut Linker<Run>, debug: WriteDebug) -> wasmtime::Result<()> {
    macro_rules! link {
        ($($name:ident($($argument:ident),*) -> $result:ty;)*) => {
            $(linker.func_wrap(
                MODULE,
                stringify!($name),
                |caller: Caller<'_, Run>, $($argument: i32),*| -> wasmtime::Result<$result> {
                    with(caller, |call| Ok(call.$name($($argument),*)))
                },
            )?;)*
        };
    }
    link! {
        read_input(info, destination, most) -> i32;
        write_output(source, length) -> i32;
        store_has(key, length) -> i32;
        store_exists(key, length) -> i32;
        store_delete(key, length) -> i32;
        store_delete_value(key, length) -> i32;
        store_create(key, length, size) -> i32;
        store_value_size(key, length) -> i32;
        store_list_size(key, length) -> i64;
        store_copy(from, from_length, to, to_length) -> i32;
        store_move(from, from_length, to, to_length) -> i32;
        store_read(key, length, offset, destination, most) -> i32;
        store_write(key, length, offset, source, bytes) -> i32;
    }
    linker.func_wrap(
        MODULE,
        "store_get_nth_key",
        |caller: Caller<'_, Run>, key: i32, length: i32, index: i64, to: i32, most: i32| {
            with(caller, |call| {
                call.store_get_nth_key((key, length), index, to, most)
            })
        },
    )?;
    linker.func_wrap(
        MODULE,
        "__internal_store_get_hash",
        |caller: Caller<'_, Run>, key: i32, length: i32, to: i32, most: i32| {
            with(caller, |call| call.store_get_hash((key, length), to, most))
        },
    )?;
    linker.func_wrap(
        MODULE,
        "reveal_preimage",
        |caller: Caller<'_, Run>, hash: i32, length: i32, to: i32, most: i32| {
            reveal(caller, |call| call.preimage(hash, length, to, most))
        },
    )?;
    linker.func_wrap(
        MODULE,
        "reveal_metadata",
        |caller: Caller<'_, Run>, to: i32, most: i32| {
            reveal(caller, |_| Ok(Call::metadata(to, most)))
        },
    )?;
    linker.func_wrap(
        MODULE,
        "reveal",
        |caller: Caller<'_, Run>, request: i32, length: i32, to: i32, most: i32| {
            reveal(caller, |call| call.reveal(request, length, to, most))
        },
    )?;
    linker.func_wrap(HOOKS, "begin", |caller: Caller<'_, Run>, function: i32| {
        tell(caller, |recorder, left| {
            recorder.begin(function.cast_unsigned(), left);
        })
    })?;
    linker.func_wrap(HOOKS, "end", |caller: Caller<'_, Run>, _: i32| {
        tell(caller, Recorder::end)
    })?;
    if debug == WriteDebug::Number {
        linker.func_wrap(
            MODULE,
            "write_debug",
            |caller: Caller<'_, Run>, from: i32, length: i32| {
                write_debug(caller, from, length).map(|()| 0)
            },
        )?;
    } else {
        linker.func_wrap(
            MODULE,
            "write_debug",
            |caller: Caller<'_, Run>, from: i32, length: i32| write_debug(caller, from, length),
        )?;
    }
    Ok(())
}

/// The memory of a kernel and what its run works on.
fn parts<'a>(caller: &'a mut Caller<'_, Run>) -> wasmtime::Result<(&'a mut [u8], &'a mut Run)> {
    let Some(memory) = caller.data().memory else {
        let reason = "a host function was called while the kernel was being started";
        return caller.data_mut().fault(Fault::Stuck(reason));
    };
    Ok(memory.data_and_store_mut(caller))
}

/// Runs a host function, and takes the fuel that it costs.
fn with<T>(
    mut caller: Caller<'_, Run>,
    function: impl FnOnce(&mut Call<'_>) -> Result<T, Stuck>,
) -> wasmtime::Result<T> {
    let (memory, run) = parts(&mut caller)?;
    let mut call = Call::new(&mut run.state, memory);
    let result = function(&mut call);
    let cost = call.cost;
    run.check_storage()?;
    match result {
        Ok(result) => {
            spend(&mut caller, cost)?;
            Ok(result)
        }
        Err(Stuck(reason)) => run.fault(Fault::Stuck(reason)),
    }
}

fn spend(caller: &mut Caller<'_, Run>, bytes: usize) -> wasmtime::Result<()> {
    let cost = FUEL_PER_CALL + bytes as u64 * FUEL_PER_BYTE;
    let left = caller.get_fuel()?.checked_sub(cost);
    caller.set_fuel(left.unwrap_or(0))?;
    if left.is_none() {
        return Err(Trap::OutOfFuel.into());
    }
    Ok(())
}

fn reveal(
    mut caller: Caller<'_, Run>,
    request: impl FnOnce(&mut Call<'_>) -> Result<Reveal, i32>,
) -> wasmtime::Result<i32> {
    let (memory, run) = parts(&mut caller)?;
    let mut call = Call::new(&mut run.state, memory);
    let result = match request(&mut call) {
        Err(code) => Ok(code),
        Ok(reveal) => match run.reveals.answer(&reveal.request) {
            Err(missing) => return run.fault(Fault::Missing(missing)),
            Ok(answer) => {
                let (to, most) = (reveal.destination, reveal.most);
                call.put(&answer, to, most, crate::functions::NEGATIVE)
            }
        },
    };
    let cost = call.cost;
    match result {
        Ok(result) => {
            spend(&mut caller, cost)?;
            Ok(result)
        }
        Err(Stuck(reason)) => run.fault(Fault::Stuck(reason)),
    }
}

/// Tells the profile of something, if there is one.
fn tell(
    mut caller: Caller<'_, Run>,
    what: impl FnOnce(&mut Recorder, u64),
) -> wasmtime::Result<()> {
    let left = caller.get_fuel()?;
    if let Some(recorder) = &mut caller.data_mut().profile {
        what(recorder, left);
    }
    Ok(())
}

/// What is outside of the memory is passed over: to the virtual machine the function does nothing.
fn write_debug(mut caller: Caller<'_, Run>, from: i32, length: i32) -> wasmtime::Result<()> {
    let (memory, run) = parts(&mut caller)?;
    let bytes = crate::memory::load(memory, from, length).unwrap_or_default();
    let cost = bytes.len();
    run.log(bytes);
    spend(&mut caller, cost)
}
