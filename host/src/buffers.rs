//! The blocks in a driver's memory through which a call's bytes go in and out.
//!
//! Both stay allocated between calls, so that an ordinary call allocates nothing; large ones are
//! given back by [`Buffers::tidy`].

use data_driver::abi::{ALLOC_ALIGN, Code, Dialect, LENGTH_SIZE};
use data_driver::{Kind, Report};
use wasmtime::Store;

use crate::guest::{Block, Guest, State};
use crate::{Cause, Error, Fault};

/// Size of the first output buffer in bytes; the results of nearly all calls fit.
const OUTPUT: u32 = 64 << 10;

/// Size of the smallest input buffer in bytes.
const INPUT: u32 = 4 << 10;

/// Buffers up to this many bytes are kept for the next call.
const KEPT: u32 = 1 << 20;

/// [`LENGTH_SIZE`] as a distance between addresses.
#[expect(clippy::cast_possible_truncation, reason = "it is 4")]
const LENGTH: u32 = LENGTH_SIZE as u32;

/// The two blocks.
#[derive(Debug)]
pub(crate) struct Buffers {
    input: Option<Block>,
    output: Option<Block>,
    dialect: Dialect,
    /// The longest result in bytes.
    limit: u32,
}

/// Where a call's name and data are.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Input {
    pub(crate) name: Block,
    pub(crate) data: Block,
}

/// How long a result may be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Room {
    /// How long it will be, as far as that is known.
    pub(crate) guess: usize,
    /// The most bytes, where that is less than the limit of every result.
    pub(crate) longest: usize,
}

/// What came of a call that returned.
#[derive(Debug)]
pub(crate) enum Outcome<'g> {
    /// The result, in the driver's memory.
    Done(&'g [u8]),
    /// The driver refuses.
    Refused(Code),
}

impl Buffers {
    pub(crate) fn new(dialect: Dialect, limit: usize) -> Self {
        let limit = u32::try_from(limit).unwrap_or(u32::MAX);
        Self {
            input: None,
            output: None,
            dialect,
            limit: limit.min(u32::MAX - LENGTH),
        }
    }

    /// Puts name and data into the driver's memory.
    pub(crate) fn put(
        &mut self,
        guest: &mut Guest,
        name: &str,
        data: &[u8],
    ) -> Result<Input, Error> {
        let needed = data.len().saturating_add(name.len() + ALLOC_ALIGN);
        let limit = guest.memory_limit();
        let needed = match u32::try_from(needed) {
            Ok(needed) if data.len() + name.len() <= limit => needed,
            _ => return Err(too_long(data.len().saturating_add(name.len()), limit)),
        };
        let block = match self.input {
            Some(block) if block.size >= needed => block,
            _ => {
                if let Some(block) = self.input.take() {
                    guest.dealloc(block)?;
                }
                let size = if needed <= KEPT {
                    needed.next_power_of_two().max(INPUT)
                } else {
                    needed
                };
                *self.input.insert(guest.alloc(size, self.output)?)
            }
        };
        // An archive must be aligned to be read in place, and not every driver's `alloc` aligns. Data
        // comes first for that, the name after it.
        let start = block.ptr as usize;
        let data_at = start.next_multiple_of(ALLOC_ALIGN);
        let name_at = data_at + data.len();
        let end = name_at + name.len();
        let bytes = guest.bytes_mut(data_at..end)?;
        let (data_bytes, name_bytes) = bytes.split_at_mut(data.len());
        data_bytes.copy_from_slice(data);
        name_bytes.copy_from_slice(name.as_bytes());
        Ok(Input {
            name: block_at(name_at, name.len())?,
            data: block_at(data_at, data.len())?,
        })
    }

    /// Calls an export that writes a result, as often as it takes to find a buffer that is large
    /// enough.
    ///
    /// A driver that says how large the buffer must be is called once more. The deployed ones do not
    /// say; for them the buffer doubles. With a good guess of the length, one call is enough.
    pub(crate) fn fill<'g>(
        &mut self,
        guest: &'g mut Guest,
        export: &'static str,
        Room { guess, longest }: Room,
        mut call: impl FnMut(&mut Store<State>, (u32, u32)) -> wasmtime::Result<i32>,
    ) -> Result<Outcome<'g>, Error> {
        let fault = |cause| Err(Fault::new(export, cause).into());
        let mut asked = false;
        let longest = u32::try_from(longest).unwrap_or(u32::MAX).min(self.limit);
        let guess = u32::try_from(guess.min(guest.memory_limit() / 8)).unwrap_or(u32::MAX);
        let room = guess.max(OUTPUT).min(longest + LENGTH);
        let mut block = self.output(guest, room)?;
        loop {
            // What an earlier call left there must not pass for an answer.
            self.set_length(guest, block, 0)?;
            let result = call(&mut guest.store, (block.ptr, block.size));
            let code = result.map_err(|error| guest.failure(export, &error))?;
            match Code::from_i32(code) {
                Some(Code::Ok) => break,
                Some(Code::BufferTooSmall) if asked => {
                    return fault(Cause::StillTooSmall(block.size));
                }
                Some(Code::BufferTooSmall) => {}
                Some(refused) => return Ok(Outcome::Refused(refused)),
                None => return fault(Cause::Code(code)),
            }
            let length = self.length(guest, block)?;
            asked = length > block.size - LENGTH;
            if asked && length > longest {
                return fault(Cause::Output {
                    length: Some(length as usize),
                    limit: longest as usize,
                });
            }
            let largest = longest + LENGTH;
            if !asked && block.size >= largest {
                return fault(Cause::Output {
                    length: None,
                    limit: longest as usize,
                });
            }
            let size = if asked {
                length + LENGTH
            } else {
                block.size.saturating_mul(2).min(largest)
            };
            block = self.output(guest, size)?;
        }
        let start = block.ptr as usize;
        let bytes = guest.bytes(start..start + block.size as usize)?;
        let (length, result) = bytes.split_first_chunk().ok_or_else(no_room)?;
        let length = self.dialect.length_from_bytes(*length);
        let Some(result) = result.get(..length as usize) else {
            return fault(Cause::BeyondBuffer {
                length,
                buffer: block.size,
            });
        };
        if length > longest {
            return fault(Cause::Output {
                length: Some(length as usize),
                limit: longest as usize,
            });
        }
        Ok(Outcome::Done(result))
    }

    /// Makes room for a result of this length before the call whose result it is, for the sake of
    /// drivers that forget what they wanted to say when it does not fit.
    pub(crate) fn reserve(&mut self, guest: &mut Guest, length: usize) -> Result<(), Error> {
        let length = u32::try_from(length).unwrap_or(u32::MAX).min(self.limit);
        self.output(guest, length + LENGTH).map(drop)
    }

    /// Gives large buffers back.
    pub(crate) fn tidy(&mut self, guest: &mut Guest) -> Result<(), Error> {
        for slot in [&mut self.input, &mut self.output] {
            if let Some(block) = slot.take_if(|block| block.size > KEPT) {
                guest.dealloc(block)?;
            }
        }
        Ok(())
    }

    /// An output buffer of at least this size.
    fn output(&mut self, guest: &mut Guest, size: u32) -> Result<Block, Error> {
        match self.output {
            Some(block) if block.size >= size => return Ok(block),
            Some(block) => {
                self.output = None;
                guest.dealloc(block)?;
            }
            None => {}
        }
        Ok(*self.output.insert(guest.alloc(size, self.input)?))
    }

    fn length(&self, guest: &Guest, block: Block) -> Result<u32, Error> {
        let start = block.ptr as usize;
        let mut length = [0; LENGTH_SIZE];
        length.copy_from_slice(guest.bytes(start..start + LENGTH_SIZE)?);
        Ok(self.dialect.length_from_bytes(length))
    }

    fn set_length(&self, guest: &mut Guest, block: Block, length: u32) -> Result<(), Error> {
        let start = block.ptr as usize;
        let field = guest.bytes_mut(start..start + LENGTH_SIZE)?;
        field.copy_from_slice(&self.dialect.length_to_bytes(length));
        Ok(())
    }
}

/// A block at an address inside the memory of a driver, which has 32 bits.
fn block_at(ptr: usize, size: usize) -> Result<Block, Error> {
    match (u32::try_from(ptr), u32::try_from(size)) {
        (Ok(ptr), Ok(size)) => Ok(Block { ptr, size }),
        _ => Err(Error::Host("an address of more than 32 bits".into())),
    }
}

/// Every output buffer has room for a length.
#[cold]
fn no_room() -> Error {
    Error::Host("an output buffer without room for a length".into())
}

#[cold]
fn too_long(length: usize, limit: usize) -> Error {
    let message =
        format!("the input of {length} bytes exceeds the driver's memory of {limit} bytes");
    Error::Rejected(Box::new(Report::new(
        Code::OperationError,
        Kind::LimitExceeded,
        message,
    )))
}
