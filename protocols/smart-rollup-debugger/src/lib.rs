#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod answer;
mod command;
mod editor;
mod inputs;
mod kernel_file;
mod kind;
mod lines;
mod messages;
mod profile;
mod session;
mod show;

pub use answer::{Answer, shown};
pub use command::{Command, MAX_BENCH_RUNS, ProfileOptions, Show, Step};
pub use editor::Editor;
pub use inputs::parse as read_inputs;
pub use kernel_file::{MAX_FILE, read, read_kernel};
pub use kind::Kind;
pub use lines::{Lines, MAX_LINE};
pub use profile::{MAX_FUNCTIONS, MAX_PROFILES};
pub use session::{MAX_HISTORY, MAX_LOG, Outcome, Session};
pub use show::{MAX_LISTED, MAX_SHOWN};
