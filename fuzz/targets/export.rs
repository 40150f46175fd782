//! What the exports do, over a simulated memory, for callers who say any pointers and lengths.
//!
//! * Nothing panics, and nothing is written outside the output buffer.
//! * A result is what the driver gives for the bytes that the caller points to, with its length in front.
//! * `BufferTooSmall` says how much is needed, and that much is enough.
//! * After a refusal there is an error with the same code, which can be read twice; the length in the buffer is zero.

#![no_main]

use data_driver::abi::{Code, Dialect};
use data_driver::export::{Block, Instance, Memory};
use data_driver::{ConvertibleContract, Decode, Error, JsonValue};
use data_driver_fuzz::case::{Case, HEADER};
use data_driver_fuzz::exports::Call;

/// A driver that an instance can own.
struct Borrowed(&'static (dyn ConvertibleContract + Send + Sync));

impl ConvertibleContract for Borrowed {
    fn encode_input_fn(&self, name: &str, json: &str) -> Result<Vec<u8>, Error> {
        self.0.encode_input_fn(name, json)
    }
    fn decode_input_fn(&self, name: &str, bytes: &[u8]) -> Result<JsonValue, Error> {
        self.0.decode_input_fn(name, bytes)
    }
    fn decode_output_fn(&self, name: &str, bytes: &[u8]) -> Result<JsonValue, Error> {
        self.0.decode_output_fn(name, bytes)
    }
    fn decode_event(&self, name: &str, bytes: &[u8]) -> Result<JsonValue, Error> {
        self.0.decode_event(name, bytes)
    }
    fn get_schema(&self) -> String {
        self.0.get_schema()
    }
    fn get_version(&self) -> &'static str {
        self.0.get_version()
    }
    fn decode_to_text(
        &self,
        what: Decode,
        name: &str,
        bytes: &[u8],
        out: &mut String,
    ) -> Result<(), Error> {
        self.0.decode_to_text(what, name, bytes, out)
    }
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some(case) = Case::read(bytes) else {
        return;
    };
    let Some((call, _)) = Call::read(case.name, &bytes[HEADER..]) else {
        return;
    };
    let driver = &*case.native.driver;
    let mut instance = Instance::new(Borrowed(driver));
    let mut dialect = Dialect::Specified;
    if call.is_deployed {
        instance.init();
        dialect = Dialect::Deployed;
    }
    let [name, data, out] = call.blocks;
    let run = |instance: &mut Instance<Borrowed>, memory: &mut [u8], out: Block| match call.encodes
    {
        true => instance.encode_input_fn(memory, name, data, out),
        false => instance.decode(memory, case.what, name, data, out),
    };

    let mut memory = call.memory.clone();
    let code = run(&mut instance, &mut memory, out);
    assert_untouched_outside(out, &call.memory, &memory);
    match code {
        Code::Ok => {
            assert!(instance.last_error().is_none());
            let expected = expected(driver, &call, case.what);
            let expected = expected.expect("what the driver refuses by itself");
            assert_eq!(result(&memory, out, dialect), Some(&*expected));
        }
        Code::BufferTooSmall => {
            let expected = expected(driver, &call, case.what);
            let expected = expected.expect("what the driver refuses by itself");
            if out.len >= 4 {
                assert_eq!(length(&memory, out, dialect), Some(expected.len()));
            }
            // The same memory with a new end, which is just large enough.
            let mut memory = call.memory.clone();
            let out = Block {
                ptr: u32::try_from(memory.len()).expect("a small one"),
                len: u32::try_from(expected.len() + 4).expect("a small one"),
            };
            memory.resize(memory.len() + expected.len() + 4, 0xaa);
            assert_error_is_kept(&instance, code, dialect);
            assert_eq!(run(&mut instance, &mut memory, out), Code::Ok);
            assert_eq!(result(&memory, out, dialect), Some(&*expected));
        }
        _ => {
            assert!(
                matches!(code, Code::InvalidInput | Code::OperationError),
                "{code:?}"
            );
            if let Some(length) = length(&memory, out, dialect) {
                assert_eq!(length, 0);
            }
            assert_error_is_kept(&instance, code, dialect);
        }
    }
    fixed_texts(&mut instance, driver, &call.memory, out, dialect);
});

/// What the driver itself says to the bytes that the caller points to.
fn expected(driver: &dyn ConvertibleContract, call: &Call, what: Decode) -> Option<Vec<u8>> {
    let memory = &call.memory[..];
    let name = str::from_utf8(memory.read(call.blocks[0])?).ok()?;
    let data = memory.read(call.blocks[1])?;
    if call.encodes {
        return driver
            .encode_input_fn(name, str::from_utf8(data).ok()?)
            .ok();
    }
    let mut text = String::new();
    driver.decode_to_text(what, name, data, &mut text).ok()?;
    Some(text.into_bytes())
}

/// The length that stands in front of the result, where there is room for one.
fn length(memory: &[u8], out: Block, dialect: Dialect) -> Option<usize> {
    let length = memory.read(out)?.first_chunk()?;
    usize::try_from(dialect.length_from_bytes(*length)).ok()
}

fn result(memory: &[u8], out: Block, dialect: Dialect) -> Option<&[u8]> {
    memory.read(out)?.get(4..4 + length(memory, out, dialect)?)
}

fn assert_untouched_outside(out: Block, before: &[u8], after: &[u8]) {
    assert_eq!(before.len(), after.len());
    let (start, end) = match before.read(out) {
        Some(block) => (out.ptr as usize, out.ptr as usize + block.len()),
        None => (0, 0),
    };
    assert!(
        before[..start] == after[..start],
        "written in front of the buffer"
    );
    assert!(before[end..] == after[end..], "written behind the buffer");
}

/// Reads the last error as callers do: into too small a buffer first, then twice.
fn assert_error_is_kept(instance: &Instance<Borrowed>, code: Code, dialect: Dialect) {
    let report = instance.last_error().expect("an error").clone();
    assert_eq!(report.code, code as i32);
    let mut memory = vec![0; 16 << 10];
    let out = Block {
        ptr: 8,
        len: 16 << 10,
    };
    let out = Block {
        len: out.len - 8,
        ..out
    };
    let small = Block { len: 4, ..out };
    assert_eq!(
        instance.get_last_error(&mut memory[..], small),
        Code::BufferTooSmall
    );
    for _ in 0..2 {
        assert_eq!(instance.get_last_error(&mut memory[..], out), Code::Ok);
        let message = result(&memory, out, dialect);
        assert_eq!(message, Some(report.message.as_bytes()));
    }
    assert_eq!(
        instance.get_last_error_details(&mut memory[..], out),
        Code::Ok
    );
    let details = result(&memory, out, dialect).expect("details");
    let details: data_driver::Report = serde_json::from_slice(details).expect("a report");
    assert_eq!(details, report);
}

/// What needs no input goes into any buffer, too.
fn fixed_texts(
    instance: &mut Instance<Borrowed>,
    driver: &dyn ConvertibleContract,
    before: &[u8],
    out: Block,
    dialect: Dialect,
) {
    let mut memory = before.to_vec();
    let code = instance.get_version(&mut memory[..], out);
    assert_untouched_outside(out, before, &memory);
    if code == Code::Ok {
        let version = driver.get_version();
        assert_eq!(result(&memory, out, dialect), Some(version.as_bytes()));
    }
    // A schema is long to make: where it cannot fit all the same, the version has shown that.
    if out.len > 64 || before.read(out).is_none() {
        return;
    }
    let code = instance.get_schema(&mut memory[..], out);
    assert_untouched_outside(out, before, &memory);
    assert_eq!(code, Code::BufferTooSmall);
}
