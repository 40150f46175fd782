//! A person at a terminal, which is a real one with nobody before it.

#![cfg(target_os = "linux")]

mod support;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use rexpect::reader::Options;
use rexpect::session::{PtySession, spawn_with_options};
use support::kernel;

/// How long an answer may take, on a machine that has much else to do.
const PATIENCE: Duration = Duration::from_secs(60);

const UP: &str = "\u{1b}[A";
const TAB: &str = "\t";
const ENTER: &str = "\r";

struct Person {
    session: PtySession,
    /// The debugger's process.
    process: String,
}

impl Person {
    fn begin(kernel: &Path, arguments: &[&str]) -> Self {
        let sessions = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sessions");
        let mut command = Command::new("sh");
        command
            .current_dir(sessions)
            .env("TERM", "xterm")
            // The shell says which process it is, and becomes the debugger.
            .args(["-c", r#"echo "process $$." && exec "$0" "$@""#])
            .arg(env!("CARGO_BIN_EXE_rollup-debugger"))
            .arg("--kernel")
            .arg(kernel)
            .args(["--inputs", "empty.json"])
            .args(arguments);
        let patience = u64::try_from(PATIENCE.as_millis()).expect("it is short");
        let options = Options::new()
            .timeout_ms(Some(patience))
            .strip_ansi_escape_codes(true);
        let session = spawn_with_options(command, options).expect("it starts in a terminal");
        let mut person = Self {
            session,
            process: String::new(),
        };
        person.sees("process ");
        person.process = person.sees(".");
        person.sees("> ");
        person
    }

    fn types(&mut self, keys: &[&str]) {
        for key in keys {
            self.session.send(key).expect("the keys arrive");
        }
        self.session.flush().expect("the keys arrive");
    }

    /// Gives a command, waits for the answer, and for the debugger to ask for the next one.
    fn does(&mut self, keys: &[&str], answer: &str) {
        self.types(keys);
        self.types(&[ENTER]);
        self.sees(answer);
        self.sees("> ");
    }

    fn is_interrupted_in(&mut self, command: &str) {
        self.types(&[command, ENTER]);
        self.waits_for_work();
        self.presses_control('c');
        self.sees("Error: interrupted");
        self.sees("> ");
    }

    fn presses_control(&mut self, key: char) {
        self.session.send_control(key).expect("the key arrives");
    }

    /// Waits for a text, and gives what was before it.
    fn sees(&mut self, text: &str) -> String {
        let seen = self.session.exp_string(text);
        seen.unwrap_or_else(|error| panic!("{text:?}: {error}"))
    }

    /// The debugger ends by itself, as one that could do everything.
    fn sees_it_end(mut self) {
        self.session.exp_eof().expect("it ends");
        let status = self.session.process().wait().expect("it has ended");
        let status = format!("{status:?}");
        assert!(
            status.starts_with("Exited(") && status.ends_with(", 0)"),
            "{status}"
        );
    }

    /// How long the debugger has been computing, in the system's hundredths of a second.
    fn ticks(&self) -> u64 {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.process));
        let stat = stat.expect("it is running");
        // The name before may have any characters in it.
        let (_, fields) = stat.rsplit_once(") ").expect("it begins with the name");
        let user = fields.split(' ').nth(11).expect("there are more fields");
        user.parse().expect("it is a number")
    }

    /// Waits until a kernel is running. Before, the editor would see a key.
    fn waits_for_work(&self) {
        let (before, start) = (self.ticks(), Instant::now());
        while self.ticks() < before + 20 {
            assert!(start.elapsed() < PATIENCE, "nothing is being done");
            thread::sleep(Duration::from_millis(20));
        }
    }
}

#[test]
fn history_completion_and_help() {
    let mut person = Person::begin(&kernel("trap.wat"), &[]);
    person.does(&["load inp", TAB], "Loaded 0 inputs at level 0");
    person.does(&["show st", TAB], "Internal state: Snapshot");
    // The line before, and the one before that.
    person.does(&[UP], "Internal state: Snapshot");
    person.does(&[UP, UP], "Error: the rollup is not expecting inputs");
    // Keys of the storage.
    person.does(&["show key /kern", TAB, "/boo", TAB, " as string"], "asm");
    // What a command does is said while it is written.
    person.types(&["step resu"]);
    person.sees("keeps its memory to be looked at");
    // The line is given up, and not the session.
    person.presses_control('c');
    person.sees("\n");
    person.sees("> ");
    person.does(&["help"], "ends the session");
    person.does(&["dance"], "there is no command `dance`: see `help`");
    person.does(
        &["step inbox"],
        "The kernel trapped: integer divide by zero",
    );
    person.presses_control('d');
    person.sees_it_end();
}

/// A kernel that would run for years gives the debugger back, as it was before.
#[test]
fn a_run_that_nobody_wants_to_wait_for() {
    let long = "1000000000000000000";
    let limits = ["--fuel", long, "--level-fuel", long];
    let mut person = Person::begin(&kernel("loop.wat"), &limits);
    person.is_interrupted_in("step inbox");
    person.does(&["show status"], "Internal state: Collect");
    for command in [
        "bench 1000000",
        "profile",
        "step result",
        "time step kernel_run",
    ] {
        person.does(&["load inputs"], "Loaded 0 inputs at level 0");
        person.is_interrupted_in(command);
        person.does(&["show status"], "Internal state: Snapshot");
        // It can still be run, for as long as one likes.
        person.does(&["step tick 1000"], "Internal state: Eval");
        person.does(&["step back 2"], "Internal state: Collect");
    }
    person.types(&["stop", ENTER]);
    person.sees_it_end();
}
