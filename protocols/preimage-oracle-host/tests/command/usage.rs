//! The command line, and files that are not as they should be.

use std::fs;

use crate::support::{Place, preimage};

#[test]
fn what_is_missing_on_the_command_line_is_said() {
    for words in [
        &[][..],
        &["run"],
        &["run", "--store", "x"],
        &["run", "--store", "x", "--"],
        &["relay", "--record", "x", "--", "host"],
        &["relay", "--record", "x", "--", "host", "--"],
        &["relay", "--record", "x", "--", "--", "program"],
        &["run", "--store", "x", "--local", "1", "--", "y"],
        &["run", "--store", "x", "--local", "1=0xz", "--", "y"],
        &["run", "--store", "x", "--silence", "-1", "--", "y"],
        &["run", "--store", "x", "--silence", "NaN", "--", "y"],
        &["run", "--store", "x", "--hint-length", "u16", "--", "y"],
        &["run", "--store", "x", "--", "y.wasm", "argument"],
        &["relay", "--record", "x", "--", "y.wasm", "z", "--", "y"],
    ] {
        let run = preimage(words);
        assert_eq!(run.code, 2, "{words:?}: {}", run.err);
        assert_eq!(run.out, "");
        let says = run.err.starts_with("error: ") || run.err.contains("Usage: ");
        assert!(says, "{words:?}: {}", run.err);
    }
    assert_eq!(preimage(["--help"]).code, 0);
}

#[test]
fn what_is_not_there_is_named() {
    let place = Place::new();
    let store = place.text("none");
    assert_eq!(
        preimage(["run", "--store", &store, "--", "true"]).fails(5),
        format!("{store}: No such file or directory (os error 2)")
    );
    assert_eq!(
        preimage(["show", &place.text("store")]).fails(5),
        format!(
            "{}/log: No such file or directory (os error 2)",
            place.text("store")
        )
    );
    let store = place.text("store");
    assert_eq!(
        preimage(["run", "--store", &store, "--", "/no/such/program"]).fails(5),
        "/no/such/program: No such file or directory (os error 2)"
    );
    let run = preimage(["serve", "--store", &store]);
    let text = run.fails(5);
    assert!(text.starts_with("descriptor 3 (hints in): "), "{text}");
}

#[test]
fn a_line_of_a_recording_that_is_none_is_named() {
    let place = Place::new();
    fs::create_dir(place.path("record")).unwrap();
    let log = place.path("record/log");
    // What comes before is shown, with what would move the cursor made visible.
    fs::write(&log, "hint 1b5b324a\nhint 0\n").unwrap();
    let run = preimage(["show", &place.text("record")]);
    assert_eq!(
        run.fails(5),
        format!(
            "{}: line 2: expected `hint <hex>` or `preimage <key> <length>`",
            log.display()
        )
    );
    assert!(run.out.contains(r"4  \u001b[2J"), "{}", run.out);
}

/// A program is not confused by descriptors that the command itself was started with.
#[test]
fn descriptors_of_the_caller_do_no_harm() {
    let place = Place::new();
    let mut words = place.answers("run", true).join(" ");
    words = format!(
        "exec 3</dev/null 4</dev/null 5</dev/zero 7</dev/zero; {} {words} -- {}",
        crate::support::COMMAND,
        crate::support::native()
    );
    let output = std::process::Command::new("sh")
        .args(["-c", &words])
        .output()
        .unwrap();
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        crate::support::PRINTED
    );
}
