//! The other side's own words, which may be anybody's: as short as a message should be, and in one line.

use data_driver::quote;

/// The most bytes of the other side's words that are kept.
pub const MAX_WORDS: usize = 1_024;

/// The words in one line in which all is seen, cut to so many bytes.
#[must_use]
pub fn shown(words: &[u8], most: usize) -> String {
    let mut text = String::new();
    for character in String::from_utf8_lossy(words).chars() {
        quote::push(character, &mut text);
        if text.len() > most {
            text.truncate(text.floor_char_boundary(most));
            text.push('…');
            break;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_seen_is_escaped_and_what_is_long_is_cut() {
        assert_eq!(
            shown(b"a\nb\x1b[2J\xff", MAX_WORDS),
            "a\\nb\\u001b[2J\u{fffd}"
        );
        assert_eq!(shown("a\u{202e}b".as_bytes(), MAX_WORDS), "a\\u202eb");
        let long = shown("é".repeat(MAX_WORDS).as_bytes(), MAX_WORDS);
        assert_eq!(long.len(), MAX_WORDS + '…'.len_utf8());
        assert_eq!(shown(&[b'a'; MAX_WORDS], MAX_WORDS).len(), MAX_WORDS);
    }
}
