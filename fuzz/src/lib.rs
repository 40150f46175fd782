//! What the fuzz targets share: the drivers, how an input chooses one, changed JSON, and the promises that hold for
//! any input at all.
//!
//! A target is a small file in `targets/`, which says at its top what must hold. `cargo xtask fuzz` builds and runs them.

#![forbid(unsafe_code)]

pub mod bound;
#[cfg(feature = "hosts")]
pub mod built;
pub mod case;
pub mod curve;
pub mod drivers;
pub mod exports;
pub mod json;
pub mod promise;
pub mod seeds;
