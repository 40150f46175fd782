//! Events in lines.

use std::io::{self, BufReader, Read};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

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

/// A pipe on which somebody waits for the answer before saying more.
struct Conversation {
    lines: Vec<&'static str>,
    answers: Receiver<()>,
}

impl Read for Conversation {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.lines.is_empty() {
            return Ok(0);
        }
        let line = self.lines.remove(0);
        if line.is_empty() {
            // Not a matter of speed, but of never.
            let answer = self.answers.recv_timeout(Duration::from_secs(60));
            answer.map_err(|_| io::Error::other("there is no answer"))?;
            return self.read(buffer);
        }
        buffer[..line.len()].copy_from_slice(line.as_bytes());
        Ok(line.len())
    }
}

/// Tells of each line that has been flushed.
struct Heard(io::BufWriter<Vec<u8>>, usize, Sender<()>);

impl io::Write for Heard {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()?;
        let lines = self
            .0
            .get_ref()
            .iter()
            .filter(|byte| **byte == b'\n')
            .count();
        for _ in self.1..lines {
            // At the end nobody waits.
            let _ = self.2.send(());
        }
        self.1 = lines;
        Ok(())
    }
}

#[test]
fn a_line_is_answered_before_there_is_another() {
    const LINE: &str = "{\"topic\":\"reward\",\"data\":\"0000000000000000\"}\n";
    let (heard, answers) = channel();
    let (begin, rest) = LINE.split_at(20);
    // Where nothing stands, the answer is waited for: behind a line, and behind one that came in two pieces.
    let lines = vec![LINE, "", begin, rest, "", LINE, begin];
    let input = Conversation { lines, answers };
    let mut output = Heard(io::BufWriter::new(Vec::new()), 0, heard);
    let progress = stake().decode_lines(input, &mut output, |_| {});
    let progress = progress.expect("lines");
    assert_eq!((progress.lines, progress.bad), (4, 1));
    assert_eq!(progress.bytes, 3 * LINE.len() as u64 + 20);
}

#[test]
fn what_is_no_object_of_an_event_is_said_in_words_of_json() {
    let input = "\u{feff}{\"topic\":\"reward\",\"data\":\"0000000000000000\"}\n[\"reward\",\"0000000000000000\"]\n\
                 {\"topic\":\"reward\"}\n\u{feff}{}\n";
    let mut output = Vec::new();
    let progress = stake().decode_lines(input.as_bytes(), &mut output, |_| {});
    assert_eq!(progress.expect("lines").bad, 3);
    let output = String::from_utf8(output).expect("text");
    let lines: Vec<&str> = output.lines().collect();
    assert_eq!(lines[0], r#"{"topic":"reward","value":[]}"#);
    let message = |line: &str| {
        let answer: Value = serde_json::from_str(line).expect("JSON");
        answer["error"]["message"]
            .as_str()
            .expect("words")
            .to_owned()
    };
    let expected = "expected {\"topic\": …, \"data\": …}, found ";
    assert_eq!(message(lines[1]), format!("{expected}an array"));
    assert_eq!(
        message(lines[2]),
        format!("{expected}something else: missing field `data` (at byte 17)")
    );
    // Behind the first line it is no mark.
    assert!(message(lines[3]).starts_with(&format!("{expected}something else: ")));
}
