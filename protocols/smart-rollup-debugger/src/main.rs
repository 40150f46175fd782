//! The command `rollup-debugger`.

#![forbid(unsafe_code)]

use std::cell::RefCell;
use std::io::{BufRead, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::rc::Rc;

use clap::Parser;
use rustyline::error::ReadlineError;
use rustyline::history::MemHistory;
use serde_json::{Value, json};
use smart_rollup::hash::RollupAddress;
use smart_rollup_debugger::{
    Answer, Editor, Lines, Outcome, Session, read, read_inputs, read_kernel, shown,
};
use smart_rollup_host::durable::Durable;
use smart_rollup_host::reveal::Reveals;
use smart_rollup_host::{Limits, Machine, Rollup, Version};

/// Debugs kernels of Tezos smart rollups.
#[derive(Debug, Parser)]
#[command(name = "rollup-debugger", version)]
struct Arguments {
    /// The kernel: WebAssembly, its text, or its bytes in hex
    #[arg(long, value_name = "FILE")]
    kernel: PathBuf,
    /// The messages of each level, in JSON; several files are levels one behind the other
    #[arg(long, value_name = "FILE")]
    inputs: Vec<PathBuf>,
    /// The rollup's address
    #[arg(long, value_name = "ADDRESS")]
    rollup: Option<String>,
    /// The folder of preimages, each in a file named by the hex digits of its hash
    #[arg(long, value_name = "DIR", default_value = "preimage")]
    preimage_dir: PathBuf,
    /// The folder of pages of the data availability layer, each in a file named level-slot-page
    #[arg(long, value_name = "DIR", default_value = "dal_pages")]
    dal_pages_dir: PathBuf,
    /// A durable storage to begin with, as `save storage` writes it; its kernel gives way to the given one
    #[arg(long, value_name = "DIR")]
    storage: Option<PathBuf>,
    /// The folder that profiles are written into; without it, that of temporary files
    #[arg(long, value_name = "DIR")]
    profile_dir: Option<PathBuf>,
    /// The version of the virtual machine to begin with
    #[arg(long, value_name = "VERSION", default_value_t = Version::default().to_string())]
    pvm_version: String,
    /// The most fuel of one kernel_run
    #[arg(long, value_name = "N")]
    fuel: Option<u64>,
    /// The most fuel of all runs of a level together
    #[arg(long, value_name = "N")]
    level_fuel: Option<u64>,
    /// The most bytes of memory that the durable storage may take, with the steps to go back to
    #[arg(long, value_name = "BYTES")]
    storage_limit: Option<usize>,
    /// The most bytes of the kernel's memory
    #[arg(long, value_name = "BYTES")]
    memory_limit: Option<usize>,
    /// Hides what the kernel writes by write_debug
    #[arg(long)]
    no_kernel_debug: bool,
    /// A file of commands, one a line; without it, they are read from the terminal or a pipe
    #[arg(long, value_name = "FILE")]
    script: Option<PathBuf>,
    /// Prints one JSON object for each command
    #[arg(long)]
    json: bool,
}

/// What shells say of a command that was ended by Ctrl-C.
const INTERRUPTED: i32 = 130;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let json = arguments.json;
    match run(arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            let error = if json {
                json!({ "error": error }).to_string()
            } else {
                format!("error: {error}")
            };
            eprintln!("{}", shown(&error));
            ExitCode::from(2)
        }
    }
}

/// Runs a session. Gives whether every command could be done.
fn run(arguments: Arguments) -> Result<bool, String> {
    let is_terminal =
        arguments.script.is_none() && std::io::stdin().is_terminal() && !arguments.json;
    let session = session(&arguments, is_terminal)?;
    let mut printer = Printer {
        json: arguments.json,
        all_done: true,
    };
    if let Some(script) = &arguments.script {
        let script = read(script)?;
        follow(session, &script[..], &mut printer)?;
    } else if is_terminal {
        interact(session, &mut printer)?;
        // A person has seen what was wrong.
        return Ok(true);
    } else {
        follow(session, std::io::stdin().lock(), &mut printer)?;
    }
    Ok(printer.all_done)
}

fn session(arguments: &Arguments, is_interruptible: bool) -> Result<Session, String> {
    let mut reveals = Reveals::default();
    reveals.preimages.clone_from(&arguments.preimage_dir);
    reveals.dal_pages.clone_from(&arguments.dal_pages_dir);
    if let Some(rollup) = &arguments.rollup {
        let address =
            RollupAddress::from_base58(rollup).map_err(|error| format!("--rollup: {error}"))?;
        reveals.metadata.raw_rollup_address = address;
    }
    let version = Version::from_name(&arguments.pvm_version).ok_or_else(|| {
        let names: Vec<_> = Version::names().collect();
        format!("--pvm-version: expected one of {}", names.join(", "))
    })?;
    let mut levels = Vec::new();
    for path in &arguments.inputs {
        let inputs = read_inputs(&read(path)?, reveals.metadata.raw_rollup_address);
        levels.extend(inputs.map_err(|error| format!("{}: {error}", path.display()))?);
    }
    let mut limits = Limits::default();
    limits.fuel = arguments.fuel.unwrap_or(limits.fuel);
    limits.level_fuel = arguments.level_fuel.unwrap_or(limits.level_fuel);
    limits.storage = arguments.storage_limit.unwrap_or(limits.storage);
    limits.memory = arguments.memory_limit.unwrap_or(limits.memory);
    let machine = if is_interruptible {
        Machine::interruptible(limits)
    } else {
        Machine::new(limits)
    };
    let machine = machine.map_err(|error| error.to_string())?;
    let kernel = read_kernel(&arguments.kernel)?;
    let refused = |error| format!("{}: {error}", arguments.kernel.display());
    let mut rollup = Rollup::originate(&machine, &kernel, version).map_err(refused)?;
    if let Some(storage) = &arguments.storage {
        let durable = Durable::load(storage).map_err(|error| error.to_string())?;
        rollup.replace_storage(durable);
    }
    let profiles = arguments
        .profile_dir
        .clone()
        .unwrap_or_else(std::env::temp_dir);
    let mut session = Session::new(machine, rollup, reveals, levels, profiles);
    session.kernel_debug = !arguments.no_kernel_debug;
    Ok(session)
}

/// Does what a script or a pipe says, line by line. A line that cannot be done is told, and the next is done.
fn follow(mut session: Session, lines: impl BufRead, printer: &mut Printer) -> Result<(), String> {
    for line in Lines::new(lines) {
        let line = line?;
        let text = String::from_utf8_lossy(&line);
        let text = text.trim();
        if !printer.json && !text.is_empty() {
            printer.write(&format!("> {text}\n"))?;
        }
        let result = match str::from_utf8(&line) {
            Ok(_) => session.line(text),
            Err(_) => Err("expected text".to_owned()),
        };
        match result {
            Ok(Outcome::Stop) => break,
            result => printer.answer(text, result)?,
        }
    }
    Ok(())
}

fn interact(session: Session, printer: &mut Printer) -> Result<(), String> {
    let wrong = |error: ReadlineError| error.to_string();
    let interrupt = session.interrupt().clone();
    // While a line is being written, the editor sees the key itself.
    ctrlc::set_handler(move || {
        if interrupt.raise() {
            // What was asked to end has not: a kernel may be being compiled.
            std::process::exit(INTERRUPTED);
        }
    })
    .map_err(|error| format!("Ctrl-C cannot be handled: {error}"))?;
    let session = Rc::new(RefCell::new(session));
    let history = MemHistory::new();
    let mut editor: rustyline::Editor<Editor, MemHistory> =
        rustyline::Editor::with_history(rustyline::Config::default(), history).map_err(wrong)?;
    editor.set_helper(Some(Editor(Rc::clone(&session))));
    loop {
        let line = match editor.readline("> ") {
            Ok(line) => line,
            // The line is given up, not the session.
            Err(ReadlineError::Interrupted) => continue,
            Err(ReadlineError::Eof) => return Ok(()),
            Err(error) => return Err(wrong(error)),
        };
        editor.add_history_entry(&line).map_err(wrong)?;
        let result = session.borrow_mut().line(&line);
        match result {
            Ok(Outcome::Stop) => return Ok(()),
            result => printer.answer(&line, result)?,
        }
    }
}

struct Printer {
    json: bool,
    all_done: bool,
}

impl Printer {
    fn answer(&mut self, line: &str, result: Result<Outcome, String>) -> Result<(), String> {
        self.all_done &= result.is_ok();
        let text = match result {
            Ok(Outcome::Stop) => return Ok(()),
            Ok(Outcome::Answer(Answer { text, value })) => {
                if !self.json {
                    text
                } else if value == Value::Null {
                    String::new()
                } else {
                    format!("{}\n", json!({ "command": line.trim(), "answer": value }))
                }
            }
            Err(error) if self.json => {
                format!("{}\n", json!({ "command": line.trim(), "error": error }))
            }
            Err(error) => format!("Error: {error}\n"),
        };
        self.write(&text)
    }

    fn write(&self, text: &str) -> Result<(), String> {
        let mut out = std::io::stdout().lock();
        let result = out
            .write_all(shown(text).as_bytes())
            .and_then(|()| out.flush());
        result.map_err(|error| format!("the answer cannot be written: {error}"))
    }
}
