//! Running the programs that do the work.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use anyhow::{Context, Result, bail};

/// The root of the repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the crate lies in the repository")
}

/// The `cargo` that started us, in the repository's root.
pub(crate) fn cargo() -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(root());
    cargo
}

/// `npm`, in the JavaScript package.
pub(crate) fn npm() -> Command {
    let mut npm = Command::new("npm");
    npm.current_dir(js());
    npm
}

/// The JavaScript package.
pub(crate) fn js() -> PathBuf {
    root().join("js")
}

/// Runs the command and shows what it writes.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| cannot_run(command))?;
    check(command, status)
}

/// Runs the command, shows what it writes, and hands each line of its output to `see` as well.
pub(crate) fn watch(command: &mut Command, mut see: impl FnMut(&str)) -> Result<()> {
    lines(command, |line| {
        println!("{line}");
        see(line);
    })
}

/// Runs the command and hands each line of its output to `see`, as soon as it is there.
pub(crate) fn lines(command: &mut Command, mut see: impl FnMut(&str)) -> Result<()> {
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| cannot_run(command))?;
    let stdout = child.stdout.take().context("the output was to be piped")?;
    for line in BufReader::new(stdout).split(b'\n') {
        // A test may print anything.
        let line = line?;
        see(&String::from_utf8_lossy(&line));
    }
    check(command, child.wait()?)
}

/// Runs the command and gives what it writes to its output stream.
pub(crate) fn capture(command: &mut Command) -> Result<Vec<u8>> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| cannot_run(command))?;
    check(command, output.status)?;
    Ok(output.stdout)
}

fn cannot_run(command: &Command) -> String {
    format!(
        "cannot run {}; is it installed?",
        command.get_program().display()
    )
}

fn check(command: &Command, status: ExitStatus) -> Result<()> {
    if status.success() {
        return Ok(());
    }
    let arguments: Vec<_> = command
        .get_args()
        .map(|one| one.to_string_lossy())
        .collect();
    bail!(
        "`{} {}`: {status}",
        command.get_program().display(),
        arguments.join(" ")
    )
}
