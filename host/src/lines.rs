//! Events by the million: lines of JSON in, lines of JSON out, in order, on all processors.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, BufRead as _, BufReader, ErrorKind, Read, Write};
use std::mem;
use std::num::NonZeroUsize;
use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, channel, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use data_driver::abi::Code;
use data_driver::{Decode, Kind, Report};
use serde::Deserialize;

use crate::driver::Lease;
use crate::{Driver, object};

/// How many bytes of lines are read at a time, and one thread takes: fewer where the reader has no more yet.
const BLOCK: usize = 256 << 10;

/// How many blocks there are at a time, for each thread: what is read waits for what is slow, so that
/// memory stays flat however long the input is.
const BLOCKS: usize = 4;

/// The most bytes of a line. One that is longer is answered with an error, and is not kept while it is read.
pub const MAX_LINE: usize = 16 << 20;

/// How far a stream has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// Lines that have been answered. Empty ones are passed over and not counted.
    pub lines: u64,
    /// Those of them that were answered with an error.
    pub bad: u64,
    /// Bytes that have been read for them.
    pub bytes: u64,
}

/// What some programs put in front of UTF-8. It stands for nothing.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Lines `{"topic": …, "data": …}`.
#[derive(Deserialize)]
struct Line<'a> {
    #[serde(borrow)]
    topic: Cow<'a, str>,
    #[serde(borrow)]
    data: Cow<'a, str>,
}

struct Block {
    number: usize,
    /// The number of the first line, counted from 1.
    first: u64,
    text: Vec<u8>,
    /// Where each line ends in the text; of one that is too long there is nothing.
    ends: Vec<Option<usize>>,
    /// How many bytes were read for it.
    bytes: u64,
}

struct Answer {
    number: usize,
    text: Vec<u8>,
    progress: Progress,
}

impl Driver {
    /// Decodes events that stand in lines, `{"topic": "reward", "data": "00ff…"}` with the data in hex,
    /// each into a line `{"topic": "reward", "value": …}`.
    ///
    /// The lines that come out are in the order of those that go in, and as many: one that is bad becomes
    /// `{"line": 7, "error": {…}}` with its number, counted from 1, and a [`Report`]. Empty lines are
    /// passed over, and one of more than [`MAX_LINE`] bytes is bad. Work is shared among as many threads as
    /// there are processors; memory does not grow with the input. `progress` is called now and then.
    ///
    /// Lines are answered as they come: none waits for more than the end of its own, and the output is flushed
    /// whenever no other answer is ready. The input needs no buffer.
    ///
    /// # Errors
    /// Lines cannot be read or written; those before that have been.
    pub fn decode_lines(
        &self,
        input: impl Read + Send,
        mut output: impl Write,
        mut progress: impl FnMut(&Progress),
    ) -> io::Result<Progress> {
        let threads = thread::available_parallelism().map_or(1, NonZeroUsize::get);
        let in_flight = threads * BLOCKS;
        let (blocks, waiting) = sync_channel::<Block>(in_flight);
        let waiting = Mutex::new(waiting);
        let (answers, answered) = channel::<Answer>();
        // A block may be read when an earlier one has been written.
        let (written, room) = channel::<()>();
        for _ in 0..in_flight {
            // The receiver is there.
            let _ = written.send(());
        }

        thread::scope(|scope| {
            let reader = scope.spawn(move || read(input, &blocks, &room));
            for _ in 0..threads {
                let answers = answers.clone();
                let waiting = &waiting;
                scope.spawn(move || {
                    while let Some(block) = next(waiting) {
                        if answers.send(self.answer(&block)).is_err() {
                            break;
                        }
                    }
                });
            }
            drop(answers);

            let mut total = Progress::default();
            let mut early = BTreeMap::new();
            let mut expected = 0;
            let mut result = Ok(());
            while result.is_ok() {
                let answer = match answered.try_recv() {
                    Ok(answer) => answer,
                    Err(TryRecvError::Disconnected) => break,
                    Err(TryRecvError::Empty) => {
                        // Whoever reads may wait for these before there is more.
                        result = output.flush();
                        match answered.recv() {
                            Ok(answer) => answer,
                            Err(_) => break,
                        }
                    }
                };
                early.insert(answer.number, answer);
                while let Some(answer) = early.remove(&expected) {
                    expected += 1;
                    if result.is_ok() {
                        result = output.write_all(&answer.text);
                    }
                    total.lines += answer.progress.lines;
                    total.bad += answer.progress.bad;
                    total.bytes += answer.progress.bytes;
                    progress(&total);
                    // Without room nothing more is read, and all threads end.
                    if result.is_ok() {
                        let _ = written.send(());
                    }
                }
            }
            drop(written);
            let read = reader.join();
            result?;
            output.flush()?;
            match read {
                Ok(read) => read.map(|()| total),
                Err(_) => Err(io::Error::other("the thread that reads has panicked")),
            }
        })
    }

    fn answer(&self, block: &Block) -> Answer {
        let mut text = String::with_capacity(block.text.len());
        let mut progress = Progress {
            bytes: block.bytes,
            ..Progress::default()
        };
        let mut lease = self.lease();
        let mut bytes = Vec::new();
        let mut at = 0;
        for (number, end) in (block.first..).zip(&block.ends) {
            let line = end.map(|end| &block.text[at..end]);
            at = end.unwrap_or(at);
            let line = match line {
                Some(line) if number == 1 => line.strip_prefix(BYTE_ORDER_MARK).or(Some(line)),
                other => other,
            };
            let line = line.map(<[u8]>::trim_ascii);
            if line.is_some_and(<[u8]>::is_empty) {
                continue;
            }
            progress.lines += 1;
            let start = text.len();
            let answered = match line {
                Some(line) => answer_line(&mut lease, line, &mut bytes, &mut text),
                None => Err(too_long()),
            };
            if let Err(report) = answered {
                progress.bad += 1;
                text.truncate(start);
                let error = serde_json::to_string(&report).unwrap_or_default();
                text.push_str(&format!("{{\"line\":{number},\"error\":{error}}}"));
            }
            text.push('\n');
        }
        Answer {
            number: block.number,
            text: text.into_bytes(),
            progress,
        }
    }
}

fn answer_line(
    lease: &mut Lease<'_>,
    line: &[u8],
    bytes: &mut Vec<u8>,
    text: &mut String,
) -> Result<(), Box<Report>> {
    let Line { topic, data } = object::read(line).map_err(|found| {
        let message = format!("expected {{\"topic\": …, \"data\": …}}, {found}");
        Box::new(Report::new(Code::InvalidInput, Kind::InvalidJson, message))
    })?;
    from_hex(&data, bytes)?;
    let name = serde_json::to_string(&topic).unwrap_or_default();
    text.push_str("{\"topic\":");
    text.push_str(&name);
    text.push_str(",\"value\":");
    lease
        .decode_into(Decode::Event, &topic, bytes, text)
        .map_err(|error| Box::new(Report::from(error)))?;
    text.push('}');
    Ok(())
}

fn next(waiting: &Mutex<Receiver<Block>>) -> Option<Block> {
    let waiting = waiting.lock().unwrap_or_else(PoisonError::into_inner);
    waiting.recv().ok()
}

/// Reads lines. A block is what the reader has at once, so that no line waits for the next one to come.
fn read(input: impl Read, blocks: &SyncSender<Block>, room: &Receiver<()>) -> io::Result<()> {
    let mut input = BufReader::with_capacity(BLOCK, input);
    let mut lines = Lines::new();
    for number in 0.. {
        if room.recv().is_err() {
            // Nobody writes any more.
            return Ok(());
        }
        let mut end = None;
        while lines.ends.is_empty() && end.is_none() {
            match input.fill_buf() {
                Ok([]) => end = Some(Ok(())),
                Ok(bytes) => {
                    lines.push(bytes);
                    let count = bytes.len();
                    input.consume(count);
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => end = Some(Err(error)),
            }
        }
        if end.is_some() {
            // What was read before it failed is answered.
            lines.end();
        }
        let block = lines.take(number);
        if !block.ends.is_empty() && blocks.send(block).is_err() {
            return Ok(());
        }
        if let Some(end) = end {
            return end;
        }
    }
    Ok(())
}

/// The lines of the next block, and behind them the beginning of one that has not ended.
struct Lines {
    /// The number of the first line.
    first: u64,
    text: Vec<u8>,
    ends: Vec<Option<usize>>,
    /// Where the line that has not ended begins in the text.
    start: usize,
    /// How many bytes were read for the lines that have ended, and for that one.
    bytes: u64,
    open: u64,
}

impl Lines {
    const fn new() -> Self {
        Self {
            first: 1,
            text: Vec::new(),
            ends: Vec::new(),
            start: 0,
            bytes: 0,
            open: 0,
        }
    }

    /// Adds what was read.
    fn push(&mut self, mut read: &[u8]) {
        self.text.reserve(read.len());
        while !read.is_empty() {
            // A slice does not fail.
            let count = read.read_until(b'\n', &mut self.text).unwrap_or_default();
            self.open += count as u64;
            if self.text.last() == Some(&b'\n') {
                self.end();
            } else if self.open > MAX_LINE as u64 {
                // Of one that is too long nothing is kept but how long it is.
                self.text.truncate(self.start);
            }
        }
    }

    /// The line ends here, if one has begun.
    fn end(&mut self) {
        if self.open == 0 {
            return;
        }
        let has_break = self.text[self.start..].last() == Some(&b'\n');
        if self.open - u64::from(has_break) > MAX_LINE as u64 {
            self.text.truncate(self.start);
            self.ends.push(None);
        } else {
            self.ends.push(Some(self.text.len()));
        }
        self.start = self.text.len();
        self.bytes += self.open;
        self.open = 0;
    }

    /// The block of the lines that have ended.
    fn take(&mut self, number: usize) -> Block {
        let rest = self.text.split_off(self.start);
        let block = Block {
            number,
            first: self.first,
            text: mem::replace(&mut self.text, rest),
            ends: mem::take(&mut self.ends),
            bytes: mem::take(&mut self.bytes),
        };
        self.start = 0;
        self.first += block.ends.len() as u64;
        block
    }
}

fn too_long() -> Box<Report> {
    let message = format!("the line has more than {MAX_LINE} bytes");
    Box::new(Report::new(
        Code::InvalidInput,
        Kind::LimitExceeded,
        message,
    ))
}

/// The values of digits, two to a byte; false where a character is none.
fn from_digits(digits: &[u8], bytes: &mut Vec<u8>) -> bool {
    let (chunks, rest) = digits.as_chunks::<64>();
    let mut wrong = 0;
    bytes.reserve(digits.len() / 2);
    for chunk in chunks {
        bytes.extend_from_slice(&bytes_of(chunk, &mut wrong));
    }
    let mut last = [b'0'; 64];
    last[..rest.len()].copy_from_slice(rest);
    bytes.extend_from_slice(&bytes_of(&last, &mut wrong)[..rest.len() / 2]);
    wrong == 0
}

/// Without branches and with a length that is known, for the compiler to use the processor's widest words.
fn bytes_of(digits: &[u8; 64], wrong: &mut u8) -> [u8; 32] {
    let values = digits.map(|digit| {
        let number = digit.wrapping_sub(b'0');
        let letter = (digit | 0x20).wrapping_sub(b'a');
        *wrong |= u8::from(number > 9) & u8::from(letter > 5);
        if number > 9 {
            letter.wrapping_add(10)
        } else {
            number
        }
    });
    core::array::from_fn(|i| {
        let pair = u16::from_le_bytes([values[2 * i], values[2 * i + 1]]);
        (pair << 4 | pair >> 8).to_le_bytes()[0]
    })
}

fn from_hex(text: &str, bytes: &mut Vec<u8>) -> Result<(), Box<Report>> {
    let digits = text.strip_prefix("0x").unwrap_or(text).as_bytes();
    let wrong = |what: &str| {
        let mut report = Report::new(
            Code::InvalidInput,
            Kind::InvalidInput,
            format!("/data: expected hex, found {what}"),
        );
        report.pointer = Some("/data".to_owned());
        Box::new(report)
    };
    bytes.clear();
    if !from_digits(digits, bytes) {
        return Err(wrong("another character"));
    }
    if digits.len().is_multiple_of(2) {
        Ok(())
    } else {
        Err(wrong("half a byte"))
    }
}
