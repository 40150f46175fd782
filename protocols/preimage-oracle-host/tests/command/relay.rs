//! The relay between programs and hosts that do what they may and what they must not.

use std::fs;
use std::process::Command;

use crate::support::{Place, Run, is_gone, native, preimage};

/// The key of the local value 1, for a shell.
const KEY: &str = r"printf '\001'; head -c 30 /dev/zero; printf '\001'";

/// That of the local value 2.
const OTHER: &str = r"printf '\001'; head -c 30 /dev/zero; printf '\002'";

/// A relay between two shell scripts.
fn relay(place: &Place, options: &[&str], host: &str, program: &str) -> Run {
    let record = place.text("record");
    let mut words = vec!["relay", "--record", &record];
    words.extend(options);
    words.extend(["--", "sh", "-c", host, "--", "sh", "-c", program]);
    preimage(words)
}

/// A longer hint than can be read again is refused, whatever else is allowed.
#[test]
fn a_hint_is_not_longer_than_what_can_be_shown() {
    let place = Place::new();
    let program = r"printf '\004\000\000\001' >&4; exec sleep 1000";
    let run = relay(
        &place,
        &["--max-hint", "100000000"],
        "exec sleep 1000",
        program,
    );
    assert!(
        run.fails(3)
            .starts_with("hint: expected at most 67108864 bytes, found 67108865;"),
        "{}",
        run.err
    );
}

/// The two protocols stand on streams of their own: a request is passed on, and answered, while a hint is not yet acknowledged.
#[test]
fn a_request_does_not_wait_for_a_hint() {
    let place = Place::new();
    let host = r"
        head -c 9 <&3 >/dev/null
        head -c 32 <&5 >/dev/null
        printf '\000\000\000\000\000\000\000\003abc' >&6
        head -c 32 <&5 >/dev/null
        printf '\000\000\000\000\000\000\000\003def' >&6
        printf '\000' >&4
    ";
    let program = format!(
        r"
        printf '\000\000\000\005hello' >&4
        {{ {KEY}; }} >&6; head -c 11 <&5 | tail -c 3
        {{ {OTHER}; }} >&6; head -c 11 <&5 | tail -c 3
        head -c 1 <&3 | wc -c
        "
    );
    let run = relay(&place, &["--silence", "20"], host, &program);
    assert_eq!(run.text().replace(' ', ""), "abcdef1\n");
    let log = fs::read_to_string(place.path("record/log")).unwrap();
    let key = format!("01{}", "00".repeat(30));
    assert_eq!(
        log,
        format!(
            "hint {}\npreimage {key}01 3\npreimage {key}02 3\n",
            hex::encode("hello")
        )
    );
    let ask = format!(
        "{{ {OTHER}; }} >&6; head -c 11 <&5 | tail -c 3; {{ {KEY}; }} >&6; head -c 11 <&5 | tail -c 3"
    );
    let replayed = preimage(["replay", &place.text("record"), "--", "sh", "-c", &ask]);
    assert_eq!(replayed.text(), "defabc");
}

/// A recording has one value of a key. A run in which a host gives another later could not be repeated.
#[test]
fn a_host_that_answers_otherwise_the_second_time_is_named() {
    let place = Place::new();
    let host = r"
        head -c 32 <&5 >/dev/null; printf '\000\000\000\000\000\000\000\003abc' >&6
        head -c 32 <&5 >/dev/null; printf '\000\000\000\000\000\000\000\003abc' >&6
        head -c 32 <&5 >/dev/null; printf '\000\000\000\000\000\000\000\003def' >&6
        exec sleep 1000
    ";
    let ask = format!("{{ {KEY}; }} >&6; head -c 11 <&5 | tail -c 3;");
    let run = relay(&place, &[], host, &ask.repeat(3));
    let key = format!("01{}01", "00".repeat(30));
    let file = place.text(&format!("record/{key}"));
    assert_eq!(
        run.fails(3),
        format!("host: preimage of 0x{key}: found another than {file} has")
    );
    assert_eq!(run.out, "abcabc");
    let replayed = preimage([
        "replay",
        &place.text("record"),
        "--",
        "sh",
        "-c",
        &ask.repeat(2),
    ]);
    assert_eq!(replayed.text(), "abcabc");
}

/// Nothing was said yet, so that nothing is lost.
#[test]
fn a_recording_of_nothing_is_begun_again() {
    let place = Place::new();
    let record = place.text("record");
    let missing = preimage(["relay", "--record", &record, "--", "/no/such", "--", "true"]);
    assert_eq!(
        missing.fails(5),
        "/no/such: No such file or directory (os error 2)"
    );
    let host = r"head -c 9 <&3 >/dev/null; printf '\000' >&4";
    let hint = r"printf '\000\000\000\005hello' >&4; head -c 1 <&3 >/dev/null";
    relay(&place, &[], host, hint).text();
    let again = relay(&place, &[], host, hint);
    assert_eq!(
        again.fails(5),
        format!("{record}/log: there is a recording already, which would be lost")
    );
}

/// A host that answers with another preimage than that of the key.
const LIAR: &str =
    r"head -c 32 <&5 >/dev/null; printf '\000\000\000\000\000\000\000\003abc' >&6; exec sleep 1000";

const ASK: &str = r"{ printf '\002'; head -c 31 /dev/zero; } >&6; head -c 11 <&5 | tail -c 3";

#[test]
fn what_is_not_its_keys_preimage_passes_unless_it_is_checked() {
    let place = Place::new();
    let host = LIAR.replace("exec sleep 1000", "");
    assert_eq!(relay(&place, &[], &host, ASK).text(), "abc");

    let place = Place::new();
    let run = relay(&place, &["--check"], LIAR, ASK);
    let key = format!("0x02{}", "00".repeat(31));
    let text = run.fails(3);
    let expected = format!("host: preimage of {key}: found the preimage of 0x02");
    assert!(text.starts_with(&expected), "{text}");
    assert_eq!(run.out, "");
    assert_eq!(fs::read_to_string(place.path("record/log")).unwrap(), "");
}

#[test]
fn a_host_that_acknowledges_what_nobody_hinted() {
    let place = Place::new();
    let run = relay(
        &place,
        &[],
        r"printf '\000' >&4; exec sleep 1000",
        "exec sleep 1000",
    );
    assert!(
        run.fails(3)
            .starts_with("host: acknowledgement of a hint: found one more"),
        "{}",
        run.err
    );
    let hint = r"printf '\000\000\000\005hello' >&4; head -c 1 <&3; exec sleep 1000";
    let place = Place::new();
    let host = r"head -c 9 <&3 >/dev/null; printf '\000\000' >&4; exec sleep 1000";
    let run = relay(&place, &[], host, hint);
    assert!(
        run.fails(3)
            .starts_with("host: acknowledgement of a hint: found one more"),
        "{}",
        run.err
    );
}

/// What comes behind a preimage that fills more than one read is seen before the next request.
#[test]
fn a_host_that_answers_what_nobody_asked_for_is_named() {
    let place = Place::new();
    let answer = place.path("answer");
    let bytes = [
        &2000_u64.to_be_bytes()[..],
        &[7; 2000],
        &3_u64.to_be_bytes(),
        b"bad",
    ];
    // One call writes it.
    fs::write(&answer, bytes.concat()).unwrap();
    let host = format!(
        "head -c 32 <&5 >/dev/null; cat {} >&6; exec sleep 1000",
        answer.display()
    );
    let program =
        format!("{{ {KEY}; }} >&6; head -c 2008 <&5 | wc -c; {{ {OTHER}; }} >&6; head -c 11 <&5");
    let run = relay(&place, &[], &host, &program);
    let key = format!("0x01{}02", "00".repeat(30));
    assert_eq!(
        run.fails(3),
        format!("host: request for {key}: found bytes that nobody has asked for before it")
    );
    assert_eq!(run.out.trim(), "2008");
}

#[test]
fn a_host_that_dies_stalls_or_says_too_much_is_named() {
    let ask = format!("{{ {KEY}; }} >&6; head -c 11 <&5; exec sleep 1000");
    let key = format!("0x01{}01", "00".repeat(30));
    let all = "head -c 32 <&5 >/dev/null";
    for (options, host, code, expected) in [
        (
            &[][..],
            format!("{all}; exit 3"),
            3,
            format!(
                "host: preimage of {key}: the other side has closed the channel; it ended with exit code 3"
            ),
        ),
        (
            &[],
            format!(r"{all}; printf '\000\000' >&6; exit 3"),
            3,
            format!(
                "host: preimage of {key}: expected 8 bytes, found the end after 2; it ended with exit code 3"
            ),
        ),
        (
            &["--stall", "0.2"],
            format!(r"{all}; printf '\000\000' >&6; exec sleep 1000"),
            4,
            format!("host: preimage of {key}: the other side was silent for too long"),
        ),
        (
            &["--silence", "3"],
            format!("{all}; exec sleep 1000"),
            4,
            format!("host: preimage of {key}: the other side was silent for too long"),
        ),
        (
            &[],
            format!(r"{all}; printf '\377\377\377\377\377\377\377\377' >&6; exec sleep 1000"),
            3,
            format!(
                "host: preimage of {key}: expected at most 67108864 bytes, found 18446744073709551615"
            ),
        ),
        (
            &[],
            format!(r"{all}; printf '\000\000\000\000\000\000\000\001xyz' >&6; exec sleep 1000"),
            3,
            format!("host: preimage of {key}: expected the end after 1 bytes, found 2 more"),
        ),
    ] {
        let place = Place::new();
        let (host_child, child) = (place.path("host"), place.path("program"));
        let leave = |path: &std::path::Path| format!("sleep 1000 & echo $! > {};", path.display());
        let run = relay(
            &place,
            options,
            &format!("{} {host}", leave(&host_child)),
            &format!("{} {ask}", leave(&child)),
        );
        assert_eq!(run.fails(code), expected, "{host}");
        for child in [host_child, child] {
            let child = fs::read_to_string(child).unwrap();
            assert!(is_gone(child.trim()), "{host}");
        }
    }
}

/// While a host looks for an answer, the program that waits for it is not silent, and the host is so as long as its limit says.
#[test]
fn a_program_that_waits_is_not_silent() {
    let place = Place::new();
    let host = r"head -c 9 <&3 >/dev/null; printf '\000' >&4; head -c 9 <&3 >/dev/null; sleep 1.6; printf '\000' >&4";
    let hint = r"printf '\000\000\000\005hello' >&4; head -c 1 <&3 >/dev/null";
    let program = format!("{hint}; sleep 1.6; {hint}; sleep 1.6");
    relay(&place, &["--silence", "4"], host, &program).text();
}

#[test]
fn a_host_that_fails_or_stays_at_the_end_is_named() {
    let place = Place::new();
    assert_eq!(
        relay(&place, &[], "exit 3", "exit 0").fails(1),
        "host: it ended with exit code 3"
    );
    let place = Place::new();
    assert_eq!(
        relay(&place, &["--stall", "0.2"], "exec sleep 1000", "exit 0").fails(4),
        "host: it has not ended 0.2 s after its pipes were closed"
    );
    // The time of a run is over for both.
    let place = Place::new();
    let options = ["--stall", "20", "--time", "0.5"];
    assert_eq!(
        relay(&place, &options, "exec sleep 1000", "exit 0").fails(4),
        "the run takes longer than 0.5 s"
    );
    let place = Place::new();
    assert_eq!(
        relay(&place, &[], "cat <&3", "exit 3").fails(1),
        "the program ended with exit code 3"
    );
}

/// A host may end before the program does, which need not ask it again.
#[test]
fn a_host_that_has_ended_is_missed_when_the_program_asks() {
    let place = Place::new();
    let stall = ["--stall", "0.2"];
    relay(&place, &stall, "exit 0", "sleep 1.2").text();

    let place = Place::new();
    let ask = format!("sleep 1.2; {{ {KEY}; }} >&6; head -c 11 <&5");
    let run = relay(&place, &stall, "exit 0", &ask);
    let key = format!("0x01{}01", "00".repeat(30));
    assert_eq!(
        run.fails(3),
        format!(
            "host: preimage of {key}: the other side has closed the channel; it ended with exit code 0"
        )
    );
}

/// Who has ended answers nobody, though something that it has started could.
#[test]
fn pipes_that_are_held_open_are_not_waited_for() {
    let place = Place::new();
    let stays = place.path("stays");
    // It has left the group of processes, with which it would be ended, before the program ends.
    let orphan = format!(
        "setsid sh -c 'echo $$ >{0}; exec sleep 1000' >/dev/null 2>&1 & until grep -q . {0}; do sleep 0.02; done; exit 0",
        stays.display()
    );
    let end = || {
        let process = fs::read_to_string(&stays).unwrap();
        fs::remove_file(&stays).unwrap();
        let kill = Command::new("kill").arg(process.trim()).status().unwrap();
        assert!(kill.success(), "it is not there any more");
    };
    fs::write(&stays, "").unwrap();
    let run = relay(&place, &["--stall", "0.3"], &orphan, "exec sleep 1000");
    end();
    assert_eq!(
        run.fails(4),
        "host: it ended with exit code 0, and something that it has started holds its pipes open"
    );
    fs::write(&stays, "").unwrap();
    let run = place.script(&["--stall", "0.3"], &orphan);
    end();
    assert_eq!(
        run.fails(4),
        "the program ended with exit code 0, and something that it has started holds its pipes open"
    );
}

/// Lengths of hints are written to the host in the size that it reads: 4 bytes from the program, 8 to the host, as o1vm does.
#[test]
fn the_host_may_read_other_lengths() {
    let place = Place::new();
    let host = r"head -c 13 <&3 | od -An -tx1 >&2; printf '\000' >&4";
    let program = r"printf '\000\000\000\005hello' >&4; head -c 1 <&3 >/dev/null";
    let run = relay(&place, &["--host-hint-length", "u64"], host, program);
    run.text();
    assert!(
        run.err.contains("00 00 00 00 00 00 00 05 68 65 6c 6c 6f"),
        "{}",
        run.err
    );
}

/// A hint that is no text passes as it is, is recorded, and shown as what it is.
#[test]
fn a_hint_that_is_no_text_passes() {
    let place = Place::new();
    let host = r"head -c 6 <&3 | od -An -tx1 >&2; printf '\000' >&4";
    let program = r"printf '\000\000\000\002\360\050' >&4; head -c 1 <&3 >/dev/null";
    let run = relay(&place, &[], host, program);
    run.text();
    assert!(run.err.contains("00 00 00 02 f0 28"), "{}", run.err);
    let shown = preimage(["show", &place.text("record")]);
    let line = shown.text().lines().nth(1).unwrap().to_owned();
    assert!(
        line.starts_with("     1  hint              2  ") && line.contains("UTF-8"),
        "{line}"
    );
}

/// What a program has asked for before it failed is recorded.
#[test]
fn what_passed_before_a_failure_can_be_shown() {
    let place = Place::new();
    let host = place.answers("serve", false);
    let record = place.text("record");
    let mut words = vec!["relay", "--record", &record, "--", crate::support::COMMAND];
    words.extend(host.iter().map(String::as_str));
    let native = native();
    words.extend(["--", &native]);
    let run = preimage(&words);
    let text = run.fails(3);
    assert!(text.starts_with("host: preimage of 0x02e96d"), "{text}");
    let shown = preimage(["show", &record]);
    assert_eq!(shown.text().lines().count(), 3, "{}", shown.out);
}
