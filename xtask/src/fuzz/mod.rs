//! `cargo xtask fuzz`: hostile data against the drivers and whatever reads what they say.
//!
//! The targets stand in `fuzz/`, a workspace of its own, since it is compiled with instrumentation: `fuzz/rustc.sh` says of what.
//! The compiler's stable release can do that; what it instruments for is libFuzzer, which the crate `libfuzzer-sys` compiles from
//! C++.

mod arguments;
mod outcome;

use std::fs::{self, File};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use anyhow::{Context, Result, anyhow, bail};
use data_driver_build::apt;

use self::arguments::Arguments;
use self::outcome::Outcome;
use crate::run::{capture, cargo, root, run};
use crate::{drivers, paint};

/// A target, and what it takes.
#[derive(Debug)]
struct Target {
    name: &'static str,
    needs: Needs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Needs {
    /// Nothing but what is compiled natively.
    Nothing,
    /// What reads documents and the host, whose WebAssembly runtime takes minutes to compile.
    Host,
    /// The host and the built drivers.
    Drivers,
}

const TARGETS: [Target; 9] = [
    Target::new("decode", Needs::Nothing),
    Target::new("encode", Needs::Nothing),
    Target::new("export", Needs::Nothing),
    Target::new("curve", Needs::Nothing),
    Target::new("schema", Needs::Host),
    Target::new("values", Needs::Host),
    Target::new("host_result", Needs::Host),
    Target::new("differential", Needs::Drivers),
    Target::new("explain", Needs::Drivers),
];

/// An input that takes longer is a finding, in seconds; so is a process of more memory, in MiB.
const SLOWEST: u32 = 10;
const LARGEST: u32 = 2048;

impl Target {
    const fn new(name: &'static str, needs: Needs) -> Self {
        Self { name, needs }
    }
}

/// Builds the targets, runs as many at once as there are processors, and says what was found.
///
/// # Errors
/// A target cannot be built, or an input was found for which what it says does not hold.
pub(crate) fn fuzz(arguments: &[&str]) -> Result<()> {
    let names = TARGETS.map(|target| target.name);
    let arguments = Arguments::read(arguments, &names)?;
    let wanted = |target: &&Target| arguments.targets.contains(&target.name);
    let targets: Vec<_> = TARGETS.iter().filter(wanted).collect();
    let needs = targets.iter().map(|target| target.needs).max();
    let needs = needs.context("no targets")?;

    if needs == Needs::Drivers {
        drivers::build()?;
    }
    let programs = build(&targets, needs)?;
    let folder = root().join("target/fuzz");
    let corpus = folder.join("corpus");
    fs::create_dir_all(&corpus)?;
    run(Command::new(programs.join("seeds"))
        .arg(&corpus)
        .current_dir(root()))?;

    let count = u64::try_from(targets.len())?;
    let seconds = (arguments.seconds / count).max(1);
    let paint = paint::stderr();
    let mut failed = Vec::new();
    let mut total = 0;
    // Each has a processor of its own.
    let at_once = thread::available_parallelism().map_or(1, NonZero::get);
    let mut outcomes = Vec::new();
    for some in targets.chunks(at_once) {
        let names: Vec<_> = some.iter().map(|target| target.name).collect();
        let line = format!("{}: {seconds} s", names.join(", "));
        eprintln!("  {}", paint.dim(&line));
        let run = |name| run_one(&programs.join(name), &folder, name, seconds);
        outcomes.extend(thread::scope(|scope| {
            let running: Vec<_> = names
                .iter()
                .map(|name| (*name, scope.spawn(|| run(*name))))
                .collect();
            running
                .into_iter()
                .map(|(name, thread)| (name, thread.join()))
                .collect::<Vec<_>>()
        }));
    }
    for (name, outcome) in outcomes {
        let outcome = outcome.map_err(|_| anyhow!("the run of {name} panicked"))??;
        total += outcome.executions;
        println!("{name:<14} {outcome}");
        if let Some(failure) = &outcome.failure {
            eprintln!("{}", paint.red(&failure.words));
            if let Some(artifact) = &failure.artifact {
                let program = programs.join(name);
                eprintln!("repeat with: {} {artifact}", relative(&program).display());
            }
            failed.push(name);
        }
    }
    println!("{:<14} {total:>12} executions", "all");
    if !failed.is_empty() {
        bail!("found something: {}", failed.join(", "));
    }
    Ok(())
}

/// Compiles the targets and gives the folder of their programs.
fn build(targets: &[&Target], needs: Needs) -> Result<PathBuf> {
    let compiler = Command::new("c++").arg("--version").output();
    if compiler.is_err() && apt::is_usable() {
        eprintln!("  apt-get install g++");
        apt::install(&["g++"])?;
    }
    let host = host()?;
    let directory = root().join("target/fuzz/build");
    let mut command = cargo();
    command
        .current_dir(root().join("fuzz"))
        // Where a target is named, cargo tells scripts and macros from what is run.
        .args(["build", "--locked", "--target", &host, "--bin", "seeds"])
        .env("CARGO_TARGET_DIR", &directory)
        .env("CARGO_ENCODED_RUSTFLAGS", "--cfg\x1ffuzzing")
        .env("RUSTC_WRAPPER", root().join("fuzz/rustc.sh"));
    for target in targets {
        command.args(["--bin", target.name]);
    }
    if needs > Needs::Nothing {
        command.args(["--features", "hosts"]);
    }
    run(&mut command)?;
    Ok(directory.join(host).join("debug"))
}

/// The machine that rustc compiles for by itself.
fn host() -> Result<String> {
    let said = capture(Command::new("rustc").arg("-vV"))?;
    let said = String::from_utf8(said)?;
    let host = said.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.context("rustc does not say its host")?.to_owned())
}

/// Runs a target for that long.
fn run_one(program: &Path, folder: &Path, name: &str, seconds: u64) -> Result<Outcome> {
    let artifacts = folder.join("artifacts").join(name);
    let logs = folder.join("logs");
    fs::create_dir_all(&artifacts)?;
    fs::create_dir_all(&logs)?;
    let log = logs.join(format!("{name}.txt"));
    let file = File::create(&log).with_context(|| log.display().to_string())?;
    let status = Command::new(program)
        .arg(relative(&folder.join("corpus").join(name)))
        .arg(format!(
            "-artifact_prefix={}/",
            relative(&artifacts).display()
        ))
        .arg(format!("-max_total_time={seconds}"))
        .arg(format!("-timeout={SLOWEST}"))
        .arg(format!("-rss_limit_mb={LARGEST}"))
        .arg("-print_final_stats=1")
        .current_dir(root())
        .stdin(Stdio::null())
        .stdout(file.try_clone()?)
        .stderr(file)
        .status()
        .with_context(|| program.display().to_string())?;
    let log = fs::read(&log)?;
    Ok(Outcome::read(
        &String::from_utf8_lossy(&log),
        status.success(),
    ))
}

/// As a person in the repository's root writes the path.
fn relative(path: &Path) -> &Path {
    path.strip_prefix(root()).unwrap_or(path)
}
