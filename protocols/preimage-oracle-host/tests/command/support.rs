//! Running the command.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use tempfile::TempDir;

/// The hash of the first block of Ethereum's mainnet behind the genesis, whose header is in `tests/data`.
pub(crate) const HASH: &str = "88e96d4537bea4d9c05d12549907b32561d3bf31f45aae734cdc119f13406cb6";

/// What the example prints of it.
pub(crate) const PRINTED: &str =
    "block 1: 0x88e96d4537bea4d9c05d12549907b32561d3bf31f45aae734cdc119f13406cb6\n";

/// How a run ended.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Run {
    /// What a good run printed.
    #[track_caller]
    pub(crate) fn text(&self) -> &str {
        assert_eq!(self.code, 0, "{}", self.err);
        &self.out
    }

    /// The last line of a run that ended with this code, which says why.
    #[track_caller]
    pub(crate) fn fails(&self, code: i32) -> &str {
        assert_eq!(self.code, code, "{}{}", self.out, self.err);
        let line = self.err.lines().last().unwrap_or_default();
        line.strip_prefix("preimage: ")
            .expect("the command says why")
    }

    /// What the command says last of a good run.
    #[track_caller]
    pub(crate) fn summary(&self) -> &str {
        self.fails(0)
    }
}

/// The command itself, for a relay to start.
pub(crate) const COMMAND: &str = env!("CARGO_BIN_EXE_preimage");

/// Runs the command.
pub(crate) fn preimage<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> Run {
    let output = Command::new(COMMAND).args(arguments).output().unwrap();
    Run {
        code: output.status.code().expect("it was not killed"),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// The example for Unix, which cargo builds beside the tests.
pub(crate) fn native() -> String {
    let tests = std::env::current_exe().unwrap();
    let built = tests.parent().and_then(Path::parent).unwrap();
    text(&built.join("examples/header-by-hash"))
}

/// The example in WebAssembly.
pub(crate) fn wasm() -> String {
    let package = std::env::var_os("CARGO_MANIFEST_DIR").unwrap();
    let root = Path::new(&package).join("../..");
    let path = root.join("target/programs/header-by-hash.wasm");
    assert!(
        path.exists(),
        "{} is not there; run `cargo xtask build` first",
        path.display()
    );
    text(&path)
}

/// A folder with a store and with what hints bring: the header.
pub(crate) struct Place {
    folder: TempDir,
}

impl Place {
    pub(crate) fn new() -> Self {
        let place = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        fs::create_dir_all(place.path("source/l1-block-header")).unwrap();
        fs::create_dir(place.path("store")).unwrap();
        let header = hex::decode(include_str!("../data/block-1.hex").trim()).unwrap();
        fs::write(place.path("source/l1-block-header").join(HASH), header).unwrap();
        place
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn text(&self, name: &str) -> String {
        text(&self.path(name))
    }

    /// The words of a command with this store, without and with what hints bring.
    pub(crate) fn answers(&self, command: &str, online: bool) -> Vec<String> {
        let mut words = vec![
            command.into(),
            "--store".into(),
            self.text("store"),
            "--local".into(),
            format!("1=0x{HASH}"),
        ];
        if online {
            words.extend(["--source".into(), self.text("source")]);
        }
        words
    }

    /// Runs a shell script as the program.
    pub(crate) fn script(&self, options: &[&str], script: &str) -> Run {
        let mut words = self.answers("run", false);
        words.extend(options.iter().map(ToString::to_string));
        words.extend(["--", "sh", "-c", script].map(String::from));
        preimage(words)
    }
}

fn text(path: &Path) -> String {
    path.to_str().expect("the path is UTF-8").to_owned()
}

/// Waits until a process is no more, or is what is left of one for a parent that does not ask.
pub(crate) fn is_gone(process: &str) -> bool {
    let stat = PathBuf::from(format!("/proc/{process}/stat"));
    for _ in 0..500 {
        match fs::read_to_string(&stat) {
            Ok(stat) if !stat.contains(") Z ") => {}
            _ => return true,
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    false
}
