//! What the other side puts out, piece by piece.

/// The most bytes of a result, in either direction: 64 MiB.
pub const MAX_OUTPUT: usize = 64 << 20;

/// How many bytes are put out at once.
pub(crate) const PIECE: usize = 64 << 10;

/// What was put out so far.
#[cfg(not(target_family = "wasm"))]
#[derive(Debug, Default)]
pub(crate) struct Collected {
    pub(crate) bytes: Vec<u8>,
    /// Why it is not all.
    pub(crate) spoilt: Option<Spoilt>,
}

/// Why what was collected is of no use.
#[cfg(not(target_family = "wasm"))]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spoilt {
    /// More than [`MAX_OUTPUT`].
    TooLarge,
    /// So many bytes at a null pointer.
    Null(usize),
}

#[cfg(not(target_family = "wasm"))]
impl core::fmt::Display for Spoilt {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::TooLarge => write!(f, "has more than {MAX_OUTPUT} bytes"),
            Self::Null(len) => write!(f, "is {len} bytes at a null pointer"),
        }
    }
}

#[cfg(not(target_family = "wasm"))]
impl Collected {
    /// Takes another piece.
    pub(crate) fn push(&mut self, piece: &[u8]) {
        if self.spoilt.is_some() {
            return;
        }
        if piece.len() > MAX_OUTPUT - self.bytes.len() {
            self.spoilt = Some(Spoilt::TooLarge);
            self.bytes = Vec::new();
            return;
        }
        self.bytes.extend_from_slice(piece);
    }
}

/// The pieces in which a result is put out: an empty one is one piece, so that the other side hears of it.
pub(crate) fn pieces(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let empty = bytes.is_empty().then_some(bytes);
    empty.into_iter().chain(bytes.chunks(PIECE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_result_is_one_piece_and_a_long_one_many() {
        let sizes = |len: usize| -> Vec<usize> { pieces(&vec![7; len]).map(<[u8]>::len).collect() };
        assert_eq!(sizes(0), [0]);
        assert_eq!(sizes(1), [1]);
        assert_eq!(sizes(PIECE), [PIECE]);
        assert_eq!(sizes(2 * PIECE + 1), [PIECE, PIECE, 1]);
    }

    #[test]
    fn no_more_is_kept_than_may_be() {
        let mut collected = Collected::default();
        collected.push(&vec![0; MAX_OUTPUT]);
        assert_eq!(collected.spoilt, None);
        collected.push(&[]);
        assert_eq!(collected.bytes.len(), MAX_OUTPUT);
        collected.push(&[1]);
        assert_eq!(collected.spoilt, Some(Spoilt::TooLarge));
        assert_eq!(collected.bytes.capacity(), 0);
    }
}
