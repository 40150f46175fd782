//! A driver's own words, which may be anybody's: as short as a message should be, and in one line.
//!
//! The package for JavaScript has the same numbers.

use data_driver::quote;

/// The most bytes of a message that are kept.
pub(crate) const MESSAGE: usize = 1_024;

/// The most bytes of a version that are kept.
pub(crate) const VERSION: usize = 256;

/// The most bytes of a name in a message.
pub(crate) const NAME: usize = 64;

/// How many names a message lists.
pub(crate) const NAMES: usize = 8;

/// The most bytes of a report in JSON that are read, one that is longer being no report; and of the words of an error beyond
/// what they may quote, and of a version, for which more room is not made.
pub(crate) const REPORT: usize = 1 << 20;

/// The words without control characters, cut to so many bytes.
pub(crate) fn plain(words: &str, most: usize) -> String {
    let mut text = String::with_capacity(words.len().min(most));
    for character in words.chars() {
        quote::push(character, &mut text);
        if text.len() > most {
            text.truncate(text.floor_char_boundary(most));
            text.push('…');
            break;
        }
    }
    text
}

/// Names for a message: the first ones, each cut.
pub(crate) fn names<'a>(names: impl ExactSizeIterator<Item = &'a str>) -> String {
    let count = names.len();
    let mut list: Vec<String> = names.take(NAMES).map(|name| plain(name, NAME)).collect();
    if count > NAMES {
        list.push(format!("and {} more", count - NAMES));
    }
    list.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_escaped() {
        for (words, expected) in [
            ("\n2026 INFO login ok", "\\n2026 INFO login ok"),
            ("\u{1b}]0;x\u{7}", "\\u001b]0;x\\u0007"),
            ("a\0b\r\u{7f}\u{9b}31m", "a\\u0000b\\u000d\\u007f\\u009b31m"),
            ("\u{202e}txt.exe\u{2029}", "\\u202etxt.exe\\u2029"),
            (
                "Zürich 東京 🚀 \"quoted\" \\",
                "Zürich 東京 🚀 \"quoted\" \\",
            ),
        ] {
            assert_eq!(plain(words, 100), expected);
        }
    }

    #[test]
    fn words_are_cut_between_characters() {
        assert_eq!(plain("abc", 3), "abc");
        assert_eq!(plain("abcd", 3), "abc…");
        assert_eq!(plain("aéé", 4), "aé…");
        assert_eq!(plain("ab\n", 3), "ab\\…");
        assert_eq!(plain(&"\n".repeat(1 << 20), MESSAGE).len(), MESSAGE + 3);
    }

    #[test]
    fn of_many_names_the_first_are_listed() {
        assert_eq!(names(["a", "b\n"].into_iter()), "a, b\\n");
        let many = ["x"; 11];
        assert_eq!(
            names(many.into_iter()),
            "x, x, x, x, x, x, x, x, and 3 more"
        );
    }
}
