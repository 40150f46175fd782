#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod cache;
mod carrier;
mod environment;
mod recent;
mod session;
mod storage;
pub mod wasm;
mod worker;

pub use cache::{CACHES, QUOTA};
pub use carrier::Carrier;
pub use environment::{Environment, LogLine, MAX_LINE};
pub use pink_boundary::{Failure, Handler, NativeRuntime};
pub use recent::{KEPT, KEPT_BYTES};
pub use storage::{ROOM, RootRule, Storage};
pub use wasm::WasmRuntime;
pub use worker::Worker;
