//! A compiled driver that instances are made of.

use data_driver::abi::Dialect;
use wasmtime::{InstancePre, Linker, Module, Store, Trap, UpdateDeadline};

use crate::guest::{Guest, State};
use crate::instance::Instance;
use crate::stated::Stated;
use crate::ticker::ticks;
use crate::{Error, Limits};

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

    pub(crate) fn instantiate(&self) -> Result<Instance, Error> {
        let mut store = Store::new(
            self.module.module().engine(),
            State::new(&self.limits, self.stated),
        );
        store.limiter(|state| state);
        store.set_epoch_deadline(ticks(self.limits.time));
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
