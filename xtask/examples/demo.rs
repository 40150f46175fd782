//! The Rust half of `cargo xtask demo`: what a Rust program does with a driver, and how long it takes.
//!
//! Prints one JSON object for the other half to be compared with. It is an example so that the command
//! itself does not wait for a WebAssembly runtime to be compiled.

use std::fs;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use data_driver_host::{Decode, Driver};
use serde_json::json;

/// How often each conversion is repeated to time it.
const CALLS: usize = 51;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let mut next = || {
        arguments
            .next()
            .context("usage: demo <driver.wasm> <call.json> <event.hex>")
    };
    let wasm = fs::read(next()?)?;
    let call = fs::read_to_string(next()?)?;
    let event = from_hex(&fs::read_to_string(next()?)?)?;

    let start = Instant::now();
    let driver = Driver::from_bytes(&wasm)?;
    let load = start.elapsed();

    let (encoded, encode) = timed(|| driver.encode_input("stake", &call))?;
    let (decoded, decode) = timed(|| driver.decode_text(Decode::Event, "reward", &event))?;

    let micros = |time: Duration| time.as_secs_f64() * 1e6;
    println!(
        "{}",
        json!({
            "host": "wasmtime",
            "version": driver.version(),
            "load": micros(load),
            "encode": encode.map(micros),
            "decode": decode.map(micros),
            "bytes": to_hex(&encoded),
            "text": decoded,
        })
    );
    Ok(())
}

/// The result of a conversion, the time it takes at first, and the median of the times after that.
///
/// A driver remembers the keys that it has read, so the two tell different things.
fn timed<T, E>(convert: impl Fn() -> Result<T, E>) -> Result<(T, [Duration; 2]), E> {
    let start = Instant::now();
    let result = convert()?;
    let first = start.elapsed();
    let mut times = Vec::with_capacity(CALLS);
    for _ in 0..CALLS {
        let start = Instant::now();
        convert()?;
        times.push(start.elapsed());
    }
    times.sort();
    Ok((result, [first, times[CALLS / 2]]))
}

fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn from_hex(text: &str) -> Result<Vec<u8>> {
    let digits: Vec<u8> = text
        .bytes()
        .filter(|byte| !byte.is_ascii_whitespace())
        .collect();
    digits
        .chunks(2)
        .map(|pair| Ok(u8::from_str_radix(str::from_utf8(pair)?, 16)?))
        .collect()
}
