//! `new`, `build`, and `check` of what they made.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use data_driver_build::sections;

use crate::compiled;
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
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("new-target");
    compiled::share(&target).expect("a link");
    target
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
        // From another folder the bytes are the same, with rkyv and with another format.
        if ["token", "codec"].contains(&template) {
            let again = outside(&format!("{template}-again")).join(format!("my-{template}"));
            succeeds(run(&["new", &text(&again), "--template", template]));
            lock(&again);
            succeeds(run_into(&target, &["build", &text(&again)]));
            let second = fs::read(target.join(format!("drivers/my-{template}.wasm")));
            assert!(second.expect("a driver") == wasm, "{template}");
            fs::remove_dir_all(&again).ok();
        }
        // What stands in the crate is checked where it was built to.
        succeeds(run_into(&target, &["check", &text(&home)]));
        fs::remove_dir_all(&home).ok();
    }
}

const TYPES: &str = "
    use data_driver::data;

    /// Two members.
    #[data]
    pub struct Pair {
        /// The first.
        pub a: u64,
        /// The second.
        pub b: u64,
    }

    /// A wide member.
    #[data]
    pub struct Supply {
        /// Bytes.
        #[serde(with = \"data_driver::hex\")]
        pub id: [u8; 32],
        /// Wide.
        pub supply: u128,
        /// Not so wide.
        pub height: u64,
    }
";

const DECLARATION: &str = r#"
    pub mod types;

    data_driver::contract! {
        /// Pairs.
        pub PairDriver("Pairs") {
            /// Takes one.
            transaction fn pay(pair: types::Pair);
            /// Gives one.
            query fn supply() -> types::Supply;
        }
    }

    data_driver::export!(PairDriver);
"#;

// M18, and two members of one type the other way round, which no schema shows.
#[test]
fn a_byte_that_moves_fails_the_build_by_name() {
    let target = shared_target();
    let home = outside("layout").join("pairs");
    succeeds(run(&["new", &text(&home), "--template", "token"]));
    lock(&home);
    let manifest = fs::read_to_string(home.join("Cargo.toml")).expect("a manifest");
    let without = manifest.replace("vectors = \"golden\"\n", "");
    fs::write(home.join("Cargo.toml"), without).expect("a manifest");
    fs::write(home.join("src/lib.rs"), DECLARATION).expect("a source");
    let types = home.join("src/types.rs");
    fs::write(&types, TYPES).expect("a source");
    let driver = target.join("drivers/pairs.wasm");
    let build = |more: &[&str]| {
        let home = text(&home);
        let arguments = ["build", home.as_str()];
        run_into(&target, &[&arguments, more].concat())
    };

    succeeds(build(&[]));
    let locked = fs::read_to_string(home.join("layout.lock")).expect("a lock file");
    let has = |words: &str| {
        locked
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .contains(words)
    };
    assert!(
        has("Pair 16 bytes, align 8 0 +8 a: u64 8 +8 b: u64"),
        "{locked}"
    );
    // Compilers before 1.86 made it 56 bytes in WebAssembly.
    assert!(has("Supply 64 bytes, align 16"), "{locked}");
    let old = home.join("old.wasm");
    fs::copy(&driver, &old).expect("a driver");
    let checked = succeeds(run_into(&target, &["check", &text(&home)]));
    assert!(
        checked
            .out
            .contains("2 values are laid out as layout.lock says"),
        "{}",
        checked.out
    );

    let moved = TYPES
        .replace("pub a: u64", "pub c: u64")
        .replace("pub b: u64", "pub a: u64");
    let moved = moved
        .replace("pub c: u64", "pub b: u64")
        .replace(": u128", ": data_driver::U128Align8");
    fs::write(&types, moved).expect("a source");
    let refused = build(&[]);
    assert_ne!(refused.code, 0);
    for words in [
        "layout.lock",
        "Pair:\n      - 0 +8 a: u64\n      - 8 +8 b: u64\n      + 0 +8 b: u64\n      + 8 +8 a: u64\n",
        "Supply:\n      - Supply 64 bytes, align 16\n      - 32 +16 supply: u128\n      + Supply 56 bytes, align 8\n",
        "--accept-layout",
    ] {
        assert!(refused.err.contains(words), "{words}\n{}", refused.err);
    }
    // The driver of before is still there.
    assert!(fs::read(&driver).expect("a driver") == fs::read(&old).expect("a driver"));

    succeeds(build(&["--accept-layout"]));
    assert_ne!(
        fs::read_to_string(home.join("layout.lock")).expect("a lock file"),
        locked
    );
    succeeds(build(&[]));
    let diff = run(&["diff", &text(&old), &text(&driver)]);
    assert_eq!(diff.code, 1, "{}", diff.out);
    assert!(
        diff.out.contains(
            "breaking    output of supply\n            its bytes are laid out in another way"
        ),
        "{}",
        diff.out
    );

    fs::write(home.join("layout.lock"), &locked).expect("a lock file");
    let checked = run_into(&target, &["check", &text(&home)]);
    assert_eq!(checked.code, 1);
    assert!(checked.out.contains("wrong  layout "), "{}", checked.out);
    fs::remove_dir_all(&home).ok();
}

#[test]
fn two_builds_in_two_folders_give_the_same_bytes() {
    // One of them compiles everything itself.
    let build = |name: &str, has_standard_library: bool| {
        let home = outside(name).join("same");
        succeeds(run(&["new", &text(&home)]));
        lock(&home);
        if has_standard_library {
            compiled::share(&home.join("target")).expect("a link");
        }
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
    assert!(build("one", false) == build("two-with-another-name", true));
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
    assert_eq!(
        run(&["new", &text(&there)]).fails(5),
        format!("error: {}: it is there already\n", there.display())
    );
    for name in ["std", "core", "data-driver"] {
        let said = run(&["new", &text(&outside("names").join(name))]);
        assert!(
            said.fails(2)
                .contains("a crate that the driver needs has it")
        );
    }
    let empty = outside("empty");
    for command in ["build", "inspect"] {
        assert_eq!(
            run(&[command, &text(&empty)]).fails(5),
            format!(
                "error: {}: there is no Cargo.toml here or in a folder above\n",
                empty.display()
            )
        );
    }
    // What cargo says has lines.
    fs::write(empty.join("Cargo.toml"), "[package]\nname = 5\n").expect("a manifest");
    let said = run(&["build", &text(&empty)]);
    let said = said.fails(5);
    assert!(said.lines().count() > 2 && !said.contains("\\n"), "{said}");
    // A folder inside of a crate is not the crate's.
    let home = outside("inside").join("jar");
    succeeds(run(&["new", &text(&home)]));
    let said = run(&["inspect", &text(&home.join("src"))]);
    assert!(
        said.fails(2).contains(&format!(
            "the only package here that makes a driver, jar, is in another folder: {}",
            home.canonicalize().expect("a folder").display()
        )),
        "{}",
        said.err
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
