//! Lines of a table.

use std::fmt;

use data_driver::JsonValue;
use data_driver::quote::push;

/// The first line.
#[derive(Debug)]
pub(crate) struct Heading;

impl fmt::Display for Heading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:>6}  {:<8}  {:>9}  about", "", "message", "bytes")
    }
}

/// A line: what was said, how long it is, and what it means.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) number: u64,
    pub(crate) message: &'static str,
    pub(crate) size: u64,
    pub(crate) value: String,
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            number,
            message,
            size,
            value,
        } = self;
        write!(f, "{number:>6}  {message:<8}  {size:>9}  {value}")
    }
}

/// The most characters of a value: the hint of a payload has all of a block's transactions.
const MAX_SHOWN: usize = 160;

/// A value of the driver in words: its type, its data, and other members by their names.
pub(crate) fn shown(value: &JsonValue) -> String {
    let JsonValue::Object(members) = value else {
        return line(&value.to_string());
    };
    let (kind, others): (Vec<_>, Vec<_>) = members.iter().partition(|(name, _)| *name == "type");
    let words = kind.into_iter().chain(others).map(|(name, value)| {
        let value = match value {
            JsonValue::String(text) => text.clone(),
            other => other.to_string(),
        };
        match name.as_str() {
            "type" | "data" | "hint" => value,
            _ => format!("{name} {value}"),
        }
    });
    line(&words.collect::<Vec<_>>().join(" "))
}

/// The most characters of an error, which may quote a stranger.
const MAX_ERROR: usize = 1000;

/// A stranger's text in one line in which all is seen, cut.
pub(crate) fn line(text: &str) -> String {
    cut(text, MAX_SHOWN)
}

/// The same for an error.
pub(crate) fn error(text: &str) -> String {
    cut(text, MAX_ERROR)
}

fn cut(text: &str, most: usize) -> String {
    let mut line = String::new();
    let mut characters = text.chars();
    let shown = characters.by_ref().take(most);
    shown.for_each(|character| push(character, &mut line));
    if characters.next().is_some() {
        line.push('…');
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_long_or_not_seen_does_no_harm() {
        assert_eq!(line("a\x1b[2J\nb"), "a\\u001b[2J\\nb");
        assert_eq!(line(&"é".repeat(MAX_SHOWN)), "é".repeat(MAX_SHOWN));
        let cut = line(&"é".repeat(MAX_SHOWN + 1));
        assert_eq!(cut, "é".repeat(MAX_SHOWN) + "…");
        assert_eq!(error(&"é".repeat(MAX_ERROR)), "é".repeat(MAX_ERROR));
        let cut = error(&"é".repeat(MAX_ERROR + 1));
        assert_eq!(cut, "é".repeat(MAX_ERROR) + "…");
    }
}
