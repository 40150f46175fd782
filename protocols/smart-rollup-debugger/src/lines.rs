//! Commands, line by line.

use std::io::{BufRead, Read as _};

/// The most bytes of a line: a preimage in hex has an eighth of them. A pipe may never come to the end of one.
pub const MAX_LINE: usize = 64 << 10;

/// The lines of a script or a pipe, as bytes.
#[derive(Debug)]
pub struct Lines<R> {
    reader: R,
    /// How many have been read.
    count: usize,
}

impl<R: BufRead> Lines<R> {
    /// The lines of a reader.
    pub const fn new(reader: R) -> Self {
        Self { reader, count: 0 }
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    /// A line without its end, or the sentence that says why there are no more.
    type Item = Result<Vec<u8>, String>;

    fn next(&mut self) -> Option<Self::Item> {
        self.count += 1;
        let mut line = Vec::new();
        // With the end of the line.
        let mut part = (&mut self.reader).take(MAX_LINE as u64 + 1);
        if let Err(error) = part.read_until(b'\n', &mut line) {
            return Some(Err(format!("the commands cannot be read: {error}")));
        }
        if line.is_empty() {
            return None;
        }
        if line.last() == Some(&b'\n') {
            line.pop();
        }
        if line.len() > MAX_LINE {
            let count = self.count;
            return Some(Err(format!(
                "line {count}: expected at most {MAX_LINE} bytes"
            )));
        }
        Some(Ok(line))
    }
}
