//! The memory that a driver and its caller share.

/// A piece of memory that the caller names by its address and size in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// Address of the first byte.
    pub ptr: u32,
    /// Number of bytes.
    pub len: u32,
}

impl From<[u32; 2]> for Block {
    fn from([ptr, len]: [u32; 2]) -> Self {
        Self { ptr, len }
    }
}

impl Block {
    /// Whether the block is not null and ends inside a memory of `size` bytes.
    #[must_use]
    pub const fn is_inside(self, size: u64) -> bool {
        self.ptr != 0 && self.ptr as u64 + self.len as u64 <= size
    }
}

/// Access to the memory that a driver and its caller share.
pub trait Memory {
    /// The size in bytes.
    fn size(&self) -> u64;

    /// The bytes of a block; `None` where it is null or reaches outside.
    fn read(&self, block: Block) -> Option<&[u8]>;

    /// Writes to an address; false, and nothing written, where the bytes do not fit there.
    fn write(&mut self, ptr: u32, bytes: &[u8]) -> bool;
}

/// A piece of the host's memory, for running the exports' logic natively. Address 0 is null.
impl Memory for [u8] {
    fn size(&self) -> u64 {
        self.len() as u64
    }

    fn read(&self, block: Block) -> Option<&[u8]> {
        let inside = block.is_inside(Memory::size(self));
        inside.then(|| &self[block.ptr as usize..][..block.len as usize])
    }

    fn write(&mut self, ptr: u32, bytes: &[u8]) -> bool {
        let Ok(len) = u32::try_from(bytes.len()) else {
            return false;
        };
        let inside = Block { ptr, len }.is_inside(Memory::size(self));
        if inside {
            self[ptr as usize..][..bytes.len()].copy_from_slice(bytes);
        }
        inside
    }
}
