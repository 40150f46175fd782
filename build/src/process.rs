//! Running other programs.

use std::process::{Command, Output, Stdio};

use crate::{Error, Result};

/// Runs the command to its end and returns what it wrote; its error stream is kept for the error.
pub(crate) fn output(command: &mut Command) -> Result<Output> {
    finish(command, |command| command.stdin(Stdio::null()).output())
}

/// Runs the command to its end, with everything it writes shown on our error stream.
///
/// Our own output stream stays free for what the caller prints there.
pub(crate) fn shown(command: &mut Command) -> Result<()> {
    finish(command, |command| {
        command
            .stdin(Stdio::null())
            .stdout(std::io::stderr())
            .stderr(Stdio::inherit())
            .output()
    })
    .map(drop)
}

/// The first line of what the command writes, or `None` when it cannot run or fails.
pub(crate) fn first_line(command: &mut Command) -> Option<String> {
    let output = output(command).ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    text.lines().next().map(str::to_owned)
}

/// The program and its arguments, as one would type them.
pub(crate) fn describe(command: &Command) -> String {
    let mut text = command.get_program().to_string_lossy().into_owned();
    for argument in command.get_args() {
        text.push(' ');
        text.push_str(&argument.to_string_lossy());
    }
    text
}

fn finish(
    command: &mut Command,
    run: impl FnOnce(&mut Command) -> std::io::Result<Output>,
) -> Result<Output> {
    let output = run(command).map_err(|source| Error::Start {
        command: describe(command),
        source,
    })?;
    if output.status.success() {
        return Ok(output);
    }
    Err(Error::Failed {
        command: describe(command),
        status: output.status,
        output: String::from_utf8_lossy(&output.stderr).into_owned(),
    })
}
