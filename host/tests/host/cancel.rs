//! Calls that are ended by whoever waits for them, and what a host counts.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use data_driver_host::{Cancellation, Decode, Error, Host, Kind, Limits};

use crate::support::Wat;

/// A driver that takes for ever to encode, in a host that allows it an hour.
fn endless() -> (Host, data_driver_host::Driver) {
    let mut limits = Limits::default();
    limits.time = Duration::from_secs(3600);
    let host = Host::builder().limits(limits).build().unwrap();
    let driver = Wat::new().body("encode_input_fn", "(call $spin) (i32.const 0)");
    let driver = driver.load_in(&host);
    (host, driver)
}

#[test]
fn a_call_that_runs_is_ended() {
    let (host, driver) = endless();
    let cancellation = Cancellation::new();
    let one = driver.cancelled_by(&cancellation);
    let (tell, told) = mpsc::channel();
    let call = thread::spawn(move || {
        tell.send(()).unwrap();
        one.encode_input("f", "1")
    });
    told.recv().unwrap();
    thread::sleep(Duration::from_millis(50));
    assert!(!call.is_finished());
    assert_eq!(host.stats().running, 1);
    cancellation.cancel();
    let error = call.join().unwrap().unwrap_err();
    assert!(matches!(error, Error::Cancelled), "{error}");
    assert_eq!(error.kind(), Kind::Closed);
    assert_eq!(error.to_string(), "the call was cancelled");

    // The instance is gone; the others of the driver are not concerned.
    assert_eq!(driver.decode_input("f", b"1").unwrap(), 1);
    let stats = host.stats();
    assert_eq!((stats.cancelled, stats.failed, stats.replaced), (1, 0, 1));
    assert_eq!(stats.running, 0);
}

#[test]
fn a_call_that_has_not_begun_does_not_begin() {
    let (host, driver) = endless();
    let cancellation = Cancellation::new();
    let one = driver.cancelled_by(&cancellation);
    assert_eq!(one.decode_input("f", b"1").unwrap(), 1);
    drop(cancellation.on_drop());
    assert!(matches!(one.encode_input("f", "1"), Err(Error::Cancelled)));
    let text = one.decode_text(Decode::Event, "e", b"1");
    assert!(matches!(text, Err(Error::Cancelled)));
    assert_eq!(host.stats().cancelled, 2);
    assert_eq!(host.stats().replaced, 0);
    assert_eq!(driver.decode_input("f", b"1").unwrap(), 1);
}

#[test]
fn a_limit_of_time_holds_for_calls_that_can_be_cancelled() {
    let mut limits = Limits::default();
    limits.time = Duration::from_millis(100);
    let host = Host::builder().limits(limits).build().unwrap();
    let driver = Wat::new().body("encode_input_fn", "(call $spin) (i32.const 0)");
    let driver = driver.load_in(&host).cancelled_by(&Cancellation::new());
    for _ in 0..2 {
        let error = driver.encode_input("f", "1").unwrap_err();
        assert_eq!(error.kind(), Kind::Timeout, "{error}");
    }
    let stats = host.stats();
    assert_eq!((stats.failed, stats.timed_out, stats.trapped), (2, 2, 0));
    assert_eq!((driver.pool().timed_out, driver.pool().trapped), (2, 0));
}

#[test]
fn a_host_counts_what_it_did_and_what_is_there() {
    let mut limits = Limits::default();
    limits.idle_instances = 2;
    let host = Host::builder().limits(limits).build().unwrap();
    assert_eq!(host.stats(), data_driver_host::HostStats::default());

    let traps = Wat::new().body("encode_input_fn", "unreachable");
    let (one, two) = (traps.load_in(&host), Wat::new().load_in(&host));
    assert!(host.load(b"none").is_err());
    let stats = host.stats();
    assert_eq!((stats.drivers, stats.loaded, stats.refused), (2, 2, 1));
    assert_eq!((stats.idle, stats.replaced, stats.cached), (2, 0, 0));
    assert_eq!(stats.memory, one.pool().memory + two.pool().memory);

    assert!(one.encode_input("f", "1").is_err());
    let stats = host.stats();
    assert_eq!((stats.failed, stats.replaced, stats.idle), (1, 1, 1));
    assert_eq!((stats.trapped, one.pool().trapped), (1, 1));

    drop(two.clone());
    assert_eq!(host.stats().drivers, 2);
    drop(two);
    let stats = host.stats();
    assert_eq!((stats.drivers, stats.idle, stats.loaded), (1, 0, 2));
}

#[test]
fn errors_have_a_status_of_http() {
    let host = Host::builder().build().unwrap();
    let status = |error: Result<_, Error>| error.map(|_: String| ()).unwrap_err().http_status();
    let stake = host.load(&crate::support::our_stake()).unwrap();
    let encode = |function: &str, json: &str| {
        status(stake.encode_input(function, json).map(|_| String::new()))
    };
    assert_eq!(encode("nothing", "1"), 404);
    assert_eq!(encode("set_config", "{"), 400);
    assert_eq!(encode("set_config", "1"), 422);
    assert_eq!(
        status(stake.decode_text(Decode::Event, "nothing", b"")),
        404
    );
    assert_eq!(
        status(stake.decode_text(Decode::Output, "burnt_amount", b"")),
        422
    );
    let traps = Wat::new().conversions("unreachable").load_in(&host);
    assert_eq!(status(traps.decode_text(Decode::Input, "f", b"")), 502);
    assert_eq!(status(host.load(b"none").map(|_| String::new())), 502);
    assert_eq!(Error::Host("no".into()).http_status(), 500);
    assert_eq!(Error::Cancelled.http_status(), 499);

    let mut limits = Limits::default();
    limits.time = Duration::from_millis(50);
    let host = Host::builder().limits(limits).build().unwrap();
    let spins = Wat::new().conversions("(call $spin) (i32.const 0)");
    let spins = spins.load_in(&host);
    assert_eq!(status(spins.decode_text(Decode::Input, "f", b"")), 504);
}
