//! Runs that a person or a supervisor ends.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::support::{COMMAND, Place, is_gone};

/// A program that leaves a child behind when only it is ended.
fn script(child: &Path) -> String {
    format!("sleep 1000 & echo $! >{}; wait", child.display())
}

/// What a script has written, as soon as it is whole.
fn written(path: &Path) -> String {
    for _ in 0..6000 {
        if let Ok(text) = fs::read_to_string(path)
            && text.ends_with('\n')
        {
            return text;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("{} is not there", path.display())
}

/// Ends the command by a signal once the programs have written these files, and looks for their children.
fn ended(words: &[String], children: &[&Path], signal: &str, code: i32) {
    // No pipe: whatever lives on would hold it.
    let log = tempfile::NamedTempFile::new().unwrap();
    let mut command = Command::new(COMMAND)
        .args(words)
        .stdout(Stdio::null())
        .stderr(log.reopen().unwrap())
        .spawn()
        .unwrap();
    let children: Vec<_> = children.iter().map(|child| written(child)).collect();
    let process = command.id().to_string();
    let kill = Command::new("kill").args([signal, &process]).status();
    assert!(kill.unwrap().success());
    let status = command.wait().unwrap();
    let error = fs::read_to_string(log.path()).unwrap();
    assert_eq!(status.code(), Some(code), "{error}");
    let number = code - 128;
    assert!(
        error.ends_with(&format!("preimage: ended by signal {number}\n")),
        "{error}"
    );
    for child in children {
        assert!(is_gone(child.trim()), "{error}");
    }
}

#[test]
fn a_signal_ends_what_was_started() {
    for (signal, code) in [("-TERM", 143), ("-INT", 130)] {
        let place = Place::new();
        let child = place.path("child");
        let mut words = place.answers("run", false);
        words.extend(["--", "sh", "-c", &script(&child)].map(String::from));
        ended(&words, &[&child], signal, code);
    }
}

#[test]
fn a_signal_ends_both_sides_of_a_relay() {
    let place = Place::new();
    let (host, program) = (place.path("host"), place.path("program"));
    let record = place.text("record");
    let words = [
        "relay",
        "--record",
        &record,
        "--",
        "sh",
        "-c",
        &script(&host),
        "--",
        "sh",
        "-c",
        &script(&program),
    ];
    ended(&words.map(String::from), &[&host, &program], "-TERM", 143);
}
