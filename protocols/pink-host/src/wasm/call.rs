//! An ecall in an instance of its own.

use cross_call::Call;
use pink_boundary::words::{MAX_WORDS, shown};
use pink_boundary::{Failure, Handler};
use pink_protocol::ecalls::CALLS;
use wasmtime::{AsContextMut, Caller, Extern, Instance, Linker, Memory, Store, Trap, TypedFunc};

use super::fuel::{self, FUEL_PER_CALL, charge};
use super::growth::Growth;
use super::load::IMPORTS;
use super::memory::read;
use super::{Limits, WasmRuntime};

/// The `ctx` of an ecall's result.
const RESULT: u32 = 1;

/// The `ctx` of what the runtime says of an error.
const WORDS: u32 = 2;

/// How many units of fuel a runtime may take to say what is wrong.
const FUEL_FOR_WORDS: u64 = 10_000_000;

/// What an instance works with.
pub(super) struct State {
    pub(super) growth: Growth,
    /// Answers the ocalls; gone while it answers one, and when there is nothing to answer.
    handler: Option<Box<dyn Handler + Send>>,
    exports: Option<Exports>,
    result: Vec<u8>,
    words: Vec<u8>,
    /// Why the ecall has failed, whatever the runtime makes of it.
    failure: Option<Failure>,
    /// How many ocalls are left.
    ocalls: u64,
    limits: Most,
}

/// How much there may be, of what is counted here.
struct Most {
    ocalls: u64,
    arguments: usize,
    output: usize,
}

/// What the host calls in the instance.
#[derive(Clone)]
struct Exports {
    memory: Memory,
    alloc: TypedFunc<u32, u32>,
    output: TypedFunc<(u32, u32, u32), ()>,
}

impl State {
    pub(super) fn new(limits: &Limits) -> Self {
        Self {
            growth: Growth::new(limits),
            handler: None,
            exports: None,
            result: Vec::new(),
            words: Vec::new(),
            failure: None,
            ocalls: limits.ocalls,
            limits: Most {
                ocalls: limits.ocalls,
                arguments: limits.arguments,
                output: limits.output,
            },
        }
    }
}

/// Defines what a runtime imports.
pub(super) fn link(linker: &mut Linker<State>) -> wasmtime::Result<()> {
    linker.func_wrap(IMPORTS, "ocall", ocall)?;
    linker.func_wrap(IMPORTS, "output", output)?;
    Ok(())
}

/// Stops the instance, which has failed.
fn fail<T>(caller: &mut Caller<'_, State>, failure: Failure) -> wasmtime::Result<T> {
    let words = failure.to_string();
    caller.data_mut().failure.get_or_insert(failure);
    Err(wasmtime::Error::msg(words))
}

/// A piece of the ecall's result, or of the words about an error.
fn output(mut caller: Caller<'_, State>, ctx: u32, ptr: u32, len: u32) -> wasmtime::Result<()> {
    charge(&mut caller, FUEL_PER_CALL)?;
    let limit = caller.data().limits.output;
    let state = caller.data();
    let before = match ctx {
        RESULT => state.result.len(),
        WORDS => state.words.len(),
        // Of an ecall that nobody made.
        _ => return Ok(()),
    };
    if usize::try_from(len).map_or(true, |len| len > limit - before) {
        return fail(&mut caller, Failure::TooLarge { limit });
    }
    charge(&mut caller, fuel::bytes(len))?;
    let Some(memory) = caller.get_export("memory").and_then(Extern::into_memory) else {
        return Ok(());
    };
    match read(memory, &caller, ptr, len) {
        Ok(piece) => {
            let state = caller.data_mut();
            let all = if ctx == RESULT {
                &mut state.result
            } else {
                &mut state.words
            };
            all.extend_from_slice(&piece);
            Ok(())
        }
        Err(failure) => fail(&mut caller, failure),
    }
}

/// Runs an ocall, and hands its result over by the export `output`.
fn ocall(
    mut caller: Caller<'_, State>,
    id: u32,
    ptr: u32,
    len: u32,
    ctx: u32,
) -> wasmtime::Result<()> {
    charge(&mut caller, FUEL_PER_CALL)?;
    let state = caller.data_mut();
    let Some(left) = state.ocalls.checked_sub(1) else {
        let what = "number of ocalls";
        let limit = state.limits.ocalls;
        return fail(&mut caller, Failure::Limit { what, limit });
    };
    state.ocalls = left;
    let most = state.limits.arguments;
    if usize::try_from(len).map_or(true, |len| len > most) {
        let reason = format!("its arguments have {len} bytes, more than {most}");
        return fail(&mut caller, Failure::Host { id, reason });
    }
    charge(&mut caller, fuel::arguments(id, len))?;
    let state = caller.data_mut();
    let (Some(mut handler), Some(exports)) = (state.handler.take(), state.exports.clone()) else {
        // While an instance begins, or says what is wrong, it has nobody to ask.
        let reason = "an ocall outside of an ecall".to_owned();
        return fail(&mut caller, Failure::Host { id, reason });
    };
    let data = match read(exports.memory, &caller, ptr, len) {
        Ok(data) => data,
        Err(failure) => return fail(&mut caller, failure),
    };
    charge(&mut caller, fuel::changes(id, &data))?;
    let answer = handler.ocall(id, &data);
    caller.data_mut().handler = Some(handler);
    match answer {
        Err(reason) => fail(&mut caller, Failure::Host { id, reason }),
        Ok(answer) => {
            let len = u32::try_from(answer.len()).unwrap_or(u32::MAX);
            charge(&mut caller, fuel::bytes(len))?;
            let block = write(&mut caller, &exports, &answer)?;
            exports.output.call(&mut caller, (ctx, block, len))
        }
    }
}

/// Writes bytes into a block of the instance's memory and gives its address.
fn write(
    mut store: impl AsContextMut<Data = State>,
    exports: &Exports,
    bytes: &[u8],
) -> wasmtime::Result<u32> {
    let len = u32::try_from(bytes.len())?;
    let block = exports.alloc.call(&mut store, len)?;
    let start = usize::try_from(block)?;
    if block == 0 || exports.memory.write(&mut store, start, bytes).is_err() {
        let (ptr, len) = (block.into(), len.into());
        let failure = Failure::BadPointer { ptr, len };
        let words = failure.to_string();
        store
            .as_context_mut()
            .data_mut()
            .failure
            .get_or_insert(failure);
        return Err(wasmtime::Error::msg(words));
    }
    Ok(block)
}

/// Runs an ecall.
pub(super) fn run(
    runtime: &WasmRuntime,
    handler: Box<dyn Handler + Send>,
    id: u32,
    data: &[u8],
) -> Result<Vec<u8>, Failure> {
    let version = runtime.version;
    if let Some(call) = Call::find(CALLS, id)
        && !call.is_available(version)
    {
        return Err(Failure::NotAvailable { call, version });
    }
    let mut store = Store::new(&runtime.engine, State::new(&runtime.limits));
    store.limiter(|state| &mut state.growth);
    match ecall(runtime, &mut store, handler, id, data) {
        Ok(instance) => {
            if let Some(words) = words(&mut store, &instance) {
                return Err(Failure::Runtime(words));
            }
            Ok(core::mem::take(&mut store.data_mut().result))
        }
        Err((error, instance)) => Err(failure(runtime, &mut store, &error, instance.as_ref())),
    }
}

/// An instance that has run an ecall; with an error, the instance if there is one.
fn ecall(
    runtime: &WasmRuntime,
    store: &mut Store<State>,
    handler: Box<dyn Handler + Send>,
    id: u32,
    data: &[u8],
) -> Result<Instance, (wasmtime::Error, Option<Instance>)> {
    let begin = |store: &mut Store<State>| {
        store.set_fuel(runtime.limits.fuel)?;
        let instance = runtime.module.instantiate(&mut *store)?;
        let memory = instance.get_memory(&mut *store, "memory");
        let exports = Exports {
            memory: memory.ok_or_else(|| wasmtime::Error::msg("no memory"))?,
            alloc: instance.get_typed_func(&mut *store, "alloc")?,
            output: instance.get_typed_func(&mut *store, "output")?,
        };
        wasmtime::Result::Ok((instance, exports))
    };
    let (instance, exports) = begin(store).map_err(|error| (error, None))?;
    store.data_mut().exports = Some(exports.clone());
    store.data_mut().handler = Some(handler);
    let run = |store: &mut Store<State>| {
        let block = write(&mut *store, &exports, data)?;
        let len = u32::try_from(data.len())?;
        let ecall: TypedFunc<(u32, u32, u32, u32), ()> =
            instance.get_typed_func(&mut *store, "ecall")?;
        ecall.call(&mut *store, (id, block, len, RESULT))
    };
    let result = run(store);
    store.data_mut().handler = None;
    match result {
        Ok(()) => Ok(instance),
        Err(error) => Err((error, Some(instance))),
    }
}

/// What the runtime says of the ecall that it has run: after a trap as well, when it is used for nothing else.
fn words(store: &mut Store<State>, instance: &Instance) -> Option<String> {
    let take_error = instance
        .get_typed_func::<u32, ()>(&mut *store, "take_error")
        .ok()?;
    store.set_fuel(FUEL_FOR_WORDS).ok()?;
    // What it said before it ran out of fuel is better than nothing.
    let _ = take_error.call(&mut *store, WORDS);
    let words = core::mem::take(&mut store.data_mut().words);
    (!words.is_empty()).then(|| shown(&words, MAX_WORDS))
}

fn failure(
    runtime: &WasmRuntime,
    store: &mut Store<State>,
    error: &wasmtime::Error,
    instance: Option<&Instance>,
) -> Failure {
    if let Some(failure) = store.data_mut().failure.take() {
        return failure;
    }
    match error.downcast_ref::<Trap>() {
        Some(Trap::OutOfFuel) => Failure::Limit {
            what: "fuel",
            limit: runtime.limits.fuel,
        },
        Some(Trap::StackOverflow) => Failure::Limit {
            what: "call stack, in bytes",
            limit: u64::try_from(runtime.limits.stack).unwrap_or(u64::MAX),
        },
        Some(trap) => {
            let words = instance.and_then(|instance| words(store, instance));
            words.map_or_else(|| Failure::Trapped(trap.to_string()), Failure::Runtime)
        }
        None => Failure::Trapped(format!("{error:#}")),
    }
}
