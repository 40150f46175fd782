//! The pieces of the text that people write: names, numbers, strings, marks.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use data_driver::Kind;

use super::annotation;
use crate::Error;

/// A piece of the text.
pub(super) enum Token<'a> {
    Int(&'a str),
    String(Cow<'a, str>),
    Bytes(Vec<u8>),
    Name(&'a str),
    Annotation(&'a str),
    /// One of `(){};`.
    Mark(u8),
    End,
}

/// Takes one piece after the other.
pub(super) struct Lexer<'a> {
    text: &'a str,
    /// Where the next piece is looked for. Setting it back takes one again.
    pub(super) at: usize,
}

impl<'a> Lexer<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// Takes the next token, with its offset.
    pub(super) fn next(&mut self) -> Result<(usize, Token<'a>), Error> {
        self.skip_blanks()?;
        let start = self.at;
        let bytes = self.text.as_bytes();
        let Some(first) = bytes.get(start).copied() else {
            return Ok((start, Token::End));
        };
        let token = match first {
            b'(' | b')' | b'{' | b'}' | b';' => {
                self.at += 1;
                Token::Mark(first)
            }
            b'"' => Token::String(self.string()?),
            b'0' if bytes.get(start + 1) == Some(&b'x') => {
                self.at += 2;
                let digits = self.run(|byte| byte.is_ascii_hexdigit());
                self.check_break("hex digits")?;
                let Some(bytes) = hex(digits) else {
                    let found = format!("{}", digits.len());
                    return Err(wrong(start, "an even number of hex digits", found));
                };
                Token::Bytes(bytes)
            }
            b'-' | b'0'..=b'9' => {
                self.at += 1;
                let more = self.run(|byte| byte.is_ascii_digit());
                if first == b'-' && more.is_empty() {
                    return Err(wrong(self.at, "a digit", self.found(self.at)));
                }
                self.check_break("digits")?;
                Token::Int(self.since(start))
            }
            b'a'..=b'z' | b'A'..=b'Z' => {
                let name = self.run(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
                Token::Name(name)
            }
            first if annotation::begins(first) => {
                self.at += 1;
                self.run(annotation::continues);
                let text = self.since(start);
                if !annotation::is_valid(text) {
                    return Err(wrong(
                        start,
                        annotation::EXPECTED,
                        format!("{}", text.len()),
                    ));
                }
                Token::Annotation(text)
            }
            _ => return Err(wrong(start, "an expression", self.found(start))),
        };
        Ok((start, token))
    }

    /// What looks like one token shall not be two.
    fn check_break(&self, what: &str) -> Result<(), Error> {
        match self.text.as_bytes().get(self.at) {
            Some(byte) if byte.is_ascii_alphanumeric() => Err(wrong(
                self.at,
                format!("a space behind {what}"),
                self.found(self.at),
            )),
            _ => Ok(()),
        }
    }

    /// Takes the bytes of a kind, which are ASCII.
    fn run(&mut self, is_part: impl Fn(u8) -> bool) -> &'a str {
        let start = self.at;
        let rest = &self.text.as_bytes()[start..];
        self.at += rest.iter().take_while(|byte| is_part(**byte)).count();
        self.since(start)
    }

    fn string(&mut self) -> Result<Cow<'a, str>, Error> {
        let start = self.at;
        self.at += 1;
        let mut whole = String::new();
        loop {
            let plain = self.run_of_text();
            let mark = self.at;
            self.at += 1;
            match self.text.as_bytes().get(mark) {
                Some(b'"') if whole.is_empty() => return Ok(Cow::Borrowed(plain)),
                Some(b'"') => {
                    whole.push_str(plain);
                    return Ok(Cow::Owned(whole));
                }
                Some(b'\\') => {
                    whole.push_str(plain);
                    whole.push(match self.text.as_bytes().get(self.at) {
                        Some(b'"') => '"',
                        Some(b'\\') => '\\',
                        Some(b'n') => '\n',
                        Some(b'r') => '\r',
                        Some(b't') => '\t',
                        Some(b'b') => '\u{8}',
                        _ => {
                            let expected = "one of \"\\nrtb behind a backslash";
                            return Err(wrong(self.at, expected, self.found(self.at)));
                        }
                    });
                    self.at += 1;
                }
                _ => {
                    return Err(wrong(
                        mark,
                        format!("the end of the string that begins at byte {start}"),
                        self.found(mark),
                    ));
                }
            }
        }
    }

    /// The characters up to the next quotation mark, backslash or end of the line.
    fn run_of_text(&mut self) -> &'a str {
        let start = self.at;
        let rest = self.text.get(start..).unwrap_or_default();
        self.at += rest.find(['"', '\\', '\n', '\r']).unwrap_or(rest.len());
        self.since(start)
    }

    /// Passes over white space and comments.
    fn skip_blanks(&mut self) -> Result<(), Error> {
        loop {
            self.run(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t'));
            let rest = self.text.get(self.at..).unwrap_or_default();
            if rest.starts_with('#') {
                self.at += rest.find('\n').unwrap_or(rest.len());
            } else if rest.starts_with("/*") {
                self.skip_comment()?;
            } else {
                return Ok(());
            }
        }
    }

    /// Passes over a comment, in which there may be others.
    fn skip_comment(&mut self) -> Result<(), Error> {
        let start = self.at;
        let mut depth = 0_usize;
        loop {
            let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
            if rest.starts_with(b"/*") {
                depth += 1;
                self.at += 2;
            } else if rest.starts_with(b"*/") {
                depth -= 1;
                self.at += 2;
                if depth == 0 {
                    return Ok(());
                }
            } else if rest.is_empty() {
                let expected = format!("the end of the comment that begins at byte {start}");
                return Err(wrong(self.text.len(), expected, "the end of the text"));
            } else {
                self.at += 1;
            }
        }
    }

    /// What was taken from there on.
    fn since(&self, start: usize) -> &'a str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    /// What stands at an offset, for errors.
    pub(super) fn found(&self, at: usize) -> String {
        match self.text.get(at..).and_then(|rest| rest.chars().next()) {
            Some(character) => {
                let quoted = data_driver::quote::character(character);
                format!("`{}`", quoted.trim_matches('\''))
            }
            None => "the end of the text".into(),
        }
    }
}

fn hex(digits: &str) -> Option<Vec<u8>> {
    let digits = digits.as_bytes();
    let value = |digit: u8| char::from(digit).to_digit(16);
    let (pairs, rest) = digits.as_chunks::<2>();
    let byte = |[high, low]: &[u8; 2]| u8::try_from(value(*high)? << 4 | value(*low)?).ok();
    if rest.is_empty() {
        pairs.iter().map(byte).collect()
    } else {
        None
    }
}

#[cold]
pub(super) fn wrong(at: usize, expected: impl Into<String>, found: impl Into<String>) -> Error {
    let (expected, found) = (expected.into(), found.into());
    let reason = format!("at byte {at} of the text: expected {expected}, found {found}");
    Error::new(Kind::InvalidValue, reason)
}
