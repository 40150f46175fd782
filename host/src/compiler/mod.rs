//! Compiling in a process of its own, which can be ended.
//!
//! The [parent](Process) writes a [request](request::Request) to the child's input and closes it, and reads an [answer](answer::Answer) from its
//! output to the end.

mod answer;
mod child;
mod process;
mod request;

use std::ffi::OsString;
use std::path::PathBuf;

pub use child::compile_for_parent;
pub(crate) use process::Process;

/// A program that compiles drivers, for [`HostBuilder::compiler`](crate::HostBuilder::compiler): one whose `main` calls
/// [`compile_for_parent`], as `data-driver-compile` of this crate does. It must be of the same version of this crate.
///
/// ```no_run
/// use data_driver_host::{Compiler, Host};
///
/// let compiler = Compiler::new("/usr/libexec/my-service/data-driver-compile");
/// let host = Host::builder().compiler(compiler).build()?;
/// # Ok::<_, data_driver_host::Error>(())
/// ```
///
/// A program can also start itself, with an argument by which it knows what it is to do.
#[derive(Debug, Clone)]
pub struct Compiler {
    program: PathBuf,
    arguments: Vec<OsString>,
}

impl Compiler {
    /// A program, started without arguments.
    pub fn new(program: impl Into<PathBuf>) -> Self {
        Self {
            program: program.into(),
            arguments: Vec::new(),
        }
    }

    /// Adds an argument.
    #[must_use]
    pub fn argument(mut self, argument: impl Into<OsString>) -> Self {
        self.arguments.push(argument.into());
        self
    }
}
