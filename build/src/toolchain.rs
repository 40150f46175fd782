//! Finding, or setting up, a compiler for `wasm32-unknown-unknown`.
//!
//! 1. The current toolchain (`cargo` and `rustc` as they are on `PATH`), if it has the target.
//! 2. Debian's packages `rustc-web`, `cargo-web` and `rust-web-src`, if they are installed. They have
//!    no ready-made standard library for the target; cargo compiles it from source.
//! 3. `rustup target add`.
//! 4. Installing Debian's packages.
//!
//! What is there already comes before what must be downloaded, so that a second call sets nothing
//! up. [`VARIABLE`] holds the search to one of the two kinds.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Error, Progress, Result, apt, process};

/// Set to `rustup` or `debian`, uses that kind of toolchain and no other.
pub const VARIABLE: &str = "DATA_DRIVER_WASM_TOOLCHAIN";

/// The target every driver is compiled for.
pub const TARGET: &str = "wasm32-unknown-unknown";

const DEBIAN_PACKAGES: [&str; 3] = ["rustc-web", "cargo-web", "rust-web-src"];
const DEBIAN_CARGO: &str = "/usr/bin/cargo";
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_SOURCE: &str = "/usr/lib/rustlib/src/rust";

/// A compiler that can make WebAssembly modules.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Toolchain {
    /// The current toolchain, with the target's standard library.
    Current,
    /// Debian's compiler, which compiles the standard library too.
    Debian {
        /// The linker, which the Debian packages lack.
        linker: PathBuf,
    },
}

impl fmt::Display for Toolchain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Current => write!(f, "the current Rust toolchain"),
            Self::Debian { .. } => write!(f, "Debian's rustc-web"),
        }
    }
}

/// Why there is no toolchain: what was tried, and how it ended.
#[derive(Debug)]
pub struct Missing {
    tried: Vec<(&'static str, String)>,
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no toolchain here compiles for {TARGET}")?;
        for (what, outcome) in &self.tried {
            write!(
                f,
                "\n  - {what}: {}",
                outcome.trim().replace('\n', "\n    ")
            )?;
        }
        write!(
            f,
            "\nOne of these is needed: `rustup target add {TARGET}`, or, on Debian, \
             `apt-get install {}` (with `lld` where rustup's rust-lld is absent)",
            DEBIAN_PACKAGES.join(" "),
        )
    }
}

/// The kinds of toolchain that [`VARIABLE`] tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Rustup,
    Debian,
}

impl Toolchain {
    /// The toolchain to use on this machine, set up first where that is needed.
    ///
    /// # Errors
    /// [`Error::NoToolchain`] when there is none and none could be set up; it says what was tried
    /// and what to install. [`Error::Variable`] when [`VARIABLE`] holds something else than it may.
    pub fn find_or_install(progress: Progress<'_>) -> Result<Self> {
        let forced = forced(std::env::var(VARIABLE).ok())?;
        let allowed = |kind| forced.is_none_or(|forced| forced == kind);

        if allowed(Kind::Rustup) && current_has_target() {
            return Ok(Self::Current);
        }
        if allowed(Kind::Debian)
            && debian_is_installed()
            && let Some(linker) = find_linker()
        {
            return Ok(Self::Debian { linker });
        }

        let mut tried = Vec::new();
        if allowed(Kind::Rustup) {
            match add_target(progress) {
                Ok(()) => return Ok(Self::Current),
                Err(outcome) => tried.push(("rustup", outcome)),
            }
        }
        if allowed(Kind::Debian) {
            match install_debian(progress) {
                Ok(linker) => return Ok(Self::Debian { linker }),
                Err(outcome) => tried.push(("Debian's packages", outcome)),
            }
        }
        Err(Error::NoToolchain(Missing { tried }))
    }

    /// `cargo`, ready for a subcommand.
    #[must_use]
    pub fn cargo(&self) -> Command {
        match self {
            Self::Current => current_cargo(),
            Self::Debian { linker } => {
                let mut cargo = Command::new(DEBIAN_CARGO);
                cargo
                    .env("RUSTC", DEBIAN_RUSTC)
                    // Compiling the standard library is unstable; Debian's compiler is a stable one.
                    .env("RUSTC_BOOTSTRAP", "1")
                    .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker)
                    // Another toolchain's cargo, if we run under it, has set these for itself.
                    .env_remove("LD_LIBRARY_PATH")
                    .env_remove("RUSTUP_TOOLCHAIN");
                cargo
            }
        }
    }

    /// The arguments that a `cargo` subcommand needs to compile for the target.
    #[must_use]
    pub fn target_arguments(&self) -> &'static [&'static str] {
        match self {
            Self::Current => &["--target", TARGET],
            Self::Debian { .. } => &["--target", TARGET, "-Zbuild-std=core,alloc,std,panic_abort"],
        }
    }

    /// Where the standard library's source lies, if it is compiled along.
    pub(crate) fn library_source(&self) -> Option<&'static Path> {
        match self {
            Self::Current => None,
            Self::Debian { .. } => Some(Path::new(DEBIAN_SOURCE)),
        }
    }
}

/// The `cargo` that started us, else the one on `PATH`.
pub(crate) fn current_cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

fn forced(value: Option<String>) -> Result<Option<Kind>> {
    match value.as_deref() {
        None | Some("") => Ok(None),
        Some("rustup") => Ok(Some(Kind::Rustup)),
        Some("debian") => Ok(Some(Kind::Debian)),
        Some(other) => Err(Error::Variable {
            variable: VARIABLE,
            value: other.to_owned(),
            expected: "`rustup` or `debian`",
        }),
    }
}

fn rustc() -> Command {
    Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()))
}

fn current_has_target() -> bool {
    let libraries = rustc()
        .args(["--print", "target-libdir", "--target", TARGET])
        .output();
    // The directory's name alone says nothing: rustc prints it for targets that are not installed.
    libraries.is_ok_and(|output| {
        let directory = PathBuf::from(String::from_utf8_lossy(&output.stdout).trim());
        std::fs::read_dir(directory).is_ok_and(|mut entries| {
            entries.any(|entry| {
                entry.is_ok_and(|entry| entry.file_name().to_string_lossy().starts_with("libstd-"))
            })
        })
    })
}

/// Adds the target with rustup; an error says in one line why that failed.
fn add_target(progress: Progress<'_>) -> Result<(), String> {
    progress(&format!("rustup target add {TARGET}"));
    let mut rustup = Command::new("rustup");
    // A backtrace of rustup would bury what it says.
    rustup
        .args(["target", "add", TARGET])
        .env_remove("RUST_BACKTRACE");
    if std::env::var_os("RUSTUP_MAX_RETRIES").is_none() {
        // A machine that cannot reach rustup's server finds out once, not four times.
        rustup.env("RUSTUP_MAX_RETRIES", "1");
    }
    match process::output(&mut rustup) {
        Ok(_) if current_has_target() => Ok(()),
        Ok(_) => Err("added the target, but not to the toolchain in use".to_owned()),
        Err(Error::Failed { output, .. }) => Err(output),
        Err(error) => Err(error.to_string()),
    }
}

fn debian_is_installed() -> bool {
    Path::new(DEBIAN_CARGO).exists()
        && Path::new(DEBIAN_RUSTC).exists()
        && Path::new(DEBIAN_SOURCE).join("library/Cargo.lock").exists()
}

/// Installs Debian's packages and gives the linker; an error says why that failed.
fn install_debian(progress: Progress<'_>) -> Result<PathBuf, String> {
    if !debian_is_installed() {
        install(progress, &DEBIAN_PACKAGES)?;
        if !debian_is_installed() {
            return Err("installed, but without the files they should have".to_owned());
        }
    }
    if let Some(linker) = find_linker() {
        return Ok(linker);
    }
    let lld = format!(
        "lld-{}",
        llvm_version().ok_or("rustc does not say which LLVM it uses")?
    );
    install(progress, &[&lld])?;
    find_linker().ok_or_else(|| format!("package {lld} brought no wasm-ld"))
}

fn install(progress: Progress<'_>, packages: &[&str]) -> Result<(), String> {
    let list = packages.join(" ");
    if !apt::is_usable() {
        return Err(format!(
            "cannot install {list}: needs apt-get, and root or sudo"
        ));
    }
    progress(&format!("apt-get install {list}"));
    apt::install(packages).map_err(|error| error.to_string())
}

/// rustup's `rust-lld`, else the `wasm-ld` of the LLVM that Debian's rustc uses.
fn find_linker() -> Option<PathBuf> {
    let rust_lld = || {
        let sysroot = process::first_line(rustc().args(["--print", "sysroot"]))?;
        let host = verbose_version(&mut rustc(), "host")?;
        let linker = Path::new(&sysroot)
            .join("lib/rustlib")
            .join(host)
            .join("bin/rust-lld");
        linker.exists().then_some(linker)
    };
    let wasm_ld = || {
        let linker = PathBuf::from(format!("/usr/bin/wasm-ld-{}", llvm_version()?));
        linker.exists().then_some(linker)
    };
    rust_lld().or_else(wasm_ld)
}

/// The major version of the LLVM in Debian's rustc.
fn llvm_version() -> Option<String> {
    let version = verbose_version(&mut Command::new(DEBIAN_RUSTC), "LLVM version")?;
    Some(version.split('.').next()?.to_owned())
}

/// One line of `rustc --version --verbose`.
fn verbose_version(rustc: &mut Command, key: &str) -> Option<String> {
    let output = process::output(rustc.arg("-vV")).ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    text.lines()
        .find_map(|line| Some(line.strip_prefix(key)?.strip_prefix(": ")?.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_variable_holds_one_of_two_words() {
        let read = |value: &str| forced(Some(value.to_owned()));
        assert_eq!(forced(None).unwrap(), None);
        assert_eq!(read("").unwrap(), None);
        assert_eq!(read("rustup").unwrap(), Some(Kind::Rustup));
        assert_eq!(read("debian").unwrap(), Some(Kind::Debian));
        assert_eq!(
            read("Debian").unwrap_err().to_string(),
            "DATA_DRIVER_WASM_TOOLCHAIN=Debian: expected `rustup` or `debian`"
        );
    }

    #[test]
    fn what_is_missing_is_said() {
        let missing = Missing {
            tried: vec![
                ("rustup", "error: first\nsecond\n".to_owned()),
                ("Debian's packages", "needs root".to_owned()),
            ],
        };
        let text = Error::NoToolchain(missing).to_string();
        assert!(
            text.starts_with(
                "no toolchain here compiles for wasm32-unknown-unknown\n  \
                   - rustup: error: first\n    second\n  \
                   - Debian's packages: needs root\n"
            ),
            "{text}"
        );
        for needed in [
            "rustup target add wasm32-unknown-unknown",
            "rustc-web cargo-web rust-web-src",
        ] {
            assert!(text.contains(needed), "{text}");
        }
    }

    #[test]
    fn a_line_of_the_version_is_found() {
        let host = verbose_version(&mut rustc(), "host").unwrap();
        assert!(host.contains('-'), "{host}");
        assert_eq!(verbose_version(&mut rustc(), "hos"), None);
    }

    #[test]
    fn debian_compiles_the_standard_library() {
        let debian = Toolchain::Debian {
            linker: "/some/rust-lld".into(),
        };
        let cargo = debian.cargo();
        assert_eq!(cargo.get_program(), DEBIAN_CARGO);
        let variable = |name: &str| {
            cargo
                .get_envs()
                .find(|(key, _)| *key == name)
                .and_then(|(_, value)| value)
        };
        assert_eq!(variable("RUSTC_BOOTSTRAP").unwrap(), "1");
        assert_eq!(variable("RUSTC").unwrap(), DEBIAN_RUSTC);
        let linker = variable("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER");
        assert_eq!(linker.unwrap(), "/some/rust-lld");
        assert!(
            debian
                .target_arguments()
                .last()
                .unwrap()
                .starts_with("-Zbuild-std=")
        );
    }
}
