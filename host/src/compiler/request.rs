//! What a process is to compile, and within what.

use std::io::{self, Read, Write};
use std::time::Duration;

/// What the request begins with: another program's output is none.
const MAGIC: [u8; 8] = *b"ddriver1";

/// What a module is to be compiled for, and within what. The module itself stands behind it, to the end of the input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Request {
    /// As in [`Limits`](crate::Limits).
    pub(crate) stack: usize,
    pub(crate) wide_arithmetic: bool,
    pub(crate) memory: usize,
    pub(crate) time: Duration,
}

impl Request {
    /// Writes the magic number, then stack in bytes, memory in bytes and time in milliseconds, each of 64 bits, little-endian, and one
    /// byte for wide arithmetic.
    pub(crate) fn write(&self, to: &mut impl Write) -> io::Result<()> {
        let time = u64::try_from(self.time.as_millis()).unwrap_or(u64::MAX);
        to.write_all(&MAGIC)?;
        for number in [self.stack as u64, self.memory as u64, time] {
            to.write_all(&number.to_le_bytes())?;
        }
        to.write_all(&[u8::from(self.wide_arithmetic)])
    }

    pub(crate) fn read(from: &mut impl Read) -> io::Result<Self> {
        let mut magic = [0; 8];
        from.read_exact(&mut magic)?;
        if magic != MAGIC {
            return Err(io::Error::other("no request"));
        }
        let mut number = || {
            let mut bytes = [0; 8];
            from.read_exact(&mut bytes)?;
            io::Result::Ok(u64::from_le_bytes(bytes))
        };
        let (stack, memory, time) = (number()?, number()?, number()?);
        let mut wide_arithmetic = [0];
        from.read_exact(&mut wide_arithmetic)?;
        Ok(Self {
            stack: usize::try_from(stack).map_err(io::Error::other)?,
            memory: usize::try_from(memory).unwrap_or(usize::MAX),
            time: Duration::from_millis(time),
            wide_arithmetic: wide_arithmetic != [0],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_arrives_and_nothing_else_is_one() {
        let request = Request {
            stack: 512 << 10,
            wide_arithmetic: true,
            memory: 1 << 30,
            time: Duration::from_millis(1_500),
        };
        let mut bytes = Vec::new();
        request.write(&mut bytes).unwrap();
        let mut rest = &[&bytes[..], b"\0asm"].concat()[..];
        assert_eq!(Request::read(&mut rest).unwrap(), request);
        assert_eq!(rest, b"\0asm");
        for length in 0..bytes.len() {
            assert!(Request::read(&mut &bytes[..length]).is_err(), "{length}");
        }
        bytes[0] ^= 1;
        assert!(Request::read(&mut &bytes[..]).is_err());
    }
}
