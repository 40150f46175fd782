#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod code;
mod executor;
mod index;
mod keys;
mod overlay;
mod runtime;
mod service;

pub use index::root;
pub use keys::INDEX;
pub use runtime::MiniRuntime;

pink_boundary::export!(MiniRuntime<2>);
