//! `decode --stream`.

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
}
