#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub mod durable;
mod functions;
pub mod imports;
mod inbox;
mod interrupt;
mod kernel;
mod limits;
mod machine;
mod memory;
mod names;
mod native;
mod outbox;
pub mod profile;
pub mod reveal;
mod rollup;
mod run;
mod status;
mod version;

pub use functions::{Call, State};
pub use inbox::{Inbox, Input, Message, TooLong};
pub use interrupt::Interrupt;
pub use kernel::{ENTRY, KernelError};
pub use limits::{FUEL_PER_BYTE, FUEL_PER_CALL, Limits};
pub use machine::{Machine, Unsupported};
pub use names::{MAX_NAME, readable};
pub use native::Native;
pub use outbox::{MAX_OUTBOX_MESSAGES, OUTBOX_LEVELS, Outbox};
pub use rollup::{MAX_REBOOTS, Rollup};
pub use run::{Debug, Frame, Limit, TrapReport};
pub use status::{
    Evaluated, LoadFailure, Next, NotExpected, Paused, Profile, Report, RunFailure, Status,
    StuckReason, Until,
};
pub use version::Version;
