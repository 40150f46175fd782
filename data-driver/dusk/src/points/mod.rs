//! Keys and signatures from compressed points and back.

#[cfg(any(test, all(target_family = "wasm", not(data_driver_wide_arithmetic))))]
mod narrow;
#[cfg(target_family = "wasm")]
mod remembered;
#[cfg(any(test, not(target_family = "wasm"), data_driver_wide_arithmetic))]
mod wide;

pub(crate) use codec::{public_key_bytes, signature_bytes};
#[cfg(all(target_family = "wasm", not(data_driver_wide_arithmetic)))]
use narrow as codec;
#[cfg(target_family = "wasm")]
pub(crate) use remembered::{public_key, signature};
#[cfg(any(not(target_family = "wasm"), data_driver_wide_arithmetic))]
use wide as codec;

// Natively decompressing is quick enough, and a driver holds no state between calls.
#[cfg(not(target_family = "wasm"))]
pub(crate) use codec::{public_key, signature};
