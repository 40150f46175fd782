//! The descriptors and their numbers.

use core::fmt;

/// A descriptor of a program: `specs/fault-proof/cannon-fault-proof-vm.md`, *I/O*. The host that a VM starts has the same numbers
/// for its ends of the two pipes (`op-preimage`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum FileDescriptor {
    /// What the program is given; nothing, in a VM.
    StdIn = 0,
    /// What the program prints.
    StdOut = 1,
    /// What the program says of its own.
    StdErr = 2,
    /// Where acknowledgements come in, and hints at the host.
    HintRead = 3,
    /// Where hints go out, and acknowledgements at the host.
    HintWrite = 4,
    /// Where preimages come in, and requests at the host.
    PreimageRead = 5,
    /// Where requests go out, and preimages at the host.
    PreimageWrite = 6,
}

impl FileDescriptor {
    /// Every descriptor, by its number.
    pub const ALL: [Self; 7] = [
        Self::StdIn,
        Self::StdOut,
        Self::StdErr,
        Self::HintRead,
        Self::HintWrite,
        Self::PreimageRead,
        Self::PreimageWrite,
    ];

    /// The number.
    #[must_use]
    pub const fn number(self) -> i32 {
        self as i32
    }

    /// The descriptor of that number.
    #[must_use]
    pub fn from_number(number: i32) -> Option<Self> {
        Self::ALL.get(usize::try_from(number).ok()?).copied()
    }
}

impl fmt::Display for FileDescriptor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self {
            Self::StdIn => "input",
            Self::StdOut => "output",
            Self::StdErr => "errors",
            Self::HintRead => "hints in",
            Self::HintWrite => "hints out",
            Self::PreimageRead => "preimages in",
            Self::PreimageWrite => "preimages out",
        };
        write!(f, "{} ({name})", self.number())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_the_specification() {
        for (number, descriptor) in (0..).zip(FileDescriptor::ALL) {
            assert_eq!(descriptor.number(), number);
            assert_eq!(FileDescriptor::from_number(number), Some(descriptor));
        }
        assert_eq!(FileDescriptor::from_number(7), None);
        assert_eq!(FileDescriptor::from_number(-1), None);
        assert_eq!(FileDescriptor::PreimageRead.number(), 5);
    }
}
