//! The process that compiles.

use std::io::{self, Read, Write};
use std::process::ExitCode;

use super::answer::Answer;
use super::request::Request;
use crate::engine;

/// Compiles one driver for the process that has started this one, and which it answers by its output: what the `main` of
/// a [`Compiler`](crate::Compiler)'s program calls. It reads from its input what to compile, and bounds its own memory and time by what it
/// is told there.
///
/// The process ends by its limits as the system ends processes, without a word.
#[must_use]
pub fn compile_for_parent() -> ExitCode {
    match serve(&mut io::stdin().lock(), &mut io::stdout().lock()) {
        Ok(()) => ExitCode::SUCCESS,
        // Nobody listens.
        Err(_) => ExitCode::FAILURE,
    }
}

fn serve(input: &mut impl Read, output: &mut impl Write) -> io::Result<()> {
    let request = Request::read(input)?;
    if let Err(error) = bound(&request) {
        let words = format!("cannot bound what compiling may take: {error}");
        return Answer::Failed(&words).write(output);
    }
    let mut wasm = Vec::new();
    input.read_to_end(&mut wasm)?;
    let engine = match engine::new(request.stack, request.wide_arithmetic) {
        Ok(engine) => engine,
        Err(error) => return Answer::Failed(&error.to_string()).write(output),
    };
    match engine.precompile_module(&wasm) {
        Ok(code) => Answer::Code(&code).write(output),
        Err(error) => Answer::Invalid(&format!("{error:#}")).write(output),
    }
}

/// Sets the limits of this process.
#[cfg(unix)]
fn bound(request: &Request) -> io::Result<()> {
    use rlimit::Resource;

    let set = |resource: Resource, limit: u64| {
        // What is allowed already may be less.
        let (soft, hard) = resource.get()?;
        resource.set(limit.min(soft), hard)
    };
    // What is written to and shared with nobody; other systems know the size of all addresses only, of which
    // the threads' stacks and the allocator reserve more than they use.
    let memory = if cfg!(target_os = "linux") {
        Resource::DATA
    } else {
        Resource::AS
    };
    set(memory, request.memory as u64)?;
    // The parent ends this process in time. Where there is no parent any more, the processors' time does.
    let processors = std::thread::available_parallelism().map_or(1, usize::from) as u64;
    let seconds = request.time.as_secs().saturating_add(1);
    set(Resource::CPU, seconds.saturating_mul(processors))?;
    // A driver that brings it down is no reason to fill a disk.
    set(Resource::CORE, 0)
}

#[cfg(not(unix))]
#[expect(
    clippy::unnecessary_wraps,
    reason = "where there are limits, setting them can fail"
)]
fn bound(_: &Request) -> io::Result<()> {
    Ok(())
}
