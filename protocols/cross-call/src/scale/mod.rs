//! SCALE, read so that an error has a place.
//!
//! Integers are little-endian, lengths are compact integers, values stand one behind the other. Decoding is strict:
//! compact integers stand in their shortest form, `bool`, `Option` and `Result` begin with `00` or `01`, and nothing is
//! left over.

mod bytes;
#[cfg(feature = "driver")]
mod codec;
mod explain;
mod fault;

use parity_scale_codec::Decode;

pub use bytes::Bytes;
#[cfg(feature = "driver")]
pub use codec::Scale;
pub use fault::{Fault, FaultKind};

/// The value that the bytes are, all of them.
///
/// # Errors
/// They are none of this type, or some are left over.
pub fn decode<T: Decode>(bytes: &[u8]) -> Result<T, Fault> {
    let mut bytes = Bytes::new(bytes);
    let value = bytes.decode()?;
    bytes.finish().map(|()| value)
}
