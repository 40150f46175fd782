//! What the exports do.

use alloc::format;
use alloc::string::String;

use super::{Block, Memory};
use crate::abi::{Code, Dialect, LENGTH_SIZE};
use crate::report::{Kind, Place, Report};
use crate::{ConvertibleContract, Decode, Error};

/// [`LENGTH_SIZE`] as a distance between addresses.
#[expect(clippy::cast_possible_truncation, reason = "it is 4")]
const LENGTH: u32 = LENGTH_SIZE as u32;

/// Text buffers up to this many bytes are kept for the next call; larger ones are given back.
const KEPT_BUFFER: usize = 1 << 20;

/// A driver with the state that its exports share.
#[derive(Debug, Default)]
pub struct Instance<D> {
    driver: D,
    /// The version of the crate that exports the driver, for one that gives none of its own.
    crate_version: &'static str,
    dialect: Dialect,
    last_error: Option<Report>,
    text: String,
}

impl<D: ConvertibleContract> Instance<D> {
    /// A fresh instance, which speaks the [specified](Dialect::Specified) dialect.
    pub const fn new(driver: D) -> Self {
        Self {
            driver,
            crate_version: crate::contract::NO_VERSION,
            dialect: Dialect::Specified,
            last_error: None,
            text: String::new(),
        }
    }

    /// The same, where the crate that exports the driver has this version. A driver that gives no
    /// version has it as well.
    #[must_use]
    pub const fn of_crate(mut self, version: &'static str) -> Self {
        self.crate_version = version;
        self
    }

    /// Switches to the [deployed](Dialect::Deployed) dialect. May be called any number of times.
    pub fn init(&mut self) {
        self.dialect = Dialect::Deployed;
    }

    /// The export `encode_input_fn`.
    pub fn encode_input_fn<M: Memory + ?Sized>(
        &mut self,
        memory: &mut M,
        name: Block,
        json: Block,
        out: Block,
    ) -> Code {
        let result = self
            .inputs(memory, Place::Function, name, json, out)
            .and_then(|(name, json)| {
                let place = Place::Function(name);
                let converted = text(json, "the JSON text")
                    .and_then(|json| self.driver.encode_input_fn(name, json));
                converted.map_err(|error| error.in_place(place))
            });
        match result {
            Ok(bytes) => {
                let code = self.finish(memory, out, &bytes);
                self.place_error(memory, name, |name| Place::Function(name));
                code
            }
            Err(error) => self.refuse(memory, out, &error),
        }
    }

    /// The exports `decode_input_fn`, `decode_output_fn` and `decode_event`.
    pub fn decode<M: Memory + ?Sized>(
        &mut self,
        memory: &mut M,
        what: Decode,
        name: Block,
        bytes: Block,
        out: Block,
    ) -> Code {
        let mut buffer = core::mem::take(&mut self.text);
        buffer.clear();
        let result = self
            .inputs(memory, |name| what.place(name), name, bytes, out)
            .and_then(|(name, bytes)| {
                // Text is about as long as the bytes. A long one that grew would be copied each time,
                // into memory that was never used before. Where there is none, the driver says so.
                if bytes.len() > KEPT_BUFFER {
                    let _ = buffer.try_reserve(bytes.len());
                }
                self.driver
                    .decode_to_text(what, name, bytes, &mut buffer)
                    .map_err(|error| error.in_place(what.place(name)))
            });
        let code = match result {
            Ok(()) => {
                let code = self.finish(memory, out, buffer.as_bytes());
                self.place_error(memory, name, |name| what.place(name));
                code
            }
            Err(error) => self.refuse(memory, out, &error),
        };
        if buffer.capacity() <= KEPT_BUFFER {
            self.text = buffer;
        }
        code
    }

    /// The export `get_schema`.
    pub fn get_schema<M: Memory + ?Sized>(&mut self, memory: &mut M, out: Block) -> Code {
        let schema = self.driver.get_schema();
        self.finish(memory, out, schema.as_bytes())
    }

    /// The export `get_version`.
    pub fn get_version<M: Memory + ?Sized>(&mut self, memory: &mut M, out: Block) -> Code {
        let version = match self.driver.get_version() {
            crate::contract::NO_VERSION => self.crate_version,
            version => version,
        };
        self.finish(memory, out, version.as_bytes())
    }

    /// The export `get_last_error`: a sentence, or nothing where the last call succeeded.
    pub fn get_last_error<M: Memory + ?Sized>(&self, memory: &mut M, out: Block) -> Code {
        let message = self
            .last_error
            .as_ref()
            .map_or("", |report| &report.message);
        self.put(memory, out, message.as_bytes())
    }

    /// The export `get_last_error_details`: a [`Report`] in JSON, or nothing where the last call
    /// succeeded.
    pub fn get_last_error_details<M: Memory + ?Sized>(&self, memory: &mut M, out: Block) -> Code {
        let details = self.last_error.as_ref().map(details).unwrap_or_default();
        self.put(memory, out, details.as_bytes())
    }

    /// The error of the last call, if it failed.
    pub fn last_error(&self) -> Option<&Report> {
        self.last_error.as_ref()
    }

    /// Replaces the error of the last call, for what the call itself could not report.
    #[cfg(target_family = "wasm")]
    pub(crate) fn set_last_error(&mut self, report: Report) {
        self.last_error = Some(report);
    }

    /// The name and the data that the caller points to.
    fn inputs<'m, 'p, M: Memory + ?Sized>(
        &self,
        memory: &'m M,
        place: impl Fn(&'m str) -> Place<'p>,
        name: Block,
        data: Block,
        out: Block,
    ) -> Result<(&'m str, &'m [u8]), Error>
    where
        'm: 'p,
    {
        let name = read(memory, name, "the name")?;
        let name = text(name, "the name")?;
        let data = read(memory, data, "the data").map_err(|error| error.in_place(place(name)))?;
        check_out(memory, out).map_err(|error| error.in_place(place(name)))?;
        Ok((name, data))
    }

    /// Ends a call that succeeded, unless the result does not fit.
    fn finish<M: Memory + ?Sized>(&mut self, memory: &mut M, out: Block, result: &[u8]) -> Code {
        self.last_error = None;
        match self.put(memory, out, result) {
            Code::Ok => Code::Ok,
            Code::BufferTooSmall => {
                let needed = result.len() + LENGTH_SIZE;
                let message = format!(
                    // There are loaders that grow their buffer where both words are said.
                    "the buffer is too small: the result takes {needed} bytes, the buffer has {}",
                    out.len
                );
                let kind = Kind::BufferTooSmall;
                self.fail(&Report::new(Code::BufferTooSmall, kind, message).into())
            }
            _ => {
                let outside = check_out(memory, out).err();
                let too_long = || invalid_input("the result is longer than a length can say");
                self.fail(&outside.unwrap_or_else(too_long))
            }
        }
    }

    /// Adds the function or event to the error of a call whose result did not fit.
    fn place_error<M: Memory + ?Sized>(
        &mut self,
        memory: &M,
        name: Block,
        place: impl FnOnce(&str) -> Place<'_>,
    ) {
        let Some(report) = &mut self.last_error else {
            return;
        };
        let name = memory
            .read(name)
            .and_then(|name| core::str::from_utf8(name).ok());
        if let Some(name) = name {
            report.set_place(place(name));
        }
    }

    /// Ends a call that failed. Its result is empty, for callers that read it before the code: what
    /// an earlier call left in the buffer must not pass for a length.
    fn refuse<M: Memory + ?Sized>(&mut self, memory: &mut M, out: Block, error: &Error) -> Code {
        self.put(memory, out, &[]);
        self.fail(error)
    }

    fn fail(&mut self, error: &Error) -> Code {
        let report = error.report();
        let code = Code::from_i32(report.code).unwrap_or(Code::OperationError);
        self.last_error = Some(report);
        code
    }

    /// Writes a length and a result; where only the length fits, the length alone.
    fn put<M: Memory + ?Sized>(&self, memory: &mut M, out: Block, result: &[u8]) -> Code {
        let Ok(length) = u32::try_from(result.len()) else {
            return Code::InvalidInput;
        };
        if check_out(memory, out).is_err() {
            return Code::InvalidInput;
        }
        let room = (out.len as usize).checked_sub(LENGTH_SIZE);
        if room.is_some() && !memory.write(out.ptr, &self.dialect.length_to_bytes(length)) {
            return Code::InvalidInput;
        }
        if room.is_none_or(|room| room < result.len()) {
            return Code::BufferTooSmall;
        }
        if result.is_empty() || memory.write(out.ptr + LENGTH, result) {
            Code::Ok
        } else {
            Code::InvalidInput
        }
    }
}

/// A report in JSON.
fn details(report: &Report) -> String {
    serde_json::to_string(report).unwrap_or_default()
}

#[cold]
fn invalid_input(message: impl Into<String>) -> Error {
    Report::new(Code::InvalidInput, Kind::InvalidInput, message).into()
}

#[cold]
fn outside(block: Block, size: u64, what: &str) -> Error {
    let Block { ptr, len } = block;
    invalid_input(if ptr == 0 {
        format!("the pointer to {what} is null")
    } else {
        format!("{what}, {len} bytes at {ptr}, reaches outside the memory of {size} bytes")
    })
}

fn read<'m, M: Memory + ?Sized>(
    memory: &'m M,
    block: Block,
    what: &str,
) -> Result<&'m [u8], Error> {
    memory
        .read(block)
        .ok_or_else(|| outside(block, memory.size(), what))
}

fn check_out<M: Memory + ?Sized>(memory: &M, out: Block) -> Result<(), Error> {
    let inside = out.is_inside(memory.size());
    if inside {
        Ok(())
    } else {
        Err(outside(out, memory.size(), "the output buffer"))
    }
}

fn text<'m>(bytes: &'m [u8], what: &str) -> Result<&'m str, Error> {
    core::str::from_utf8(bytes).map_err(|error| {
        let message = format!("{what} is not UTF-8 at byte {}", error.valid_up_to());
        let mut report = Report::new(Code::InvalidInput, Kind::InvalidInput, message);
        report.offset = u32::try_from(error.valid_up_to()).ok();
        report.into()
    })
}
