//! The example program for Unix: `preimage run … -- target/debug/examples/header-by-hash`.

#![forbid(unsafe_code)]

fn main() {
    header_by_hash::run();
}
