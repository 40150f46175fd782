//! Runs a driver for `cargo xtask build`: `driver <driver.wasm>` answers the calls on its input.
//!
//! A line is one call, `["schema"]`, `["cost", <golden vectors>]`, `["encode", <function>, <json>]` or
//! `["input" | "output" | "event", <name>, <bytes in hex>]`, and so is its answer, `{"ok": <text>}` with
//! bytes in hex, or `{"error": <message>}`. It is an example so that the command itself does not wait for
//! a WebAssembly runtime to be compiled.

use std::io::{BufRead, Write};
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use data_driver_host::{Decode, Driver};
use serde_json::json;

fn main() -> Result<()> {
    let path = std::env::args_os()
        .nth(1)
        .context("usage: driver <driver.wasm>")?;
    let path = Path::new(&path);
    let driver = Driver::from_file(path)?;
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let call: Vec<String> = serde_json::from_str(&line?)?;
        let call: Vec<&str> = call.iter().map(String::as_str).collect();
        let answer = match answer(&driver, path, &call) {
            Ok(text) => json!({ "ok": text }),
            Err(error) => json!({ "error": format!("{error:#}") }),
        };
        writeln!(out, "{answer}")?;
        out.flush()?;
    }
    Ok(())
}

fn answer(driver: &Driver, path: &Path, call: &[&str]) -> Result<String> {
    let decode = |what, name, digits| -> Result<String> {
        Ok(driver.decode_text(what, name, &from_hex(digits)?)?)
    };
    match *call {
        ["schema"] => Ok(driver.schema_text()?.unwrap_or_default().to_owned()),
        ["cost", vectors] => {
            data_driver_cost::answer(path, vectors).map_err(|error| anyhow!("{error:#}"))
        }
        ["encode", function, json] => Ok(to_hex(&driver.encode_input(function, json)?)),
        ["input", name, digits] => decode(Decode::Input, name, digits),
        ["output", name, digits] => decode(Decode::Output, name, digits),
        ["event", name, digits] => decode(Decode::Event, name, digits),
        _ => bail!("no such call: {call:?}"),
    }
}

fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn from_hex(text: &str) -> Result<Vec<u8>> {
    let digits = text.as_bytes().chunks(2);
    digits
        .map(|pair| Ok(u8::from_str_radix(str::from_utf8(pair)?, 16)?))
        .collect()
}
