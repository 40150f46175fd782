//! Inputs of the target `export`: a case, where its name and its data lie in memory, and the blocks that the caller says.

use data_driver::export::Block;

use crate::case::HEADER;

/// An input that has been read.
#[derive(Debug)]
pub struct Call {
    /// Whether the data is text to be encoded.
    pub encodes: bool,
    /// Whether `init` is called first.
    pub is_deployed: bool,
    /// The memory with name and data in it.
    pub memory: Vec<u8>,
    /// What the caller says of the name, the data and the place of the result.
    pub blocks: [Block; 3],
}

/// The bytes between the case's header and its data.
pub const LAYOUT: usize = 1 + 4 * 2 + 3 * 9;

impl Call {
    /// Reads the bytes behind a case's header: the call and the case's data; `None` where there are too few.
    #[must_use]
    pub fn read<'a>(name: &str, bytes: &'a [u8]) -> Option<(Self, &'a [u8])> {
        let (layout, data) = bytes.split_first_chunk::<LAYOUT>()?;
        let short = |at: usize| usize::from(u16::from_le_bytes([layout[at], layout[at + 1]]));
        let long = |at: usize| {
            u32::from_le_bytes([layout[at], layout[at + 1], layout[at + 2], layout[at + 3]])
        };
        let (flags, size, out) = (layout[0], short(1), short(7));
        let mut memory = vec![0xaa; size + 1];
        let name = place(&mut memory, short(3), name.as_bytes());
        let data_block = place(&mut memory, short(5), data);
        let rest = size.saturating_sub(out);
        let out = block(out, rest);
        let said = |index: usize, honest: Block| {
            let at = 9 + 9 * index;
            let lie = Block {
                ptr: long(at + 1),
                len: long(at + 5),
            };
            // Some are right, some are wrong in one of the two, by little or by much.
            match layout[at] % 8 {
                0..=3 => honest,
                4 => Block {
                    len: lie.len,
                    ..honest
                },
                5 => Block {
                    ptr: lie.ptr,
                    ..honest
                },
                6 => Block {
                    ptr: honest.ptr.wrapping_add(lie.ptr % 16),
                    len: lie.len % 4096,
                },
                _ => lie,
            }
        };
        let call = Self {
            encodes: flags & 1 == 1,
            is_deployed: flags & 2 == 2,
            blocks: [said(0, name), said(1, data_block), said(2, out)],
            memory,
        };
        Some((call, data))
    }
}

/// Puts bytes into the memory, as many as fit, and gives their block.
fn place(memory: &mut [u8], at: usize, bytes: &[u8]) -> Block {
    let at = at.min(memory.len());
    let room = &mut memory[at..];
    let length = bytes.len().min(room.len());
    room[..length].copy_from_slice(&bytes[..length]);
    block(at, length)
}

fn block(ptr: usize, len: usize) -> Block {
    let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    Block {
        ptr: small(ptr),
        len: small(len),
    }
}

/// The input for a case, with everything where an honest caller puts it.
#[must_use]
pub fn seed(case: &[u8], encodes: bool) -> Vec<u8> {
    let (header, data) = case.split_at(HEADER);
    let mut layout = [0; LAYOUT];
    layout[0] = encodes.into();
    let shorts = [u16::MAX, 16, 128, 16 << 10];
    for (at, short) in [1, 3, 5, 7].into_iter().zip(shorts) {
        layout[at..at + 2].copy_from_slice(&short.to_le_bytes());
    }
    [header, &layout, data].concat()
}
