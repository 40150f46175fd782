//! Drivers are compiled by processes of the command itself.

use std::path::Path;
use std::process::Command;

use assert_cmd::Command as Asserted;

use crate::support::folder;

const PROGRAM: &str = env!("CARGO_BIN_EXE_data-driver");

/// A module of one long chain of multiplications in each of many functions, which takes a compiler seconds: a type `(i32) -> i32`, the
/// functions, and their bodies.
fn chains() -> Vec<u8> {
    fn number(mut value: usize) -> Vec<u8> {
        let mut bytes = Vec::new();
        loop {
            let low = u8::try_from(value & 0x7f).expect("seven bits");
            value >>= 7;
            bytes.push(low | if value == 0 { 0 } else { 0x80 });
            if value == 0 {
                return bytes;
            }
        }
    }
    fn section(id: u8, contents: &[u8]) -> Vec<u8> {
        [&[id][..], &number(contents.len()), contents].concat()
    }
    const FUNCTIONS: usize = 40;
    // local.get 0, then i32.const 3 and i32.mul again and again.
    let body = [&[0, 0x20, 0][..], &[0x41, 3, 0x6c].repeat(20_000), &[0x0b]].concat();
    let sized = [number(body.len()), body].concat();
    [
        &b"\0asm\x01\0\0\0"[..],
        &section(1, &[1, 0x60, 1, 0x7f, 1, 0x7f]),
        &section(3, &[number(FUNCTIONS), vec![0; FUNCTIONS]].concat()),
        &section(10, &[number(FUNCTIONS), sized.repeat(FUNCTIONS)].concat()),
    ]
    .concat()
}

/// The process that compiles has used up the second that a process may have here; the command has not.
#[cfg(target_os = "linux")]
#[test]
fn what_takes_too_long_to_compile_does_not_take_the_command() {
    let path = folder("compiler").join("chains.wasm");
    std::fs::write(&path, chains()).expect("a file");
    let output = Command::new("sh")
        .args(["-c", "ulimit -S -t 1; exec \"$0\" schema \"$1\""])
        .args([Path::new(PROGRAM), &path])
        .env("DATA_DRIVER_CACHE", "")
        .output()
        .expect("it runs");
    let words = String::from_utf8_lossy(&output.stderr);
    assert!(
        words.contains("compiling the driver takes longer than the limit of 30s"),
        "{:?}: {words}",
        output.status
    );
    assert_eq!(output.status.code(), Some(4));
}

#[test]
fn whoever_starts_it_by_hand_is_told_nothing_and_it_ends() {
    let run = |input: &[u8]| {
        let mut command = Asserted::new(PROGRAM);
        command
            .arg("compile-driver")
            .write_stdin(input)
            .output()
            .expect("it runs")
    };
    for input in [&b""[..], b"\0asm\x01\0\0\0", b"ddriver1"] {
        let output = run(input);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0));
    }
}
