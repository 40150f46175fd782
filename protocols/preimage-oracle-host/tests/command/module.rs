//! Modules of WebAssembly that do what they must not.

use std::fs;

use crate::support::{Place, Run, preimage};

fn run(options: &[&str], wat: &str) -> Run {
    let place = Place::new();
    let path = place.path("program.wasm");
    fs::write(&path, wat::parse_str(wat).unwrap()).unwrap();
    let mut words = place.answers("run", false);
    words.extend(options.iter().map(ToString::to_string));
    words.extend(["--".into(), place.text("program.wasm")]);
    preimage(words)
}

const IMPORTS: &str = r#"
    (import "env" "read" (func $read (param i32 i32 i32) (result i32)))
    (import "env" "write" (func $write (param i32 i32 i32) (result i32)))
    (import "env" "exit" (func $exit (param i32)))
    (memory (export "memory") 1)
"#;

/// A module with this as its program.
fn program(code: &str) -> String {
    format!(r#"(module {IMPORTS} (func (export "_start") {code}))"#)
}

#[test]
fn it_ends_with_its_code() {
    run(&[], &program("")).text();
    run(&[], &program("i32.const 0 call $exit unreachable")).text();
    let failed = run(&[], &program("i32.const 7 call $exit unreachable"));
    assert_eq!(failed.fails(1), "the program ended with exit code 7");
    let trapped = run(&[], &program("unreachable"));
    let text = trapped.fails(1);
    assert!(text.contains("unreachable"), "{text}");
}

/// Exits with what a call returns, below 0 turned around.
fn code_of(call: &str) -> i32 {
    let run = run(
        &[],
        &program(&format!("i32.const 0 {call} i32.sub call $exit")),
    );
    let text = match run.code {
        0 => return 0,
        _ => run.fails(1),
    };
    let number = text.strip_prefix("the program ended with exit code ");
    number.and_then(|number| number.parse().ok()).unwrap()
}

#[test]
fn calls_with_wrong_numbers_are_refused_with_the_systems() {
    let [fault, descriptor] = [14, 9];
    for (call, expected) in [
        // Memory that is not there, from its end on and around the end of numbers.
        ("i32.const 5 i32.const 65536 i32.const 1 call $read", fault),
        (
            "i32.const 5 i32.const 65000 i32.const 1000 call $read",
            fault,
        ),
        ("i32.const 6 i32.const -1 i32.const -1 call $write", fault),
        ("i32.const 6 i32.const 0 i32.const -1 call $write", fault),
        // Descriptors that are not there, or for the other direction.
        ("i32.const 7 i32.const 0 i32.const 1 call $read", descriptor),
        (
            "i32.const -1 i32.const 0 i32.const 1 call $write",
            descriptor,
        ),
        ("i32.const 4 i32.const 0 i32.const 1 call $read", descriptor),
        (
            "i32.const 5 i32.const 0 i32.const 1 call $write",
            descriptor,
        ),
        // Nothing to read, and nothing written.
        ("i32.const 0 i32.const 0 i32.const 1 call $read", 0),
        ("i32.const 6 i32.const 65536 i32.const 0 call $write", 0),
    ] {
        assert_eq!(code_of(call), expected, "{call}");
    }
}

#[test]
fn one_that_spins_is_ended() {
    let spin = program("(loop br 0)");
    assert_eq!(
        run(&["--time", "0.3"], &spin).fails(4),
        "the run takes longer than 0.3 s"
    );
    let text = run(&["--silence", "0.3"], &spin);
    assert!(text.fails(4).ends_with("was silent for too long"));
}

/// It writes half a request and waits for an answer, the host for the other half.
#[test]
fn one_that_waits_for_what_cannot_come_is_ended() {
    let wait = program(
        "i32.const 6 i32.const 0 i32.const 16 call $write drop
         i32.const 5 i32.const 0 i32.const 8 call $read drop",
    );
    assert_eq!(
        run(&["--stall", "0.3"], &wait).fails(4),
        "request: the other side was silent for too long"
    );
}

#[test]
fn one_that_asks_for_what_is_not_there() {
    let ask = program(
        "i32.const 0 i32.const 1 i32.store8
         i32.const 31 i32.const 7 i32.store8
         i32.const 6 i32.const 0 i32.const 32 call $write drop
         (loop i32.const 5 i32.const 0 i32.const 8 call $read drop br 0)",
    );
    assert_eq!(
        run(&[], &ask).fails(3),
        "preimage of 0x0100000000000000000000000000000000000000000000000000000000000007: there is none"
    );
}

#[test]
fn memory_is_limited() {
    let grow = |pages: u32| {
        // Whether 1 page of memory becomes as many.
        program(&format!(
            "(if (i32.eq (memory.grow (i32.const {})) (i32.const -1)) (then i32.const 1 call $exit))",
            pages - 1
        ))
    };
    let limit = ["--max-memory", "655360"];
    run(&limit, &grow(10)).text();
    assert_eq!(
        run(&limit, &grow(11)).fails(1),
        "the program ended with exit code 1"
    );
    let begins = r#"(module (memory (export "memory") 11) (func (export "_start")))"#;
    let text = run(&limit, begins);
    assert!(text.fails(1).contains("memory"), "{}", text.err);
}

/// What a program has beside its one memory could be as large many times over.
#[test]
fn memories_and_tables_are_limited() {
    let with = |what: &str| {
        let start = r#"(func (export "_start"))"#;
        run(&[], &format!("(module {what} {start})"))
    };
    let memory = r#"(memory (export "memory") 1)"#;
    with(memory).text();
    let text = with(&format!("{memory} (memory 1)"));
    assert!(text.fails(1).contains("memory count"), "{}", text.err);

    let tables = |count: usize| with(&"(table 1 funcref)".repeat(count));
    tables(4).text();
    assert!(tables(5).fails(1).contains("table count"));

    with("(table 1000000 funcref)").text();
    let text = with("(table 1000001 funcref)");
    assert!(text.fails(1).contains("table"), "{}", text.err);
    let grow = |entries: u32| {
        let grown = format!(
            "(table 1 funcref) (func $grow (if (i32.lt_s (table.grow (ref.null func) (i32.const {entries})) (i32.const 0)) (then unreachable)))
             (start $grow)"
        );
        with(&grown)
    };
    grow(999_999).text();
    assert!(grow(1_000_000).fails(1).contains("unreachable"));
}

#[test]
fn one_that_is_no_program_is_named() {
    for (wat, code, expected) in [
        (r#"(module (memory (export "memory") 1))"#, 1, "_start"),
        (
            r#"(module (import "wasi" "fd_write" (func)) (func (export "_start")))"#,
            5,
            "wasi",
        ),
        (
            r#"(module (import "env" "read" (func (result i64))) (func (export "_start")))"#,
            5,
            "env::read",
        ),
    ] {
        let run = run(&[], wat);
        let text = run.fails(code);
        assert!(text.contains(expected), "{text}");
    }
    let place = Place::new();
    let large = fs::File::create(place.path("program.wasm")).unwrap();
    large.set_len((256 << 20) + 1).unwrap();
    let mut words = place.answers("run", false);
    words.extend(["--".into(), place.text("program.wasm")]);
    assert!(
        preimage(words)
            .fails(5)
            .ends_with("program.wasm: expected at most 268435456 bytes, found more")
    );
    fs::write(place.path("program.wasm"), "no module").unwrap();
    let mut words = place.answers("run", false);
    words.extend(["--".into(), place.text("program.wasm")]);
    let run = preimage(&words);
    let text = run.fails(5);
    assert!(text.contains("program.wasm: "), "{text}");
    fs::remove_file(place.path("program.wasm")).unwrap();
    let text = preimage(words).fails(5).to_owned();
    assert!(text.contains("program.wasm: No such file"), "{text}");
}
