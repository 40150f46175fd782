//! The command as people and scripts run it: what it prints, where, and how it ends.

mod build;
mod cache;
mod check;
#[path = "../compiled/mod.rs"]
mod compiled;
mod compiler;
mod completions;
mod decode;
mod describe;
mod diff;
mod encode;
mod example;
mod keygen;
mod pins;
mod sign;
mod signing;
mod stream;
mod support;
mod usage;
