//! Every code that a host function returns, every limit, and which of two mistakes is told. What is expected stands in
//! `src/lib_scoru_wasm/host_funcs.ml` and `durable.ml` of Octez.

mod support;

use smart_rollup_host::durable::{Has, Key, MAX_KEY, MAX_STORE_IO, MAX_VALUE};
use smart_rollup_host::{Call, Inbox, MAX_OUTBOX_MESSAGES, State};
use support::{external, key};

const MEMORY: usize = 65_536;
/// Where keys are put.
const KEY: i32 = 100;
const OTHER: i32 = 500;
const DATA: i32 = 10_000;
const END: i32 = 65_536;

/// A state with a value of ten bytes under `/a`, one under `/a/b`, and one under `/readonly/r`.
fn state() -> State {
    let mut state = State::default();
    state.durable.set(key("/a"), b"0123456789");
    state.durable.set(key("/a/b"), b"x");
    state.durable.set(key("/readonly/r"), b"read");
    state.outbox.begin(0);
    state
}

fn length(text: &str) -> i32 {
    i32::try_from(text.len()).expect("it is short")
}

/// Calls a function with one key.
fn with<T>(state: &mut State, text: &str, call: impl FnOnce(&mut Call<'_>, i32, i32) -> T) -> T {
    let mut memory = vec![0; MEMORY];
    memory[100..100 + text.len()].copy_from_slice(text.as_bytes());
    call(&mut Call::new(state, &mut memory), KEY, length(text))
}

/// Calls a function with two keys.
fn with_two(
    state: &mut State,
    from: &str,
    to: &str,
    call: impl FnOnce(&mut Call<'_>, i32, i32, i32, i32) -> i32,
) -> i32 {
    let mut memory = vec![0; MEMORY];
    memory[100..100 + from.len()].copy_from_slice(from.as_bytes());
    memory[500..500 + to.len()].copy_from_slice(to.as_bytes());
    call(
        &mut Call::new(state, &mut memory),
        KEY,
        length(from),
        OTHER,
        length(to),
    )
}

/// Keys that are too long (-1) or none (-2), for each function that takes one; what the memory does not have is -6, a negative
/// length -8.
#[test]
fn keys() {
    type Function = fn(&mut Call<'_>, i32, i32) -> i64;
    let functions: [(&str, Function); 9] = [
        ("has", |call, at, length| call.store_has(at, length).into()),
        ("exists", |call, at, length| {
            call.store_exists(at, length).into()
        }),
        ("delete", |call, at, length| {
            call.store_delete(at, length).into()
        }),
        ("delete_value", |call, at, length| {
            call.store_delete_value(at, length).into()
        }),
        ("create", |call, at, length| {
            call.store_create(at, length, 1).into()
        }),
        ("value_size", |call, at, length| {
            call.store_value_size(at, length).into()
        }),
        ("list_size", |call, at, length| {
            call.store_list_size(at, length)
        }),
        ("read", |call, at, length| {
            call.store_read(at, length, 0, DATA, 1).into()
        }),
        ("write", |call, at, length| {
            call.store_write(at, length, 0, DATA, 1).into()
        }),
    ];
    let longest = format!("/{}", "k".repeat(MAX_KEY - 1));
    let too_long = format!("{longest}k");
    for (name, function) in functions {
        let mut state = state();
        assert_eq!(with(&mut state, &too_long, function), -1, "{name}");
        assert!(
            with(&mut state, &longest, function) > -1 || name == "read" || name == "value_size",
            "{name}"
        );
        for wrong in ["/", "a", "/a/", "/a//b", "/@", "/a b", "/ä"] {
            assert_eq!(with(&mut state, wrong, function), -2, "{name} {wrong}");
        }
        let mut memory = vec![0; MEMORY];
        let mut call = Call::new(&mut state, &mut memory);
        assert_eq!(function(&mut call, END - 1, 2), -6, "{name}");
        assert_eq!(function(&mut call, -1, 1), -6, "{name}");
        assert_eq!(function(&mut call, KEY, -1), -8, "{name}");
        // The length comes before the memory.
        assert_eq!(function(&mut call, END, 241), -1, "{name}");
    }
}

/// What is under `/readonly` can be read, and not written: -9. So is everything, which is the empty key.
#[test]
fn readonly() {
    for text in ["/readonly/r", "/readonly", "/readonly/new", ""] {
        let mut state = state();
        assert_eq!(
            with(&mut state, text, |call, at, length| call
                .store_delete(at, length)),
            -9
        );
        assert_eq!(
            with(&mut state, text, |call, at, length| call
                .store_delete_value(at, length)),
            -9
        );
        assert_eq!(
            with(&mut state, text, |call, at, length| call
                .store_create(at, length, 0)),
            -9
        );
        assert_eq!(
            with(&mut state, text, |call, at, length| call
                .store_write(at, length, 0, DATA, 1)),
            -9
        );
        assert_eq!(
            with_two(&mut state, "/a", text, |call, a, b, c, d| call
                .store_copy(a, b, c, d)),
            -9
        );
        assert_eq!(
            with_two(&mut state, "/a", text, |call, a, b, c, d| call
                .store_move(a, b, c, d)),
            -9
        );
        assert_eq!(
            with_two(&mut state, text, "/a", |call, a, b, c, d| call
                .store_move(a, b, c, d)),
            -9
        );
    }
    let mut state = state();
    assert_eq!(
        with(&mut state, "/readonly/r", |call, at, length| call
            .store_value_size(at, length)),
        4
    );
    assert_eq!(
        with(&mut state, "/readonly/r", |call, at, length| call
            .store_has(at, length)),
        1
    );
    assert_eq!(
        with(&mut state, "", |call, at, length| call
            .store_list_size(at, length)),
        2
    );
    assert_eq!(
        with_two(&mut state, "/readonly/r", "/copy", |call, a, b, c, d| call
            .store_copy(a, b, c, d)),
        0
    );
    assert_eq!(
        with(&mut state, "/copy", |call, at, length| call
            .store_value_size(at, length)),
        4
    );
}

#[test]
fn what_is_there() {
    let mut state = state();
    for (text, has, exists, names) in [
        ("/a", 3, 1, 2),
        ("/a/b", 1, 1, 1),
        ("/readonly", 2, 1, 1),
        ("/z", 0, 0, 0),
    ] {
        assert_eq!(
            with(&mut state, text, |call, at, length| call
                .store_has(at, length)),
            has,
            "{text}"
        );
        assert_eq!(
            with(&mut state, text, |call, at, length| call
                .store_exists(at, length)),
            exists,
            "{text}"
        );
        assert_eq!(
            with(&mut state, text, |call, at, length| call
                .store_list_size(at, length)),
            names,
            "{text}"
        );
    }
    assert_eq!(
        with(&mut state, "/z", |call, at, length| call
            .store_value_size(at, length)),
        -3
    );
    assert_eq!(
        with(&mut state, "/readonly", |call, at, length| call
            .store_value_size(at, length)),
        -3
    );
}

#[test]
fn deleting() {
    let mut state = state();
    assert_eq!(
        with(&mut state, "/nothing", |call, at, length| call
            .store_delete(at, length)),
        0
    );
    assert_eq!(
        with(&mut state, "/nothing", |call, at, length| call
            .store_delete_value(at, length)),
        0
    );
    assert_eq!(
        with(&mut state, "/a", |call, at, length| call
            .store_delete_value(at, length)),
        0
    );
    assert_eq!(state.durable.has(key("/a")), Has::Subtree);
    // With the last value, the nodes go on the way to it.
    assert_eq!(
        with(&mut state, "/a/b", |call, at, length| call
            .store_delete_value(at, length)),
        0
    );
    assert_eq!(state.durable.list_size(Key::ROOT), 1);
    let mut state = self::state();
    assert_eq!(
        with(&mut state, "/a", |call, at, length| call
            .store_delete(at, length)),
        0
    );
    assert_eq!(state.durable.has(key("/a/b")), Has::Nothing);
}

#[test]
fn copying_and_moving() {
    let mut state = state();
    assert_eq!(
        with_two(&mut state, "/z", "/y", |call, a, b, c, d| call
            .store_copy(a, b, c, d)),
        -10
    );
    assert_eq!(
        with_two(&mut state, "/z", "/y", |call, a, b, c, d| call
            .store_move(a, b, c, d)),
        -10
    );
    state.durable.set(key("/to/old"), b"old");
    assert_eq!(
        with_two(&mut state, "/a", "/to", |call, a, b, c, d| call
            .store_copy(a, b, c, d)),
        0
    );
    // What was there is gone.
    assert_eq!(state.durable.has(key("/to/old")), Has::Nothing);
    assert_eq!(state.durable.has(key("/to/b")), Has::Value);
    assert_eq!(state.durable.has(key("/a/b")), Has::Value);
    // Into itself, and out again.
    assert_eq!(
        with_two(&mut state, "/a", "/a/c", |call, a, b, c, d| call
            .store_move(a, b, c, d)),
        0
    );
    assert_eq!(state.durable.has(key("/a/c/b")), Has::Value);
    assert_eq!(state.durable.has(key("/a/b")), Has::Nothing);
    assert_eq!(
        with_two(&mut state, "/a/c", "/a", |call, a, b, c, d| call
            .store_move(a, b, c, d)),
        0
    );
    assert_eq!(state.durable.value_size(key("/a")), Ok(10));
    assert_eq!(
        with_two(&mut state, "/a", "/a", |call, a, b, c, d| call
            .store_move(a, b, c, d)),
        0
    );
    assert_eq!(state.durable.value_size(key("/a/b")), Ok(1));
    assert_eq!(
        with_two(&mut state, "/a", "/a/deep/er", |call, a, b, c, d| call
            .store_copy(a, b, c, d)),
        0
    );
    assert_eq!(state.durable.value_size(key("/a/deep/er/b")), Ok(1));
}

#[test]
fn creating() {
    let mut state = state();
    let mut create = |text, size| {
        with(&mut state, text, |call, at, length| {
            call.store_create(at, length, size)
        })
    };
    assert_eq!(create("/a", 1), -13);
    assert_eq!(create("/new", -1), -5);
    // The size comes before the place.
    assert_eq!(create("/readonly/new", -1), -5);
    assert_eq!(create("/new", i32::MAX), 0);
    assert_eq!(create("/empty", 0), 0);
    assert_eq!(create("/empty", 0), -13);
    assert_eq!(
        state.durable.value_size(key("/new")),
        Ok(MAX_VALUE as usize)
    );
    // A full value takes no byte more, wherever it would go; none at all it takes.
    let mut write = |offset, bytes| {
        with(&mut state, "/new", |call, at, length| {
            call.store_write(at, length, offset, DATA, bytes)
        })
    };
    assert_eq!(write(0, 1), -5);
    assert_eq!(write(0, 0), 0);
    assert_eq!(write(i32::MAX, 0), 0);
}

#[test]
fn reading() {
    let mut state = state();
    let mut read = |text, offset, to, most| {
        with(&mut state, text, |call, at, length| {
            call.store_read(at, length, offset, to, most)
        })
    };
    assert_eq!(read("/a", 0, DATA, 2_048), 10);
    assert_eq!(read("/a", 3, DATA, 4), 4);
    assert_eq!(read("/a", 9, DATA, 4), 1);
    assert_eq!(read("/a", 9, DATA, 0), 0);
    assert_eq!(read("/a", 10, DATA, 1), -4);
    assert_eq!(read("/a", -1, DATA, 1), -4);
    assert_eq!(read("/z", 0, DATA, 1), -3);
    assert_eq!(read("/z", 0, DATA, 2_049), -7);
    assert_eq!(read("/a", 0, DATA, 2_049), -7);
    assert_eq!(read("/a", 0, DATA, -1), -8);
    assert_eq!(read("/a", 10, DATA, -1), -4);
    assert_eq!(read("/a", 0, END - 9, 10), -6);
    assert_eq!(read("/a", 0, END - 10, 10), 10);
    // Nothing at all may go anywhere.
    assert_eq!(read("/a", 0, -1, 0), 0);
    state.durable.set(key("/empty"), b"");
    let empty = with(&mut state, "/empty", |call, at, length| {
        call.store_read(at, length, 0, DATA, 1)
    });
    assert_eq!(empty, -4);
}

#[test]
fn writing() {
    let mut state = state();
    let mut write = |text, offset, from, bytes| {
        with(&mut state, text, |call, at, length| {
            call.store_write(at, length, offset, from, bytes)
        })
    };
    assert_eq!(write("/a", 11, DATA, 1), -4);
    assert_eq!(write("/a", 10, DATA, 1), 0);
    assert_eq!(write("/new", 1, DATA, 1), -4);
    assert_eq!(write("/new", 0, DATA, 0), 0);
    assert_eq!(write("/a", 0, DATA, 2_048), 0);
    assert_eq!(write("/a", 0, DATA, 2_049), -7);
    assert_eq!(write("/a", -1, DATA, 1), -8);
    assert_eq!(write("/a", 0, DATA, -1), -5);
    assert_eq!(write("/a", 0, END - 1, 2), -6);
    // Memory, then whether it can be written, then how much, then where.
    assert_eq!(write("/readonly/r", 9, END, 3_000), -6);
    assert_eq!(write("/readonly/r", 9, DATA, 3_000), -9);
    assert_eq!(write("/a", 9_999, DATA, 3_000), -7);
    assert_eq!(state.durable.value_size(key("/a")), Ok(MAX_STORE_IO));
    assert_eq!(state.durable.value_size(key("/new")), Ok(0));
}

#[test]
fn outputs() {
    let mut state = state();
    let mut memory = vec![0; MEMORY];
    let mut write = |from, length| Call::new(&mut state, &mut memory).write_output(from, length);
    assert_eq!(write(0, 4_097), -7);
    assert_eq!(write(END, 4_097), -7);
    assert_eq!(write(END - 1, 2), -6);
    assert_eq!(write(0, -1), -8);
    assert_eq!(write(0, 4_096), 0);
    for _ in 1..MAX_OUTBOX_MESSAGES {
        assert_eq!(write(0, 0), 0);
    }
    assert_eq!(write(0, 0), -11);
    // The memory comes before the outbox.
    assert_eq!(write(END - 1, 2), -6);
}

#[test]
fn inputs() {
    let mut state = state();
    state.inbox = Inbox::of_level(7, &[external(&[5; 4_095])]).unwrap();
    let mut memory = vec![0; MEMORY];
    let mut read = |info, to, most| Call::new(&mut state, &mut memory).read_input(info, to, most);
    // Both places must end before the memory does.
    assert_eq!(read(END - 8, DATA, 10), -6);
    assert_eq!(read(0, END - 10, 10), -6);
    assert_eq!(read(0, DATA, -1), -6);
    assert_eq!(read(-1, DATA, 10), -6);
    // No input was lost by that. What is too long for the place is cut off.
    assert_eq!(read(END - 9, DATA, 1), 1);
    assert_eq!(read(0, END - 43, 42), 42);
    assert_eq!(read(0, DATA, i32::MAX), 4_096);
    assert_eq!(read(0, DATA, 4_096), 2);
    assert_eq!(read(0, DATA, 4_096), 0);
    // The places are looked at even if there is nothing to read.
    assert_eq!(read(END, DATA, 10), -6);
    assert_eq!(memory[0..8], [7, 0, 0, 0, 3, 0, 0, 0]);
}

#[test]
fn a_message_has_at_most_4096_bytes() {
    let error = Inbox::of_level(0, &[external(&[0; 4_096])]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "expected an inbox message of at most 4096 bytes, found 4097"
    );
}
