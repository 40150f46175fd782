//! Running the programs that do the work.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::LazyLock;

use anyhow::{Context, Result, bail};

/// The root of the repository that the command runs in.
///
/// cargo says where the package lies that it runs. The place where this program was compiled would be
/// another one in a copy of the repository, whose programs cargo takes for up to date.
pub(crate) fn root() -> &'static Path {
    static ROOT: LazyLock<PathBuf> = LazyLock::new(|| {
        let package = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        root_of(package, std::env::current_dir().unwrap_or_default())
    });
    &ROOT
}

/// The repository that the package, or else the current folder, lies in.
fn root_of(package: Option<PathBuf>, current: PathBuf) -> PathBuf {
    let is_root = |folder: &&Path| folder.join("xtask/Cargo.toml").exists();
    let above = |folder: &PathBuf| folder.ancestors().find(is_root).map(Path::to_owned);
    let root = package.as_ref().and_then(above).or_else(|| above(&current));
    root.unwrap_or(current)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_of_the_repository_is_its_own_root() {
        let copy = std::env::temp_dir().join(format!("xtask-copy-{}", std::process::id()));
        for folder in ["xtask/src", "js/src"] {
            std::fs::create_dir_all(copy.join(folder)).unwrap();
        }
        std::fs::write(copy.join("xtask/Cargo.toml"), "").unwrap();
        let elsewhere = std::env::temp_dir();
        assert_eq!(root_of(Some(copy.join("xtask")), elsewhere.clone()), copy);
        // Started without cargo, or by the cargo of another repository.
        assert_eq!(root_of(None, copy.join("js/src")), copy);
        assert_eq!(root_of(Some(elsewhere), copy.join("js")), copy);
        std::fs::remove_dir_all(&copy).unwrap();
        assert!(root().join("xtask/Cargo.toml").exists());
    }
}
