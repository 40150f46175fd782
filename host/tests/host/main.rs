//! Tests of the host, with drivers that keep to the interface and drivers that do not.

mod deployed;
mod support;
