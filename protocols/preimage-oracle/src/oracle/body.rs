//! The bytes behind a length.

use alloc::vec;
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
    let mut bytes = vec![0; length.min(FIRST).max(start.len())];
    let (front, _) = bytes.split_at_mut(start.len());
    front.copy_from_slice(start);
    let mut there = start.len();
    while there < length {
        if there == bytes.len() {
            bytes.resize(length.min(there * 2), 0);
        }
        let rest = bytes.get_mut(there..).unwrap_or_default();
        channel
            .read_exact(rest)
            .await
            .map_err(|error| error.behind(there, length))?;
        there = bytes.len();
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
        channel.read_exact(piece).await?;
        there += piece.len() as u64;
    }
    Ok(())
}
