//! `cargo xtask test`: everything that must hold, after setting up what it takes.

use std::path::PathBuf;

use anyhow::Result;

use crate::run::{cargo, npm, root, run, watch};
use crate::steps::Steps;
use crate::tally::Tally;
use crate::{audit, browser, drivers, fuzz, http, js, memcheck};

/// Runs every check and every test.
///
/// # Errors
/// One of them failed.
pub(crate) fn test() -> Result<()> {
    let mut steps = Steps::new(13);
    steps.step("format", "cargo fmt --all --check", |_| {
        run(cargo().args(["fmt", "--all", "--check"]))
    });
    steps.step("dependencies", "cargo xtask audit", audit::audit);
    // The Rust tests load the drivers, and ask the JavaScript package too.
    steps.step("build drivers", "cargo xtask build", |_| drivers::build());
    steps.step(
        "build JavaScript",
        "cd js && npm ci && npm run build",
        |_| {
            js::install()?;
            js::build()
        },
    );
    steps.step(
        "lint",
        "cargo clippy --workspace --all-targets -- -D warnings",
        |_| {
            run(cargo().args([
                "clippy",
                "--workspace",
                "--all-targets",
                "--",
                "-D",
                "warnings",
            ]))
        },
    );
    steps.step("Rust tests", "cargo test --workspace", |tally| {
        watch(
            cargo().args(["test", "--workspace", "--no-fail-fast"]),
            |line| {
                *tally += Tally::from_cargo(line).unwrap_or_default();
            },
        )
    });
    steps.step("memory", "cargo xtask memcheck", memcheck::memcheck);
    steps.step(
        "fuzz",
        "cargo xtask fuzz --seconds 60 decode encode export curve",
        // The others would compile the WebAssembly runtime a second time.
        |_| fuzz::fuzz(&["--seconds", "60", "decode", "encode", "export", "curve"]),
    );
    steps.step("HTTP", "cargo xtask http", |_| http::test());
    steps.step(
        "documentation",
        "RUSTDOCFLAGS=-Dwarnings cargo doc --workspace --exclude data-driver-cli --no-deps",
        |_| {
            // The examples make cargo turn on the same features of dependencies as it did to lint, so
            // that it need not check them all again.
            run(cargo()
                .args([
                    "doc",
                    "--workspace",
                    // Its name is that of the framework, whose pages it would write over.
                    "--exclude",
                    "data-driver-cli",
                    "--no-deps",
                    "--lib",
                    "--bins",
                    "--examples",
                ])
                .env("RUSTDOCFLAGS", "-Dwarnings"))
        },
    );
    steps.step("JavaScript types", "cd js && npm run check", |_| {
        run(npm().args(["run", "--silent", "check"]))
    });
    steps.step("tests in Node", "cd js && npm test", |tally| {
        vitest("test", None, tally)
    });
    steps.step(
        "tests in Chromium",
        "cd js && npm ci --prefix test/bundled && npm run test:browser",
        |tally| {
            let chromium = browser::find_or_install()?;
            js::install_bundlers()?;
            vitest("test:browser", Some(chromium), tally)
        },
    );
    steps.finish()
}

/// Runs one of the JavaScript package's test scripts, all of which end in a call of vitest.
fn vitest(script: &str, chromium: Option<PathBuf>, tally: &mut Tally) -> Result<()> {
    let report = root()
        .join("target/xtask")
        .join(format!("{}.json", script.replace(':', "-")));
    // An old report must not be taken for a new one.
    let _ = std::fs::remove_file(&report);

    let mut npm = npm();
    npm.args([
        "run",
        "--silent",
        script,
        "--",
        "--reporter=default",
        "--reporter=json",
    ])
    .arg(format!("--outputFile.json={}", report.display()));
    if let Some(chromium) = chromium {
        npm.env(browser::VARIABLE, chromium);
    }
    let result = run(&mut npm);
    match Tally::from_vitest(&report) {
        Ok(counted) => *tally += counted,
        // The failure itself says more than the absence of its report.
        Err(error) if result.is_ok() => return Err(error),
        Err(_) => {}
    }
    result
}
