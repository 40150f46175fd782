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
fn write_escaped(out: &mut String, text: &str) {
    let mut written = 0;
    for (position, byte) in text.bytes().enumerate() {
        let escape = match byte {
            b'"' => "\\\"",
            b'\\' => "\\\\",
            b'\n' => "\\n",
            b'\r' => "\\r",
            b'\t' => "\\t",
            0x8 => "\\b",
            0xc => "\\f",
            0..0x20 => {
                out.push_str(&text[written..position]);
                out.push_str("\\u00");
                super::hex::encode(&[byte], out);
                written = position + 1;
                continue;
            }
            _ => continue,
        };
        out.push_str(&text[written..position]);
        out.push_str(escape);
        written = position + 1;
    }
    out.push_str(&text[written..]);
}
