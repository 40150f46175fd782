//! The programs of this package that have a WebAssembly runtime in them.
//!
//! Compiling one takes minutes the first time, so the commands themselves are without.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result, bail};
use data_driver_build::{Call, RunError, Runner};
use serde_json::{Value, json};

use crate::demo::from_hex;
use crate::drivers;
use crate::run::{cargo, run};

/// Compiles the programs, unless that was done, and gives the path of one.
///
/// All at once, because most of the time goes into what they share. With the whole workspace in view
/// cargo chooses the same features for every dependency as `cargo xtask test` does, and need not
/// compile them twice.
pub(crate) fn path(name: &str) -> Result<PathBuf> {
    run(cargo()
        .args(["build", "--workspace"])
        .args(["--example", "demo", "--example", "driver"])
        .stdout(std::io::stderr()))?;
    let program = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    Ok(drivers::workspace()?
        .target
        .join("debug/examples")
        .join(program))
}

/// Runs drivers in the Rust host. The program is compiled for the first of them.
pub(crate) fn runner() -> Runner {
    let program = Mutex::new(None);
    Runner::new(move |driver| {
        let mut program = program.lock().unwrap_or_else(PoisonError::into_inner);
        let program = match &mut *program {
            Some(program) => program,
            none => none.insert(path("driver")?),
        };
        let mut host = Host::start(program, driver)?;
        Ok(move |call: Call<'_>| host.call(call))
    })
}

/// The program `driver` with one driver.
struct Host {
    process: Child,
    stdin: ChildStdin,
    stdout: BufReader<ChildStdout>,
}

impl Host {
    fn start(program: &Path, driver: &Path) -> Result<Self> {
        let mut process = Command::new(program)
            .arg(driver)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| program.display().to_string())?;
        let stdin = process.stdin.take().context("the input was to be piped")?;
        let stdout = process
            .stdout
            .take()
            .context("the output was to be piped")?;
        Ok(Self {
            process,
            stdin,
            stdout: BufReader::new(stdout),
        })
    }

    fn call(&mut self, call: Call<'_>) -> Result<Vec<u8>, RunError> {
        Ok(match call {
            Call::Encode { function, json } => {
                from_hex(&self.ask(&json!(["encode", function, json]))?)?
            }
            Call::Decode { what, name, bytes } => {
                let what = what.as_str();
                let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
                self.ask(&json!([what, name, digits]))?.into()
            }
            Call::Cost { vectors } => self.ask(&json!(["cost", vectors]))?.into(),
            _ => self.ask(&json!(["schema"]))?.into(),
        })
    }

    fn ask(&mut self, call: &Value) -> Result<String> {
        writeln!(self.stdin, "{call}")?;
        let mut line = String::new();
        if self.stdout.read_line(&mut line)? == 0 {
            bail!("the host has ended: {}", self.process.wait()?);
        }
        let answer: Value = serde_json::from_str(&line)?;
        match (&answer["ok"], &answer["error"]) {
            (Value::String(text), _) => Ok(text.clone()),
            (_, Value::String(message)) => bail!("{message}"),
            _ => bail!("the host answers {line:?}"),
        }
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        // It ends by itself when its input does, and has nothing more to say.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
