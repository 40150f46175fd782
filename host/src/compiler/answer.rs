//! What a process has made of a module.

use std::io::{self, Write};

/// What a process has made of a module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Answer<'a> {
    /// Its compiled form.
    Code(&'a [u8]),
    /// It is no module, and why.
    Invalid(&'a str),
    /// The process cannot compile here, and why.
    Failed(&'a str),
}

/// Bytes in front of what an answer holds: its kind, and its length in 64 bits.
const HEAD: usize = 9;

impl<'a> Answer<'a> {
    /// Writes a byte for the kind, the length as 64 bits, little-endian, and what it holds.
    pub(crate) fn write(&self, to: &mut impl Write) -> io::Result<()> {
        let (kind, bytes) = match self {
            Self::Code(code) => (0, *code),
            Self::Invalid(words) => (1, words.as_bytes()),
            Self::Failed(words) => (2, words.as_bytes()),
        };
        to.write_all(&[kind])?;
        to.write_all(&(bytes.len() as u64).to_le_bytes())?;
        to.write_all(bytes)?;
        to.flush()
    }

    /// The answer that all of these bytes are.
    pub(crate) fn read(bytes: &'a [u8]) -> Option<Self> {
        let (head, held) = bytes.split_at_checked(HEAD)?;
        let (kind, length) = head.split_first()?;
        if u64::from_le_bytes(length.try_into().ok()?) != held.len() as u64 {
            return None;
        }
        match kind {
            0 => Some(Self::Code(held)),
            1 => Some(Self::Invalid(str::from_utf8(held).ok()?)),
            2 => Some(Self::Failed(str::from_utf8(held).ok()?)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_arrives_whole_or_not_at_all() {
        for answer in [
            Answer::Code(b"code"),
            Answer::Invalid("no module"),
            Answer::Failed(""),
        ] {
            let mut bytes = Vec::new();
            answer.write(&mut bytes).unwrap();
            assert_eq!(Answer::read(&bytes), Some(answer));
            for length in 0..bytes.len() {
                assert_eq!(Answer::read(&bytes[..length]), None);
            }
            bytes.push(0);
            assert_eq!(Answer::read(&bytes), None);
        }
        assert_eq!(Answer::read(b"\x03\0\0\0\0\0\0\0\0"), None);
        assert_eq!(Answer::read(b"\x01\x01\0\0\0\0\0\0\0\xff"), None);
    }
}
