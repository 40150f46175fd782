//! Small drivers in WebAssembly text, each with something wrong, and the driver that people run.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use data_driver_host::{Cause, Driver, Error, Host, Limits, LoadError};

/// A driver that keeps to the interface: every conversion returns its input. Its parts can be
/// exchanged.
#[derive(Clone)]
pub(crate) struct Wat(BTreeMap<&'static str, String>);

/// The functions that the parts below may call.
const HELPERS: &str = r#"
  (global $next (mut i32) (i32.const 65536))
  (func $bump (param $size i32) (result i32) (local $ptr i32) (local $pages i32)
    (local.set $ptr (i32.and (i32.add (global.get $next) (i32.const 15)) (i32.const -16)))
    (global.set $next (i32.add (local.get $ptr) (local.get $size)))
    (local.set $pages (i32.sub
      (i32.shr_u (i32.add (global.get $next) (i32.const 65535)) (i32.const 16))
      (memory.size)))
    (if (i32.gt_s (local.get $pages) (i32.const 0))
      (then (if (i32.eq (memory.grow (local.get $pages)) (i32.const -1))
        (then (return (i32.const 0))))))
    (local.get $ptr))
  (func $set_length (param $out i32) (param $length i32)
    (i32.store8 offset=0 (local.get $out) (i32.shr_u (local.get $length) (i32.const 24)))
    (i32.store8 offset=1 (local.get $out) (i32.shr_u (local.get $length) (i32.const 16)))
    (i32.store8 offset=2 (local.get $out) (i32.shr_u (local.get $length) (i32.const 8)))
    (i32.store8 offset=3 (local.get $out) (local.get $length)))
  (func $answer (param $ptr i32) (param $length i32) (param $out i32) (param $size i32) (result i32)
    (call $set_length (local.get $out) (local.get $length))
    (if (i32.gt_u (local.get $length) (i32.sub (local.get $size) (i32.const 4)))
      (then (return (i32.const 4))))
    (memory.copy (i32.add (local.get $out) (i32.const 4)) (local.get $ptr) (local.get $length))
    (i32.const 0))
  (func $spin (loop $again (br $again)))
  (func $recurse (param i32) (result i32)
    (i32.add (call $recurse (i32.add (local.get 0) (i32.const 1))) (i32.const 1)))
"#;

pub(crate) const CONVERSIONS: [&str; 4] = [
    "encode_input_fn",
    "decode_input_fn",
    "decode_output_fn",
    "decode_event",
];
pub(crate) const TEXTS: [&str; 3] = ["get_schema", "get_version", "get_last_error"];

impl Wat {
    pub(crate) fn new() -> Self {
        let wat = Self(BTreeMap::new())
            .part("memory", r#"(memory (export "memory") 2 4096)"#)
            .body("alloc", "(call $bump (local.get 0))")
            .body("dealloc", "")
            .says("get_schema", "")
            .says("get_version", "1.2.3")
            .says("get_last_error", "");
        CONVERSIONS.into_iter().fold(wat, |wat, name| {
            wat.body(
                name,
                "(call $answer (local.get 2) (local.get 3) (local.get 4) (local.get 5))",
            )
        })
    }

    /// Puts something in the place of a part.
    pub(crate) fn part(mut self, name: &'static str, text: impl Into<String>) -> Self {
        self.0.insert(name, text.into());
        self
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        self.0.remove(name);
        self
    }

    /// Gives an export a body; its parameters are local 0 and following.
    pub(crate) fn body(self, name: &'static str, body: &str) -> Self {
        let ty = match name {
            "alloc" => "(param i32) (result i32)",
            "dealloc" => "(param i32 i32)",
            "init" => "",
            name if CONVERSIONS.contains(&name) => "(param i32 i32 i32 i32 i32 i32) (result i32)",
            _ => "(param i32 i32) (result i32)",
        };
        self.part(name, format!(r#"(func (export "{name}") {ty} {body})"#))
    }

    /// Makes every conversion do this.
    pub(crate) fn conversions(self, body: &str) -> Self {
        CONVERSIONS
            .into_iter()
            .fold(self, |wat, name| wat.body(name, body))
    }

    /// Makes an export that writes a text write this one. The texts lie in the first page, each at
    /// an address of its own.
    pub(crate) fn says(self, name: &'static str, text: &str) -> Self {
        let at = match name {
            "get_schema" => 1 << 10,
            "get_version" => 2 << 10,
            "get_last_error" => 3 << 10,
            _ => 4 << 10,
        };
        assert!(text.len() <= 1 << 10);
        let escaped: String = text.bytes().map(|byte| format!("\\{byte:02x}")).collect();
        let length = text.len();
        self.body(
            name,
            &format!(
                "(call $answer (i32.const {at}) (i32.const {length}) (local.get 0) (local.get 1))"
            ),
        )
        .part(
            match name {
                "get_schema" => "schema data",
                "get_version" => "version data",
                "get_last_error" => "error data",
                _ => "details data",
            },
            format!(r#"(data (i32.const {at}) "{escaped}")"#),
        )
    }

    /// Has the file state what memory calls need.
    pub(crate) fn states(self, base: usize, per_byte: usize) -> Self {
        let stated = format!(r#"{{\"memory\":{{\"base\":{base},\"perByte\":{per_byte}}}}}"#);
        self.part("stated", format!(r#"(@custom "data-driver" "{stated}")"#))
    }

    pub(crate) fn text(&self) -> String {
        let parts: Vec<&str> = self.0.values().map(String::as_str).collect();
        format!("(module {} {HELPERS})", parts.join("\n"))
    }

    pub(crate) fn wasm(&self) -> Vec<u8> {
        let text = self.text();
        wat::parse_str(&text).unwrap_or_else(|error| panic!("{error}\n{text}"))
    }

    pub(crate) fn load(&self) -> Driver {
        self.load_in(&host())
    }

    pub(crate) fn load_in(&self, host: &Host) -> Driver {
        host.load(&self.wasm())
            .unwrap_or_else(|error| panic!("{error}\n{}", self.text()))
    }

    pub(crate) fn load_error(&self) -> LoadError {
        self.load_error_in(&host())
    }

    pub(crate) fn load_error_in(&self, host: &Host) -> LoadError {
        match host.load(&self.wasm()) {
            Err(Error::Load(error)) => *error,
            other => panic!("{other:?}\n{}", self.text()),
        }
    }
}

/// Limits that a test can hit.
pub(crate) fn tight() -> Limits {
    let mut limits = Limits::default();
    limits.memory = 8 << 20;
    limits.output = 1 << 20;
    // Nothing here takes a second, but the machine may have other work.
    limits.time = Duration::from_secs(60);
    limits
}

/// The limit of time of [impatient] hosts.
pub(crate) const SOON: Duration = Duration::from_millis(100);

/// A host for drivers that are to run out of time.
pub(crate) fn impatient() -> Host {
    let mut limits = tight();
    limits.time = SOON;
    host_with(limits)
}

/// A host with [tight] limits, shared by the tests of a file.
pub(crate) fn host() -> Host {
    use std::sync::LazyLock;
    static HOST: LazyLock<Host> = LazyLock::new(|| host_with(tight()));
    HOST.clone()
}

pub(crate) fn host_with(limits: Limits) -> Host {
    Host::builder().limits(limits).build().unwrap()
}

/// The cause of an error that is the driver's fault.
pub(crate) fn cause<T: std::fmt::Debug>(result: Result<T, Error>) -> Cause {
    match result {
        Err(Error::Fault(fault)) => fault.cause().clone(),
        other => panic!("not the driver's fault: {other:?}"),
    }
}

/// The stake driver that people run, which the package `dusk-data-driver` carries.
pub(crate) fn deployed_stake() -> Vec<u8> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--manifest-path"])
        .arg("Cargo.toml")
        .current_dir(std::env::var_os("CARGO_MANIFEST_DIR").unwrap())
        .output()
        .unwrap();
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)));
    let manifest = metadata["packages"]
        .as_array()
        .unwrap()
        .iter()
        .find(|package| package["name"] == "dusk-data-driver")
        .and_then(|package| package["manifest_path"].as_str())
        .expect("the workspace depends on dusk-data-driver");
    let folder = Path::new(manifest).parent().unwrap();
    std::fs::read(folder.join("tests/stake_driver.wasm")).unwrap()
}

/// The stake driver of this repository.
pub(crate) fn our_stake() -> Vec<u8> {
    built("stake")
}

/// A driver of this repository.
pub(crate) fn built(name: &str) -> Vec<u8> {
    let path = root().join(format!("target/drivers/{name}.wasm"));
    std::fs::read(&path).unwrap_or_else(|error| {
        panic!("{}: {error}; run `cargo xtask build` first", path.display())
    })
}

/// The repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

pub(crate) fn from_hex(text: &str) -> Vec<u8> {
    let text = text.trim();
    (0..text.len() / 2)
        .map(|at| u8::from_str_radix(&text[at * 2..at * 2 + 2], 16).unwrap())
        .collect()
}
