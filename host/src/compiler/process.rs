//! The process that has drivers compiled.

use std::io::{self, Read, Write};
use std::num::NonZeroUsize;
use std::process::{ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use wasmtime::{Engine, Module};

use super::Compiler;
use super::answer::Answer;
use super::request::Request;
use crate::host::invalid;
use crate::{Error, Limits, LoadError, compiled};

/// A limit that is longer is none, and cannot be added to a time everywhere.
const LONGEST: Duration = Duration::from_secs(1 << 30);

/// How long to wait between two looks at a process that is about to end.
const PAUSE: Duration = Duration::from_millis(1);

/// A program that compiles drivers, and within what.
#[derive(Debug)]
pub(crate) struct Process {
    compiler: Compiler,
    request: Request,
    /// How many may run at once: more would only take each other's time.
    room: Mutex<usize>,
    left: Condvar,
}

/// Room for one process, given back when it is dropped.
struct Room<'a>(&'a Process);

impl Drop for Room<'_> {
    fn drop(&mut self) {
        *self.0.room() += 1;
        self.0.left.notify_one();
    }
}

impl Process {
    pub(crate) fn new(compiler: Compiler, limits: &Limits, wide_arithmetic: bool) -> Self {
        Self {
            compiler,
            request: Request {
                stack: limits.stack,
                wide_arithmetic,
                memory: limits.compile_memory,
                time: limits.compile_time,
            },
            room: Mutex::new(thread::available_parallelism().map_or(1, NonZeroUsize::get)),
            left: Condvar::new(),
        }
    }

    /// Compiles a module within the limits.
    pub(crate) fn compile(&self, engine: &Engine, wasm: &[u8]) -> Result<Module, Error> {
        let (answer, status) = {
            let _room = self.enter();
            self.ask(wasm)?
        };
        if !status.success() {
            return Err(self.end(status).into());
        }
        match Answer::read(&answer) {
            Some(Answer::Code(code)) => compiled::load(engine, code)
                .ok_or_else(|| Error::Host(self.unlike("gives code of another kind"))),
            Some(Answer::Invalid(words)) => Err(invalid(words).into()),
            Some(Answer::Failed(words)) => {
                Err(Error::Host(format!("the compiler's process: {words}")))
            }
            None => Err(Error::Host(self.unlike("gives no answer"))),
        }
    }

    /// All that the process writes, and how it ends.
    fn ask(&self, wasm: &[u8]) -> Result<(Vec<u8>, ExitStatus), Error> {
        let failed = |what: &str, error: &io::Error| {
            let program = self.compiler.program.display();
            Error::Host(format!("cannot {what} the compiler {program}: {error}"))
        };
        let mut child = Command::new(&self.compiler.program)
            .args(&self.compiler.arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            // It ends with a word of the allocator's or of a panic, which are no caller's business.
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| failed("start", &error))?;
        let (input, output) = (child.stdin.take(), child.stdout.take());
        let (Some(input), Some(output)) = (input, output) else {
            return Err(Error::Host("the compiler has no input or output".into()));
        };
        let deadline = Instant::now() + self.request.time.min(LONGEST);
        let answer = self.talk(input, output, wasm, deadline);
        let mut status = None;
        if let Ok(Some(_)) = answer {
            // It has closed its output, which it does when it ends.
            while status.is_none() && Instant::now() < deadline {
                status = child.try_wait().map_err(|error| failed("end", &error))?;
                if status.is_none() {
                    thread::sleep(PAUSE);
                }
            }
        }
        if status.is_none() {
            drop(child.kill());
            child.wait().map_err(|error| failed("end", &error))?;
        }
        match (answer.map_err(|error| failed("ask", &error))?, status) {
            (Some(answer), Some(status)) => Ok((answer, status)),
            _ => Err(LoadError::CompileTime(self.request.time).into()),
        }
    }

    /// What the process answers until it closes its output; `None` where that takes too long.
    fn talk(
        &self,
        mut input: ChildStdin,
        output: ChildStdout,
        wasm: &[u8],
        deadline: Instant,
    ) -> io::Result<Option<Vec<u8>>> {
        // The threads end when the pipes are closed, which is when the process ends; one whose program has left another in its place is
        // not waited for, so they own what they have.
        let (request, wasm) = (self.request, wasm.to_vec());
        thread::Builder::new().spawn(move || {
            // A process that does not read to the end has its reasons, which it says.
            drop(
                request
                    .write(&mut input)
                    .and_then(|()| input.write_all(&wasm)),
            );
        })?;
        // No more than it may have in its memory.
        let mut output = output.take(request.memory as u64);
        let (sender, receiver) = mpsc::channel();
        thread::Builder::new().spawn(move || {
            let mut answer = Vec::new();
            let read = output.read_to_end(&mut answer);
            drop(sender.send(read.map(|_| answer)));
        })?;
        match receiver.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            Ok(answer) => answer.map(Some),
            Err(RecvTimeoutError::Timeout) => Ok(None),
            Err(RecvTimeoutError::Disconnected) => Err(io::Error::other("no answer")),
        }
    }

    /// What it means that the process did not end well.
    fn end(&self, status: ExitStatus) -> LoadError {
        #[cfg(unix)]
        {
            use std::os::unix::process::ExitStatusExt;

            match status.signal() {
                // An allocation that fails aborts, and a system without memory kills.
                Some(signal::ABORT | signal::KILL) => {
                    return LoadError::CompileMemory(self.request.memory);
                }
                Some(signal::PROCESSORS) => return LoadError::CompileTime(self.request.time),
                _ => {}
            }
        }
        LoadError::Compiler(status.to_string())
    }

    fn unlike(&self, what: &str) -> String {
        let program = self.compiler.program.display();
        format!("the compiler {program} {what}: it is another program, or of another version")
    }

    /// Waits for room.
    fn enter(&self) -> Room<'_> {
        let room = self.left.wait_while(self.room(), |room| *room == 0);
        *room.unwrap_or_else(PoisonError::into_inner) -= 1;
        Room(self)
    }

    fn room(&self) -> std::sync::MutexGuard<'_, usize> {
        self.room.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The numbers of signals, which are the same on every Unix.
#[cfg(unix)]
mod signal {
    pub(super) const ABORT: i32 = 6;
    pub(super) const KILL: i32 = 9;
    /// `SIGXCPU`: the time of the processors is used up.
    pub(super) const PROCESSORS: i32 = 24;
}
