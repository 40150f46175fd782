//! A value: up to 2³¹ - 1 bytes, of which those are kept that were written.

use std::sync::Arc;

use super::map::Map;
use super::meter::{Charge, Meter};

/// The bytes of a piece, as in Octez (`lib_lazy_containers/chunked_byte_vector.ml`).
const PIECE: usize = 4_096;

/// Bytes under a key. Clones share their pieces; what was never written is zeros that take no memory, so that a kernel may
/// create a value of two gigabytes.
#[derive(Debug, Clone, Default)]
pub struct Value {
    size: u32,
    pieces: Map<u32, Arc<Piece>>,
}

#[derive(Debug, Clone)]
struct Piece {
    /// Without the zeros at the end.
    bytes: Vec<u8>,
    charge: Charge,
}

impl Value {
    /// Zeros.
    pub(crate) fn zeros(size: u32) -> Self {
        Self {
            size,
            pieces: Map::default(),
        }
    }

    /// How many bytes there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.size as usize
    }

    /// Whether there is no byte.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.size == 0
    }

    /// All bytes, or the first so many of them.
    #[must_use]
    pub fn to_vec(&self, most: usize) -> Vec<u8> {
        let mut bytes = vec![0; self.len().min(most)];
        self.read(0, &mut bytes);
        bytes
    }

    /// Whether both have the same bytes. What was copied is compared without looking at them.
    #[must_use]
    pub fn is_equal(&self, other: &Self) -> bool {
        if self.size != other.size {
            return false;
        }
        if self.pieces.is_same(&other.pieces) {
            return true;
        }
        let covered = |one: &Self, other: &Self| {
            one.pieces.iter().all(|(index, piece)| {
                let zeros: &[u8] = &[];
                let others = other.pieces.get(index);
                others.is_some_and(|others| Arc::ptr_eq(piece, others))
                    || without_zeros(&piece.bytes)
                        == without_zeros(others.map_or(zeros, |others| &others.bytes))
            })
        };
        covered(self, other) && covered(other, self)
    }

    /// Fills the buffer with the bytes from there on; those behind the end are left.
    pub(crate) fn read(&self, offset: usize, buffer: &mut [u8]) {
        let mut at = offset;
        let end = self.len().min(offset.saturating_add(buffer.len()));
        while at < end {
            let (index, inside) = place(at);
            let length = (PIECE - inside).min(end - at);
            let target = &mut buffer[at - offset..at - offset + length];
            let bytes = self
                .pieces
                .get(&index)
                .map_or(&[][..], |piece| &piece.bytes);
            let there = bytes.get(inside..).unwrap_or_default();
            let written = there.len().min(length);
            target[..written].copy_from_slice(&there[..written]);
            target[written..].fill(0);
            at += length;
        }
    }

    /// Writes bytes, which may go beyond the end.
    pub(crate) fn write(&mut self, offset: u32, bytes: &[u8], meter: &Meter) {
        let start = offset as usize;
        let mut done = 0;
        while done < bytes.len() {
            let (index, inside) = place(start + done);
            let length = (PIECE - inside).min(bytes.len() - done);
            let part = &bytes[done..done + length];
            self.write_piece(index, inside, part, meter);
            done += length;
        }
        let end = u32::try_from(start + bytes.len()).unwrap_or(u32::MAX);
        self.size = self.size.max(end);
    }

    fn write_piece(&mut self, index: u32, inside: usize, part: &[u8], meter: &Meter) {
        if let Some(piece) = self.pieces.get_mut(&index) {
            let Piece { bytes, charge } = Arc::make_mut(piece);
            let end = inside + part.len();
            if bytes.len() < end {
                bytes.resize(end, 0);
                charge.resize(bytes.capacity());
            }
            bytes[inside..end].copy_from_slice(part);
            return;
        }
        // Zeros are there already.
        if *part == [0; PIECE][..part.len()] {
            return;
        }
        let mut bytes = vec![0; inside];
        bytes.extend_from_slice(part);
        let charge = meter.charge(bytes.capacity());
        let piece = Arc::new(Piece { bytes, charge });
        self.pieces.insert(index, size_of::<u32>(), piece, meter);
    }

    /// What a hash of the value is made of: the pieces that are not zeros, with their places.
    pub(crate) fn hash(&self, mut add: impl FnMut(&[u8])) -> usize {
        let mut hashed = 8;
        add(&u64::from(self.size).to_le_bytes());
        for (index, piece) in self.pieces.iter() {
            let bytes = without_zeros(&piece.bytes);
            if !bytes.is_empty() {
                add(&index.to_le_bytes());
                add(&(bytes.len() as u64).to_le_bytes());
                add(bytes);
                hashed += 12 + bytes.len();
            }
        }
        hashed
    }
}

/// Which piece a byte is in, and where there.
fn place(at: usize) -> (u32, usize) {
    // A value has at most 2³¹ - 1 bytes.
    (u32::try_from(at / PIECE).unwrap_or(u32::MAX), at % PIECE)
}

fn without_zeros(bytes: &[u8]) -> &[u8] {
    let last = bytes.iter().rposition(|byte| *byte != 0);
    &bytes[..last.map_or(0, |last| last + 1)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_read_as_one() {
        let (meter, mut value, mut model) = (Meter::default(), Value::default(), Vec::new());
        for (offset, length) in [(0, 10), (10, 2_048), (2_000, 2_048), (4_048, 2_048), (5, 1)] {
            let seed = u8::try_from(offset % 7).unwrap();
            let bytes: Vec<u8> = (1..=250).cycle().skip(seed.into()).take(length).collect();
            value.write(u32::try_from(offset).unwrap(), &bytes, &meter);
            model.resize(model.len().max(offset + length), 0);
            model[offset..offset + length].copy_from_slice(&bytes);
            assert_eq!(value.to_vec(usize::MAX), model);
        }
        let mut buffer = [9; 6];
        value.read(model.len() - 3, &mut buffer);
        assert_eq!(buffer[..3], model[model.len() - 3..]);
        assert_eq!(buffer[3..], [9; 3]);
    }

    #[test]
    fn two_gigabytes_of_zeros_take_no_memory() {
        let meter = Meter::default();
        let mut value = Value::zeros(i32::MAX as u32);
        assert_eq!(value.len(), i32::MAX as usize);
        assert_eq!(meter.used(), 0);
        value.write(1 << 30, b"x", &meter);
        assert!(meter.used() < 8_192, "{}", meter.used());
        let mut buffer = [7; 3];
        value.read((1 << 30) - 1, &mut buffer);
        assert_eq!(buffer, [0, b'x', 0]);
    }

    #[test]
    fn zeros_that_were_written_are_equal_to_zeros_that_were_not() {
        let meter = Meter::default();
        let mut written = Value::zeros(5_000);
        written.write(4_096, &[0; 100], &meter);
        assert!(written.is_equal(&Value::zeros(5_000)));
        assert!(Value::zeros(5_000).is_equal(&written));
        written.write(4_999, &[1], &meter);
        assert!(!Value::zeros(5_000).is_equal(&written));
    }
}
