//! What is listed, shown, read and remembered is bounded, and it is said where there is more.

mod support;

use std::fs::File;

use smart_rollup_debugger::{
    MAX_FILE, MAX_FUNCTIONS, MAX_HISTORY, MAX_LINE, MAX_LISTED, MAX_LOG, MAX_PROFILES, MAX_SHOWN,
};
use smart_rollup_host::MAX_REBOOTS;
use support::{folder, kernel, run};

const INPUTS: [&str; 2] = ["--inputs", "empty.json"];

#[test]
fn lists_and_values() {
    let script = "step inbox\nshow subkeys /k\nshow durable storage\nshow changes\nshow key /large\n\
        load inputs\nshow key /k/0000\n";
    let run = run(
        &kernel("many.wat"),
        &[&INPUTS[..], &["--no-kernel-debug"]].concat(),
        script,
    );
    let answers: Vec<_> = run.out.split("> ").skip(1).collect();
    let subkeys: Vec<_> = answers[1].lines().skip(1).collect();
    assert_eq!(subkeys.len(), MAX_LISTED + 1);
    assert_eq!(subkeys[MAX_LISTED], format!("and more than {MAX_LISTED}"));
    assert!(answers[2].contains(&format!("\nand more than {MAX_LISTED}\n")));
    assert_eq!(answers[3].lines().count(), MAX_LISTED + 2);
    assert!(answers[3].ends_with("\nand more\n"));
    let value = answers[4].lines().nth(1).unwrap();
    assert_eq!(value.len(), 2 * MAX_SHOWN);
    assert!(answers[4].contains("(100000 bytes, of which the first 65536 are shown)"));
}

#[test]
fn memory() {
    let script = "load inputs\nstep result\nshow memory at 0 for 65536 bytes\nshow memory at 0 for 65537 bytes\n\
        show memory at 131071 for 2 bytes\nshow memory at 0xffffffff for 4294967295 bytes\n";
    let run = run(
        &kernel("many.wat"),
        &[&INPUTS[..], &["--no-kernel-debug"]].concat(),
        script,
    );
    let answers: Vec<_> = run.out.split("> ").skip(3).collect();
    assert_eq!(answers[0].lines().nth(1).unwrap().len(), 2 * MAX_SHOWN);
    assert!(answers[1].contains("Error: expected at most 65536 bytes"));
    assert!(
        answers[2].contains("Error: expected a place inside of the memory, which has 131072 bytes")
    );
    assert!(answers[3].contains("Error: expected at most 65536 bytes"));
}

/// The log of a level: each of its runs keeps a MiB, of which one is shown.
#[test]
fn the_log_of_a_step() {
    let run = run(&kernel("many.wat"), &INPUTS, "step inbox\n");
    assert!(
        run.out
            .contains("more bytes of the kernel's log are not kept)"),
        "{}",
        run.out.len()
    );
    let dots = run.out.bytes().filter(|byte| *byte == b'.').count();
    assert!((MAX_LOG..MAX_LOG + 1_000).contains(&dots), "{dots}");
}

#[test]
fn steps_to_go_back() {
    let mut script = "load inputs\n".to_owned();
    script.push_str(&"step tick 10\n".repeat(MAX_HISTORY));
    script.push_str(&format!(
        "step back {}\nstep back {MAX_HISTORY}\nshow status\n",
        MAX_HISTORY + 1
    ));
    let run = run(&kernel("loop.wat"), &INPUTS, &script);
    assert!(
        run.out
            .contains(&format!("Error: expected 1 to {MAX_HISTORY} steps")),
        "{}",
        run.err
    );
    // The step before these, which took the inputs, is forgotten.
    assert!(
        run.out
            .ends_with("> show status\nStatus: Evaluating\nInternal state: Snapshot\n")
    );
}

#[test]
fn files() {
    let path = folder("large").join("kernel.wasm");
    File::create(&path).unwrap().set_len(MAX_FILE + 1).unwrap();
    let run = run(&path, &[], "");
    assert_eq!(run.code, 2);
    assert!(
        run.err
            .contains(&format!("expected at most {MAX_FILE} bytes")),
        "{}",
        run.err
    );
    std::fs::remove_file(path).unwrap();
}

/// A level of more runs than are listed, each of which calls more functions than are listed.
#[test]
fn profiles() {
    let folder = folder("profiles");
    let functions = MAX_FUNCTIONS + 3;
    let calls: String = (0..functions).map(|at| format!("(call $f{at})")).collect();
    let list: String = (0..functions).map(|at| format!("(func $f{at})")).collect();
    let text = format!(
        r#"(module
            (import "smart_rollup_core" "store_write"
                (func $write (param i32 i32 i32 i32 i32) (result i32)))
            (memory (export "memory") 1)
            (data (i32.const 0) "/kernel/env/reboot")
            {list}
            (func (export "kernel_run")
                {calls}
                (drop (call $write
                    (i32.const 0) (i32.const 18) (i32.const 0) (i32.const 0) (i32.const 0)))))"#
    );
    let kernel = folder.join("kernel.wat");
    std::fs::write(&kernel, text).unwrap();
    let arguments = [&INPUTS[..], &["--profile-dir", folder.to_str().unwrap()]].concat();
    let run = run(&kernel, &arguments, "profile --without-time\n");
    let tables = run.out.split("Detailed results").skip(1);
    let tables: Vec<_> = tables.collect();
    assert_eq!(tables.len(), MAX_PROFILES, "{}", run.out);
    // Beside those here: what it takes to make the instance, and kernel_run.
    let (listed, more) = (
        tables[0].matches(" calls\n").count() + 1,
        functions + 2 - MAX_FUNCTIONS,
    );
    assert_eq!(listed, MAX_FUNCTIONS, "{}", tables[0]);
    assert!(
        tables[0].contains(&format!("\nand {more} more functions\n")),
        "{}",
        tables[0]
    );
    let runs = MAX_REBOOTS as usize + 1;
    let more = format!("\nand {} more runs\n", runs - MAX_PROFILES);
    assert!(run.out.contains(&more), "{}", run.out);
}

/// A line of any number of words, and one without an end.
#[test]
fn lines() {
    let words = "time ".repeat(MAX_LINE / 5);
    let run_lines = |script: &str| run(&kernel("loop.wat"), &[], script);
    let many = run_lines(&format!("{words}\nshow status\n"));
    assert!(many.out.ends_with("Internal state: Collect\n"));
    assert_eq!((many.code, &*many.err), (1, ""));

    let longest = format!("#{}", "x".repeat(MAX_LINE - 1));
    let found = run_lines(&format!("{longest}\nshow status\n"));
    assert_eq!(found.code, 0, "{}", found.err);
    let longer = run_lines(&format!("{longest}x\nshow status\n"));
    assert_eq!(
        (longer.code, &*longer.err),
        (2, "error: line 1: expected at most 65536 bytes\n")
    );
}

#[test]
fn messages() {
    let folder = folder("messages");
    let inputs = folder.join("inputs.json");
    let messages = vec![r#"{ "external": "00" }"#; MAX_LISTED].join(",");
    std::fs::write(&inputs, format!("[[{messages}]]")).unwrap();
    let arguments = ["--inputs", inputs.to_str().unwrap()];
    let script = "load inputs\nshow inbox\n";
    let run = run(&kernel("loop.wat"), &arguments, script);
    assert_eq!(run.out.matches("raw_level").count(), MAX_LISTED);
    // Three messages are the level's own.
    assert!(
        run.out
            .contains(&format!("Inbox has {} messages:\n", MAX_LISTED + 3))
    );
    assert!(run.out.ends_with("}\nand 3 more\n"), "{}", run.out.len());
}
