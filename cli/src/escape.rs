//! Texts that come from a driver are a stranger's: what would move a terminal's cursor or turn its
//! text around is shown instead of sent.

use std::borrow::Cow;

use data_driver::quote::{is_unseen, push};

/// The text with control characters as `\u001b`, line breaks and tabs excepted. Inside of JSON that
/// means the same character.
pub(crate) fn shown(text: &str) -> Cow<'_, str> {
    escaped(text, |c| !matches!(c, '\n' | '\t'))
}

/// The same for what stands in one line: line breaks and tabs are escaped, too.
pub(crate) fn line(text: &str) -> Cow<'_, str> {
    escaped(text, |_| true)
}

fn escaped(text: &str, also: impl Fn(char) -> bool) -> Cow<'_, str> {
    let is_escaped = |c: char| is_unseen(c) && also(c);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_are_shown() {
        assert_eq!(shown("a\nb\tc é 😀"), "a\nb\tc é 😀");
        assert_eq!(shown("\x1b[2J\u{9b}\u{202e}"), "\\u001b[2J\\u009b\\u202e");
        assert_eq!(line("a\nb\t\x07"), "a\\nb\\t\\u0007");
    }

    #[test]
    fn inside_of_json_it_is_the_same_text() {
        let json = "\"\u{9b}31m\u{202e}\"";
        let read = |json: &str| serde_json::from_str::<String>(json).unwrap();
        assert_eq!(read(&shown(json)), read(json));
    }
}
