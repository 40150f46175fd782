//! Runtimes as this test run has built them.

use std::path::PathBuf;
use std::sync::OnceLock;

use data_driver_build::{Builder, Options, Workspace};
use pink_host::wasm::Limits;
use pink_host::{NativeRuntime, WasmRuntime};

/// The library of a package that this test depends on, which cargo has put beside it.
pub(crate) fn library(package: &str) -> NativeRuntime {
    let test = std::env::current_exe().unwrap();
    let (begin, end) = (std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    let name = format!("{begin}{}{end}", package.replace('-', "_"));
    let path = test.with_file_name(name);
    assert!(path.exists(), "{} is not there", path.display());
    // SAFETY: it is one of this repository.
    unsafe { NativeRuntime::load(&path) }.unwrap()
}

/// The package as a module, compiled as drivers are.
pub(crate) fn wasm(package: &str) -> &'static [u8] {
    static WASM: OnceLock<Vec<u8>> = OnceLock::new();
    WASM.get_or_init(|| std::fs::read(compiled(package)).unwrap())
}

fn compiled(package: &str) -> PathBuf {
    let workspace = Workspace::load(env!("CARGO_MANIFEST_DIR").as_ref()).unwrap();
    let mut progress = |step: &str| eprintln!("{step}");
    let builder = Builder::new(&workspace, &mut progress).unwrap();
    let package = workspace.package(package).unwrap();
    builder
        .compile(package, &Options::default(), &mut progress)
        .unwrap()
}

/// The module as a runtime, with the default limits.
pub(crate) fn module(package: &str) -> WasmRuntime {
    WasmRuntime::new(wasm(package), Limits::default()).unwrap()
}
