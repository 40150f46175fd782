//! The words of others in a message: a caller's, and a driver's.
//!
//! They end up in logs and on terminals, where a line break makes another entry and an escape sequence does what it
//! says. Hosts show what a driver says by the same rule, so that an error is the same in each.
//!
//! Not as `{:?}` writes them: the tables that tell which characters can be printed are 5 kB of a driver.

use alloc::string::String;

use crate::report::{MAX_QUOTED, shortened};

/// A text as a JSON string, cut to what a message can bear, in one line in which all is seen.
#[must_use]
pub fn text(text: &str) -> String {
    let mut json = String::new();
    crate::json::write_string(&mut json, &shortened(text));
    shown(&json)
}

/// A name without quotes, cut, and [shown].
///
/// It is copied before anything is allocated: a caller may name what lies where the allocator puts the message, and
/// text that changes while it is read need not be text any more.
pub(crate) fn name(name: &str) -> String {
    let mut copy = [0; MAX_QUOTED];
    let length = name.floor_char_boundary(MAX_QUOTED);
    copy[..length].copy_from_slice(&name.as_bytes()[..length]);
    let mut out = shown(core::str::from_utf8(&copy[..length]).unwrap_or_default());
    if length < name.len() {
        out.push('…');
    }
    out
}

/// A text in one line in which all is seen. JSON itself leaves the control characters from DEL on as they are.
pub(crate) fn shown(text: &str) -> String {
    let mut out = String::new();
    text.chars().for_each(|character| push(character, &mut out));
    out
}

/// Appends a character, or `\n`, `\t` or four digits as in `\u001b` for one that [is not seen](is_unseen).
pub fn push(character: char, out: &mut String) {
    match character {
        '\n' => out.push_str("\\n"),
        '\t' => out.push_str("\\t"),
        _ if is_unseen(character) => {
            // All of them have four digits.
            let number = u16::try_from(u32::from(character)).unwrap_or_default();
            out.push_str("\\u");
            crate::hex_digits::push(&number.to_be_bytes(), out);
        }
        _ => out.push(character),
    }
}

/// Whether a character does something to a terminal or to the text around it, or has no width: the control characters,
/// what ends a line or a paragraph, what turns the direction of text.
#[must_use]
pub const fn is_unseen(character: char) -> bool {
    matches!(
        character,
        '\0'..='\x1f'
            | '\x7f'..='\u{9f}'
            | '\u{61c}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
    )
}

/// A character in quotes; one that is not seen, or changes how its neighbours are, is escaped.
#[must_use]
pub fn character(character: char) -> String {
    let mut out = String::from("'");
    if matches!(character, '\'' | '\\') {
        out.push('\\');
    }
    if is_seen(character) {
        out.push(character);
    } else {
        out.extend(character.escape_default());
    }
    out.push('\'');
    out
}

/// Whether a character shows what it is: not white space but a blank, a mark that joins the one
/// before it, or one of those that turn the direction of what follows. Unassigned ones may be.
fn is_seen(character: char) -> bool {
    match character {
        ' '..='~' => true,
        _ => {
            character > '\u{a0}'
                && !matches!(character,
                    '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{180e}'
                    | '\u{2000}'..='\u{200f}' | '\u{2028}'..='\u{202f}' | '\u{205f}'..='\u{206f}' | '\u{3000}'
                    | '\u{e000}'..='\u{f8ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}'
                    | '\u{e0000}'..)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_written_as_by_debug() {
        let same = [
            ' ', 'a', '"', '\'', '\\', '\n', '\t', '\u{7f}', 'é', '語', '😀', '\u{202e}',
            '\u{200b}', '\u{feff}',
        ];
        for one in same {
            assert_eq!(character(one), alloc::format!("{one:?}"));
        }
    }

    #[test]
    fn texts_are_json_without_control_characters() {
        assert_eq!(text("a\"\n\u{1b}é"), r#""a\"\n\u001bé""#);
        assert_eq!(
            text("\u{7f}\u{80}\u{9b}31m\u{a0}"),
            "\"\\u007f\\u0080\\u009b31m\u{a0}\""
        );
    }

    #[test]
    fn what_turns_or_hides_text_is_escaped() {
        for one in [
            '\u{ad}',
            '\u{61c}',
            '\u{2066}',
            '\u{2069}',
            '\u{2028}',
            '\u{fff9}',
            '\u{e0001}',
            '\u{f0000}',
            '\u{9b}',
        ] {
            assert!(character(one).starts_with("'\\u{"), "{one:?}");
        }
    }
}
