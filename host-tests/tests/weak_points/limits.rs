//! A compiled driver that loops, recurses or hoards is stopped, and the next call works.

use std::time::{Duration, Instant};

use data_driver::abi::MAX_MEMORY;
use data_driver_host::{Cause, Driver, Error, Host, Kind, Limits};

use crate::raw::FIXTURE;

fn driver(change: impl FnOnce(&mut Limits)) -> Driver {
    let mut limits = Limits::default();
    change(&mut limits);
    let host = Host::builder().limits(limits).build().expect("a host");
    host.load(&FIXTURE.wasm).expect("a driver")
}

/// Asks for the misbehaviour, and for something harmless afterwards.
fn misbehave(driver: &Driver, name: &str) -> (Kind, Cause) {
    let error = driver.encode_input(name, "1").expect_err(name);
    let report = error.report();
    assert_eq!(report.function.as_deref(), Some(name));
    let zeros = driver.encode_input("zeros", "3").expect("a result");
    assert_eq!(zeros, [0; 3]);
    match error {
        Error::Fault(fault) => (report.kind, fault.cause().clone()),
        error => panic!("not the driver's fault: {error:?}"),
    }
}

#[test]
fn a_driver_that_never_returns_is_stopped_in_time() {
    let limit = Duration::from_millis(100);
    let driver = driver(|limits| limits.time = limit);
    let start = Instant::now();
    let found = misbehave(&driver, "spin");
    assert_eq!(found, (Kind::Timeout, Cause::Timeout(limit)));
    assert!(start.elapsed() < limit * 100, "{:?}", start.elapsed());
}

#[test]
fn a_driver_that_takes_all_memory_is_stopped_at_the_limit() {
    let limit = 8 << 20;
    let driver = driver(|limits| limits.memory = limit);
    let found = misbehave(&driver, "hoard");
    assert_eq!(found, (Kind::LimitExceeded, Cause::Memory(limit)));
}

/// The module declares a maximum of its own, for hosts that set no limit.
#[test]
fn a_driver_that_takes_all_memory_is_stopped_at_its_own_maximum() {
    let driver = driver(|limits| {
        limits.memory = 1 << 30;
        limits.time = Duration::from_secs(60);
    });
    let found = misbehave(&driver, "hoard");
    assert_eq!(found, (Kind::LimitExceeded, Cause::Memory(MAX_MEMORY)));
    // The instance that took it is gone.
    assert!(driver.pool().memory < 4 << 20);
}

#[test]
fn a_driver_that_recurses_without_end_is_stopped() {
    let driver = driver(|_| {});
    let (kind, cause) = misbehave(&driver, "overflow");
    // Which of the two stacks ends first is the compiler's business.
    assert!(
        matches!(
            (kind, &cause),
            (Kind::LimitExceeded, Cause::Stack(_)) | (Kind::Trap, Cause::Trap(_))
        ),
        "{cause:?}"
    );
}
