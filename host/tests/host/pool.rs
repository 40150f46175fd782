//! Many calls, one after the other and at once.

use std::sync::Barrier;
use std::thread;
use std::time::Duration;

use data_driver_host::{Cause, Decode, Driver};

use crate::support::{Wat, cause, deployed_stake, from_hex, host, host_with, our_stake, tight};

#[test]
fn ten_thousand_failing_calls_leave_memory_where_it_was() {
    // The longest name and data first, so that the buffers have their size.
    let long = "x".repeat(20_000);
    for wasm in [our_stake(), deployed_stake()] {
        let driver = host().load(&wasm).unwrap();
        let fail = |length: usize| {
            let text = &long[..length];
            assert!(driver.encode_input("stake", text).is_err());
            assert!(driver.decode_event("reward", text.as_bytes()).is_err());
            assert!(driver.decode_output(text, b"").is_err());
        };
        fail(long.len());
        let before = driver.pool();
        assert_eq!((before.idle, before.created), (1, 1));
        for round in 0..3_334 {
            fail(round * 6);
        }
        assert_eq!(driver.pool(), before);
    }
}

#[test]
fn an_ordinary_call_allocates_nothing() {
    // Traps at the third block.
    let driver = Wat::new()
        .part("blocks", "(global $blocks (mut i32) (i32.const 0))")
        .body(
            "alloc",
            "(global.set $blocks (i32.add (global.get $blocks) (i32.const 1)))
             (if (i32.gt_u (global.get $blocks) (i32.const 2)) (then unreachable))
             (call $bump (local.get 0))",
        )
        .load();
    for length in 0..2_000 {
        let text = "1".repeat(length);
        assert_eq!(driver.encode_input("f", &text).unwrap(), text.as_bytes());
    }
    assert_eq!(driver.pool().created, 1);
}

/// Counts its blocks; the only result is their number, as a digit. For a long input the block for the
/// result is large too.
#[test]
fn large_buffers_are_given_back() {
    let mut limits = tight();
    limits.idle_memory = 16 << 20;
    let driver = Wat::new()
        .part("memory", r#"(memory (export "memory") 128 128)"#)
        .part("blocks", "(global $blocks (mut i32) (i32.const 48))")
        .part("top", "(global $top (mut i32) (i32.const 0x10000))")
        .body(
            "dealloc",
            "(global.set $blocks (i32.sub (global.get $blocks) (i32.const 1)))",
        )
        .body(
            "alloc",
            "(global.set $blocks (i32.add (global.get $blocks) (i32.const 1)))
             (global.get $top)
             (global.set $top (i32.add (global.get $top) (local.get 0)))",
        )
        .conversions(
            "(i32.store8 offset=4 (local.get 4) (global.get $blocks))
             (call $set_length (local.get 4) (i32.const 1)) (i32.const 0)",
        )
        .load_in(&host_with(limits));
    assert_eq!(driver.encode_input("f", "1").unwrap(), b"2");
    assert_eq!(
        driver.encode_input("f", &"1".repeat(2 << 20)).unwrap(),
        b"2"
    );
    assert_eq!(driver.encode_input("f", "1").unwrap(), b"2");
    assert_eq!(driver.pool().created, 1);
}

#[test]
fn an_instance_that_has_grown_is_not_kept() {
    let mut limits = tight();
    limits.idle_memory = 1 << 20;
    let driver = Wat::new().load_in(&host_with(limits));
    assert!(driver.encode_input("f", "1").is_ok());
    assert_eq!(driver.pool().idle, 1);
    assert!(driver.encode_input("f", &"1".repeat(600_000)).is_ok());
    assert_eq!(driver.pool().idle, 0);
    assert_eq!(driver.pool().memory, 0);
    assert!(driver.encode_input("f", "1").is_ok());
    assert_eq!(driver.pool().idle, 1);
    assert_eq!(driver.pool().created, 2);
}

/// R3: a file of a few bytes can say that it begins with the most that there may be.
#[test]
fn an_instance_that_starts_large_is_not_kept() {
    let large = Wat::new().part("memory", r#"(memory (export "memory") 65)"#);
    let driver = large.load();
    assert_eq!((driver.pool().idle, driver.pool().memory), (0, 0));
    assert!(driver.encode_input("f", "1").is_ok());
    assert_eq!((driver.pool().idle, driver.pool().memory), (0, 0));
    let mut limits = tight();
    limits.idle_memory = 8 << 20;
    let driver = large.load_in(&host_with(limits));
    assert!(driver.encode_input("f", "1").is_ok());
    // The two buffers lie in a page each.
    assert_eq!((driver.pool().idle, driver.pool().created), (1, 1));
}

/// However long it takes: a machine may have other work.
fn wait_for(what: impl Fn() -> bool) {
    while !what() {
        thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn an_idle_instance_goes_after_its_time() {
    let mut limits = tight();
    limits.idle_time = Duration::from_millis(50);
    let host = host_with(limits);
    let driver = Wat::new().load_in(&host);
    // Of one that was never called, too, and while others run.
    let busy = Wat::new().load_in(&host);
    wait_for(|| {
        assert!(busy.encode_input("f", "1").is_ok());
        driver.pool().idle == 0
    });
    // When nothing runs, and again after the clock has stopped: that is a second without a call.
    for created in 1..3 {
        assert_eq!(driver.encode_input("f", "1").unwrap(), b"1");
        wait_for(|| driver.pool().idle == 0);
        assert!(driver.pool().created > created);
        thread::sleep(Duration::from_millis(1_200));
    }
    assert_eq!(host.stats().memory, 0);
}

#[test]
fn an_instance_that_is_used_stays() {
    let mut limits = tight();
    // A call comes long before the end of it, whatever else the machine does.
    limits.idle_time = Duration::from_secs(600);
    let driver = Wat::new().load_in(&host_with(limits));
    for _ in 0..100 {
        assert!(driver.encode_input("f", "1").is_ok());
    }
    assert_eq!((driver.pool().idle, driver.pool().created), (1, 1));
}

#[test]
fn no_more_instances_idle_than_the_limit() {
    let mut limits = tight();
    limits.idle_instances = 2;
    // About a tenth of a second, so that a third thread starts before the first is done.
    let driver = Wat::new()
        .part("count", "(global $count (mut i32) (i32.const 0))")
        .conversions(
            "(global.set $count (i32.const 100000000))
             (loop $again
                (global.set $count (i32.sub (global.get $count) (i32.const 1)))
                (br_if $again (global.get $count)))
             (call $answer (local.get 2) (local.get 3) (local.get 4) (local.get 5))",
        )
        .load_in(&host_with(limits));
    let barrier = Barrier::new(8);
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                barrier.wait();
                assert_eq!(driver.encode_input("f", "1").unwrap(), b"1");
            });
        }
    });
    let pool = driver.pool();
    assert!(pool.created > 2, "{pool:?}");
    assert_eq!(pool.idle, 2);
}

#[test]
fn eight_threads_get_their_own_answers() {
    let reward = from_hex(include_str!("data/reward.hex"));
    // With room for an instance of each thread, none is made twice, however they are scheduled.
    let mut limits = tight();
    limits.idle_instances = 8;
    for wasm in [our_stake(), deployed_stake()] {
        let driver: Driver = host_with(limits.clone()).load(&wasm).unwrap();
        let expected = driver
            .decode_text(Decode::Event, "reward", &reward)
            .unwrap();
        thread::scope(|scope| {
            for thread in 0..8_u64 {
                let driver = driver.clone();
                let (expected, reward) = (&expected, &reward);
                scope.spawn(move || {
                    for round in 0..200 {
                        let number = thread << 32 | round;
                        let answer = driver.decode_output("burnt_amount", &number.to_le_bytes());
                        assert_eq!(answer.unwrap(), number.to_string());
                        let error = driver.encode_input(&format!("f{number}"), "1").unwrap_err();
                        assert_eq!(error.report().function, Some(format!("f{number}")));
                        let text = driver.decode_text(Decode::Event, "reward", reward);
                        assert_eq!(text.unwrap(), *expected);
                    }
                });
            }
        });
        assert!(driver.pool().created <= 9);
    }
}

#[test]
fn threads_that_trap_do_not_disturb_the_others() {
    let driver = Wat::new().body("decode_event", "unreachable").load();
    thread::scope(|scope| {
        for thread in 0..8 {
            let driver = &driver;
            scope.spawn(move || {
                for round in 0..200 {
                    if thread % 2 == 0 {
                        assert!(driver.decode_event("e", b"").is_err());
                    } else {
                        let text = format!("{thread} {round}");
                        assert_eq!(driver.encode_input("f", &text).unwrap(), text.as_bytes());
                    }
                }
            });
        }
    });
}

#[test]
fn a_driver_can_be_shared() {
    fn shared<T: Clone + Send + Sync + 'static>() {}
    shared::<Driver>();
    shared::<data_driver_host::Host>();
    fn error<T: std::error::Error + Send + Sync + 'static>() {}
    error::<data_driver_host::Error>();
}

// T4
#[test]
fn an_instance_whose_tables_have_grown_is_not_kept() {
    let mut limits = tight();
    limits.table_elements = 200_000;
    limits.idle_memory = 1 << 20;
    let grow = "(drop (table.grow $one (ref.null func) (i32.const 10000)))
                (drop (table.grow $other (ref.null func) (i32.mul (local.get 3) (i32.const 10000))))
                (i32.store (local.get 4) (i32.const 0)) (i32.const 0)";
    let driver = Wat::new()
        .part("table", "(table $one 1 funcref) (table $other 1 funcref)")
        .conversions(grow)
        .load_in(&host_with(limits));
    driver.encode_input("f", "").unwrap();
    assert_eq!(driver.pool().idle, 1);
    // Whole pages, and eight bytes an entry.
    assert_eq!(driver.pool().memory % (64 << 10), 8 * 10_002 % (64 << 10));
    driver.encode_input("f", "0123456789abcde").unwrap();
    assert_eq!((driver.pool().idle, driver.pool().memory), (0, 0));
}

#[test]
fn the_limit_of_entries_is_of_all_tables() {
    let mut limits = tight();
    limits.table_elements = 10_000;
    let driver = Wat::new()
        .part("table", "(table $one 1 funcref) (table $other 1 funcref)")
        .conversions(
            "(drop (table.grow $one (ref.null func) (i32.const 6000)))
             (if (i32.lt_s (table.grow $other (ref.null func) (i32.const 6000)) (i32.const 0))
               (then unreachable))
             (i32.const 0)",
        )
        .load_in(&host_with(limits));
    assert_eq!(cause(driver.encode_input("f", "")), Cause::Table(3_999));
}
