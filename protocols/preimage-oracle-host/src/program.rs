//! A program that is run.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tokio::time::{Instant, sleep};

use crate::clock::later;
use crate::descriptors::Descriptors;
use crate::error::in_words;
use crate::process::{has_ended, kill_group};
use crate::{Failure, Limits, Result, wasm};

/// A program that talks over the preimage oracle.
#[derive(Debug, Clone)]
pub enum Program {
    /// A file that the system executes, with descriptors 3 to 6.
    Native {
        /// The file, or its name, which is looked for where the system does.
        program: PathBuf,
        /// What it is called with.
        arguments: Vec<OsString>,
    },
    /// A module of WebAssembly, whose imports stand for the descriptors.
    Module {
        /// The file.
        module: PathBuf,
    },
}

impl Program {
    /// The program of a command line. One whose name ends in `.wasm` is a module.
    ///
    /// # Errors
    /// A module has arguments.
    pub fn new(program: impl Into<PathBuf>, arguments: Vec<OsString>) -> Result<Self> {
        let program = program.into();
        match program.extension() {
            Some(extension) if extension == "wasm" => match arguments.is_empty() {
                true => Ok(Self::Module { module: program }),
                false => Err(Failure::Arguments(program)),
            },
            _ => Ok(Self::Native { program, arguments }),
        }
    }

    pub(crate) fn start(&self, descriptors: Descriptors, limits: &Limits) -> Result<Running> {
        match self {
            Self::Native { program, arguments } => {
                let started = descriptors.start(|| {
                    let mut command = Command::new(program);
                    // It stands in a process group of its own, which must not read from a terminal.
                    command.args(arguments).stdin(Stdio::null());
                    command
                });
                let child = started.map_err(|error| Failure::Start {
                    program: program.clone(),
                    error,
                })?;
                Ok(Running::Native(Native {
                    child,
                    is_waited_for: false,
                }))
            }
            Self::Module { module } => Ok(Running::Module(wasm::Running::start(
                module,
                descriptors,
                limits,
            )?)),
        }
    }

    /// Its file.
    #[must_use]
    pub fn path(&self) -> &Path {
        match self {
            Self::Native { program, .. } => program,
            Self::Module { module } => module,
        }
    }
}

/// How a program has ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// Whether it says that all went well.
    pub good: bool,
    /// In words: `exit code 1`.
    pub words: String,
}

/// A program that has been started. It does not outlive this value, nor does what it has started in its process group.
#[derive(Debug)]
pub(crate) enum Running {
    Native(Native),
    Module(wasm::Running),
}

/// A process.
#[derive(Debug)]
pub(crate) struct Native {
    child: Child,
    is_waited_for: bool,
}

impl Native {
    fn try_wait(&mut self) -> io::Result<Option<Ended>> {
        if !self.is_waited_for {
            if !has_ended(&self.child)? {
                return Ok(None);
            }
            // What it leaves behind would hold its pipes, and run on.
            kill_group(&self.child);
            self.is_waited_for = true;
        }
        let status = self.child.wait()?;
        Ok(Some(Ended {
            good: status.success(),
            words: in_words(status),
        }))
    }

    fn stop(&mut self) {
        if !self.is_waited_for {
            kill_group(&self.child);
            self.is_waited_for = true;
            let _ = self.child.wait();
        }
    }
}

/// How often to look whether a program has ended: at first, and at most.
const LOOK: [Duration; 2] = [Duration::from_millis(1), Duration::from_millis(50)];

impl Running {
    /// Waits until the program has ended, for so long at most.
    pub(crate) async fn wait(&mut self, wait: Duration) -> Result<Option<Ended>> {
        let until = later(wait);
        let [mut pause, most] = LOOK;
        loop {
            if let Some(ended) = self.try_wait().map_err(Failure::System)? {
                return Ok(Some(ended));
            }
            if Instant::now() >= until {
                return Ok(None);
            }
            sleep(pause).await;
            pause = most.min(pause * 2);
        }
    }

    fn try_wait(&mut self) -> io::Result<Option<Ended>> {
        match self {
            Self::Native(native) => native.try_wait(),
            Self::Module(module) => Ok(module.try_wait()),
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        match self {
            Self::Native(native) => native.stop(),
            Self::Module(module) => module.stop(),
        }
    }
}
