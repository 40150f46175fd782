//! The tutorial in `docs/kernels.md`, done step by step: each version of the kernel is compiled, and each session is had with the
//! version before it. What the document cannot say, because nothing is published under these names yet, is where this
//! repository lies.

mod support;

use std::fs;
use std::path::Path;

use data_driver_build::{Builder, Workspace};
use support::{folder, run, unnumbered};

#[test]
fn the_tutorial_works_as_it_stands() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .unwrap();
    let document = fs::read_to_string(root.join("docs/kernels.md")).unwrap();
    // Outside of the repository, whose workspace would be around it.
    let place = std::env::temp_dir().join("rollup-debugger-tutorial");
    let _ = fs::remove_dir_all(&place);
    fs::create_dir_all(place.join("src")).unwrap();
    // The versions that this repository is tested with; cargo drops what the crate does not use.
    fs::copy(root.join("Cargo.lock"), place.join("Cargo.lock")).unwrap();

    let ours = Workspace::load(&root).unwrap();
    let mut progress = |step: &str| eprintln!("{step}");
    let mut kernel = None;
    let mut before = String::new();
    let mut sessions = 0;
    for (name, contents) in blocks(&document) {
        match name {
            "session" => {
                let wasm: &Path = kernel.as_deref().expect("a kernel is compiled before");
                // A session goes on where the one before has stopped, if the kernel is the same.
                before.push_str(contents);
                before.push('\n');
                session(wasm, &place.join("inputs.json"), &before);
                sessions += 1;
            }
            "Cargo.toml" => {
                let patch = format!(
                    "\n[patch.crates-io]\nsmart-rollup-kernel = {{ path = {:?} }}\n",
                    root.join("protocols/smart-rollup-kernel")
                );
                fs::write(place.join(name), format!("{contents}\n{patch}")).unwrap();
            }
            _ => fs::write(place.join(name), contents).unwrap(),
        }
        if name == "src/lib.rs" {
            let mut workspace = Workspace::load(&place).unwrap();
            // The standard library has been compiled there.
            workspace.target.clone_from(&ours.target);
            workspace.tools.clone_from(&ours.tools);
            let builder = Builder::new(&workspace, &mut progress).unwrap();
            let package = workspace.package("votes").unwrap();
            kernel = Some(
                builder
                    .module(package, &folder("tutorial"), &mut progress)
                    .unwrap(),
            );
            before.clear();
        }
    }
    assert_eq!(sessions, 3);
}

/// The blocks that have names: the name and what is in them.
fn blocks(document: &str) -> Vec<(&str, &str)> {
    let mut blocks = Vec::new();
    let mut rest = document;
    while let Some((_, fenced)) = rest.split_once("\n```") {
        let Some((content, behind)) = fenced.split_once("\n```") else {
            break;
        };
        let (info, content) = content.split_once('\n').unwrap_or((content, ""));
        if let Some((_language, name)) = info.split_once(' ') {
            blocks.push((name, content));
        }
        rest = behind;
    }
    blocks
}

/// Does the commands and compares the answers. A line of three dots stands for any number of lines.
fn session(kernel: &Path, inputs: &Path, expected: &str) {
    let commands = expected.lines().filter_map(|line| line.strip_prefix("> "));
    let script: String = commands.map(|command| format!("{command}\n")).collect();
    let run = run(kernel, &["--inputs", inputs.to_str().unwrap()], &script);
    assert_eq!(run.err, "");
    // Shown when a person asks for it, to bring the document up to date.
    println!("{}", run.out);
    let mut found = run.out.lines().map(unnumbered).peekable();
    let mut expected = expected.lines().map(unnumbered).peekable();
    while let Some(line) = expected.next() {
        if line.trim() == "…" {
            while found.peek() != expected.peek() {
                assert!(
                    found.next().is_some(),
                    "nothing like {:?} follows\n{}",
                    expected.peek(),
                    run.out
                );
            }
            continue;
        }
        assert_eq!(found.next().as_deref(), Some(&*line), "{}", run.out);
    }
    assert_eq!(found.next(), None, "{}", run.out);
}
