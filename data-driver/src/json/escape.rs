//! Text as a JSON string.

use alloc::string::String;

/// Escapes what is written into it.
pub(super) struct Escaped<'a>(pub(super) &'a mut String);

impl core::fmt::Write for Escaped<'_> {
    fn write_str(&mut self, text: &str) -> core::fmt::Result {
        write_escaped(self.0, text);
        Ok(())
    }
}

/// Appends the text as a JSON string.
pub(crate) fn write_string(out: &mut String, text: &str) {
    out.push('"');
    write_escaped(out, text);
    out.push('"');
}

/// Appends the text with quotes, backslashes and control characters escaped as `serde_json` does.
fn write_escaped(out: &mut String, mut text: &str) {
    loop {
        let (plain, rest) = text
            .split_at_checked(plain_length(text.as_bytes()))
            .unwrap_or((text, ""));
        out.push_str(plain);
        let Some(&byte) = rest.as_bytes().first() else {
            return;
        };
        let escape = match byte {
            b'"' => "\\\"",
            b'\\' => "\\\\",
            b'\n' => "\\n",
            b'\r' => "\\r",
            b'\t' => "\\t",
            0x8 => "\\b",
            0xc => "\\f",
            _ => "\\u00",
        };
        out.push_str(escape);
        if escape.len() > 2 {
            crate::hex_digits::push(&[byte], out);
        }
        text = rest.get(1..).unwrap_or_default();
    }
}

/// How many bytes of a JSON string come before the first that has to be escaped, or is an escape or its end: a quote, a
/// backslash or a control character.
///
/// Most strings are long and have none, so eight bytes are looked at together.
pub(super) fn plain_length(bytes: &[u8]) -> usize {
    let words = bytes.as_chunks().0;
    let plain = words
        .iter()
        .take_while(|word| !has_special(u64::from_ne_bytes(**word)));
    let start = 8 * plain.count();
    let special = bytes[start..]
        .iter()
        .position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20));
    special.map_or(bytes.len(), |position| start + position)
}

/// Whether one of eight bytes is a quote, a backslash or a control character.
const fn has_special(word: u64) -> bool {
    const fn each(byte: u8) -> u64 {
        u64::from_ne_bytes([byte; 8])
    }
    // What a byte below the limit lacks is taken from its highest bit; those that had that bit are no such bytes. A byte may
    // look as if it were one only beside another that is.
    const fn has_below(word: u64, limit: u8) -> u64 {
        word.wrapping_sub(each(limit)) & !word
    }
    let found =
        has_below(word, 0x20) | has_below(word ^ each(b'"'), 1) | has_below(word ^ each(b'\\'), 1);
    found & each(0x80) != 0
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;

    /// The same, byte by byte.
    fn is_special(byte: u8) -> bool {
        byte == b'"' || byte == b'\\' || byte < 0x20
    }

    #[test]
    fn every_byte_is_found_at_every_place_beside_every_other() {
        for byte in 0..=u8::MAX {
            for beside in [
                0x20, 0x21, 0x23, 0x5b, 0x5d, 0x7f, 0x80, 0xa2, 0xdc, 0xff, byte,
            ] {
                for place in 0..19 {
                    let mut bytes = vec![beside; 19];
                    bytes[place] = byte;
                    let expected = bytes.iter().position(|byte| is_special(*byte));
                    assert_eq!(plain_length(&bytes), expected.unwrap_or(19), "{bytes:?}");
                }
            }
        }
        assert_eq!(plain_length(b""), 0);
    }

    #[test]
    fn text_is_escaped_as_serde_json_does() {
        for code in 0..0x100_u32 {
            let character = char::from_u32(code).unwrap();
            for text in [
                alloc::format!("{character}"),
                alloc::format!("1234567{character}{character}abcdefgh{character}"),
            ] {
                let mut written = String::new();
                write_string(&mut written, &text);
                assert_eq!(written, serde_json::to_string(&text).unwrap());
            }
        }
    }
}
