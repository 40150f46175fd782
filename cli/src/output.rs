//! Results go to standard output, all else to standard error.

use std::fmt::Display;
use std::io::{self, Write as _};

use serde_json::Value;

use crate::caret;
use crate::escape::{line, shown};
use crate::failure::{Failure, Given, Result};

/// How the command answers.
#[derive(Debug, Default)]
pub(crate) struct Output {
    /// Whether it is one JSON object.
    pub(crate) json: bool,
}

impl Output {
    /// Prints a result for people, with a line break at its end.
    pub(crate) fn text(&self, text: impl Display) -> Result<()> {
        let text = text.to_string();
        let text = shown(&text);
        let end = if text.ends_with('\n') || text.is_empty() {
            ""
        } else {
            "\n"
        };
        self.raw(format!("{text}{end}").as_bytes())
    }

    /// Prints the one object for machines.
    pub(crate) fn object(&self, object: &Value) -> Result<()> {
        self.raw(format!("{object}\n").as_bytes())
    }

    /// Prints a result as it is.
    pub(crate) fn raw(&self, bytes: &[u8]) -> Result<()> {
        let mut out = io::stdout().lock();
        out.write_all(bytes)
            .and_then(|()| out.flush())
            .map_err(|error| Failure::io("standard output", &error))
    }

    /// Tells a person what is going on.
    pub(crate) fn note(&self, text: &str) {
        // Where nobody listens there is nobody to tell that.
        let _ = writeln!(io::stderr().lock(), "{}", shown(text));
    }

    /// Says why the command ends.
    pub(crate) fn fail(&self, failure: &Failure) {
        let Some(report) = failure.report() else {
            return;
        };
        if self.json {
            let report = serde_json::to_string(report).unwrap_or_default();
            let _ = writeln!(io::stderr().lock(), "{report}");
            return;
        }
        // The command line's parser and cargo write more than a sentence, and what is wrong with a crate is a list.
        let has_lines = match failure {
            Failure::Usage(_) => report.message.contains('\n'),
            Failure::Listed(_) | Failure::Program(_) => true,
            _ => false,
        };
        let message = if has_lines {
            shown(&report.message)
        } else {
            line(&report.message)
        };
        let mut text = format!("error: {}\n", message.trim_end());
        if let Failure::Value(report, Some(given)) = failure {
            let place = match given {
                Given::Text(json) => caret::in_text(json, report),
                Given::Bytes(bytes) => caret::in_bytes(bytes, report),
            };
            text.push_str(&place.unwrap_or_default());
        }
        let _ = io::stderr().lock().write_all(text.as_bytes());
    }
}
