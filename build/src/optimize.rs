//! Making a module smaller with Binaryen's `wasm-opt`.
//!
//! 1. `wasm-opt` on `PATH`, if it is new enough.
//! 2. The npm package `binaryen`, installed beside the build results, pinned by version and content.
//! 3. With the cargo feature `wasm-opt`, the crate of that name, which has Binaryen compiled in.
//!
//! Where there is none, the driver stays as the compiler made it: larger by a quarter, and right.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::files::remove;
use crate::{Error, Progress, Result, process};

/// The oldest `wasm-opt` that understands what today's compilers emit.
const OLDEST: u32 = 116;

/// The npm package's version, which `binaryen/package.json` pins.
const NPM_VERSION: u32 = 132;
const NPM_MANIFEST: &str = include_str!("../binaryen/package.json");
const NPM_LOCKFILE: &str = include_str!("../binaryen/package-lock.json");

/// What the compiler uses by default, and Node 20, browsers and wasmtime all run. Everything else is
/// off, so that the optimiser brings in nothing that a host might lack.
const FEATURES: [&str; 6] = [
    "sign-ext",
    "mutable-globals",
    "nontrapping-float-to-int",
    "bulk-memory",
    "reference-types",
    "multivalue",
];

/// For size, again and again until nothing changes. Of a driver that the compiler made for size, this
/// leaves 1 % less than `-O3` does, and it is as fast.
///
/// The compiler has put functions with one caller into it where that is worth it; what it left apart compresses
/// better apart. The lowest kilobyte of memory is the end of the stack, which stands in front of all data: an
/// address there is an overflow, whichever way it is computed. How a load is aligned is a hint that engines pass over,
/// and without hints the same load is the same bytes everywhere.
const LEVEL: [&str; 5] = [
    "-Oz",
    "--converge",
    "--one-caller-inline-max-function-size=15",
    "--low-memory-unused",
    "--dealign",
];

/// A `wasm-opt` that can run here.
#[derive(Debug, Clone)]
pub(crate) struct Optimizer {
    kind: Kind,
    /// Binaryen's version: another one may make other bytes.
    version: u32,
}

#[derive(Debug, Clone)]
enum Kind {
    /// On `PATH`.
    Program,
    /// A script for Node.
    Script(PathBuf),
    /// Compiled into this program.
    #[cfg(feature = "wasm-opt")]
    Embedded,
}

impl Optimizer {
    /// The optimiser to use, installed into `cache` first where that is needed, or `None`.
    pub(crate) fn find_or_install(cache: &Path, progress: Progress<'_>) -> Option<Self> {
        let on_path = process::first_line(Command::new("wasm-opt").arg("--version"));
        match on_path.as_deref().and_then(version) {
            Some(version) if version >= OLDEST => {
                return Some(Self {
                    kind: Kind::Program,
                    version,
                });
            }
            Some(version) => progress(&format!(
                "wasm-opt on PATH is version {version}; {OLDEST} or newer is needed"
            )),
            None => {}
        }
        let why = match npm(cache, progress) {
            Ok(script) => {
                return Some(Self {
                    kind: Kind::Script(script),
                    version: NPM_VERSION,
                });
            }
            Err(error) => error,
        };
        #[cfg(feature = "wasm-opt")]
        {
            progress(&format!(
                "no binaryen from npm ({why}); using the one compiled in"
            ));
            return Some(Self {
                kind: Kind::Embedded,
                version: crate::embedded::VERSION,
            });
        }
        #[cfg(not(feature = "wasm-opt"))]
        {
            progress(&format!(
                "not optimised: no wasm-opt on PATH, and not from npm either ({why})"
            ));
            None
        }
    }

    /// Optimises `input`, unless that was done already; gives the path of the result.
    ///
    /// The result lies in `directory` as `<stem>.wasm`, beside what it was made of.
    pub(crate) fn optimize(
        &self,
        input: &[u8],
        extra_features: &[String],
        directory: &Path,
        stem: &str,
        progress: Progress<'_>,
    ) -> Result<PathBuf> {
        let file = |suffix: &str| directory.join(format!("{stem}.{suffix}"));
        let (from, to, stamp) = (file("input.wasm"), file("wasm"), file("stamp"));

        let features = features(extra_features);
        let how = format!(
            "binaryen {} {}: {}\n",
            self.version,
            LEVEL.join(" "),
            features.join(" ")
        );
        let is_current = to.exists()
            && fs::read_to_string(&stamp).is_ok_and(|last| last == how)
            && fs::read(&from).is_ok_and(|last| last == input);
        if is_current {
            return Ok(to);
        }

        progress(&format!(
            "wasm-opt {} (binaryen {})",
            LEVEL.join(" "),
            self.version
        ));
        fs::create_dir_all(directory).map_err(Error::io(directory))?;
        // The stamp goes first and comes back last: a run that is cut short leaves none.
        remove(&stamp)?;
        fs::write(&from, input).map_err(Error::io(&from))?;
        self.run(&features, &from, &to)?;
        fs::write(&stamp, how).map_err(Error::io(&stamp))?;
        Ok(to)
    }

    fn run(&self, features: &[&str], from: &Path, to: &Path) -> Result<()> {
        let mut command = match &self.kind {
            Kind::Program => Command::new("wasm-opt"),
            Kind::Script(script) => {
                let mut node = Command::new("node");
                node.arg(script);
                node
            }
            #[cfg(feature = "wasm-opt")]
            Kind::Embedded => return crate::embedded::optimize(features, from, to),
        };
        command.args(LEVEL).arg("--mvp-features");
        command.args(features.iter().map(|name| format!("--enable-{name}")));
        process::output(command.arg(from).arg("-o").arg(to)).map(drop)
    }
}

/// Every feature the module may use, by Binaryen's names.
fn features(extra: &[String]) -> Vec<&str> {
    let extra = extra.iter().map(|name| match name.as_str() {
        // The one proposal that the two projects call by different names.
        "simd128" => "simd",
        name => name,
    });
    FEATURES.into_iter().chain(extra).collect()
}

/// `wasm-opt version 132 (version_132)` -> 132
fn version(line: &str) -> Option<u32> {
    line.split_ascii_whitespace()
        .find_map(|word| word.parse().ok())
}

/// The npm package's `wasm-opt`, installed below `cache` on the first call.
fn npm(cache: &Path, progress: Progress<'_>) -> Result<PathBuf> {
    let home = cache.join(format!("binaryen-{NPM_VERSION}"));
    let script = home.join("node_modules/binaryen/bin/wasm-opt");
    if script.exists() {
        return Ok(script);
    }
    progress(&format!(
        "npm ci (binaryen {NPM_VERSION}, into {})",
        home.display()
    ));
    // Installed apart and moved when complete: a half of it must never look like the whole.
    let partial = cache.join(format!(
        "binaryen-{NPM_VERSION}.{}.partial",
        std::process::id()
    ));
    fs::create_dir_all(&partial).map_err(Error::io(&partial))?;
    for (name, text) in [
        ("package.json", NPM_MANIFEST),
        ("package-lock.json", NPM_LOCKFILE),
    ] {
        let path = partial.join(name);
        fs::write(&path, text).map_err(Error::io(&path))?;
    }
    process::output(
        Command::new("npm")
            .args([
                "ci",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--loglevel=error",
            ])
            .current_dir(&partial),
    )?;
    match fs::rename(&partial, &home) {
        Err(error) if !script.exists() => Err(Error::io(&home)(error)),
        _ => Ok(script),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read() {
        assert_eq!(version("wasm-opt version 132 (version_132)"), Some(132));
        assert_eq!(version("wasm-opt version 108"), Some(108));
        assert_eq!(version("wasm-opt: no such option"), None);
    }

    #[test]
    fn the_manifests_pin_the_version() {
        assert!(NPM_MANIFEST.contains(&format!("\"binaryen\": \"{NPM_VERSION}.0.0\"")));
        assert!(NPM_LOCKFILE.contains(&format!("\"version\": \"{NPM_VERSION}.0.0\"")));
        assert!(NPM_LOCKFILE.contains("\"integrity\": \"sha512-"));
    }

    #[test]
    fn features_have_binaryens_names() {
        assert_eq!(features(&[]), FEATURES);
        let more = ["wide-arithmetic".to_owned(), "simd128".to_owned()];
        let more = features(&more);
        assert_eq!(more[FEATURES.len()..], ["wide-arithmetic", "simd"]);
    }
}
