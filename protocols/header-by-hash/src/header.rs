//! The header of a block.

use alloy_rlp::Decodable;

/// What the example wants of a header. Others stand around it: 15 of them in the first blocks, 21 by now, all of one list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    /// The hash of the block before.
    pub parent_hash: [u8; 32],
    /// The block's number.
    pub number: u64,
}

/// Why bytes are no header.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HeaderError {
    /// They are not the RLP of what is expected.
    #[error("header: {0}")]
    Rlp(alloy_rlp::Error),
    /// There are bytes behind the list.
    #[error("header: expected the end, found {0} more bytes")]
    More(usize),
}

impl From<alloy_rlp::Error> for HeaderError {
    fn from(error: alloy_rlp::Error) -> Self {
        Self::Rlp(error)
    }
}

/// How many members stand between the parent's hash and the number: those of uncles, beneficiary, state, transactions, receipts, bloom
/// and difficulty.
const BETWEEN: usize = 7;

impl Header {
    /// Reads the RLP of a header.
    ///
    /// # Errors
    /// It is none.
    pub fn decode(mut rlp: &[u8]) -> Result<Self, HeaderError> {
        let mut members = alloy_rlp::Header::decode_bytes(&mut rlp, true)?;
        if !rlp.is_empty() {
            return Err(HeaderError::More(rlp.len()));
        }
        let parent_hash = Decodable::decode(&mut members)?;
        for _ in 0..BETWEEN {
            alloy_rlp::Header::decode_bytes(&mut members, false)?;
        }
        let number = Decodable::decode(&mut members)?;
        while !members.is_empty() {
            alloy_rlp::Header::decode_bytes(&mut members, false)?;
        }
        Ok(Self {
            parent_hash,
            number,
        })
    }
}
