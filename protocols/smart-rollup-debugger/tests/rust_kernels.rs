//! Sessions with kernels that are written in Rust, with `smart-rollup-kernel`, and compiled by `data-driver-build`.

mod support;

use std::path::{Path, PathBuf};

use data_driver_build::{Builder, Workspace};
use support::{folder, run, transcript};

/// Compiles a kernel of this workspace.
fn compiled(package: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let workspace = Workspace::load(&root).expect("the workspace is read");
    let mut progress = |step: &str| eprintln!("{step}");
    let builder = Builder::new(&workspace, &mut progress).expect("there is a compiler");
    let package = workspace.package(package).expect("the package is there");
    let directory = workspace.target.join("kernels");
    builder
        .module(package, &directory, &mut progress)
        .expect("it compiles")
}

/// A level of 25 messages takes three runs of ten, the last of which finds none left.
#[test]
fn the_counter() {
    let folder = folder("counter");
    let messages = vec![r#"{ "external": "00" }"#; 22].join(",");
    let inputs = folder.join("inputs.json");
    std::fs::write(&inputs, format!("[[{messages}], []]")).unwrap();
    let kernel = compiled("counter-kernel");
    let inputs = ["--inputs", inputs.to_str().unwrap(), "--no-kernel-debug"];
    transcript("counter.txt", &kernel, &inputs);

    // Its functions have the names that they were written with.
    let profiles = folder.to_str().unwrap();
    let arguments = [&inputs[..], &["--profile-dir", profiles]].concat();
    let profile = run(&kernel, &arguments, "profile --without-time\n");
    assert_eq!(profile.code, 0, "{}", profile.out);
    assert!(profile.out.contains("in 3 runs"), "{}", profile.out);
    let stacks = std::fs::read_to_string(folder.join("rollup-debugger-profile.out")).unwrap();
    assert!(
        stacks
            .lines()
            .any(|line| line.starts_with("kernel_run;kernel_run")),
        "{stacks}"
    );
    let picture = std::fs::read_to_string(folder.join("rollup-debugger-profile.svg")).unwrap();
    assert!(
        picture.starts_with("<svg ") && picture.ends_with("</svg>\n"),
        "{picture}"
    );
    assert!(picture.contains("kernel_run"), "{picture}");
}

#[test]
fn the_token() {
    let address = "sr1RYurGZtN8KNSpkMcCt9CgWeUaNkzsAfXf";
    let kernel = compiled("token-kernel");
    transcript(
        "token.txt",
        &kernel,
        &["--inputs", "token.json", "--rollup", address],
    );
}
