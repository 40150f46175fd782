//! Sessions: what the commands behind `>` are to answer. Fuel and places in the code, which depend on the compiler, stand as
//! `_`.

mod support;

use support::{kernel, run, transcript};

const DOCUMENT: [&str; 6] = [
    "--inputs",
    "document.json",
    "--inputs",
    "empty.json",
    "--rollup",
    "sr1RYurGZtN8KNSpkMcCt9CgWeUaNkzsAfXf",
];

/// The session of Octez' documentation, command by command.
#[test]
fn the_documents_session() {
    let kernel = kernel("../../../smart-rollup-host/kernels/session.wat");
    transcript("document.txt", &kernel, &DOCUMENT);
}

#[test]
fn the_echo_kernel() {
    let kernel = kernel("../../../smart-rollup-host/kernels/echo.wat");
    transcript("echo.txt", &kernel, &DOCUMENT);
}

/// A kernel in hex is the same kernel.
#[test]
fn a_kernel_in_hex() {
    let text = std::fs::read_to_string(kernel("../../../smart-rollup-host/kernels/session.wat"));
    let wasm = wat::parse_str(text.unwrap()).unwrap();
    let folder = support::folder("hex");
    for (name, bytes) in [
        ("kernel.wasm", wasm.clone()),
        (
            "kernel.hex",
            format!("{}\n", hex::encode(&wasm)).into_bytes(),
        ),
    ] {
        let path = folder.join(name);
        std::fs::write(&path, bytes).unwrap();
        transcript("document.txt", &path, &DOCUMENT);
    }
}

#[test]
fn a_kernel_that_traps() {
    let two = ["--inputs", "empty.json", "--inputs", "empty.json"];
    transcript("trap.txt", &kernel("trap.wat"), &two);
}

#[test]
fn a_kernel_that_never_ends() {
    let bounds = ["--inputs", "empty.json", "--fuel", "10000000"];
    transcript("loop.txt", &kernel("loop.wat"), &bounds);
}

#[test]
fn a_kernel_that_reboots_for_ever() {
    transcript(
        "reboot.txt",
        &kernel("reboot.wat"),
        &["--inputs", "empty.json"],
    );
}

#[test]
fn a_kernel_that_goes_beyond_each_limit() {
    transcript(
        "limits.txt",
        &kernel("limits.wat"),
        &["--inputs", "empty.json"],
    );
}

#[test]
fn a_kernel_that_fills_the_storage() {
    let bounds = ["--inputs", "empty.json", "--storage-limit", "50000000"];
    transcript("large.txt", &kernel("large.wat"), &bounds);
}

/// What is no kernel is refused before anything is done.
#[test]
fn what_is_no_kernel() {
    for (name, reason) in [
        ("float.wat", "floating-point"),
        (
            "unknown.wat",
            "the import wasi_snapshot_preview1.proc_exit is not known in version 2.0.0-r5",
        ),
        ("../sessions/document.json", "expected"),
        ("nothing.wasm", "No such file"),
    ] {
        let run = run(&kernel(name), &[], "show status\n");
        assert_eq!(run.code, 2);
        assert!(
            run.err.starts_with("error: ") && run.err.contains(reason),
            "{}",
            run.err
        );
        assert_eq!(run.out, "");
    }
}

#[test]
fn what_is_wrong_with_the_arguments_is_named() {
    let kernel = kernel("loop.wat");
    for (arguments, reason) in [
        (&["--rollup", "sr1x"][..], "--rollup: "),
        (
            &["--pvm-version", "3"],
            "--pvm-version: expected one of 2.0.0, 2.0.0-r1",
        ),
        (&["--inputs", "no.json"], "no.json: No such file"),
        (
            &["--inputs", "document.txt"],
            "document.txt: expected value at line 1",
        ),
        (&["--storage", "document.json"], "document.json"),
    ] {
        let run = run(&kernel, arguments, "");
        assert_eq!(run.code, 2);
        assert!(run.err.contains(reason), "{}", run.err);
    }
}

#[test]
fn inputs_name_the_place_of_a_mistake() {
    let kernel = kernel("loop.wat");
    let folder = support::folder("inputs");
    for (text, reason) in [
        ("{}", "expected an array of levels"),
        ("[[], 1]", "/1: expected an array of messages"),
        ("[[{\"external\": \"0\"}]]", "/0/0: "),
        (
            "[[{\"external\": \"00\"}, {\"payload\": \"Pair (\"}]]",
            "/0/1: ",
        ),
        ("[[{\"payload\": \"Unit\", \"sender\": \"KT1\"}]]", "/0/0: "),
        ("[[{\"serialised\": \"00\"}]]", "/0/0: "),
    ] {
        let path = folder.join("wrong.json");
        std::fs::write(&path, text).unwrap();
        let run = run(&kernel, &["--inputs", path.to_str().unwrap()], "");
        assert_eq!(run.code, 2, "{text}");
        assert!(run.err.contains(reason), "{text}: {}", run.err);
    }
}

/// Bytes that are no message reach the kernel as they are.
#[test]
fn serialized_inputs_are_any_bytes() {
    let folder = support::folder("serialized");
    let path = folder.join("serialized.json");
    std::fs::write(&path, "[[{\"serialized\": \"ff00\"}]]").unwrap();
    let inputs = ["--inputs", path.to_str().unwrap()];
    let run = run(&kernel("reboot.wat"), &inputs, "load inputs\nshow inbox\n");
    assert!(
        run.out.contains("payload: Unknown encoding: ff00 }"),
        "{}",
        run.out
    );
}

/// With `--json`, each command is answered by one object.
#[test]
fn answers_for_programs() {
    let script = "load inputs\n# a comment\nstep result\nshow status\nstep back 9\nshow durable storage\nstop\nshow status\n";
    let run = run(
        &kernel("trap.wat"),
        &["--inputs", "empty.json", "--json"],
        script,
    );
    let answers: Vec<serde_json::Value> = run
        .out
        .lines()
        .map(|line| serde_json::from_str(line).expect(line))
        .collect();
    let commands: Vec<_> = answers
        .iter()
        .map(|answer| answer["command"].as_str().unwrap())
        .collect();
    assert_eq!(
        commands,
        [
            "load inputs",
            "step result",
            "show status",
            "step back 9",
            "show durable storage"
        ]
    );
    assert_eq!(
        answers[0]["answer"],
        serde_json::json!({ "loaded": 0, "level": 0 })
    );
    let trap = &answers[2]["answer"]["trap"];
    assert_eq!(trap["message"], "integer divide by zero");
    assert_eq!(trap["frames"][0]["function"], "divide");
    assert_eq!(trap["frames"][0]["index"], 2);
    assert_eq!(
        answers[3]["error"],
        "expected 1 to 2 steps, as many as there have been"
    );
    let values = answers[4]["answer"]["values"].as_array().unwrap();
    let done = values.iter().find(|value| value["key"] == "/done").unwrap();
    assert_eq!(
        *done,
        serde_json::json!({ "key": "/done", "length": 5, "start": "2f646f6e65", "change": "added" })
    );
    // One command could not be done.
    assert_eq!(run.code, 1);
}

/// A storage that was saved is one to begin with.
#[test]
fn a_storage_is_saved_and_loaded() {
    let folder = support::folder("storage");
    let place = folder.join("saved");
    let place = place.to_str().unwrap();
    let kernel = kernel("trap.wat");
    let inputs = ["--inputs", "empty.json"];
    let first = run(
        &kernel,
        &inputs,
        format!("step inbox\nsave storage {place}\nsave storage {place}\n"),
    );
    assert!(
        first.out.contains(&format!("Saved in {place}")),
        "{}",
        first.out
    );
    assert!(
        first.out.contains("expected an empty folder, or none"),
        "{}",
        first.out
    );
    assert_eq!(
        std::fs::read(folder.join("saved/done/@")).unwrap(),
        b"/done"
    );

    let script =
        format!("load storage {place}\nshow key /done as string\nload storage {place}/done\n");
    for arguments in [&inputs[..], &["--inputs", "empty.json", "--storage", place]] {
        let second = run(&kernel, arguments, &script);
        assert!(second.out.contains("as string\n/done\n"), "{}", second.out);
    }
    let nothing = run(&kernel, &inputs, "load storage nowhere\n");
    assert!(
        nothing.out.contains("Error: nowhere: No such file"),
        "{}",
        nothing.out
    );
    std::fs::write(folder.join("saved/done/a file"), "x").unwrap();
    let other = run(&kernel, &inputs, &script);
    assert!(
        other
            .out
            .contains("expected a folder with a key's name, or a file named @"),
        "{}",
        other.out
    );
}

/// One that was saved within a level lacks what leads to a kernel's first run.
#[test]
fn a_storage_that_was_saved_within_a_level() {
    let folder = support::folder("within");
    let place = folder.join("saved");
    let place = place.to_str().unwrap();
    let script = format!(
        "load inputs\nsave storage {place}\nstep back\nload storage {place}\nstep inbox\nshow key /done as string\n"
    );
    let run = run(&kernel("trap.wat"), &["--inputs", "empty.json"], script);
    assert!(
        run.out.contains(&format!("Saved in {place}\n> step back")),
        "{}",
        run.out
    );
    assert!(run.out.ends_with("as string\n/done\n"), "{}", run.out);
}

/// A command that was misspelt is told from one that does not exist.
#[test]
fn what_is_wrong_with_a_command_is_named() {
    let script = "show key\nshow key /a as\nshow outbox at level\ntime time stop\ntime stop\ntime\nshow status\n";
    let run = run(&kernel("trap.wat"), &[], script);
    let errors: Vec<_> = run
        .out
        .lines()
        .filter(|line| line.starts_with("Error"))
        .collect();
    let key = "Error: expected show key <key> [as <kind>]";
    let time = "Error: expected a command that takes time";
    assert_eq!(errors[..2], [key, key]);
    assert_eq!(errors[2], "Error: expected show outbox [at level <level>]");
    assert_eq!(errors[3..], [time, time, time]);
    assert!(run.out.ends_with("Internal state: Collect\n"));
}

/// A line that is no text is a mistake like any other.
#[test]
fn lines_that_are_no_text() {
    let run = run(&kernel("trap.wat"), &[], b"step \xff\xfe\r\nshow status");
    assert!(
        run.out
            .starts_with("> step \u{fffd}\u{fffd}\nError: expected text\n> show status\nStatus: "),
        "{}",
        run.out
    );
    assert_eq!(run.code, 1);
}
