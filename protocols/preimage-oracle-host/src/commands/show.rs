//! `preimage show`: a recording as a table.

use std::fmt::Display;
use std::io::{self, ErrorKind, Write};

use data_driver::ConvertibleContract;
use preimage_oracle::frame::{self, Prefix};
use preimage_oracle_driver::PreimageOracleDriver;
use preimage_oracle_host::{Entry, Failure, Recording, Result};

use crate::arguments::Show;
use crate::table::{Heading, Row, line, shown};

pub(crate) fn show(arguments: &Show) -> Result<()> {
    let recording = Recording::open(&arguments.recording)?;
    let mut output = io::stdout().lock();
    let mut print = |line: &dyn Display| match writeln!(output, "{line}") {
        // Whoever reads has seen enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(false),
        result => result.map(|()| true).map_err(Failure::System),
    };
    let mut goes_on = print(&Heading)?;
    let mut entries = (1..).zip(recording.entries()?);
    while goes_on && let Some((number, entry)) = entries.next() {
        goes_on = print(&row(number, &entry?))?;
    }
    Ok(())
}

/// The entry as the data driver of the protocols reads its bytes.
fn row(number: u64, entry: &Entry) -> Row {
    match entry {
        Entry::Hint(hint) => {
            let mut bytes = Vec::new();
            let value = match frame::write(Prefix::U32, hint, &mut bytes) {
                Ok(()) => value("hint_request", &bytes),
                Err(error) => error.to_string(),
            };
            Row {
                number,
                message: "hint",
                size: hint.len() as u64,
                value,
            }
        }
        Entry::Preimage { key, length } => Row {
            number,
            message: "preimage",
            size: *length,
            value: value("preimage_request", &key.to_bytes()),
        },
    }
}

/// What the driver says the bytes are: `type`, and the other members behind it.
fn value(function: &str, bytes: &[u8]) -> String {
    match PreimageOracleDriver.decode_input_fn(function, bytes) {
        Ok(value) => shown(&value),
        // A hint that is no text was acknowledged and recorded all the same.
        Err(error) => line(&error.to_string()),
    }
}
