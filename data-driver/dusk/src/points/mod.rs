//! Keys and signatures from compressed points and back.

#[cfg(any(test, all(target_family = "wasm", not(data_driver_wide_arithmetic))))]
mod narrow;
#[cfg(any(test, not(target_family = "wasm")))]
mod own_jubjub;
#[cfg(any(test, target_family = "wasm"))]
mod quick_jubjub;
#[cfg(target_family = "wasm")]
mod remembered;
#[cfg(any(test, not(target_family = "wasm"), data_driver_wide_arithmetic))]
mod wide;

use data_driver::describe::Encoding;
use data_driver::foreign::Form;

pub(crate) use codec::{public_key_bytes, signature_bytes};
pub(crate) use jubjub_codec::{jubjub_bytes, jubjub_of_any_order};
#[cfg(all(target_family = "wasm", not(data_driver_wide_arithmetic)))]
use narrow as codec;
// The native driver, which the others must not differ from, is made of the types' own code alone.
#[cfg(not(target_family = "wasm"))]
use own_jubjub as jubjub_codec;
#[cfg(target_family = "wasm")]
use quick_jubjub as jubjub_codec;
#[cfg(target_family = "wasm")]
pub(crate) use remembered::{jubjub, public_key, signature, write_public_key};
#[cfg(any(not(target_family = "wasm"), data_driver_wide_arithmetic))]
use wide as codec;

// Natively decompressing is quick enough, and a driver holds no state between calls.
#[cfg(not(target_family = "wasm"))]
pub(crate) use {
    codec::{public_key, signature},
    jubjub_codec::jubjub,
};

/// Appends a key's text.
#[cfg(not(target_family = "wasm"))]
pub(crate) fn write_public_key(
    key: &dusk_core::signatures::bls::PublicKey,
    out: &mut alloc::string::String,
) {
    PUBLIC_KEY.write(&public_key_bytes(key), out);
}

/// How a key stands in JSON.
const PUBLIC_KEY: Form = Form {
    encoding: Encoding::Base58,
    length: 96,
};
