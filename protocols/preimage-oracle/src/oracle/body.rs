//! The bytes behind a length.

use alloc::vec::Vec;

use crate::{Channel, ChannelError};

/// How much is set aside for a length before the first of its bytes has come.
const FIRST: usize = 1 << 20;

/// Reads the rest of `length` bytes, of which `start` is there.
///
/// A length costs the other side 8 bytes; memory is set aside as far as bytes come, twice of what is there at most.
pub(super) async fn read(
    channel: &impl Channel,
    start: &[u8],
    length: usize,
) -> Result<Vec<u8>, ChannelError> {
    let mut bytes = Vec::with_capacity(length.min(FIRST).max(start.len()));
    bytes.extend_from_slice(start);
    while bytes.len() < length {
        let there = bytes.len();
        // To the end of what is set aside, then as much again.
        let room = FIRST.checked_sub(there).filter(|room| *room > 0);
        let more = room.unwrap_or(there).min(length - there);
        bytes.reserve_exact(more);
        channel
            .read_into(&mut bytes, more)
            .await
            .map_err(|error| error.behind(there, length))?;
    }
    Ok(bytes)
}

/// Reads the rest of `length` bytes and forgets them.
pub(super) async fn pass_over(
    channel: &impl Channel,
    mut there: u64,
    length: u64,
) -> Result<(), ChannelError> {
    let mut piece = [0; 4096];
    while there < length {
        let rest = usize::try_from(length - there).unwrap_or(usize::MAX);
        let piece = &mut piece[..rest.min(4096)];
        let at = |bytes: u64| usize::try_from(bytes).unwrap_or(usize::MAX);
        channel
            .read_exact(piece)
            .await
            .map_err(|error| error.behind(at(there), at(length)))?;
        there += piece.len() as u64;
    }
    Ok(())
}
