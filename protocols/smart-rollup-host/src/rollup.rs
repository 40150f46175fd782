//! A rollup: what it knows, and what it is doing.
//!
//! `src/lib_scoru_wasm/wasm_vm.ml`.

use std::sync::Arc;

use data_driver::codec::Convert;
use smart_rollup::DataEncoding;
use smart_rollup::inbox::{InboxMessage, InternalMessage};

use crate::durable::{Durable, Key};
use crate::functions::State;
use crate::inbox::{Inbox, Message};
use crate::kernel::{KernelError, check};
use crate::machine::Machine;
use crate::profile::Recorder;
use crate::reveal::Reveals;
use crate::run::{Debug, End, Fault, Limit, Ran, Run, run};
use crate::status::{
    Evaluated, LoadFailure, Next, NotExpected, Paused, Profile, Report, RunFailure, Status,
    StuckReason, Until,
};
use crate::{Limits, Version};

/// How often a kernel may ask to be run again in a level.
pub const MAX_REBOOTS: u32 = 1_000;

/// A rollup at a point of its life. A clone is a snapshot: it takes a moment and shares what stays as it is.
#[derive(Debug, Clone)]
pub struct Rollup {
    state: State,
    status: Status,
    next_level: i32,
    reboots_left: u32,
    /// What the level has taken so far.
    level: Taken,
}

/// What the runs of a level have taken.
#[derive(Debug, Clone, Copy, Default)]
struct Taken {
    fuel: u64,
    upgrades: u32,
}

/// The fuel that there is for a run.
struct FuelLeft {
    fuel: u64,
    /// Which limit a run has hit that takes more.
    reason: Limit,
}

/// How many times the fuel of a run a profiled one is given.
const PROFILE_FUEL: u64 = 4;

impl Rollup {
    /// A rollup that has just been originated with a kernel.
    ///
    /// # Errors
    /// The module is no kernel.
    pub fn originate(
        machine: &Machine,
        kernel: &[u8],
        version: Version,
    ) -> Result<Self, KernelError> {
        check(kernel, version, &machine.limits)?;
        let mut durable = Durable::default();
        durable.set(Key::VERSION, version.name().as_bytes());
        durable.set(Key::REBOOT, b"");
        durable.set(Key::KERNEL, kernel);
        // The rest of what can be wrong with it is found by compiling.
        let value = durable.value(Key::KERNEL).cloned().unwrap_or_default();
        machine.kernel(&value, version)?;
        Ok(Self::with_storage(durable))
    }

    /// A rollup with a storage that was saved while it waited for a level.
    #[must_use]
    pub fn with_storage(durable: Durable) -> Self {
        Self {
            state: State {
                durable,
                ..State::default()
            },
            status: Status::Collect,
            next_level: 0,
            // One is used to begin the level.
            reboots_left: MAX_REBOOTS + 1,
            level: Taken::default(),
        }
    }

    /// What it is doing.
    #[must_use]
    pub const fn status(&self) -> &Status {
        &self.status
    }

    /// What it has.
    #[must_use]
    pub const fn state(&self) -> &State {
        &self.state
    }

    /// The storage, to be prepared before the first level.
    pub const fn durable_mut(&mut self) -> &mut Durable {
        &mut self.state.durable
    }

    /// Takes another storage between two levels, with the kernel in it.
    ///
    /// A storage that was saved within a level may lack the flag that leads to the first run of the next: it is set.
    pub fn load_storage(&mut self, durable: Durable) {
        self.state.durable = durable;
        if matches!(self.status, Status::Collect) && self.state.durable.value(Key::REBOOT).is_none()
        {
            self.state.durable.set(Key::REBOOT, b"");
        }
    }

    /// Takes another storage, before the first level, and keeps the kernel and the version.
    pub fn replace_storage(&mut self, mut durable: Durable) {
        for key in [Key::KERNEL, Key::VERSION, Key::REBOOT] {
            let bytes = self
                .state
                .durable
                .value(key)
                .map(|value| value.to_vec(usize::MAX));
            durable.set(key, &bytes.unwrap_or_default());
        }
        self.state.durable = durable;
    }

    /// The level whose messages come next.
    #[must_use]
    pub const fn next_level(&self) -> i32 {
        self.next_level
    }

    /// The kernel's memory, while it is stopped inside a run or after one.
    #[must_use]
    pub fn memory(&self) -> Option<&[u8]> {
        match &self.status {
            Status::Paused(paused) | Status::Reveal(paused, _) => Some(&paused.memory),
            Status::Evaluated(evaluated) => Some(&evaluated.memory),
            _ => None,
        }
    }

    /// Gives the memory up, which may be large.
    pub fn forget_memory(&mut self) {
        match &mut self.status {
            Status::Paused(paused) | Status::Reveal(paused, _) => paused.memory = Arc::default(),
            Status::Evaluated(evaluated) => evaluated.memory = Arc::default(),
            _ => {}
        }
    }

    /// The version of the virtual machine. What is none counts as the default one.
    #[must_use]
    pub fn version(&self) -> Version {
        let text = self
            .state
            .durable
            .value(Key::VERSION)
            .map(|value| value.to_vec(64));
        let text = text.and_then(|text| String::from_utf8(text).ok());
        text.and_then(|text| Version::from_name(&text))
            .unwrap_or_default()
    }

    /// Takes the messages of the next level, which begin and end as every level does.
    ///
    /// # Errors
    /// The rollup does not wait for them, or one is too long; then nothing has changed.
    pub fn load_level(&mut self, messages: &[Message]) -> Result<(), LoadFailure> {
        if !matches!(self.status, Status::Collect) {
            return Err(NotExpected("inputs").into());
        }
        let level = self.next_level;
        self.state.inbox = Inbox::of_level(level, messages)?;
        self.state.outbox.begin(level);
        let migrated = messages
            .iter()
            .filter_map(|message| migration(message))
            .next_back();
        if let Some(version) = migrated {
            self.state
                .durable
                .set(Key::VERSION, version.name().as_bytes());
        }
        self.next_level = level.saturating_add(1);
        self.level = Taken::default();
        // The end of the level is a run that has ended: the flag that yielding has left leads to the kernel.
        self.finish();
        Ok(())
    }

    /// Runs the kernel, from where it was stopped or from the beginning.
    ///
    /// # Errors
    /// The rollup waits for something, or will never go on, or the run was interrupted.
    pub fn run(
        &mut self,
        machine: &Machine,
        reveals: &Reveals,
        until: Until,
        keep_memory: bool,
    ) -> Result<Report, RunFailure> {
        let (origin, used) = match &self.status {
            Status::Snapshot => (self.state.clone(), 0),
            Status::Paused(paused) | Status::Reveal(paused, _) => {
                (paused.origin.clone(), paused.fuel)
            }
            _ => return Err(NotExpected("a run").into()),
        };
        let mut report = Report::default();
        let version = self.version();
        let Some(wasm) = origin.durable.value(Key::KERNEL) else {
            self.status = Status::Stuck(StuckReason::NoKernel);
            return Ok(report);
        };
        let before = self.level;
        if matches!(self.status, Status::Snapshot)
            && let Err(limit) = self.upgrade(&machine.limits)
        {
            self.status = Status::Stuck(limit.into());
            return Ok(report);
        }
        let kernel = match machine.kernel(wasm, version) {
            Ok(kernel) => kernel,
            Err(error) => {
                self.refuse(&error);
                report.refused = Some(error);
                return Ok(report);
            }
        };

        let limit = self.fuel_left(&machine.limits);
        let fuel = match until {
            Until::End => limit.fuel,
            Until::Fuel(more) => used.saturating_add(more).min(limit.fuel),
        };
        let mut start = origin.clone();
        // The kernel is one, so it takes the place of the one that is run when it is not.
        save_fallback(&mut start.durable);
        let work = Run::new(
            start,
            Arc::new(reveals.clone()),
            Arc::clone(&machine.limits),
        );
        let keep = keep_memory || until != Until::End;
        let engine = (&machine.engine, machine.interrupt());
        let ran = run(engine, &kernel, work, fuel, keep);
        report.fuel = ran.fuel;
        self.settle(origin, ran, &mut report, limit)
            .inspect_err(|_| self.level = before)?;
        Ok(report)
    }

    /// Runs the kernel from its beginning to its end, and tells which function called which, and what each took.
    ///
    /// A kernel that is refused has no profile.
    ///
    /// # Errors
    /// The kernel is not about to be run, or the run was interrupted.
    pub fn profile(
        &mut self,
        machine: &Machine,
        reveals: &Reveals,
    ) -> Result<(Report, Option<Profile>), RunFailure> {
        if !matches!(self.status, Status::Snapshot) {
            return Err(NotExpected("a run from its beginning").into());
        }
        let version = self.version();
        let profiled = match self.state.durable.value(Key::KERNEL) {
            Some(wasm) if machine.kernel(wasm, version).is_ok() => {
                machine.profiled(wasm, version).ok()
            }
            _ => None,
        };
        let Some(profiled) = profiled else {
            return Ok((self.run(machine, reveals, Until::End, false)?, None));
        };
        let before = self.level;
        if let Err(limit) = self.upgrade(&machine.limits) {
            self.status = Status::Stuck(limit.into());
            return Ok((Report::default(), None));
        }
        let origin = self.state.clone();
        let mut start = origin.clone();
        save_fallback(&mut start.durable);
        // What the profile itself takes must not end the run before it would end without.
        let mut limit = self.fuel_left(&machine.limits);
        limit.fuel = limit.fuel.saturating_mul(PROFILE_FUEL);
        let fuel = limit.fuel;
        let mut work = Run::new(
            start,
            Arc::new(reveals.clone()),
            Arc::clone(&machine.limits),
        );
        work.profile = Some(Recorder::new(fuel, profiled.wrapped.clone()));
        let engine = (&machine.engine, machine.interrupt());
        let mut ran = run(engine, &profiled.kernel, work, fuel, false);
        // The frames of a trap are those of the wrapped kernel.
        if let End::Trapped(trap) | End::Exhausted(trap) = &mut ran.end {
            trap.frames.clear();
        }
        let mut report = Report {
            fuel: ran.fuel,
            debug: Debug::default(),
            refused: None,
        };
        let profile = ran.profile.take().map(|tree| Profile {
            tree,
            names: Arc::clone(&profiled.names),
        });
        self.settle(origin, ran, &mut report, limit)
            .inspect_err(|_| self.level = before)?;
        Ok((report, profile))
    }

    /// Lets a run that waits for something to be revealed go on: it asks again.
    pub fn resume(&mut self) {
        if let Status::Reveal(paused, _) = &self.status {
            self.status = Status::Paused(paused.clone());
        }
    }

    /// Counts a kernel that is about to be run in place of another.
    fn upgrade(&mut self, limits: &Limits) -> Result<(), Limit> {
        let durable = &self.state.durable;
        let is_other = match (durable.value(Key::KERNEL), durable.value(Key::FALLBACK)) {
            (Some(kernel), Some(fallback)) => !kernel.is_equal(fallback),
            _ => false,
        };
        self.level.upgrades += u32::from(is_other);
        if self.level.upgrades > limits.upgrades {
            return Err(Limit::Upgrades(limits.upgrades));
        }
        Ok(())
    }

    /// The fuel that there is for a run, and which limit ends it.
    fn fuel_left(&self, limits: &Limits) -> FuelLeft {
        let left = limits.level_fuel.saturating_sub(self.level.fuel);
        if left < limits.fuel {
            let reason = Limit::LevelFuel(limits.level_fuel);
            return FuelLeft { fuel: left, reason };
        }
        let reason = Limit::Fuel(limits.fuel);
        FuelLeft {
            fuel: limits.fuel,
            reason,
        }
    }

    /// What a run has come to becomes the rollup's state. One that was interrupted has come to nothing.
    fn settle(
        &mut self,
        origin: State,
        ran: Ran,
        report: &mut Report,
        limit: FuelLeft,
    ) -> Result<(), RunFailure> {
        if matches!(ran.end, End::Fault(Fault::Interrupted)) {
            return Err(RunFailure::Interrupted);
        }
        report.debug = ran.debug;
        let memory: Arc<[u8]> = ran.memory.unwrap_or_default().into();
        let paused = |origin, memory| {
            Box::new(Paused {
                origin,
                fuel: ran.fuel,
                memory,
            })
        };
        self.state = ran.state;
        let status = match ran.end {
            End::Returned => Status::Evaluated(Box::new(Evaluated { trap: None, memory })),
            End::Trapped(trap) => Status::Evaluated(Box::new(Evaluated {
                trap: Some(trap),
                memory,
            })),
            End::NotStarted(message) => {
                // Nothing has been written: a start function must not call the host.
                self.state = origin;
                let error = KernelError::Start(message);
                self.level.fuel += ran.fuel;
                self.refuse(&error);
                report.refused = Some(error);
                return Ok(());
            }
            End::Exhausted(trap) => Status::Stuck(StuckReason::CallStack(Box::new(trap))),
            End::Fault(Fault::Missing(missing)) => Status::Reveal(paused(origin, memory), missing),
            End::Fault(Fault::Limit(Limit::Fuel(fuel))) if fuel < limit.fuel => {
                Status::Paused(paused(origin, memory))
            }
            End::Fault(Fault::Limit(Limit::Fuel(_))) => Status::Stuck(limit.reason.into()),
            End::Fault(Fault::Limit(limit)) => Status::Stuck(limit.into()),
            End::Fault(Fault::Stuck(reason)) => Status::Stuck(StuckReason::Fault(reason)),
            End::Fault(Fault::Interrupted) => return Err(RunFailure::Interrupted),
        };
        // What has not ended is run from its beginning again, and counts when it has.
        if matches!(status, Status::Evaluated(_)) {
            self.level.fuel += ran.fuel;
        }
        self.status = status;
        Ok(())
    }

    /// Another kernel was put in place of the one that ran, and is none.
    fn refuse(&mut self, error: &KernelError) {
        let durable = &mut self.state.durable;
        let is_other = match (durable.value(Key::KERNEL), durable.value(Key::FALLBACK)) {
            (Some(kernel), Some(fallback)) => !kernel.is_equal(fallback),
            _ => false,
        };
        // A function `kernel_run` is looked for when nothing leads back any more.
        if !is_other || matches!(error, KernelError::Entry { .. }) {
            self.status = Status::Stuck(StuckReason::Kernel(error.clone()));
            return;
        }
        durable.install(Key::FALLBACK, Key::KERNEL);
        durable.set(Key::UPGRADE_ERROR, b"");
        // As after a run, but for the flags that a run changes.
        self.finish();
    }

    /// What comes after a run: the flags, and another run or the end of the level.
    ///
    /// # Errors
    /// No run has just ended.
    pub fn proceed(&mut self) -> Result<Next, NotExpected> {
        let Status::Evaluated(evaluated) = &self.status else {
            return Err(NotExpected("the end of a run"));
        };
        let durable = &mut self.state.durable;
        if evaluated.trap.is_some() {
            durable.set(Key::STUCK, b"");
        } else {
            durable.remove(Key::STUCK);
            durable.remove(Key::UPGRADE_ERROR);
        }
        Ok(self.finish())
    }

    fn finish(&mut self) -> Next {
        let durable = &mut self.state.durable;
        let next = match durable.value(Key::REBOOT) {
            None => Next::Yield,
            Some(_) if self.reboots_left == 0 => Next::TooManyReboots,
            Some(_) => Next::Reboot,
        };
        match next {
            Next::Reboot => {
                self.reboots_left -= 1;
                durable.remove(Key::REBOOT);
                self.status = Status::Snapshot;
            }
            Next::Yield | Next::TooManyReboots => {
                self.reboots_left = MAX_REBOOTS + 1;
                if next == Next::Yield {
                    durable.remove(Key::TOO_MANY_REBOOTS);
                } else {
                    durable.set(Key::TOO_MANY_REBOOTS, b"");
                }
                durable.set(Key::REBOOT, b"");
                self.state.inbox.clear();
                self.status = Status::Collect;
            }
        }
        durable.set(Key::REBOOT_COUNTER, &self.reboots_left.to_le_bytes());
        next
    }
}

fn save_fallback(durable: &mut Durable) {
    let is_saved = match (durable.value(Key::KERNEL), durable.value(Key::FALLBACK)) {
        (Some(kernel), Some(fallback)) => kernel.is_equal(fallback),
        _ => false,
    };
    if !is_saved {
        durable.install(Key::KERNEL, Key::FALLBACK);
    }
}

fn migration(message: &[u8]) -> Option<Version> {
    match DataEncoding::from_bytes(message).ok()? {
        InboxMessage::Internal(InternalMessage::ProtocolMigration { protocol }) => {
            Version::of_protocol(&protocol)
        }
        _ => None,
    }
}
