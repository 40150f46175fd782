//! A compiled driver that instances are made of.

use std::time::Instant;

use data_driver::abi::Dialect;
use wasmtime::{InstancePre, Linker, Module, Store, Trap, UpdateDeadline};

use crate::guest::{Guest, State};
use crate::instance::Instance;
use crate::stated::Stated;
use crate::ticker::ticks;
use crate::{Cancellation, Error, Limits};

/// Where an instance fails that is not in a call of an export: the module's start function, or the
/// set-up of its memory and tables.
const INSTANTIATION: &str = "instantiation";

/// A compiled driver that instances are made of.
pub(crate) struct Program {
    module: InstancePre<State>,
    dialect: Dialect,
    limits: Limits,
    stated: Option<Stated>,
}

impl Program {
    /// A program of a module without imports.
    pub(crate) fn new(
        module: &Module,
        dialect: Dialect,
        limits: &Limits,
        stated: Option<Stated>,
    ) -> Result<Self, Error> {
        let module = Linker::new(module.engine())
            .instantiate_pre(module)
            .map_err(|error| Error::Host(format!("cannot link the driver: {error:#}")))?;
        Ok(Self {
            module,
            dialect,
            limits: limits.clone(),
            stated,
        })
    }

    pub(crate) const fn limits(&self) -> &Limits {
        &self.limits
    }

    /// A new instance for a call that began then, and has what is left of its time for all that follows.
    pub(crate) fn instantiate(
        &self,
        begun: Instant,
        cancellation: Option<&Cancellation>,
    ) -> Result<Instance, Error> {
        let mut state = State::new(&self.limits, self.stated);
        state.cancellation = cancellation.cloned();
        let left = self.limits.time.saturating_sub(begun.elapsed());
        let first = state.begin(ticks(left));
        let mut store = Store::new(self.module.module().engine(), state);
        store.limiter(|state| state);
        store.set_epoch_deadline(first);
        store.epoch_deadline_callback(|mut store| match store.data_mut().tick() {
            true => Ok(UpdateDeadline::Continue(1)),
            false => Err(Trap::Interrupt.into()),
        });
        let instance = match self.module.instantiate(&mut store) {
            Ok(instance) => instance,
            Err(error) => return Err(store.data_mut().failure(INSTANTIATION, &error)),
        };
        let guest = Guest::new(store, &instance)?;
        Instance::new(guest, &instance, self.dialect, &self.limits)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use data_driver::Decode;
    use wasmtime::Engine;

    use super::*;
    use crate::instance::Conversion;
    use crate::ticker::TICK;
    use crate::{Cause, engine};

    /// A driver that goes through a loop in each conversion, where it is asked for the time.
    fn module(engine: &Engine, start: &str) -> Module {
        let conversion = |name: &str| {
            format!(
                "(func (export \"{name}\") (param i32 i32 i32 i32 i32 i32) (result i32) (loop) (i32.const 0))"
            )
        };
        let tell = |name: &str| {
            format!("(func (export \"{name}\") (param i32 i32) (result i32) (i32.const 0))")
        };
        let conversions = [
            "encode_input_fn",
            "decode_input_fn",
            "decode_output_fn",
            "decode_event",
        ];
        let text = format!(
            "(module (memory (export \"memory\") 3) (global $next (mut i32) (i32.const 16))
               (func (export \"alloc\") (param i32) (result i32)
                 (global.get $next)
                 (global.set $next (i32.add (global.get $next) (local.get 0))))
               (func (export \"dealloc\") (param i32 i32))
               {} {} {start})",
            conversions.map(conversion).concat(),
            ["get_schema", "get_version", "get_last_error"]
                .map(tell)
                .concat(),
        );
        Module::new(engine, wat::parse_str(text).unwrap()).unwrap()
    }

    fn program(engine: &Engine, start: &str, ticks: u32) -> Program {
        let limits = Limits {
            time: TICK * ticks,
            ..Limits::default()
        };
        Program::new(&module(engine, start), Dialect::Specified, &limits, None).unwrap()
    }

    fn call(instance: &mut Instance) -> Result<(), Error> {
        let event = Conversion::Decode(Decode::Event);
        instance.convert(event, "e", b"1", |_| Ok(()))
    }

    /// Nobody advances the clock of these engines but the tests, so that it does not count how fast the machine is.
    #[test]
    fn a_new_instance_and_its_first_call_have_one_time() {
        let engine = engine::new(512 << 10, false).unwrap();
        let program = program(&engine, "", 1_000);
        let mut instance = program.instantiate(Instant::now(), None).unwrap();
        for _ in 0..600 {
            engine.increment_epoch();
        }
        call(&mut instance).unwrap();
        for _ in 0..600 {
            engine.increment_epoch();
        }
        let Err(Error::Fault(fault)) = call(&mut instance) else {
            panic!("it has had all of its time");
        };
        assert_eq!(fault.cause(), &Cause::Timeout(TICK * 1_000));
        // The next call has a time of its own.
        instance.begin(None);
        call(&mut instance).unwrap();
    }

    #[test]
    fn what_was_before_the_instance_counts() {
        let engine = engine::new(512 << 10, false).unwrap();
        let program = program(&engine, "(func $start (loop)) (start $start)", 1_000);
        let Some(begun) = Instant::now().checked_sub(TICK * 2_000) else {
            panic!("the clock has begun just now");
        };
        let mut instance = program.instantiate(begun, None).unwrap();
        // It ends at the next tick.
        engine.increment_epoch();
        assert!(call(&mut instance).is_err());
    }

    #[test]
    fn the_making_of_an_instance_can_be_cancelled() {
        let engine = engine::new(512 << 10, false).unwrap();
        let program = program(
            &engine,
            "(func $start (loop $l (br $l))) (start $start)",
            100_000,
        );
        let cancellation = Cancellation::new();
        let result = std::thread::scope(|scope| {
            let making = scope.spawn(|| program.instantiate(Instant::now(), Some(&cancellation)));
            cancellation.cancel();
            while !making.is_finished() {
                engine.increment_epoch();
                std::thread::sleep(Duration::from_millis(1));
            }
            making.join().unwrap()
        });
        assert!(matches!(result.map(drop), Err(Error::Cancelled)));
    }
}
