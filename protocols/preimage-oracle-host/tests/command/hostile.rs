//! Programs that do what they must not. Each ends in an error that names the place, and nothing of the program is left.

use std::fs;

use crate::support::{Place, is_gone};

/// The key of the local value 1, for a shell.
const KEY: &str = r"printf '\001'; head -c 30 /dev/zero; printf '\001'";

/// What stays behind when only the program itself is ended: a child that says its number.
const CHILD: &str = "sleep 1000 & echo $! >";

fn run(options: &[&str], script: &str, code: i32) -> String {
    let place = Place::new();
    let child = place.path("child");
    let script = format!("{CHILD} {}; {script}", child.display());
    let run = place.script(options, &script);
    let text = run.fails(code).to_owned();
    let child = fs::read_to_string(child).unwrap();
    assert!(is_gone(child.trim()), "the program's child lives on");
    text
}

#[test]
fn one_that_dies() {
    let place = Place::new();
    let died = place.script(&[], "kill -9 $$");
    assert_eq!(died.fails(1), "the program ended with signal 9");
    let failed = place.script(&[], "exit 7");
    assert_eq!(failed.fails(1), "the program ended with exit code 7");
}

#[test]
fn one_that_dies_in_the_middle_of_a_message() {
    let place = Place::new();
    let hint = place.script(&[], r"printf '\000\000' >&4; exit 7");
    assert_eq!(
        hint.fails(3),
        "hint: expected 4 bytes, found the end after 2; the program ended with exit code 7"
    );
    let text = place.script(&[], r"printf '\000\000\000\005hel' >&4");
    assert_eq!(
        text.fails(3),
        "hint: expected 9 bytes, found the end after 7; the program ended with exit code 0"
    );
    let request = place.script(&[], r"printf '\001' >&6; kill -9 $$");
    assert_eq!(
        request.fails(3),
        "request: expected 32 bytes, found the end after 1; the program ended with signal 9"
    );
}

#[test]
fn one_that_stalls_in_the_middle_of_a_message() {
    let text = run(&["--stall", "0.2"], r"printf '\000\000' >&4; sleep 1000", 4);
    assert_eq!(text, "hint: the other side was silent for too long");
    let text = run(&["--stall", "0.2"], r"printf '\001' >&6; sleep 1000", 4);
    assert_eq!(text, "request: the other side was silent for too long");
}

#[test]
fn one_that_does_not_take_its_answer() {
    let place = Place::new();
    // More than a pipe holds.
    let large = place.path("large");
    fs::write(&large, vec![7; 1 << 20]).unwrap();
    let key = preimage_oracle::PreimageKey::keccak256(&vec![7; 1 << 20]);
    let name = hex::encode(key.to_bytes());
    fs::rename(&large, place.path("store").join(&name)).unwrap();
    let octal: String = key
        .to_bytes()
        .iter()
        .map(|byte| format!("\\{byte:03o}"))
        .collect();
    let run = place.script(
        &["--stall", "0.2"],
        &format!("printf '{octal}' >&6; sleep 1000"),
    );
    assert_eq!(
        run.fails(4),
        format!("preimage of 0x{name}: the other side was silent for too long")
    );
}

#[test]
fn one_that_is_silent() {
    let text = run(&["--silence", "0.2"], "sleep 1000", 4);
    assert!(
        text.ends_with(": the other side was silent for too long"),
        "{text}"
    );
}

/// A program that asks and does not hint is not silent, nor is one that waits for an answer.
#[test]
fn one_that_says_something_over_one_pipe_is_not_silent() {
    let place = Place::new();
    let ask =
        format!("for i in 1 2 3 4; do sleep 1.2; {{ {KEY}; }} >&6; head -c 40 <&5 | wc -c; done");
    let run = place.script(&["--silence", "4"], &ask);
    assert_eq!(run.text().replace(' ', ""), "40\n".repeat(4));
}

#[test]
fn one_that_runs_too_long() {
    let ask = format!("while :; do {{ {KEY}; }} >&6; head -c 40 <&5 >/dev/null; done");
    let text = run(&["--time", "0.5"], &ask, 4);
    assert_eq!(text, "the run takes longer than 0.5 s");
}

/// The time of a run is that of all of it, also of what comes behind the last message.
#[test]
fn one_that_runs_too_long_without_its_pipes() {
    let script = "exec 3<&- 4>&- 5<&- 6>&-; exec sleep 1000";
    let text = run(&["--time", "0.5", "--silence", "20"], script, 4);
    assert_eq!(text, "the run takes longer than 0.5 s");
}

#[test]
fn one_that_closes_its_pipes_and_stays() {
    let place = Place::new();
    let script = "exec 3<&- 4>&- 5<&- 6>&-; exec sleep 1000";
    let run = place.script(&["--silence", "2"], script);
    assert_eq!(
        run.fails(4),
        "the program has not ended 2 s after it closed its pipes"
    );
}

#[test]
fn one_that_asks_for_what_is_not_there() {
    let key = r"printf '\001'; head -c 30 /dev/zero; printf '\007'";
    let text = run(&[], &format!("{{ {key}; }} >&6; sleep 1000"), 3);
    assert_eq!(
        text,
        "preimage of 0x0100000000000000000000000000000000000000000000000000000000000007: there is none"
    );
}

#[test]
fn one_that_asks_for_a_reserved_type() {
    let text = run(
        &[],
        r"{ printf '\007'; head -c 31 /dev/zero; } >&6; sleep 1000",
        3,
    );
    assert_eq!(
        text,
        "request for 0x0700000000000000000000000000000000000000000000000000000000000000: at byte 0: expected a key type from 1 \
         to 6, found 7, which is reserved"
    );
}

#[test]
fn one_whose_lengths_are_endless() {
    let text = run(&[], r"printf '\377\377\377\377' >&4; sleep 1000", 3);
    assert!(
        text.starts_with("hint: expected at most 16777216 bytes, found 4294967295;"),
        "{text}"
    );
    let text = run(
        &["--hint-length", "u64"],
        r"printf '\377\377\377\377\377\377\377\377' >&4; sleep 1000",
        3,
    );
    assert!(
        text.starts_with("hint: expected at most 16777216 bytes, found 18446744073709551615;"),
        "{text}"
    );
}

#[test]
fn limits_are_met_to_the_byte() {
    let place = Place::new();
    let hint = r"printf '\000\000\000\005hello' >&4; head -c 1 <&3 >/dev/null";
    place.script(&["--max-hint", "5"], hint).text();
    let long = place.script(&["--max-hint", "4"], hint);
    assert!(
        long.fails(3)
            .starts_with("hint: expected at most 4 bytes, found 5;")
    );

    let ask = format!("{{ {KEY}; }} >&6; head -c 40 <&5 >/dev/null");
    place.script(&["--max-preimage", "32"], &ask).text();
    let long = place.script(&["--max-preimage", "31"], &ask);
    assert_eq!(
        long.fails(3),
        "preimage of 0x0100000000000000000000000000000000000000000000000000000000000001: expected at most 31 bytes, found 32"
    );
}

/// Hints that bring nothing are acknowledged: what is no text, what is none of a known type, what leads out of the folder.
#[test]
fn hints_without_effect_are_acknowledged_and_counted() {
    let place = Place::new();
    let mut words = place.answers("run", true);
    let hints = [
        r"\000\000\000\002\360\050",
        r"\000\000\000\005hello",
        r"\000\000\000\031l1-block-header ../../etc",
        r"\000\000\000\000",
    ];
    let hints: String = hints
        .iter()
        .map(|hint| format!("printf '{hint}' >&4; head -c 1 <&3;"))
        .collect();
    words.extend(["--", "sh", "-c", &hints].map(String::from));
    let run = crate::support::preimage(words);
    assert_eq!(run.text(), "\0\0\0\0");
    assert!(
        run.summary()
            .starts_with("4 hints (4 without effect), 0 preimages of 0 bytes in "),
        "{}",
        run.err
    );
    let stored = fs::read_dir(place.path("store")).unwrap().count();
    assert_eq!(stored, 0);
}

/// Lengths of 8 bytes where 4 are read: two hints and two acknowledgements, as with deployed hosts.
#[test]
fn longer_lengths_are_two_hints_for_who_reads_shorter_ones() {
    let place = Place::new();
    let hint = r"printf '\000\000\000\000\000\000\000\005hello' >&4; head -c 2 <&3 | wc -c";
    let run = place.script(&[], hint);
    assert_eq!(run.text().trim(), "2");
    assert!(run.summary().starts_with("2 hints,"), "{}", run.err);

    let one = r"printf '\000\000\000\000\000\000\000\005hello' >&4; head -c 1 <&3 | wc -c";
    let run = place.script(&["--hint-length", "u64"], one);
    assert_eq!(run.text().trim(), "1");
    assert!(run.summary().starts_with("1 hint,"), "{}", run.err);
}
