//! `new`, `build`, and `check` of what they made.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use data_driver_build::sections;

use crate::support::{Run, folder, run, run_into};

/// A folder outside of this repository, so that no workspace is around it.
fn outside(name: &str) -> PathBuf {
    let folder = std::env::temp_dir()
        .join("data-driver-cli-tests")
        .join(name);
    fs::remove_dir_all(&folder).ok();
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn text(path: &Path) -> String {
    path.display().to_string()
}

#[track_caller]
fn succeeds(run: Run) -> Run {
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    run
}

/// The versions that this repository is tested with, which need not be looked for.
fn lock(folder: &Path) {
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    fs::copy(lock, folder.join("Cargo.lock")).expect("a lockfile");
}

/// Where what the crates have in common is compiled once.
fn shared_target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("new-target")
}

#[test]
fn every_template_builds_and_passes() {
    let target = shared_target();
    for template in ["counter", "token", "manual", "codec"] {
        let home = outside(template).join(format!("my-{template}"));
        succeeds(run(&["new", &text(&home), "--template", template]));
        lock(&home);
        let tests = Command::new(env!("CARGO"))
            .args(["test", "--quiet"])
            .env("CARGO_TARGET_DIR", &target)
            .current_dir(&home)
            .output()
            .expect("cargo");
        assert!(
            tests.status.success(),
            "{template}: {}",
            String::from_utf8_lossy(&tests.stderr)
        );

        let built = succeeds(run_into(&target, &["build", &text(&home)]));
        assert!(built.out.contains("as brotli serves it"), "{}", built.out);
        let wasm = fs::read(target.join(format!("drivers/my-{template}.wasm"))).expect("a driver");
        let names = sections::names(&wasm).expect("a module");
        for section in [
            "data-driver",
            "data-driver-schema",
            "data-driver-types",
            "data-driver-vectors",
        ] {
            assert!(names.contains(&section), "{template}: {names:?}");
        }
        // From another folder the bytes are the same.
        let again = outside(&format!("{template}-again")).join(format!("my-{template}"));
        succeeds(run(&["new", &text(&again), "--template", template]));
        lock(&again);
        succeeds(run_into(&target, &["build", &text(&again)]));
        let second = fs::read(target.join(format!("drivers/my-{template}.wasm")));
        assert!(second.expect("a driver") == wasm, "{template}");
        fs::remove_dir_all(&again).ok();
        // What stands in the crate is checked where it was built to.
        succeeds(run_into(&target, &["check", &text(&home)]));
        fs::remove_dir_all(&home).ok();
    }
}

#[test]
fn two_builds_in_two_folders_give_the_same_bytes() {
    let build = |name: &str| {
        let home = outside(name).join("same");
        succeeds(run(&["new", &text(&home)]));
        lock(&home);
        let object = run(&["build", &text(&home), "--json"]).object();
        let file = object["drivers"][0]["file"]
            .as_str()
            .expect("a path")
            .to_owned();
        let wasm = fs::read(file).expect("a driver");
        let home = text(&home);
        assert!(
            !String::from_utf8_lossy(&wasm).contains(&home),
            "the module names {home}"
        );
        wasm
    };
    assert!(build("one") == build("two-with-another-name"));
}

#[test]
fn a_crate_becomes_a_member_of_its_workspace() {
    let workspace = outside("workspace");
    fs::write(
        workspace.join("Cargo.toml"),
        "[workspace]\nresolver = \"3\"\nmembers = []\n",
    )
    .expect("a manifest");
    let home = workspace.join("drivers/jar");
    succeeds(run(&["new", &text(&home), "--template", "token"]));
    let metadata = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--format-version=1"])
        .current_dir(&home)
        .output()
        .expect("cargo");
    let metadata: serde_json::Value = serde_json::from_slice(&metadata.stdout).expect("JSON");
    assert_eq!(
        metadata["workspace_root"],
        text(&workspace.canonicalize().expect("a folder"))
    );
    assert_eq!(metadata["packages"][0]["name"], "jar");
}

#[test]
fn what_cannot_be_made_is_said() {
    let there = folder("new-there");
    let again = run(&["new", &text(&there)]);
    assert!(
        again.code == 5 || again.code == 2,
        "{}{}",
        again.code,
        again.err
    );
    assert!(
        run(&["new", &text(&outside("names").join("Tip Jar"))])
            .fails(2)
            .contains("Tip Jar")
    );
    assert!(
        run(&["new", "x", "--template", "none"])
            .fails(2)
            .contains("counter")
    );
    assert!(
        run(&[
            "new",
            &text(&outside("framework").join("x")),
            "--framework",
            "/no/such/folder"
        ])
        .fails(5)
        .contains("/no/such/folder")
    );
    assert!(
        run(&["build", "/no/such/folder"])
            .fails(5)
            .contains("no such folder")
    );
    assert_eq!(
        run(&["build", &text(&outside("empty")), "--json"]).error(5)["kind"],
        "host"
    );
}

#[test]
fn a_crate_that_does_not_agree_with_its_vectors_is_not_built() {
    let home = outside("disagrees").join("liar");
    succeeds(run(&["new", &text(&home)]));
    lock(&home);
    fs::write(home.join("golden/output/count.json"), "\"6\"\n").expect("a file");
    let error = run_into(&shared_target(), &["build", &text(&home), "--json"]).error(4);
    assert!(
        error["message"]
            .as_str()
            .is_some_and(|message| message.contains("count.json")),
        "{error}"
    );
}
