//! Tests of the host, with drivers that keep to the interface and drivers that do not.

mod answers;
mod cache;
mod cancel;
mod compiler;
mod concurrency;
mod contract;
mod deployed;
mod feed;
mod inspect;
mod lines;
mod loading;
mod pool;
mod registry;
mod resources;
mod shared_cache;
mod small_stack;
mod strict;
mod support;
mod traps;
