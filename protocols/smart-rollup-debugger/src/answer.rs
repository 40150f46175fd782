//! What a command answers: text for people, an object for programs.

use std::borrow::Cow;

use data_driver::quote::{is_unseen, push};
use serde_json::Value;

/// An answer.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// Lines for people.
    pub text: String,
    /// The same for programs.
    pub value: Value,
}

impl Answer {
    pub(crate) fn new(text: impl Into<String>, value: Value) -> Self {
        Self {
            text: text.into(),
            value,
        }
    }
}

/// A text that comes from a kernel, without what would move a terminal's cursor or turn its text around. Inside of JSON it is
/// the same text.
#[must_use]
pub fn shown(text: &str) -> Cow<'_, str> {
    let is_escaped = |c: char| is_unseen(c) && !matches!(c, '\n' | '\t');
    if !text.contains(is_escaped) {
        return text.into();
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_escaped(c) {
            push(c, &mut shown);
        } else {
            shown.push(c);
        }
    }
    shown.into()
}
