//! The built command, with programs as people run them.

mod hostile;
mod module;
mod relay;
mod signals;
mod support;
mod usage;
mod ways;
