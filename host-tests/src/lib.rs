//! Tests that run drivers natively, in wasmtime and in Node, and compare.
