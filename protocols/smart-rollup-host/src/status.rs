//! What a rollup is doing, and what comes of a run.

use std::sync::Arc;

use crate::durable::Key;
use crate::functions::State;
use crate::inbox::TooLong;
use crate::kernel::KernelError;
use crate::profile::CallTree;
use crate::reveal::Missing;
use crate::run::{Debug, Limit, TrapReport};

/// What a rollup is doing.
#[derive(Debug, Clone)]
pub enum Status {
    /// It waits for the messages of the next level.
    Collect,
    /// It is about to run its kernel.
    Snapshot,
    /// It was stopped inside `kernel_run` after so much fuel, and can go on.
    Paused(Box<Paused>),
    /// It waits inside `kernel_run` for something to be revealed.
    Reveal(Box<Paused>, Box<Missing>),
    /// `kernel_run` has returned or trapped. What comes of it happens next.
    Evaluated(Box<Evaluated>),
    /// It will never go on.
    Stuck(StuckReason),
}

/// A run of a kernel that has not ended.
#[derive(Debug, Clone)]
pub struct Paused {
    /// The state before the run, from which it is run again to go on: a run does the same each time.
    pub(crate) origin: State,
    /// How much fuel it has used.
    pub fuel: u64,
    /// The kernel's memory.
    pub memory: Arc<[u8]>,
}

/// A run of a kernel that has ended.
#[derive(Debug, Clone)]
pub struct Evaluated {
    /// The trap, if it ended with one.
    pub trap: Option<TrapReport>,
    /// The kernel's memory, if it was kept.
    pub memory: Arc<[u8]>,
}

/// Why a rollup will never go on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StuckReason {
    /// Its kernel is none, and there was none before it.
    #[error("the kernel is refused, and there is no other: {0}")]
    Kernel(#[from] KernelError),
    /// There is no kernel at all.
    #[error("there is no value under {}", Key::KERNEL)]
    NoKernel,
    /// It hit a limit.
    #[error("{0}")]
    Limit(#[from] Limit),
    /// Its calls nested too deep: beyond [`Limits::stack`](crate::Limits::stack). The virtual machine does not take that for a trap.
    #[error("{}", .0.message)]
    CallStack(Box<TrapReport>),
    /// It did what the virtual machine does not survive.
    #[error("{0}")]
    Fault(&'static str),
}

/// How far to run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// To the end of `kernel_run`.
    End,
    /// For so much fuel.
    Fuel(u64),
}

/// What a run has come to.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// The fuel that it took from its beginning on.
    pub fuel: u64,
    /// What the kernel wrote by `write_debug`, from the beginning of the run on.
    pub debug: Debug,
    /// Another kernel that was refused, instead of which the one before runs.
    pub refused: Option<KernelError>,
}

/// Which function called which, and how they are named.
#[derive(Debug, Clone)]
pub struct Profile {
    /// The calls.
    pub tree: CallTree,
    pub(crate) names: Arc<[Option<String>]>,
}

impl Profile {
    /// The name of a function, or its number where it has none. What it takes to make the instance is `(init)`.
    #[must_use]
    pub fn name(&self, function: Option<u32>) -> String {
        let Some(index) = function else {
            return "(init)".to_owned();
        };
        let name = self.names.get(index as usize).cloned().flatten();
        name.unwrap_or_else(|| format!("function {index}"))
    }
}

/// What comes after a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// The kernel is run again.
    Reboot,
    /// The level has ended.
    Yield,
    /// The level has ended though the kernel wanted to be run again.
    TooManyReboots,
}

/// The rollup does not wait for what was given to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the rollup does not wait for {0}")]
pub struct NotExpected(pub &'static str);

/// Why a kernel was not run to its end. The rollup is as it was before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RunFailure {
    /// The rollup does not wait for a run.
    #[error(transparent)]
    NotExpected(#[from] NotExpected),
    /// [`Interrupt`](crate::Interrupt).
    #[error("interrupted")]
    Interrupted,
}

/// Why messages were not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LoadFailure {
    /// The rollup does not wait for any.
    #[error(transparent)]
    NotExpected(#[from] NotExpected),
    /// One has too many bytes.
    #[error(transparent)]
    TooLong(#[from] TooLong),
}
