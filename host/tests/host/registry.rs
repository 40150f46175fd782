//! Many drivers in one process.

use std::process::Command;
use std::sync::Arc;
use std::thread;

use data_driver_host::{Error, Host, Integrity, LoadError, Registry, Source};

use crate::support::{Wat, host};

fn version(number: usize) -> Vec<u8> {
    Wat::new()
        .says("get_version", &format!("{number:05}"))
        .wasm()
}

#[test]
fn a_driver_is_loaded_when_it_is_asked_for_and_once() {
    let registry = Arc::new(Registry::new(host()));
    registry.set("one", Source::bytes(version(1)));
    registry.set("two", Source::bytes(version(2)));
    assert_eq!((registry.stats().known, registry.stats().loaded), (2, 0));
    let threads: Vec<_> = (0..8)
        .map(|_| {
            let registry = Arc::clone(&registry);
            thread::spawn(move || registry.get("one").unwrap().unwrap())
        })
        .collect();
    for thread in threads {
        assert_eq!(thread.join().unwrap().version(), "00001");
    }
    assert_eq!(registry.stats().loaded, 1);
    assert_eq!(registry.names(), ["one", "two"]);
    assert!(registry.get("three").unwrap().is_none());
    assert!(registry.remove("one") && !registry.remove("one"));
    assert!(registry.get("one").unwrap().is_none());
}

#[test]
fn what_was_not_asked_for_the_longest_time_goes_first() {
    let registry = Registry::new(host()).keep(2);
    for number in 0..3 {
        registry.set(number.to_string(), Source::bytes(version(number)));
    }
    let first = registry.get("0").unwrap().unwrap();
    registry.get("1").unwrap();
    registry.get("0").unwrap();
    registry.get("2").unwrap();
    let stats = registry.stats();
    assert_eq!((stats.known, stats.loaded, stats.idle), (3, 2, 2));
    assert!(stats.memory > 0);
    // It is the same one, whose instances are counted together.
    registry
        .get("0")
        .unwrap()
        .unwrap()
        .encode_input("f", "1")
        .unwrap();
    assert_eq!(first.pool().created, 1);
    // Who has one goes on with it when it is no longer kept.
    registry.get("1").unwrap();
    registry.get("2").unwrap();
    assert_eq!(first.encode_input("f", "[1]").unwrap(), b"[1]");
}

#[test]
fn a_source_that_is_wrong_is_an_error_each_time() {
    let registry = Registry::new(host());
    let wasm = version(7);
    registry.set(
        "pinned",
        Source::bytes(wasm.clone()).pinned(Integrity::of(&wasm)),
    );
    assert!(registry.get("pinned").unwrap().is_some());
    registry.set(
        "pinned",
        Source::bytes(wasm).pinned(Integrity::of(b"another")),
    );
    registry.set("gone", Source::file("there/is/none.wasm"));
    for _ in 0..2 {
        let Err(Error::Load(error)) = registry.get("pinned") else {
            panic!("it is not the one that was pinned");
        };
        assert!(matches!(*error, LoadError::Integrity { .. }), "{error}");
        let Err(Error::Load(error)) = registry.get("gone") else {
            panic!("there is no such file");
        };
        assert!(matches!(*error, LoadError::File { .. }), "{error}");
    }
    assert_eq!(registry.stats().loaded, 0);
}

/// Names the number of drivers for a process of this program that uses them.
const VARIABLE: &str = "DATA_DRIVER_TEST_DRIVERS";

/// What a process of its own does, with few open files allowed.
#[test]
fn a_process_uses_them_all() {
    let Some(count) = std::env::var(VARIABLE)
        .ok()
        .and_then(|count| count.parse().ok())
    else {
        return;
    };
    let registry = Registry::new(Host::builder().build().unwrap());
    for number in 0..count {
        registry.set(number.to_string(), Source::bytes(version(number)));
    }
    for number in 0..count {
        let driver = registry.get(&number.to_string()).unwrap().unwrap();
        assert_eq!(driver.version(), format!("{number:05}"));
        assert_eq!(driver.encode_input("f", "[1]").unwrap(), b"[1]");
    }
    println!("USED {:?}", registry.stats());
}

// T4
#[test]
fn ten_thousand_drivers_live_in_one_process() {
    let program = std::env::current_exe().unwrap();
    // Fewer than are usual, so that one for each driver that is kept would be too many.
    let output = Command::new("sh")
        .args([
            "-c",
            "ulimit -n 128; exec \"$0\" --exact registry::a_process_uses_them_all --nocapture",
        ])
        .arg(program)
        .env(VARIABLE, "10000")
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && text.contains("USED RegistryStats { known: 10000, loaded: 256"),
        "{text}{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
