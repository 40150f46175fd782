//! Threads with less stack than a driver may use: what they cannot do is an error, and nothing brings the process down.

use std::process::Command;
use std::thread;

use data_driver_host::{Cause, Error, Kind, Registry, Source};

use crate::support::{Wat, cause, host};

/// Set for a process of this program that does what might bring it down.
const VARIABLE: &str = "DATA_DRIVER_TEST_STACKS";

/// Sizes of stacks in bytes; the system may round up.
const SIZES: [usize; 8] = [
    16 << 10,
    64 << 10,
    128 << 10,
    256 << 10,
    512 << 10,
    700 << 10,
    1 << 20,
    4 << 20,
];

fn on_a_stack<T: Send + 'static>(size: usize, run: impl FnOnce() -> T + Send + 'static) -> T {
    let thread = thread::Builder::new().stack_size(size).spawn(run);
    thread.unwrap().join().unwrap()
}

/// Recurses in every conversion, unless the input is empty, and grows its memory at the end of the stack.
fn recursive() -> Wat {
    Wat::new()
        .part(
            "deep",
            "(func $deep (drop (memory.grow (i32.const 0))) (call $deep))",
        )
        .conversions(
            "(if (local.get 3) (then (call $deep)))
             (call $answer (local.get 2) (local.get 3) (local.get 4) (local.get 5))",
        )
}

fn is_too_little(error: &Error) -> bool {
    matches!(error, Error::Host(message) if message.starts_with("this thread has "))
}

#[test]
fn a_process_has_small_stacks() {
    if std::env::var_os(VARIABLE).is_none() {
        return;
    }
    let driver = recursive().load();
    let mut refused = 0;
    for size in SIZES {
        let other = driver.clone();
        let error = on_a_stack(size, move || other.encode_input("f", "1").unwrap_err());
        if is_too_little(&error) {
            refused += 1;
            assert_eq!(error.kind(), Kind::Host);
            assert!(size < 1 << 20, "{size}: {error}");
        } else {
            assert_eq!(
                cause(Err::<(), _>(error)),
                Cause::Stack(512 << 10),
                "{size}"
            );
            assert!(size > 512 << 10, "{size}");
        }
        // Loading takes stack for what a driver does then, and for compiling.
        let wasm = recursive().says("get_version", &size.to_string()).wasm();
        let starts = Wat::new()
            .part(
                "zz",
                "(start $spin_deep) (func $spin_deep (call $spin_deep))",
            )
            .wasm();
        let loaded = on_a_stack(size, move || {
            let registry = Registry::new(host());
            registry.set("one", Source::bytes(wasm));
            let one = registry
                .get("one")
                .map(|driver| driver.unwrap().version().to_owned());
            (one, host().load(&starts).map(drop))
        });
        match loaded.0 {
            Ok(version) => assert_eq!(version, size.to_string()),
            Err(error) => assert!(is_too_little(&error), "{size}: {error}"),
        }
        assert!(loaded.1.is_err());
        // The next call, where there is stack.
        assert_eq!(driver.encode_input("f", "").unwrap(), b"");
    }
    println!("REFUSED {refused}");
}

// R10
#[test]
fn a_thread_with_a_small_stack_is_told() {
    let output = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "small_stack::a_process_has_small_stacks",
            "--nocapture",
        ])
        .env(VARIABLE, "1")
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && text.contains("REFUSED "),
        "{}: {text}{}",
        output.status,
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(!text.contains("REFUSED 0"), "{text}");
}
