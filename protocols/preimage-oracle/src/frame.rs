//! Bytes with their length in front.
//!
//! | what | length | source |
//! |---|---|---|
//! | a response | 8 bytes, big-endian | `specs/fault-proof/index.md`, *Pre-image communication* |
//! | a hint | 4 bytes, big-endian | the same, *Hinting*; `op-preimage/hints.go`, `kona-preimage/src/hint.rs` |
//! | a hint, as o1vm writes it | 8 bytes, big-endian | `o1vm/src/preimage_oracle.rs` |
//!
//! A reader of 4 bytes takes a hint behind 8 bytes for two, the first of which is empty, and
//! acknowledges both.

use alloc::format;
use alloc::vec::Vec;

use crate::Error;

/// How long the length is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prefix {
    /// 4 bytes.
    U32,
    /// 8 bytes.
    U64,
}

impl Prefix {
    /// How many bytes the length takes.
    #[must_use]
    pub const fn size(self) -> usize {
        match self {
            Self::U32 => 4,
            Self::U64 => 8,
        }
    }
}

/// Appends the bytes with their length in front.
///
/// # Errors
/// There are more bytes than the length can say.
pub fn write(prefix: Prefix, content: &[u8], out: &mut Vec<u8>) -> Result<(), Error> {
    out.reserve(prefix.size() + content.len());
    match prefix {
        Prefix::U32 => {
            let length = u32::try_from(content.len()).map_err(|_| {
                let found = format!("{}", content.len());
                Error::length(0, format!("at most {} bytes", u32::MAX), found)
            })?;
            out.extend_from_slice(&length.to_be_bytes());
        }
        Prefix::U64 => out.extend_from_slice(&(content.len() as u64).to_be_bytes()),
    }
    out.extend_from_slice(content);
    Ok(())
}

/// The bytes behind a length, which are all that there are.
///
/// # Errors
/// There are more bytes, or fewer.
pub fn read(prefix: Prefix, bytes: &[u8]) -> Result<&[u8], Error> {
    let size = prefix.size();
    let Some((length, content)) = bytes.split_at_checked(size) else {
        let expected = format!("a length of {size} bytes");
        return Err(Error::length(
            bytes.len(),
            expected,
            format!("the end after {}", bytes.len()),
        ));
    };
    let length = length
        .iter()
        .fold(0_u64, |length, byte| length << 8 | u64::from(*byte));
    let there = content.len() as u64;
    if length > there {
        let expected = format!("{length} bytes behind the length");
        return Err(Error::length(
            bytes.len(),
            expected,
            format!("the end after {there}"),
        ));
    }
    match usize::try_from(length) {
        Ok(length) if length < content.len() => {
            let found = format!("{} more", content.len() - length);
            Err(Error::length(size + length, "the end of the bytes", found))
        }
        _ => Ok(content),
    }
}
