//! Signatures by another implementation, and what is to become of each.

mod keys;
mod manifest;
mod store;
mod vectors;
