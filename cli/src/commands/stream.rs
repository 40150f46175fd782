//! `decode --stream`: events by the million.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

use data_driver_host::Progress;

use crate::failure::{Failure, Result};
use crate::output::Output;
use crate::subject::Subject;

/// How often a person hears how far it has come.
const EVERY: Duration = Duration::from_millis(500);

pub(crate) fn run(arguments: &[String], output: &Output) -> Result<()> {
    let (driver, input) = match arguments {
        [driver] => (driver, "-"),
        [driver, input] => (driver, input.strip_prefix('@').unwrap_or(input)),
        _ => return Err(Failure::usage("decode --stream takes DRIVER [FILE]")),
    };
    let subject = Subject::open(driver)?;
    let (reader, size): (Box<dyn BufRead + Send>, Option<u64>) = match input {
        "-" => (
            Box::new(BufReader::with_capacity(1 << 18, io::stdin())),
            None,
        ),
        path => {
            let file = File::open(path)
                .map_err(|error| Failure::io(&format!("cannot read {path}"), &error))?;
            let size = file.metadata().ok().map(|metadata| metadata.len());
            (Box::new(BufReader::with_capacity(1 << 18, file)), size)
        }
    };
    let mut shown = Shown::new(size);
    let written = BufWriter::new(io::stdout().lock());
    let done = subject
        .driver()?
        .decode_lines(reader, written, |progress| shown.show(progress));
    shown.clear();
    let done = done.map_err(|error| Failure::io("the stream", &error))?;
    if done.bad == 0 {
        return Ok(());
    }
    if !output.json {
        output.note(&format!("{} of {} lines were bad", done.bad, done.lines));
    }
    Err(Failure::Negative)
}

/// How far it has come, in a line of a terminal.
struct Shown {
    size: Option<u64>,
    start: Instant,
    last: Option<Instant>,
}

impl Shown {
    fn new(size: Option<u64>) -> Self {
        Self {
            size,
            start: Instant::now(),
            last: None,
        }
    }

    fn show(&mut self, progress: &Progress) {
        let since = self.last.unwrap_or(self.start);
        if !io::stderr().is_terminal() || since.elapsed() < EVERY {
            return;
        }
        self.last = Some(Instant::now());
        let rate = |count: u64| {
            count * 1000
                / u64::try_from(self.start.elapsed().as_millis())
                    .unwrap_or(1)
                    .max(1)
        };
        let left = self
            .size
            .map(|size| size.saturating_sub(progress.bytes) / rate(progress.bytes).max(1));
        let left = left
            .map(|seconds| format!(", {seconds} s left"))
            .unwrap_or_default();
        let Progress { lines, bad, .. } = progress;
        // To the beginning of the line, and nothing behind it.
        let _ = write!(
            io::stderr(),
            "\r\u{1b}[K{lines} lines, {bad} bad, {} a second{left}",
            rate(*lines)
        );
    }

    fn clear(&self) {
        if self.last.is_some() {
            let _ = write!(io::stderr(), "\r\u{1b}[K");
        }
    }
}
