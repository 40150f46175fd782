//! `decode --stream`.

use data_driver_host::MAX_LINE;

use crate::support::{Run, driver, file, folder, run, run_with};

fn lines(run: &Run) -> Vec<&str> {
    run.out.lines().collect()
}

const GOOD: &str = r#"{"topic":"reward","data":"0000000000000000"}"#;

#[test]
fn lines_become_lines() {
    let stake = driver("stake");
    let input = format!("{GOOD}\n{GOOD}\n");
    let good = run_with(&["decode", "--stream", &stake], input.as_bytes());
    assert_eq!((good.code, good.err.as_str()), (0, ""));
    assert_eq!(lines(&good), [r#"{"topic":"reward","value":[]}"#; 2]);
    let folder = folder("stream");
    let path = file(&folder, "events.ndjson", input.as_bytes());
    assert_eq!(
        run(&["decode", "--stream", &stake, &path[1..]]).out,
        good.out
    );
    assert_eq!(run(&["decode", "--stream", &stake, &path]).out, good.out);
}

#[test]
fn a_bad_line_is_answered_and_counts() {
    let input = format!("{GOOD}\nnonsense\n{GOOD}\n{{\"topic\":\"rewards\",\"data\":\"\"}}\n");
    let some = run_with(&["decode", "--stream", &driver("stake")], input.as_bytes());
    assert_eq!(
        (some.code, some.err.as_str()),
        (1, "2 of 4 lines were bad\n")
    );
    let answers = lines(&some);
    assert_eq!(answers.len(), 4);
    assert!(
        answers[1].starts_with(r#"{"line":2,"error":{"code":1,"kind":"invalid_json","#),
        "{}",
        answers[1]
    );
    assert!(
        answers[3].contains(r#""line":4"#) && answers[3].contains("did you mean reward?"),
        "{}",
        answers[3]
    );
}

#[test]
fn a_line_has_a_limit() {
    let padded = |length: usize| {
        let line = GOOD.strip_suffix('}').expect("an object");
        format!("{line}{}}}", " ".repeat(length - GOOD.len()))
    };
    let (longest, longer) = (padded(MAX_LINE), padded(MAX_LINE + 1));
    let input = format!("{GOOD}\n{longest}\n\n{longer}\n{GOOD}\n{longer}{longer}");
    let some = run_with(&["decode", "--stream", &driver("stake")], input.as_bytes());
    assert_eq!(
        (some.code, some.err.as_str()),
        (1, "2 of 5 lines were bad\n")
    );
    let answers = lines(&some);
    let good = r#"{"topic":"reward","value":[]}"#;
    assert_eq!([answers[0], answers[1], answers[3]], [good; 3]);
    for (answer, number) in [(answers[2], 4), (answers[4], 6)] {
        let begin = format!(r#"{{"line":{number},"error":{{"code":1,"kind":"limit_exceeded","#);
        assert!(answer.starts_with(&begin), "{answer}");
    }
}

/// A line that never ends is not kept: the process has less memory than half of it would need.
#[cfg(target_os = "linux")]
#[test]
fn an_endless_line_takes_no_memory() {
    use std::io::Write as _;
    use std::process::{Command, Stdio};

    let mut child = Command::new(env!("CARGO_BIN_EXE_data-driver"))
        .args(["decode", "--stream", &driver("stake")])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("it runs");
    let mut input = child.stdin.take().expect("a pipe");
    let piece = vec![b'a'; 1 << 20];
    for _ in 0..400 {
        input.write_all(&piece).expect("it is read");
    }
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id()));
    let status = status.expect("a process");
    let row = status.lines().find_map(|row| row.strip_prefix("VmHWM:"));
    let kib: u64 = row
        .and_then(|row| row.split_whitespace().next()?.parse().ok())
        .expect("a size");
    drop(input);
    child.wait().expect("it ends");
    assert!(kib < 200 << 10, "{kib} KiB");
}

#[test]
fn what_is_no_stream_is_said() {
    let stake = driver("stake");
    assert!(
        run(&["decode", "--stream"])
            .fails(2)
            .contains("decode --stream takes DRIVER [FILE]")
    );
    assert!(
        run(&["decode", "--stream", &stake, "/no/such/file"])
            .fails(5)
            .contains("/no/such/file")
    );
    assert!(
        run(&["decode", "--stream", "--try", &stake])
            .fails(2)
            .contains("cannot be used with")
    );
    // The lines are JSON, in which bytes are hex.
    assert!(
        run(&["decode", "--stream", "--from", "base64", &stake])
            .fails(2)
            .contains("cannot be used with")
    );
}

/// On a pipe that stays open, each line has its answer as soon as it has ended.
#[test]
fn a_line_does_not_wait_for_the_next() {
    use std::io::{BufRead as _, BufReader, Write as _};
    use std::process::{Command, Stdio};
    use std::sync::mpsc::channel;
    use std::time::Duration;

    let mut child = Command::new(env!("CARGO_BIN_EXE_data-driver"))
        .args(["decode", "--stream", &driver("stake")])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it runs");
    let mut input = child.stdin.take().expect("a pipe");
    let out = BufReader::new(child.stdout.take().expect("a pipe"));
    let (sender, answers) = channel();
    std::thread::spawn(move || out.lines().try_for_each(|line| sender.send(line)));
    for _ in 0..3 {
        writeln!(input, "{GOOD}").expect("it is read");
        // Not a matter of speed, but of never.
        let answer = answers.recv_timeout(Duration::from_secs(60));
        let answer = answer.expect("an answer").expect("a line");
        assert_eq!(answer, r#"{"topic":"reward","value":[]}"#);
    }
    drop(input);
    assert!(child.wait().expect("it ends").success());
}

#[test]
fn lines_are_objects_and_begin_with_no_mark() {
    let input = format!("\u{feff}{GOOD}\n[\"reward\",\"00\"]\n");
    let some = run_with(&["decode", "--stream", &driver("stake")], input.as_bytes());
    assert_eq!(some.code, 1);
    let answers = lines(&some);
    assert_eq!(answers[0], r#"{"topic":"reward","value":[]}"#);
    assert!(answers[1].contains("found an array"), "{}", answers[1]);
}
