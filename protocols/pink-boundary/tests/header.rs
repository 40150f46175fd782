//! The C header is what the types say, and C programs can use it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

fn folder() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// `BLESS=1` writes it again.
#[test]
fn the_header_is_made_of_the_types() {
    let config = cbindgen::Config::from_file(folder().join("cbindgen.toml")).unwrap();
    let mut found = Vec::new();
    cbindgen::Builder::new()
        .with_config(config)
        .with_src(folder().join("src/abi.rs"))
        .generate()
        .unwrap()
        .write(&mut found);
    let found = String::from_utf8(found).unwrap();
    let path = folder().join("include/pink_runtime.h");
    if env::var_os("BLESS").is_some() {
        fs::write(&path, &found).unwrap();
    }
    assert_eq!(found, fs::read_to_string(&path).unwrap());
}

/// A folder of this test's own.
fn scratch(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&path).unwrap();
    path
}

/// Compiles a C file, with all warnings as errors.
fn compile(source: &str, output: &Path, arguments: &[&str]) {
    let compiled = Command::new("cc")
        .args(["-std=c11", "-Wall", "-Wextra", "-Werror", "-pedantic", "-I"])
        .arg(folder().join("include"))
        .args(arguments)
        .arg("-o")
        .arg(output)
        .arg(folder().join("tests/c").join(source))
        .output()
        .unwrap();
    let words = String::from_utf8_lossy(&compiled.stderr);
    assert!(compiled.status.success(), "{words}");
}

/// The layouts of the structures are those that C makes of the header, which a program in C looks at itself.
#[test]
fn a_c_program_agrees_on_the_layout() {
    let program = scratch("layout").join("layout");
    compile("layout.c", &program, &[]);
    let output = Command::new(&program).output().unwrap();
    let found = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{found}");
    use core::mem::{offset_of, size_of};
    use pink_boundary::abi::{Config, Ecalls, Ocalls};
    let expected = [
        size_of::<Ocalls>(),
        offset_of!(Ocalls, ocall),
        offset_of!(Ocalls, alloc),
        offset_of!(Ocalls, dealloc),
        size_of::<Config>(),
        offset_of!(Config, is_dylib),
        offset_of!(Config, enclaved),
        offset_of!(Config, ocalls),
        size_of::<Ecalls>(),
        offset_of!(Ecalls, ecall),
        offset_of!(Ecalls, get_version),
    ];
    let expected: Vec<String> = expected.iter().map(ToString::to_string).collect();
    assert_eq!(found.split_whitespace().collect::<Vec<_>>(), expected);
}

/// A runtime that somebody wrote in C is one to the host.
#[test]
fn a_runtime_in_c_is_hosted() {
    let library = scratch("runtime").join("runtime.so");
    compile("runtime.c", &library, &["-shared", "-fPIC"]);
    // SAFETY: it is the file beside this test.
    let runtime = unsafe { pink_boundary::NativeRuntime::load(&library) }.unwrap();
    assert_eq!(runtime.version(), (1, 2));

    /// Doubles what it is handed.
    struct Twice(usize);
    impl pink_boundary::Handler for Twice {
        fn ocall(&mut self, id: u32, data: &[u8]) -> Result<Vec<u8>, String> {
            self.0 += 1;
            assert_eq!(id, 2);
            Ok([data, data].concat())
        }
    }
    let mut handler = Twice(0);
    // It calls the output as often as the id says, with one byte each time.
    for (id, pieces) in [(4, 0), (1, 1), (3, 3)] {
        let result = runtime.ecall(&mut handler, id, b"abc").unwrap();
        assert_eq!(result, b"abc"[..pieces], "{id}");
    }
    // It makes an ocall, and gives what comes back.
    assert_eq!(runtime.ecall(&mut handler, 2, b"xy").unwrap(), b"xyxy");
    assert_eq!(handler.0, 1);
    // It hands over a null pointer with a length.
    let failure = runtime.ecall(&mut handler, 5, b"").unwrap_err();
    assert_eq!(
        failure.to_string(),
        "the runtime handed over 7 bytes at 0x0, which is not its memory"
    );
    // It says what is wrong.
    let failure = runtime.ecall(&mut handler, 7, b"").unwrap_err();
    assert_eq!(failure.to_string(), "the runtime: not in C");
    // It was told that it is a library, and outside of an enclave.
    assert_eq!(runtime.ecall(&mut handler, 6, b"").unwrap(), [1, 0]);
    // SAFETY: as above.
    let enclaved = unsafe { pink_boundary::Loader::new().enclaved(true).load(&library) }.unwrap();
    assert_eq!(enclaved.ecall(&mut handler, 6, b"").unwrap(), [1, 1]);
}
