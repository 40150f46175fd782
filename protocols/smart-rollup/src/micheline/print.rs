//! Expressions as people write them, in one line.

use alloc::string::String;
use alloc::vec::Vec;

use super::cursor::Cursor;

/// What is open around the node that stands next.
enum Frame {
    /// A sequence up to this offset.
    Sequence { end: usize, first: bool },
    /// An application with so many arguments left, and whether its annotations stand behind them.
    Arguments {
        left: usize,
        annotated: bool,
        at: usize,
        wrapped: bool,
    },
    /// An application with arguments up to this offset.
    Many {
        end: usize,
        at: usize,
        wrapped: bool,
    },
}

/// The text of an expression's bytes, which were checked.
///
/// A primitive with arguments or annotations stands in parentheses where it is an argument.
pub(super) fn print(bytes: &[u8]) -> String {
    let cursor = Cursor::new(bytes);
    let mut out = String::new();
    let mut frames: Vec<Frame> = Vec::new();
    loop {
        node(&cursor, &mut frames, &mut out);
        loop {
            let Some(frame) = frames.last_mut() else {
                return out;
            };
            match frame {
                Frame::Sequence { end, first } => {
                    if cursor.at() < *end {
                        out.push_str(if *first { "{ " } else { " ; " });
                        *first = false;
                        break;
                    }
                    out.push_str(if *first { "{}" } else { " }" });
                }
                Frame::Arguments {
                    left,
                    annotated,
                    at,
                    wrapped,
                } => {
                    if *left > 0 {
                        *left -= 1;
                        out.push(' ');
                        break;
                    }
                    let annotations = if *annotated { cursor.text() } else { "" };
                    finish(annotations, *at, *wrapped, &mut out);
                }
                Frame::Many { end, at, wrapped } => {
                    if cursor.at() < *end {
                        out.push(' ');
                        break;
                    }
                    finish(cursor.text(), *at, *wrapped, &mut out);
                }
            }
            frames.pop();
        }
    }
}

fn node(cursor: &Cursor<'_>, frames: &mut Vec<Frame>, out: &mut String) {
    let is_argument = matches!(
        frames.last(),
        Some(Frame::Arguments { .. } | Frame::Many { .. })
    );
    match cursor.byte() {
        0 => out.push_str(&cursor.int()),
        1 => string(cursor.text(), out),
        10 => {
            out.push_str("0x");
            for byte in cursor.dynamic() {
                for digit in [byte >> 4, byte & 15] {
                    out.push(char::from_digit(digit.into(), 16).unwrap_or_default());
                }
            }
        }
        2 => {
            let length = cursor.length();
            let end = cursor.at() + length;
            frames.push(Frame::Sequence { end, first: true });
        }
        tag => {
            let wrapped = is_argument && tag != 3;
            out.push_str(if wrapped { "(" } else { "" });
            out.push_str(cursor.prim());
            let at = out.len();
            frames.push(if tag == 9 {
                let length = cursor.length();
                let end = cursor.at() + length;
                Frame::Many { end, at, wrapped }
            } else {
                Frame::Arguments {
                    left: usize::from(tag.saturating_sub(3) / 2),
                    annotated: tag % 2 == 0,
                    at,
                    wrapped,
                }
            });
        }
    }
}

/// Annotations stand behind the primitive in text, and behind its arguments in bytes.
fn finish(annotations: &str, at: usize, wrapped: bool, out: &mut String) {
    if !annotations.is_empty() {
        out.insert_str(at, annotations);
        out.insert(at, ' ');
    }
    out.push_str(if wrapped { ")" } else { "" });
}

fn string(text: &str, out: &mut String) {
    out.push('"');
    for character in text.chars() {
        let escaped = match character {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            '\u{8}' => "\\b",
            other => {
                out.push(other);
                continue;
            }
        };
        out.push_str(escaped);
    }
    out.push('"');
}
