//! Compiling in processes of their own.

#[cfg(target_os = "linux")]
use std::fs;
use std::thread;
use std::time::{Duration, Instant};

use data_driver_host::{Compiler, Error, Host, Kind, Limits, LoadError};

use crate::support::{Wat, built, cause, tight};

/// The program of this crate.
fn program() -> Compiler {
    Compiler::new(env!("CARGO_BIN_EXE_data-driver-compile"))
}

fn host(limits: Limits, compiler: Compiler) -> Host {
    let builder = Host::builder().limits(limits).compiler(compiler);
    builder.build().unwrap()
}

/// A shell that does this in place of compiling.
fn shell(script: &str) -> Compiler {
    Compiler::new("sh").argument("-c").argument(script)
}

/// Functions of one chain of operations each, which take the compiler much longer than they are.
fn chains(functions: usize) -> Vec<u8> {
    let chain = "(i32.mul (i32.const 3))".repeat(20_000);
    let function = format!("(func (param i32) (result i32) (local.get 0){chain})");
    wat::parse_str(format!("(module {})", function.repeat(functions))).unwrap()
}

fn load_error(host: &Host, wasm: &[u8]) -> LoadError {
    match host.load(wasm) {
        Err(Error::Load(error)) => *error,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_driver_is_the_same_as_if_it_were_compiled_here() {
    let here = Host::builder().build().unwrap();
    let apart = host(Limits::default(), program());
    let wasm = built("stake");
    let [one, other] = [&here, &apart].map(|host| host.load(&wasm).unwrap());
    assert_eq!(one.version(), other.version());
    let event = [7; 8];
    assert_eq!(
        one.decode_output("burnt_amount", &event).unwrap(),
        other.decode_output("burnt_amount", &event).unwrap()
    );
    // What is no driver, too.
    for wasm in [
        &b"nonsense"[..],
        &wasm[..wasm.len() / 2],
        b"\0asm\x01\0\0\0",
    ] {
        let [one, other] = [&here, &apart].map(|host| load_error(host, wasm).to_string());
        assert_eq!(one, other);
    }
}

#[test]
fn limits_and_features_are_those_of_the_host() {
    let recursive = Wat::new().conversions("(call $recurse (i32.const 0))");
    let mut limits = tight();
    limits.stack = 64 << 10;
    let driver = host(limits, program()).load(&recursive.wasm()).unwrap();
    let found = cause(driver.encode_input("f", "1"));
    assert_eq!(found, data_driver_host::Cause::Stack(64 << 10));

    let wide = Wat::new().part(
        "zz",
        "(func (param i64 i64) (result i64 i64) (i64.mul_wide_u (local.get 0) (local.get 1)))",
    );
    let error = load_error(&host(tight(), program()), &wide.wasm());
    assert!(matches!(error, LoadError::Invalid(_)), "{error}");
    let builder = Host::builder().wide_arithmetic(true).compiler(program());
    builder.build().unwrap().load(&wide.wasm()).unwrap();
}

#[test]
fn what_takes_too_long_is_ended() {
    let mut limits = Limits::default();
    limits.compile_time = Duration::from_millis(50);
    let host = host(limits, program());
    let start = Instant::now();
    let error = load_error(&host, &chains(30));
    // That many take seconds, on any machine.
    assert!(start.elapsed() < Duration::from_secs(30));
    assert_eq!(
        error.to_string(),
        "compiling the driver takes longer than the limit of 50ms"
    );
    assert_eq!(error.report().kind, Kind::LimitExceeded);
}

#[cfg(target_os = "linux")]
#[test]
fn what_needs_too_much_memory_is_ended() {
    let mut limits = Limits::default();
    limits.compile_memory = 32 << 20;
    let error = load_error(&host(limits.clone(), program()), &chains(10));
    assert_eq!(
        error.to_string(),
        "compiling the driver needs more memory than the limit of 33554432 bytes"
    );
    assert_eq!(error.report().kind, Kind::LimitExceeded);
    // The next one is compiled as before.
    let driver = host(limits, program()).load(&Wat::new().wasm()).unwrap();
    assert_eq!(driver.encode_input("f", "1").unwrap(), b"1");
}

#[cfg(unix)]
#[test]
fn a_compiler_that_is_none_is_the_host_s_failure() {
    let mut limits = tight();
    limits.compile_time = Duration::from_secs(20);
    let fails = |compiler| match host(limits.clone(), compiler).load(&Wat::new().wasm()) {
        Err(Error::Host(message)) => message,
        other => panic!("{other:?}"),
    };
    let nowhere = fails(Compiler::new("/no/such/program"));
    assert!(
        nowhere.starts_with("cannot start the compiler /no/such/program: "),
        "{nowhere}"
    );
    for script in [
        "true",
        "cat",
        "echo hello",
        "printf '\\0\\1\\0\\0\\0\\0\\0\\0\\0'",
    ] {
        let message = fails(shell(script));
        assert!(
            message.ends_with(" gives no answer: it is another program, or of another version"),
            "{script}: {message}"
        );
    }
    let message = fails(shell("printf '\\0\\1\\0\\0\\0\\0\\0\\0\\0x'"));
    assert!(message.contains("gives code of another kind"), "{message}");
    let message = fails(shell("printf '\\2\\1\\0\\0\\0\\0\\0\\0\\0x'"));
    assert_eq!(message, "the compiler's process: x");
}

#[cfg(unix)]
#[test]
fn how_a_process_ends_is_told() {
    let ends = |script| load_error(&host(tight(), shell(script)), &Wat::new().wasm());
    assert!(matches!(ends("kill -ABRT $$"), LoadError::CompileMemory(_)));
    assert!(matches!(ends("kill -KILL $$"), LoadError::CompileMemory(_)));
    assert!(matches!(ends("kill -XCPU $$"), LoadError::CompileTime(_)));
    let LoadError::Compiler(how) = ends("kill -SEGV $$") else {
        panic!("it has crashed")
    };
    assert!(how.contains("11"), "{how}");
    // An answer of one that does not end well is not believed.
    let error = ends("printf '\\1\\1\\0\\0\\0\\0\\0\\0\\0x'; exit 3");
    assert_eq!(
        error.to_string(),
        "the compiler fails over the driver: exit status: 3"
    );
    assert_eq!(error.report().kind, Kind::Load);
}

/// One that never ends, and one that closes its output and goes on.
#[cfg(target_os = "linux")]
#[test]
fn no_process_is_left() {
    // A time that no other process sleeps for.
    let seconds = "1234567";
    let mut limits = tight();
    limits.compile_time = Duration::from_millis(200);
    for script in [
        format!("exec sleep {seconds}"),
        format!("exec >&- sleep {seconds}"),
    ] {
        let host = host(limits.clone(), shell(&script));
        let error = load_error(&host, &Wat::new().wasm());
        assert!(matches!(error, LoadError::CompileTime(_)), "{error}");
    }
    let left = fs::read_dir("/proc").unwrap().flatten().filter(|process| {
        let words = fs::read(process.path().join("cmdline")).unwrap_or_default();
        let mut words = words.split(|byte| *byte == 0);
        words.any(|word| word == seconds.as_bytes())
    });
    assert_eq!(left.count(), 0);
}

#[test]
fn many_threads_have_drivers_compiled() {
    let host = host(tight(), program());
    thread::scope(|scope| {
        for thread in 0..16 {
            let host = &host;
            scope.spawn(move || {
                let version = format!("{thread:05}");
                let wasm = Wat::new().says("get_version", &version).wasm();
                assert_eq!(host.load(&wasm).unwrap().version(), version);
            });
        }
    });
}

#[test]
fn what_a_process_has_compiled_is_cached() {
    let folder = crate::cache::Directory::new();
    let build = || {
        let builder = Host::builder().cache(folder.path()).compiler(program());
        builder.build().unwrap()
    };
    let wasm = Wat::new().wasm();
    assert!(!build().load(&wasm).unwrap().was_cached());
    assert!(build().load(&wasm).unwrap().was_cached());
    // One that compiles here has the same.
    let here = Host::builder().cache(folder.path()).build().unwrap();
    assert!(here.load(&wasm).unwrap().was_cached());
}
