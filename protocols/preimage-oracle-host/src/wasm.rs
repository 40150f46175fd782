//! Programs in WebAssembly.
//!
//! The three imports are those of `preimage_oracle::io::Wasm`. The program has a thread of its own, which waits for the pipes as a
//! process would.

use std::fs::File;
use std::io::{self, ErrorKind, Read, Write};
use std::os::fd::OwnedFd;
use std::path::Path;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use preimage_oracle::FileDescriptor;
use preimage_oracle::io::Errno;
use wasmtime::{
    Caller, Config, Engine, Extern, Linker, Module, Store, StoreLimits, StoreLimitsBuilder,
};

use crate::descriptors::Descriptors;
use crate::{Ended, Failure, Limits, Result};

/// The most bytes of a module.
pub(crate) const MAX_MODULE: u64 = 256 << 20;

/// The most tables of a module, and the most entries of each: of what programs are compiled to, a function takes one entry of one table.
/// wasmtime's limit of memory is one of each memory, and none of tables.
const MAX_TABLES: usize = 4;
const MAX_ENTRIES: usize = 1_000_000;

/// How long a program that is ended is waited for.
const STOPPING: Duration = Duration::from_secs(1);

/// A program that runs.
#[derive(Debug)]
pub(crate) struct Running {
    thread: Option<JoinHandle<Ended>>,
    ended: Option<Ended>,
    engine: Engine,
}

/// What the imports work on.
struct Guest {
    hint_read: File,
    hint_write: File,
    preimage_read: File,
    preimage_write: File,
    limits: StoreLimits,
}

/// How `exit` leaves the program.
#[derive(Debug, thiserror::Error)]
#[error("exit code {0}")]
struct Exit(i32);

impl Running {
    /// Compiles the module and begins to run it.
    pub(crate) fn start(path: &Path, descriptors: Descriptors, limits: &Limits) -> Result<Self> {
        let bytes = crate::store::read(path, MAX_MODULE).map_err(Failure::file(path))?;
        let wrong = |error: wasmtime::Error| Failure::Module {
            program: path.to_owned(),
            // One line: what wasmtime says of where in the file it stands is in the causes.
            reason: error
                .chain()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join(": "),
        };

        let mut config = Config::new();
        // By this the program is ended from outside.
        config.epoch_interruption(true);
        let engine = Engine::new(&config).map_err(wrong)?;
        let module = Module::new(&engine, &bytes).map_err(wrong)?;

        let file = |descriptor: OwnedFd| File::from(descriptor);
        let guest = Guest {
            hint_read: file(descriptors.hint_read),
            hint_write: file(descriptors.hint_write),
            preimage_read: file(descriptors.preimage_read),
            preimage_write: file(descriptors.preimage_write),
            limits: StoreLimitsBuilder::new()
                .instances(1)
                .memories(1)
                .memory_size(limits.memory)
                .tables(MAX_TABLES)
                .table_elements(MAX_ENTRIES)
                .build(),
        };
        let mut store = Store::new(&engine, guest);
        store.limiter(|guest| &mut guest.limits);
        store.set_epoch_deadline(1);
        let linker = linker(&engine).map_err(wrong)?;
        let instance = linker.instantiate_pre(&module).map_err(wrong)?;

        let thread = std::thread::Builder::new()
            .name("program".into())
            .spawn(move || {
                let run = instance
                    .instantiate(&mut store)
                    .and_then(|instance| instance.get_typed_func::<(), ()>(&mut store, "_start"))
                    .and_then(|start| start.call(&mut store, ()));
                ended(run)
                // The store goes here, and the pipes with it: whoever reads them sees their end.
            })
            .map_err(Failure::System)?;
        Ok(Self {
            thread: Some(thread),
            ended: None,
            engine,
        })
    }

    /// How the program has ended, once it has.
    pub(crate) fn try_wait(&mut self) -> Option<Ended> {
        if let Some(thread) = self.thread.take_if(|thread| thread.is_finished()) {
            self.ended = Some(thread.join().unwrap_or_else(|_| Ended {
                good: false,
                words: "a fault of the host".into(),
            }));
        }
        self.ended.clone()
    }

    /// Ends the program, whose pipes the caller has closed: it does not wait for them any more.
    pub(crate) fn stop(&mut self) {
        self.engine.increment_epoch();
        let start = Instant::now();
        // It may be printing where nobody reads, which nothing ends.
        while self.try_wait().is_none() && start.elapsed() < STOPPING {
            std::thread::sleep(Duration::from_millis(1));
        }
    }
}

fn ended(run: Result<(), wasmtime::Error>) -> Ended {
    let code = match run {
        Ok(()) => 0,
        Err(error) => match error.downcast_ref::<Exit>() {
            Some(Exit(code)) => *code,
            None => {
                // The last of the causes is the trap itself.
                let words = error.root_cause().to_string();
                return Ended { good: false, words };
            }
        },
    };
    Ended {
        good: code == 0,
        words: format!("exit code {code}"),
    }
}

fn linker(engine: &Engine) -> Result<Linker<Guest>, wasmtime::Error> {
    let mut linker = Linker::new(engine);
    linker.func_wrap(
        "env",
        "read",
        |mut caller: Caller<'_, Guest>, fd: i32, pointer: u32, length: u32| {
            call(&mut caller, pointer, length, |guest, bytes| {
                let reader = match FileDescriptor::from_number(fd) {
                    Some(FileDescriptor::HintRead) => &guest.hint_read,
                    Some(FileDescriptor::PreimageRead) => &guest.preimage_read,
                    // Nobody has anything to say to it.
                    Some(FileDescriptor::StdIn) => return Ok(0),
                    _ => return Err(Errno::EBADF),
                };
                again(|| { reader }.read(bytes))
            })
        },
    )?;
    linker.func_wrap(
        "env",
        "write",
        |mut caller: Caller<'_, Guest>, fd: i32, pointer: u32, length: u32| {
            call(
                &mut caller,
                pointer,
                length,
                |guest, bytes| match FileDescriptor::from_number(fd) {
                    Some(FileDescriptor::HintWrite) => again(|| (&guest.hint_write).write(bytes)),
                    Some(FileDescriptor::PreimageWrite) => {
                        again(|| (&guest.preimage_write).write(bytes))
                    }
                    Some(FileDescriptor::StdOut) => all(&mut io::stdout().lock(), bytes),
                    Some(FileDescriptor::StdErr) => all(&mut io::stderr().lock(), bytes),
                    _ => Err(Errno::EBADF),
                },
            )
        },
    )?;
    linker.func_wrap("env", "exit", |code: i32| -> Result<(), wasmtime::Error> {
        Err(wasmtime::Error::new(Exit(code)))
    })?;
    Ok(linker)
}

/// Makes a call over a piece of the program's memory. Below 0 is an error number.
fn call(
    caller: &mut Caller<'_, Guest>,
    pointer: u32,
    length: u32,
    call: impl FnOnce(&Guest, &mut [u8]) -> Result<usize, Errno>,
) -> i32 {
    let result = match caller.get_export("memory") {
        Some(Extern::Memory(memory)) => {
            let (memory, guest) = memory.data_and_store_mut(&mut *caller);
            let (start, length) = (pointer as usize, length as usize);
            start
                .checked_add(length)
                .and_then(|end| memory.get_mut(start..end))
                .ok_or(Errno::EFAULT)
                .and_then(|bytes| call(guest, bytes))
        }
        _ => Err(Errno::EFAULT),
    };
    match result {
        // More than the program asked for it was not, and it has at most half its addresses in one piece.
        Ok(count) => i32::try_from(count).unwrap_or(i32::MAX),
        Err(Errno(number)) => number.saturating_neg(),
    }
}

fn again(mut call: impl FnMut() -> io::Result<usize>) -> Result<usize, Errno> {
    loop {
        match call() {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            result => {
                return result.map_err(|error| error.raw_os_error().map_or(Errno::EIO, Errno));
            }
        }
    }
}

fn all(stream: &mut impl Write, bytes: &[u8]) -> Result<usize, Errno> {
    stream
        .write_all(bytes)
        .and_then(|()| stream.flush())
        .map_err(|error| error.raw_os_error().map_or(Errno::EIO, Errno))?;
    Ok(bytes.len())
}
