//! What only a kernel in WebAssembly can ask for: names by number, hashes, reveals; and what it may not do.

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use smart_rollup_host::profile::{MAX_CALLS, MAX_DEPTH};
use smart_rollup_host::reveal::Reveals;
use smart_rollup_host::{Limit, Limits, Machine, Rollup, Status, StuckReason, Until};
use support::{kernel, key, machine, machine_with, originate, step, value, wat};

/// Runs a kernel for a level, and gives the message that it leaves in its outbox, 4 bytes or less.
fn answer(body: &str, data: &str, prepare: impl FnOnce(&mut Rollup)) -> Vec<i32> {
    answer_with(&Reveals::default(), body, data, prepare)
}

fn answer_with(
    reveals: &Reveals,
    body: &str,
    data: &str,
    prepare: impl FnOnce(&mut Rollup),
) -> Vec<i32> {
    let machine = machine();
    let text = kernel(data, body).replace(
        "(func $reboot",
        "(func $answer (param i32) (i32.store (i32.const 0) (local.get 0))
           (drop (call $write_output (i32.const 0) (i32.const 4)))) (func $reboot",
    );
    let mut rollup = originate(&machine, &text);
    prepare(&mut rollup);
    rollup.load_level(&[]).unwrap();
    rollup.run(&machine, reveals, Until::End, false).unwrap();
    assert!(
        matches!(rollup.status(), Status::Evaluated(_)),
        "{:?}",
        rollup.status()
    );
    let messages = rollup.state().outbox.messages(0).unwrap();
    messages
        .iter()
        .map(|message| i32::from_le_bytes((**message).try_into().unwrap()))
        .collect()
}

/// Names are sorted by their bytes; a value stands where `@` would, and its name is empty.
#[test]
fn names_by_number() {
    let nth = |index: i64, most: i32| {
        format!(
            "(call $answer (call $store_get_nth_key (i32.const 1024) (i32.const 2) (i64.const {index}) (i32.const 64) (i32.const {most})))
             (call $answer (i32.load8_u (i32.const 64)))"
        )
    };
    let body = [
        nth(0, 9),
        nth(1, 9),
        nth(2, 9),
        nth(3, 9),
        nth(4, 9),
        nth(-1, 9),
        nth(3, 2),
    ]
    .concat();
    let answers = answer(&body, "/a", |rollup| {
        for text in ["/a", "/a/long", "/a/0", "/a/A"] {
            rollup.durable_mut().set(key(text), b"x");
        }
    });
    let zero = i32::from(b'0');
    let (a, l) = (i32::from(b'A'), i32::from(b'l'));
    assert_eq!(answers, [1, zero, 0, zero, 1, a, 4, l, -12, l, -8, l, 2, l]);
    let answers = answer(&nth(0, 9), "/b", |_| {});
    assert_eq!(answers[0], -10);
}

/// Equal trees have equal hashes, and others have others.
#[test]
fn hashes() {
    let hash = |at: i32, to: i32| {
        format!(
            "(call $answer (call $store_get_hash (i32.const {at}) (i32.const 2) (i32.const {to}) (i32.const 99)))"
        )
    };
    let compare = "(call $answer (i64.eq (i64.load (i32.const 100)) (i64.load (i32.const 200))))";
    let body = [
        hash(1024, 100),
        hash(1026, 200),
        compare.to_owned(),
        hash(1028, 200),
        compare.to_owned(),
        hash(1030, 200),
    ]
    .concat();
    let answers = answer(&body, "/a/b/c/d", |rollup| {
        for text in ["/a", "/a/x", "/b", "/b/x"] {
            rollup.durable_mut().set(key(text), b"x");
        }
        rollup.durable_mut().set(key("/c"), b"x");
    });
    assert_eq!(answers, [32, 32, 1, 32, 0, -10]);
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("smart-rollup-host")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

const HASH: &str = "\\00\\15\\2c\\1b\\da\\45\\70\\67\\c0\\bc\\34\\0c\\46\\82\\ea\\36\\f6\\4d\\2c\\78\\e1\\fa\\80\\2d\\06\\7e\\3c\\2a\\3a\\c7\\45\\ef\\2b";
const NAME: &str = "00152c1bda457067c0bc340c4682ea36f64d2c78e1fa802d067e3c2a3ac745ef2b";

#[test]
fn preimages_come_from_their_files() {
    let folder = folder("preimages");
    fs::write(folder.join(NAME), "Hello there!\n").unwrap();
    let mut reveals = Reveals::default();
    reveals.preimages = folder;
    let reveal = |most: i32| {
        format!(
            "(call $answer (call $reveal_preimage (i32.const 1024) (i32.const 33) (i32.const 64) (i32.const {most})))"
        )
    };
    let body = [
        reveal(4_096),
        reveal(5),
        "(call $answer (i32.load8_u (i32.const 68)))".to_owned(),
        // A request that cannot be read is one for the hash of nothing.
        "(call $answer (call $reveal_preimage (i32.const 1024) (i32.const 32) (i32.const 64) (i32.const 99)))".to_owned(),
        "(call $answer (call $reveal_preimage (i32.const 1024) (i32.const 4097) (i32.const 64) (i32.const 99)))".to_owned(),
        "(call $answer (call $reveal_preimage (i32.const 65535) (i32.const 33) (i32.const 64) (i32.const 99)))".to_owned(),
        "(call $answer (call $reveal_preimage (i32.const 1024) (i32.const 33) (i32.const 65535) (i32.const 99)))".to_owned(),
    ]
    .concat();
    let answers = answer_with(&reveals, &body, HASH, |_| {});
    assert_eq!(answers, [13, 5, i32::from(b'o'), 0, -7, -6, -6]);
}

/// A file with other data is as good as none, and it is said why.
#[test]
fn a_preimage_must_have_its_hash() {
    let folder = folder("other");
    let machine = machine();
    let body = "(drop (call $reveal_preimage (i32.const 1024) (i32.const 33) (i32.const 64) (i32.const 99)))";
    let mut rollup = originate(&machine, &kernel(HASH, body));
    rollup.load_level(&[]).unwrap();
    let mut reveals = Reveals::default();
    reveals.preimages = folder.clone();
    for (contents, expected) in [
        (None, "is not there"),
        (Some(vec![b'x'; 13]), "the data have another hash"),
        (Some(vec![b'x'; 4_097]), "expected at most 4096 bytes"),
    ] {
        if let Some(contents) = contents {
            fs::write(folder.join(NAME), contents).unwrap();
        }
        rollup.run(&machine, &reveals, Until::End, false).unwrap();
        let Status::Reveal(_, missing) = rollup.status() else {
            panic!("{:?}", rollup.status());
        };
        assert!(missing.reason.contains(expected), "{}", missing.reason);
    }
    // What is given by hand is taken as it is.
    let Status::Reveal(_, missing) = rollup.status() else {
        unreachable!()
    };
    reveals.give(&missing.bytes, b"anything".to_vec());
    rollup.resume();
    rollup.run(&machine, &reveals, Until::End, false).unwrap();
    assert!(matches!(rollup.status(), Status::Evaluated(_)));
}

#[test]
fn raw_requests() {
    let pages = folder("pages");
    fs::write(pages.join("7-1-2"), "page").unwrap();
    let mut reveals = Reveals::default();
    reveals.dal_pages = pages;
    let raw = |at: i32, length: i32| {
        format!(
            "(call $answer (call $reveal (i32.const {at}) (i32.const {length}) (i32.const 64) (i32.const 4096)))"
        )
    };
    // 01: metadata; 03: parameters; 02 and a page of slot 1 of level 7.
    let data = "\\01\\03\\02\\00\\00\\00\\07\\01\\00\\02";
    let body = [
        raw(1024, 1),
        "(call $answer (call $reveal_metadata (i32.const 64) (i32.const 10)))".to_owned(),
        raw(1025, 1),
        "(call $answer (i32.load8_u (i32.const 71)))".to_owned(),
        raw(1026, 8),
        raw(1026, 0),
    ]
    .concat();
    let answers = answer_with(&reveals, &body, data, |_| {});
    assert_eq!(answers, [24, 10, 32, 32, 4, 0]);
}

/// A host function must not be called while the kernel is started, and OCaml's exceptions are the end.
#[test]
fn what_the_virtual_machine_does_not_survive() {
    let machine = machine();
    let start = kernel("", "").replace(
        "(func $reboot",
        "(start $begin) (func $begin (call $reboot)) (func $reboot",
    );
    for (text, expected) in [
        (
            start,
            "the kernel is refused, and there is no other: the kernel cannot be started: a host function was \
             called while the kernel was being started",
        ),
        (
            kernel(
                "",
                "(drop (call $reveal_metadata (i32.const 0) (i32.const -1)))",
            ),
            "a host function was given a negative number of bytes",
        ),
    ] {
        let mut rollup = originate(&machine, &text);
        rollup.load_level(&[]).unwrap();
        rollup
            .run(&machine, &Reveals::default(), Until::End, false)
            .unwrap();
        let Status::Stuck(reason) = rollup.status() else {
            panic!("{:?}", rollup.status());
        };
        assert_eq!(reason.to_string(), expected);
    }
}

fn stuck(machine: &Machine, text: &str) -> StuckReason {
    let mut rollup = originate(machine, text);
    rollup.load_level(&[]).unwrap();
    loop {
        rollup
            .run(machine, &Reveals::default(), Until::End, false)
            .unwrap();
        match rollup.status() {
            Status::Stuck(reason) => return reason.clone(),
            _ => rollup.proceed().map(drop).unwrap(),
        }
    }
}

/// Each limit is hit by a kernel that goes for it, and is named.
#[test]
fn limits_end_a_kernel() {
    let forever = kernel("", "(loop $again (br $again))");
    let grow = kernel(
        "",
        "(loop $again (drop (memory.grow (i32.const 1))) (br $again))",
    );
    let table = r#"(module (memory (export "m") 1) (table 0 funcref)
        (func (export "kernel_run")
          (loop $again (drop (table.grow (ref.null func) (i32.const 1000))) (br $again))))"#;
    // New keys for ever: a number in the name.
    let fill = kernel(
        "/00000000",
        "(local $n i32)
         (loop $again
           (i32.store (i32.const 1025) (i32.or (i32.const 0x30303030) (i32.and (local.get $n) (i32.const 0x0f0f0f0f))))
           (i32.store (i32.const 1029) (i32.or (i32.const 0x30303030) (i32.and (i32.shr_u (local.get $n) (i32.const 4)) (i32.const 0x0f0f0f0f))))
           (drop (call $store_write (i32.const 1024) (i32.const 9) (i32.const 0) (i32.const 0) (i32.const 2048)))
           (local.set $n (i32.add (local.get $n) (i32.const 1)))
           (br $again))",
    );
    // Copies of everything into itself: twice as high each time.
    let nest = kernel(
        "/a/a/a/a/a/a/a/a/a/a",
        "(drop (call $store_write (i32.const 1024) (i32.const 2) (i32.const 0) (i32.const 0) (i32.const 1)))
         (loop $again (drop (call $store_copy (i32.const 1024) (i32.const 2) (i32.const 1024) (i32.const 20))) (br $again))",
    );
    for (text, expected) in [
        (forever.as_str(), Limit::Fuel(50_000_000)),
        (&grow, Limit::Memory(10 << 20)),
        (table, Limit::Tables(5_000)),
        (&fill, Limit::Storage(20 << 20)),
        (&nest, Limit::Height(256)),
    ] {
        let machine = machine_with(|limits| {
            limits.fuel = 50_000_000;
            limits.memory = 10 << 20;
            limits.table_elements = 5_000;
            limits.storage = 20 << 20;
        });
        assert_eq!(stuck(&machine, text), StuckReason::Limit(expected));
    }
}

/// A tree that was copied into itself again and again has more values than can be counted; hashing, comparing and dropping
/// it take a moment all the same.
#[test]
fn a_tree_of_two_to_the_hundredth_values() {
    let machine = machine_with(|limits| limits.fuel = 100_000_000);
    // /a is copied to /b/l and /b/r, and /b to /a.
    let body = "(local $n i32)
        (drop (call $store_write (i32.const 1024) (i32.const 2) (i32.const 0) (i32.const 0) (i32.const 1)))
        (loop $again
          (drop (call $store_copy (i32.const 1024) (i32.const 2) (i32.const 1026) (i32.const 4)))
          (drop (call $store_copy (i32.const 1024) (i32.const 2) (i32.const 1030) (i32.const 4)))
          (drop (call $store_move (i32.const 1034) (i32.const 2) (i32.const 1024) (i32.const 2)))
          (local.set $n (i32.add (local.get $n) (i32.const 1)))
          (br_if $again (i32.lt_u (local.get $n) (i32.const 100))))
        (drop (call $store_get_hash (i32.const 1024) (i32.const 2) (i32.const 64) (i32.const 32)))";
    let mut rollup = originate(&machine, &kernel("/a/b/l/b/r/b", body));
    let before = rollup.clone();
    rollup.load_level(&[]).unwrap();
    let (report, _) = step(&machine, &mut rollup);
    assert!(report.fuel < 1_000_000, "{}", report.fuel);
    assert!(rollup.state().durable.memory() < 1 << 20);
    let changes = rollup
        .state()
        .durable
        .changes_since(&before.state().durable, 50);
    assert!(changes.more && changes.list.len() == 50);
    assert_eq!(
        rollup
            .state()
            .durable
            .entries(key("/a"))
            .take(1_000)
            .count(),
        1_000
    );
    let folder = folder("many").join("storage");
    let error = rollup.state().durable.save(&folder).unwrap_err();
    assert_eq!(error.to_string(), "expected at most 100000 values");
}

#[test]
fn a_kernel_has_a_size() {
    let limits = Limits::default();
    let most = limits.kernel;
    let machine = machine();
    let mut large = wat(&kernel("", ""));
    large.resize(most + 1, 0);
    let error = Rollup::originate(&machine, &large, Default::default()).unwrap_err();
    assert_eq!(
        error.to_string(),
        format!(
            "expected a kernel of at most {most} bytes, found {}",
            most + 1
        )
    );
    // One that another kernel creates, of two gigabytes of zeros, is not put together.
    let body = "(drop (call $store_move (i32.const 1024) (i32.const 17) (i32.const 1041) (i32.const 2)))
        (drop (call $store_create (i32.const 1024) (i32.const 17) (i32.const 0x7fffffff))) (call $reboot)";
    let mut rollup = originate(&machine, &kernel("/kernel/boot.wasm/x", body));
    rollup.load_level(&[]).unwrap();
    step(&machine, &mut rollup);
    let report = rollup
        .run(&machine, &Reveals::default(), Until::End, false)
        .unwrap();
    assert!(
        report
            .refused
            .unwrap()
            .to_string()
            .ends_with("found 2147483647")
    );
    assert_eq!(
        value(&rollup, "/readonly/kernel/env/upgrade_error"),
        Some(Vec::new())
    );
}

/// A module of a few kilobytes that takes a compiler minutes and gigabytes is refused before it is compiled.
#[test]
fn what_is_hard_to_compile_is_refused() {
    let machine = machine();
    let results = "i32 ".repeat(1_000);
    let nested = format!(
        "(module (memory (export \"m\") 1) (func (export \"kernel_run\")) (func (param {results}) (result {results}) unreachable))"
    );
    let error = Rollup::originate(&machine, &wat(&nested), Default::default()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the kernel has 2000 parameters and results of a type, more than the limit of 32"
    );
}

/// What a kernel writes to its log is kept up to a limit, and the rest is counted.
#[test]
fn the_log_is_bounded() {
    let machine = machine_with(|limits| limits.debug = 100);
    let body = "(local $n i32) (loop $again
        (call $write_debug (i32.const 1024) (i32.const 3))
        (local.set $n (i32.add (local.get $n) (i32.const 1)))
        (br_if $again (i32.lt_u (local.get $n) (i32.const 50))))
        (call $write_debug (i32.const 65535) (i32.const 2))";
    let mut rollup = originate(&machine, &kernel("abc", body));
    rollup.load_level(&[]).unwrap();
    let (report, _) = step(&machine, &mut rollup);
    assert_eq!(report.debug.bytes.len(), 100);
    assert_eq!(report.debug.dropped, 50);
}

/// The fuel of all functions is that of a run without a profile, and each has its own.
#[test]
fn a_profile_is_exact() {
    let machine = machine();
    for text in [
        include_str!("../kernels/session.wat"),
        include_str!("../kernels/echo.wat"),
    ] {
        let mut rollup = originate(&machine, text);
        rollup.load_level(&[support::external(b"x")]).unwrap();
        while matches!(rollup.status(), Status::Snapshot) {
            let mut plain = rollup.clone();
            let expected = plain
                .run(&machine, &Reveals::default(), Until::End, false)
                .unwrap();
            let (report, profile) = rollup.profile(&machine, &Reveals::default()).unwrap();
            let profile = profile.unwrap();
            assert_eq!(profile.tree.fuel(), expected.fuel);
            assert_eq!(report.fuel, expected.fuel);
            let changes = rollup
                .state()
                .durable
                .changes_since(&plain.state().durable, 10);
            assert_eq!(changes.list, []);
            rollup.proceed().unwrap();
        }
    }
    // Two calls of a function with three instructions of fuel each, by a function that has names of its own.
    let text = r#"(module (memory (export "m") 1)
        (func $twice (export "kernel_run") (call $store) (call $store))
        (func $store (i32.store (i32.const 0) (i32.const 1))))"#;
    let mut rollup = originate(&machine, text);
    rollup.load_level(&[]).unwrap();
    let (_, profile) = rollup.profile(&machine, &Reveals::default()).unwrap();
    let profile = profile.unwrap();
    let functions = profile.tree.by_function();
    let of = |name: &str| {
        functions
            .iter()
            .find(|call| profile.name(call.function) == name)
            .unwrap()
    };
    assert_eq!(of("store").count, 2);
    // Entering it, two numbers, the store.
    assert_eq!(of("store").fuel, 2 * 4);
    assert_eq!(of("twice").count, 1);
    assert_eq!(of("twice").fuel, 3);
}

/// A profile has a depth and a number of stacks beyond which it counts for the caller; nothing is lost of the fuel.
#[test]
fn a_profile_is_bounded() {
    let machine = machine();
    let deep = "(module (memory (export \"m\") 1)
        (func $down (param i32) (if (local.get 0) (then (call $down (i32.sub (local.get 0) (i32.const 1))))))
        (func (export \"kernel_run\") (call $down (i32.const 1500))))";
    // Each of the two calls both: 2^18 different stacks.
    let wide = "(module (memory (export \"m\") 1)
        (func $a (param i32) (if (local.get 0) (then
          (call $a (i32.sub (local.get 0) (i32.const 1))) (call $b (i32.sub (local.get 0) (i32.const 1))))))
        (func $b (param i32) (if (local.get 0) (then
          (call $a (i32.sub (local.get 0) (i32.const 1))) (call $b (i32.sub (local.get 0) (i32.const 1))))))
        (func (export \"kernel_run\") (call $a (i32.const 17))))";
    for (text, most) in [(deep, MAX_DEPTH), (wide, MAX_CALLS)] {
        let mut rollup = originate(&machine, text);
        rollup.load_level(&[]).unwrap();
        let mut plain = rollup.clone();
        let report = plain
            .run(&machine, &Reveals::default(), Until::End, false)
            .unwrap();
        let (_, profile) = rollup.profile(&machine, &Reveals::default()).unwrap();
        let tree = profile.unwrap().tree;
        assert!(tree.cut && tree.calls.len() <= most, "{}", tree.calls.len());
        assert_eq!(tree.fuel(), report.fuel);
    }
}
