//! Many threads, many drivers, and what changes beneath them.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use data_driver_host::{Cause, Error, Host, Registry, Source};

use crate::support::{Wat, cause, host_with, tight};

const THREADS: usize = 16;
const NAMES: usize = 8;

/// Echoes, traps where the input is empty, and never ends where it is one byte long.
fn driver(version: &str) -> Vec<u8> {
    Wat::new()
        .says("get_version", version)
        .conversions(
            "(if (i32.eqz (local.get 3)) (then unreachable))
             (if (i32.eq (local.get 3) (i32.const 1)) (then (call $spin)))
             (call $answer (local.get 2) (local.get 3) (local.get 4) (local.get 5))",
        )
        .wasm()
}

fn impatient() -> Host {
    let mut limits = tight();
    limits.time = Duration::from_millis(50);
    host_with(limits)
}

/// Half of the threads ask for drivers and use them, the others replace them. A driver that was asked for is never older than
/// the one that was there at that time, and whatever becomes of its name, it gives its own answers.
#[test]
fn drivers_are_replaced_while_they_are_used() {
    // With more to keep than fits, so that some are always loaded anew.
    let registry = Registry::new(impatient()).keep(NAMES / 2);
    let latest: [AtomicUsize; NAMES] = std::array::from_fn(|_| AtomicUsize::new(0));
    let set = |name: usize, number: usize| {
        let wasm = driver(&format!("{number:05}"));
        registry.set(name.to_string(), Source::bytes(wasm));
    };
    for name in 0..NAMES {
        set(name, 0);
    }
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        for thread in 0..THREADS / 2 {
            // Each name is one thread's, or the order of its versions would be nobody's.
            let (set, latest, done) = (&set, &latest, &done);
            scope.spawn(move || {
                for number in 1.. {
                    set(thread, number);
                    latest[thread].store(number, Ordering::SeqCst);
                    if done.load(Ordering::SeqCst) {
                        return;
                    }
                    thread::sleep(Duration::from_millis(5));
                }
            });
        }
        let users: Vec<_> = (0..THREADS / 2)
            .map(|thread| {
                let (registry, latest) = (&registry, &latest);
                scope.spawn(move || {
                    for round in 0..150 {
                        let name = (thread + round) % NAMES;
                        let at_least = latest[name].load(Ordering::SeqCst);
                        let driver = registry.get(&name.to_string()).unwrap().unwrap();
                        let version: usize = driver.version().parse().unwrap();
                        assert!(version >= at_least, "{name}: {version} < {at_least}");
                        let text = format!("[{thread},{round}]");
                        assert_eq!(driver.encode_input("f", &text).unwrap(), text.as_bytes());
                        if round % 10 == 0 {
                            assert!(matches!(
                                cause(driver.encode_input("f", "")),
                                Cause::Trap(_)
                            ));
                        }
                        if round % 50 == 49 {
                            assert!(matches!(
                                cause(driver.encode_input("f", "1")),
                                Cause::Timeout(_)
                            ));
                        }
                        assert_eq!(driver.encode_input("f", "[]").unwrap(), b"[]");
                    }
                })
            })
            .collect();
        let results: Vec<_> = users.into_iter().map(|user| user.join()).collect();
        done.store(true, Ordering::SeqCst);
        assert!(results.iter().all(Result::is_ok));
    });
    let stats = registry.stats();
    assert!(stats.loaded <= NAMES / 2, "{stats:?}");
}

/// Names come and go while they are asked for: there is a driver or there is none.
#[test]
fn drivers_are_removed_while_they_are_asked_for() {
    let registry = Registry::new(impatient()).keep(2);
    let wasm = driver("1.0.0");
    thread::scope(|scope| {
        for thread in 0..THREADS {
            let (registry, wasm) = (&registry, &wasm);
            scope.spawn(move || {
                for round in 0..40 {
                    let name = (round % 3).to_string();
                    match thread % 4 {
                        0 => registry.set(name, Source::bytes(wasm.clone())),
                        1 => drop(registry.remove(&name)),
                        2 => drop(registry.stats()),
                        _ => {
                            if let Some(driver) = registry.get(&name).unwrap() {
                                assert_eq!(driver.encode_input("f", "[1]").unwrap(), b"[1]");
                            }
                        }
                    }
                }
            });
        }
    });
}

/// Host, driver and registry go while threads are in a call; the calls end as they would have.
#[test]
fn all_is_dropped_during_calls() {
    for _ in 0..20 {
        let host = impatient();
        let registry = Registry::new(host.clone());
        registry.set("one", Source::bytes(driver("1.0.0")));
        let one = registry.get("one").unwrap().unwrap();
        let threads: Vec<_> = (0..THREADS)
            .map(|thread| {
                let one = one.clone();
                thread::spawn(move || match thread % 4 {
                    0 => matches!(cause(one.encode_input("f", "1")), Cause::Timeout(_)),
                    1 => matches!(cause(one.encode_input("f", "")), Cause::Trap(_)),
                    _ => one.encode_input("f", "[1]").unwrap() == b"[1]",
                })
            })
            .collect();
        drop((registry, one, host));
        for thread in threads {
            assert!(thread.join().unwrap());
        }
    }
}

/// The last clone of a driver may go in any thread, also within a call's own results.
#[test]
fn errors_outlive_their_drivers() {
    let error = {
        let host = impatient();
        let one = host.load(&driver("1.0.0")).unwrap();
        one.encode_input("name", "").unwrap_err()
    };
    assert!(error.to_string().starts_with("name: the driver trapped: "));
    assert!(matches!(error, Error::Fault(_)));
}
