//! Running sessions.

#![allow(dead_code, reason = "each test takes a part of it")]

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;

/// How a run ended.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

pub(crate) fn kernel(name: &str) -> PathBuf {
    tests().join("kernels").join(name)
}

/// An empty folder for a test.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("rollup-debugger")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the folder is made");
    folder
}

/// Runs the debugger in the folder of the sessions.
pub(crate) fn run(kernel: &Path, arguments: &[&str], script: impl AsRef<[u8]>) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_rollup-debugger"))
        .current_dir(tests().join("sessions"))
        .arg("--kernel")
        .arg(kernel)
        .args(arguments)
        .write_stdin(script.as_ref())
        .output()
        .expect("it runs");
    Run {
        code: output.status.code().expect("it was not killed"),
        out: String::from_utf8(output.stdout).expect("the answers are text"),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// Does the commands of a transcript and compares the answers.
pub(crate) fn transcript(name: &str, kernel: &Path, arguments: &[&str]) {
    let expected =
        fs::read_to_string(tests().join("sessions").join(name)).expect("the transcript is there");
    let script: String = expected
        .lines()
        .filter_map(|line| line.strip_prefix("> "))
        .map(|command| format!("{command}\n"))
        .collect();
    let run = run(kernel, arguments, script);
    let found: String = run
        .out
        .lines()
        .map(|line| format!("{}\n", unnumbered(line)))
        .collect();
    assert_eq!(run.err, "");
    if found != expected {
        let at = found
            .lines()
            .zip(expected.lines())
            .position(|(a, b)| a != b);
        panic!("{name}: line {at:?} differs\n--- expected\n{expected}\n--- found\n{found}");
    }
}

/// The line without what depends on the compiler.
pub(crate) fn unnumbered(line: &str) -> String {
    let mut line = line.to_owned();
    for (before, after) in [
        ("Evaluation took ", " units of fuel"),
        ("Fuel so far: ", ""),
        ("took more than ", " units of fuel"),
        (" at byte 0x", ""),
    ] {
        let Some((start, rest)) = line.split_once(before) else {
            continue;
        };
        let digits = rest.bytes().take_while(u8::is_ascii_hexdigit).count();
        if &rest[..digits] != "0" && rest[digits..].starts_with(after) {
            line = format!("{start}{before}_{}", &rest[digits..]);
        }
    }
    line
}
