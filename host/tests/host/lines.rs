//! Events in lines.

use std::io::{self, BufReader, Read};

use data_driver_host::Driver;
use serde_json::{Value, json};

use crate::support::our_stake;

fn stake() -> Driver {
    Driver::from_bytes(&our_stake()).expect("it loads")
}

/// Lines with every third of them bad in one way or another.
fn lines(count: u64) -> String {
    let line = |number: u64| match number % 9 {
        3 => "{".to_owned(),
        6 => json!({ "topic": "nobody", "data": "" }).to_string(),
        0 => json!({ "topic": "mint", "data": "0" }).to_string(),
        _ => json!({ "topic": "reward", "data": "0000000000000000" }).to_string(),
    };
    (1..=count).map(|number| line(number) + "\n").collect()
}

#[test]
fn every_line_has_its_answer_in_order() {
    let (input, mut output) = (lines(30_000), Vec::new());
    let progress = stake()
        .decode_lines(input.as_bytes(), &mut output, |_| {})
        .expect("lines");
    let output = String::from_utf8(output).expect("text");
    assert_eq!((progress.lines, output.lines().count()), (30_000, 30_000));
    assert_eq!((progress.bad, progress.bytes), (10_000, input.len() as u64));
    for (number, line) in (1_u64..).zip(output.lines()) {
        let answer: Value = serde_json::from_str(line).expect("JSON");
        let kind = match number % 9 {
            3 => "invalid_json",
            6 => "unknown_event",
            0 => "invalid_input",
            _ => {
                assert_eq!(answer["value"], json!([]), "{number}: {line}");
                continue;
            }
        };
        assert_eq!(answer["line"], number);
        assert_eq!(answer["error"]["kind"], kind, "{line}");
    }
}

#[test]
fn values_stand_in_their_lines() {
    // No rewards: a vector of no length, whose root is 8 bytes.
    let input = "\n{\"topic\":\"reward\",\"data\":\"0x0000000000000000\"}\r\n\n{\"data\":\"00\",\"topic\":\"reward\"}";
    let mut output = Vec::new();
    let progress = stake()
        .decode_lines(input.as_bytes(), &mut output, |_| {})
        .expect("lines");
    assert_eq!((progress.lines, progress.bad), (2, 1));
    let output = String::from_utf8(output).expect("text");
    let lines: Vec<&str> = output.lines().collect();
    assert_eq!(lines[0], r#"{"topic":"reward","value":[]}"#);
    assert!(
        lines[1].starts_with(r#"{"line":4,"error":{"#),
        "{}",
        lines[1]
    );
}

/// Lines and then an error.
struct Broken(u8);

impl Read for Broken {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0 += 1;
        match self.0 {
            1 => {
                buffer[..2].copy_from_slice(b"{\n");
                Ok(2)
            }
            _ => Err(io::Error::other("the disk is gone")),
        }
    }
}

#[test]
fn what_was_read_before_an_error_is_answered() {
    let mut output = Vec::new();
    let error = stake().decode_lines(BufReader::new(Broken(0)), &mut output, |_| {});
    assert_eq!(error.unwrap_err().to_string(), "the disk is gone");
    assert!(output.starts_with(b"{\"line\":1,"));
}

#[test]
fn nothing_waits_for_a_reader_that_has_gone() {
    struct Full;
    impl io::Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::Error::other("the disk is full"))
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let input = lines(100_000);
    let error = stake().decode_lines(input.as_bytes(), Full, |_| {});
    assert_eq!(error.unwrap_err().to_string(), "the disk is full");
}
