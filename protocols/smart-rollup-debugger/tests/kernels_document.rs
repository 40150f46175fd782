//! The tutorial in `docs/kernels.md`, done line by line: what has a file's name is that file, the commands of the shell are run, and each
//! session is had with the debugger that was started last. What the document cannot say, because nothing is published under these
//! names yet, is where this repository lies.

#[path = "../../../host-tests/tests/documents/reader.rs"]
mod blocks;
mod support;

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use blocks::blocks;
use data_driver_build::Toolchain;
use support::unnumbered;

#[test]
fn the_tutorial_works_as_it_stands() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .unwrap();
    let document = fs::read_to_string(root.join("docs/kernels.md")).unwrap();
    let mut tutorial = Tutorial::begin(&root);
    let mut counts = [0; 4];
    for (words, content) in blocks(&document) {
        let kind = match words.split_once(' ').map_or(words, |(_, name)| name) {
            "sh" => {
                content.lines().for_each(|line| tutorial.run(line));
                0
            }
            "session" => {
                tutorial.session(content);
                1
            }
            "prints" => {
                compare(&tutorial.printed, content);
                2
            }
            file => {
                tutorial.write(file, content);
                3
            }
        };
        counts[kind] += 1;
    }
    assert_eq!(
        counts,
        [5, 3, 2, 5],
        "commands, sessions, outputs and files"
    );
}

/// Somebody who does what the tutorial says.
struct Tutorial {
    /// The empty folder that it begins with.
    folder: PathBuf,
    root: PathBuf,
    toolchain: Toolchain,
    /// The arguments of the debugger that is running, and what it was told.
    debugger: Vec<String>,
    before: String,
    /// What the last command printed.
    printed: String,
}

impl Tutorial {
    fn begin(root: &Path) -> Self {
        // What was compiled there before is as good as new, cargo sees to that.
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rollup-debugger-tutorial");
        fs::create_dir_all(folder.join("src")).unwrap();
        let mut progress = |step: &str| eprintln!("{step}");
        Self {
            folder,
            root: root.to_owned(),
            toolchain: Toolchain::find_or_install(&mut progress).unwrap(),
            debugger: Vec::new(),
            before: String::new(),
            printed: String::new(),
        }
    }

    fn write(&self, file: &str, content: &str) {
        let mut content = format!("{content}\n");
        if file == "Cargo.toml" {
            // The folder is no part of the workspace around it.
            content.push_str(&format!(
                "\n[workspace]\n\n[patch.crates-io]\nsmart-rollup-kernel = {{ path = {:?} }}\n",
                self.root.join("protocols/smart-rollup-kernel")
            ));
        }
        fs::write(self.folder.join(file), content).unwrap();
    }

    fn run(&mut self, line: &str) {
        let mut words = line.split(' ');
        match words.next() {
            Some("cargo") => self.cargo(words),
            Some("rollup-debugger") => {
                self.debugger = words.map(str::to_owned).collect();
                self.before.clear();
                if line.contains(" --script ") {
                    self.printed = self.debug("");
                }
            }
            _ => panic!("what is to be done about {line:?}?"),
        }
    }

    /// Runs cargo as the document says, with the compiler that there is for WebAssembly.
    fn cargo<'a>(&self, words: impl Iterator<Item = &'a str>) {
        let target = self.toolchain.target_arguments();
        let words = words.filter(|word| !target.contains(word));
        let mut cargo = self.toolchain.cargo();
        cargo
            .args(words)
            .args(target)
            .env_remove("CARGO_TARGET_DIR")
            .current_dir(&self.folder);
        let status = cargo.status().expect("cargo runs");
        assert!(status.success(), "{cargo:?}");
    }

    /// Gives the debugger commands, and takes what it prints.
    fn debug(&self, commands: &str) -> String {
        let output = Command::new(env!("CARGO_BIN_EXE_rollup-debugger"))
            .current_dir(&self.folder)
            .args(&self.debugger)
            .write_stdin(commands)
            .output()
            .expect("it runs");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
        assert!(output.status.success());
        String::from_utf8(output.stdout).expect("the answers are text")
    }

    /// Does the commands behind `>`, in the session that has been going on.
    fn session(&mut self, expected: &str) {
        self.before.push_str(expected);
        self.before.push('\n');
        let commands = self
            .before
            .lines()
            .filter_map(|line| line.strip_prefix("> "));
        let commands: String = commands.map(|command| format!("{command}\n")).collect();
        compare(&self.debug(&commands), &self.before);
    }
}

/// Compares the answers with those of the document. A line of three dots stands for any number of lines.
fn compare(answers: &str, expected: &str) {
    // Shown when a person asks for it, to bring the document up to date.
    println!("{answers}");
    let mut found = answers.lines().map(unnumbered).peekable();
    let mut expected = expected.lines().map(unnumbered).peekable();
    while let Some(line) = expected.next() {
        if line.trim() == "…" {
            while found.peek() != expected.peek() {
                assert!(
                    found.next().is_some(),
                    "nothing like {:?} follows\n{answers}",
                    expected.peek(),
                );
            }
            continue;
        }
        assert_eq!(found.next().as_deref(), Some(&*line), "{answers}");
    }
    assert_eq!(found.next(), None, "{answers}");
}
