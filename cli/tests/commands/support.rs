//! Running the command.

use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;
use serde_json::Value;

/// How a run ended.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Run {
    fn new(output: Output) -> Self {
        Self {
            code: output.status.code().expect("it was not killed"),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// The one object of a good run.
    pub(crate) fn object(&self) -> Value {
        assert_eq!(self.code, 0, "{}", self.err);
        serde_json::from_str(&self.out).expect("one JSON object")
    }

    /// The error object of a run that ended with this code.
    #[track_caller]
    pub(crate) fn error(&self, code: i32) -> Value {
        assert_eq!(self.code, code, "{}{}", self.out, self.err);
        assert_eq!(self.out, "");
        // Other programs may have written before it.
        let last = self.err.lines().last().unwrap_or_default();
        serde_json::from_str(last).expect("one JSON object")
    }

    /// What a good run printed.
    #[track_caller]
    pub(crate) fn text(&self) -> &str {
        assert_eq!(self.code, 0, "{}", self.err);
        assert_eq!(self.err, "");
        &self.out
    }

    /// What was said of a mistake.
    #[track_caller]
    pub(crate) fn fails(&self, code: i32) -> &str {
        assert_eq!(self.code, code, "{}{}", self.out, self.err);
        assert_eq!(self.out, "");
        &self.err
    }
}

/// Where compiled code is kept from one call to the next, and not where the user's is.
const CACHE: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/compiled");

/// Runs the command with these arguments.
pub(crate) fn run(arguments: &[&str]) -> Run {
    run_with(arguments, b"")
}

/// Runs it with the results of cargo in this folder.
pub(crate) fn run_into(target: &Path, arguments: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_data-driver"));
    command
        .args(arguments)
        .env("CARGO_TARGET_DIR", target)
        .env("DATA_DRIVER_CACHE", CACHE);
    Run::new(command.output().expect("it runs"))
}

/// Runs it with this on standard input.
pub(crate) fn run_with(arguments: &[&str], input: &[u8]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_data-driver"));
    command.args(arguments).write_stdin(input);
    // That of the tests is not that of the crates that they make.
    command
        .env_remove("CARGO_TARGET_DIR")
        .env("DATA_DRIVER_CACHE", CACHE);
    Run::new(command.output().expect("it runs"))
}

/// A driver that `cargo xtask build` made.
pub(crate) fn driver(name: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let path = root.join("target/drivers").join(format!("{name}.wasm"));
    assert!(
        path.is_file(),
        "{} is not there; run `cargo xtask build` first",
        path.display()
    );
    path.display().to_string()
}

/// An empty folder of a test's own.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::remove_dir_all(&folder).ok();
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// A file with these bytes, as an argument.
pub(crate) fn file(folder: &Path, name: &str, bytes: &[u8]) -> String {
    let path = folder.join(name);
    std::fs::write(&path, bytes).expect("a file");
    format!("@{}", path.display())
}
