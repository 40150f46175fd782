//! Compiling one package for WebAssembly.

use std::fs;
use std::path::PathBuf;
use std::process::Stdio;

use data_driver::abi::MAX_MEMORY;
use serde_json::Value;

use crate::paths::Remap;
use crate::{Error, Options, Package, Result, Toolchain, Workspace, process};

/// How drivers are compiled.
///
/// It is passed on the command line, so that a driver author's workspace needs no profile of its own
/// and every driver is built alike. One codegen unit and fat LTO remove what no export reaches.
const PROFILE: [&str; 6] = [
    "profile.driver.inherits='release'",
    "profile.driver.opt-level='s'",
    "profile.driver.lto='fat'",
    "profile.driver.codegen-units=1",
    "profile.driver.panic='abort'",
    "profile.driver.strip='debuginfo'",
];

const WIDE_ARITHMETIC: &str = "wide-arithmetic";

/// Compiles the package's library and gives the path of the `.wasm` file.
///
/// cargo decides what is out of date; what it and the compiler say goes to our error stream.
pub(crate) fn compile(
    workspace: &Workspace,
    package: &Package,
    toolchain: &Toolchain,
    paths: &[Remap],
    options: &Options,
) -> Result<PathBuf> {
    let mut cargo = toolchain.cargo();
    cargo
        .current_dir(&workspace.root)
        // `rustc` rather than `build`: the crate need not name `cdylib` among its own crate types,
        // and with that one type alone link-time optimisation is never given up.
        .args([
            "rustc",
            "--lib",
            "--crate-type=cdylib",
            "--package",
            &package.package,
        ])
        .args([
            "--profile=driver",
            "--message-format=json-render-diagnostics",
        ])
        .args(["--features", &options.features.join(",")])
        .args(toolchain.target_arguments());
    for setting in PROFILE {
        cargo.args(["--config", setting]);
    }
    for name in hot(workspace, package, &options.target_features)? {
        let setting = format!("profile.driver.package.{name}.opt-level=3");
        cargo.args(["--config", &setting]);
    }
    cargo
        .arg("--target-dir")
        .arg(directory(workspace, &options.target_features))
        .arg("--")
        .args(["-C", &format!("link-arg=--max-memory={MAX_MEMORY}")]);

    // This variable wins over every other place that holds flags: a driver's bytes must not depend
    // on whose shell it was built in.
    cargo.env(
        "CARGO_ENCODED_RUSTFLAGS",
        flags(paths, &options.target_features).join("\u{1f}"),
    );
    for surprise in [
        "RUSTC_WORKSPACE_WRAPPER",
        "CARGO_BUILD_TARGET",
        "CARGO_TARGET_DIR",
    ] {
        cargo.env_remove(surprise);
    }

    let command = process::describe(&cargo);
    let output = cargo
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .map_err(|source| Error::Start {
            command: command.clone(),
            source,
        })?;
    if !output.status.success() {
        return Err(Error::Failed {
            command,
            status: output.status,
            output: String::new(),
        });
    }
    artifact(&output.stdout).ok_or_else(|| Error::Answer {
        command,
        what: "it names no .wasm file".to_owned(),
    })
}

/// The crates that are compiled for speed rather than for size.
///
/// cargo only warns of a setting for a crate that is not there, and the driver would be slow without a
/// word; a lockfile that is not written yet can tell nothing.
fn hot<'a>(
    workspace: &Workspace,
    package: &'a Package,
    target_features: &[String],
) -> Result<Vec<&'a str>> {
    let is_wide = target_features.iter().any(|name| name == WIDE_ARITHMETIC);
    let wide = package.hot_wide.iter().filter(|_| is_wide);
    let lockfile = fs::read_to_string(workspace.root.join("Cargo.lock")).ok();
    let is_there = |name: &str| {
        lockfile
            .as_ref()
            .is_none_or(|lockfile| lockfile.contains(&format!("name = \"{name}\"\n")))
    };
    let named = package.hot.iter().map(|name| ("hot", name));
    named
        .chain(wide.map(|name| ("hot-wide", name)))
        .map(|(key, name)| {
            if is_there(name) {
                return Ok(name.as_str());
            }
            Err(Error::Metadata {
                package: package.package.clone(),
                what: format!("{key}: the workspace's Cargo.lock has no crate `{name}`"),
            })
        })
        .collect()
}

/// Where cargo keeps what it compiles.
///
/// Apart from native builds, which would otherwise wait for the same lock, and apart for each choice
/// of features, because a standard library that is compiled along would be compiled again with each
/// change from one to the other.
fn directory(workspace: &Workspace, target_features: &[String]) -> PathBuf {
    let directory = workspace.target.join("wasm");
    if target_features.is_empty() {
        return directory;
    }
    directory.join("with").join(target_features.join(","))
}

/// Flags for every crate of the build.
fn flags(paths: &[Remap], target_features: &[String]) -> Vec<String> {
    let mut flags = Vec::new();
    if !target_features.is_empty() {
        let features: Vec<_> = target_features
            .iter()
            .map(|name| format!("+{name}"))
            .collect();
        flags.push(format!("-Ctarget-feature={}", features.join(",")));
    }
    // The compiler hides from the code whether it has a feature that is not stable.
    if target_features.iter().any(|name| name == WIDE_ARITHMETIC) {
        flags.push("--cfg=data_driver_wide_arithmetic".to_owned());
    }
    flags.extend(paths.iter().map(Remap::flag));
    flags
}

/// The `.wasm` file among cargo's messages, one JSON object a line.
///
/// Dependencies come before the package itself, and a dependency may be a `cdylib` as well: the last
/// one counts.
fn artifact(messages: &[u8]) -> Option<PathBuf> {
    messages
        .split(|byte| *byte == b'\n')
        .filter_map(|line| serde_json::from_slice::<Value>(line).ok())
        .filter(|message| message["reason"] == "compiler-artifact")
        .filter_map(|message| {
            let files = message["filenames"].as_array()?;
            files
                .iter()
                .filter_map(Value::as_str)
                .find(|file| file.ends_with(".wasm"))
                .map(PathBuf::from)
        })
        .next_back()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_module_counts() {
        let messages = br#"{"reason":"compiler-artifact","filenames":["/t/libdep.rlib"]}
{"reason":"compiler-artifact","filenames":["/t/dep.wasm"]}
not JSON
{"reason":"compiler-artifact","filenames":["/t/token.d","/t/token.wasm"]}
{"reason":"build-finished","success":true}
"#;
        assert_eq!(artifact(messages), Some("/t/token.wasm".into()));
        assert_eq!(artifact(b""), None);
    }

    #[test]
    fn features_are_one_flag() {
        let features = ["wide-arithmetic".to_owned(), "simd128".to_owned()];
        let with = flags(&[], &features);
        assert_eq!(with[0], "-Ctarget-feature=+wide-arithmetic,+simd128");
        assert_eq!(with[1], "--cfg=data_driver_wide_arithmetic");
        assert_eq!(with[2..], flags(&[], &[]));
    }
}
