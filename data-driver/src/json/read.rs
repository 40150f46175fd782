//! Reads the tokens of JSON (RFC 8259) from text and knows where it stands.

use alloc::borrow::{Cow, ToOwned};
use alloc::format;
use alloc::string::String;

use super::error::Error;
use super::escape::plain_length;
use super::number::{self, Number};
use crate::quote::{self, text as quoted};
use crate::report::Kind;

/// A position in a text.
#[derive(Clone)]
pub(super) struct Scanner<'de> {
    text: &'de str,
    position: usize,
}

impl<'de> Scanner<'de> {
    pub(super) const fn new(text: &'de str) -> Self {
        Self { text, position: 0 }
    }

    /// Skips white space and gives the offset of what follows.
    pub(super) fn start(&mut self) -> usize {
        // Nearly always there is none, which is seen at once.
        if let Some(0..=b' ') = self.text.as_bytes().get(self.position) {
            self.skip();
        }
        self.position
    }

    #[cold]
    #[inline(never)]
    fn skip(&mut self) {
        let rest = &self.text.as_bytes()[self.position..];
        let blanks = rest
            .iter()
            .take_while(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t'));
        self.position += blanks.count();
    }

    /// The byte that the next token begins with.
    pub(super) fn peek(&mut self) -> Option<u8> {
        let start = self.start();
        self.text.as_bytes().get(start).copied()
    }

    /// Takes the next token if it is this punctuation mark.
    pub(super) fn take(&mut self, mark: u8) -> bool {
        let found = self.peek() == Some(mark);
        self.position += usize::from(found);
        found
    }

    /// Takes this punctuation mark or fails.
    pub(super) fn expect(&mut self, mark: u8) -> Result<(), Error> {
        if self.take(mark) {
            Ok(())
        } else {
            Err(self.syntax(&format!("'{}'", char::from(mark))))
        }
    }

    /// Takes `null`, `true` or `false` if that is what follows.
    pub(super) fn take_word(&mut self, word: &str) -> bool {
        let start = self.start();
        let rest = &self.text.as_bytes()[start..];
        let ends = !rest.get(word.len()).is_some_and(u8::is_ascii_alphanumeric);
        let found = ends && rest.starts_with(word.as_bytes());
        self.position += if found { word.len() } else { 0 };
        found
    }

    /// Takes a number, whose text keeps every digit.
    pub(super) fn number(&mut self) -> Result<Number<'de>, Error> {
        let start = self.start();
        let Some(number) = number::scan(self.text.get(start..).unwrap_or_default()) else {
            return Err(self.syntax("a number"));
        };
        self.position = start + number.text.len();
        Ok(number)
    }

    /// Takes a string; one without escapes is borrowed.
    pub(super) fn string(&mut self) -> Result<Cow<'de, str>, Error> {
        self.expect(b'"')?;
        let plain = self.plain_run();
        if self.text.as_bytes().get(self.position) == Some(&b'"') {
            self.position += 1;
            return Ok(Cow::Borrowed(plain));
        }
        let mut whole = plain.to_owned();
        loop {
            match self.text.as_bytes().get(self.position) {
                Some(b'"') => {
                    self.position += 1;
                    return Ok(Cow::Owned(whole));
                }
                Some(b'\\') => {
                    self.position += 1;
                    whole.push(self.escape()?);
                }
                Some(_) => {
                    return Err(self.invalid("control characters in a string must be escaped"));
                }
                None => return Err(self.syntax("'\"' at the end of the string")),
            }
            whole.push_str(self.plain_run());
        }
    }

    /// The characters up to the next quote, escape or control character.
    fn plain_run(&mut self) -> &'de str {
        let start = self.position;
        self.position = start + plain_length(&self.text.as_bytes()[start..]);
        self.text.get(start..self.position).unwrap_or_default()
    }

    /// The character that the escape after a backslash stands for.
    fn escape(&mut self) -> Result<char, Error> {
        let letter = self.text.as_bytes().get(self.position).copied();
        let plain = match letter {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                self.position += 1;
                return self.unicode_escape();
            }
            _ => return Err(self.invalid("no such escape in a string")),
        };
        self.position += 1;
        Ok(plain)
    }

    /// The character of a `\u` escape, or of two that form a surrogate pair.
    fn unicode_escape(&mut self) -> Result<char, Error> {
        let first = self.hex4()?;
        let code = if (0xD800..0xDC00).contains(&first) {
            let follows = self.text.as_bytes()[self.position..].starts_with(b"\\u");
            self.position += if follows { 2 } else { 0 };
            let second = if follows { self.hex4()? } else { 0 };
            if !(0xDC00..0xE000).contains(&second) {
                return Err(self.invalid("lone surrogate in a string"));
            }
            0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00)
        } else {
            first
        };
        char::from_u32(code).ok_or_else(|| self.invalid("lone surrogate in a string"))
    }

    fn hex4(&mut self) -> Result<u32, Error> {
        let digits = self
            .text
            .as_bytes()
            .get(self.position..self.position + 4)
            .unwrap_or(&[]);
        let mut code = 0;
        for digit in digits {
            match char::from(*digit).to_digit(16) {
                Some(digit) => code = code * 16 + digit,
                None => return Err(self.invalid("\\u takes four hex digits")),
            }
        }
        if digits.len() < 4 {
            return Err(self.invalid("\\u takes four hex digits"));
        }
        self.position += 4;
        Ok(code)
    }

    /// What stands next, for an error message. Does not move.
    pub(super) fn found(&mut self) -> String {
        let position = self.position;
        let found = match self.peek() {
            None => "the end of the text".to_owned(),
            Some(b'"') => match self.string() {
                Ok(text) => quoted(&text),
                Err(_) => "an unfinished string".to_owned(),
            },
            Some(b'[') => "an array".to_owned(),
            Some(b'{') => "an object".to_owned(),
            Some(b'-' | b'0'..=b'9') => {
                match number::scan(self.text.get(self.position..).unwrap_or_default()) {
                    Some(number) => crate::report::shortened(number.text).into_owned(),
                    None => "a malformed number".to_owned(),
                }
            }
            Some(_) => match ["null", "true", "false"]
                .into_iter()
                .find(|w| self.take_word(w))
            {
                Some(word) => word.to_owned(),
                None => {
                    let rest = self.text.get(self.position..).unwrap_or_default();
                    quote::character(rest.chars().next().unwrap_or_default())
                }
            },
        };
        self.position = position;
        found
    }

    /// The text is not JSON here: `expected` should have stood next.
    #[cold]
    pub(super) fn syntax(&mut self, expected: &str) -> Error {
        let found = self.found();
        let start = self.start();
        Error::expected(Kind::InvalidJson, expected, found).at(start)
    }

    /// The text is not JSON here, for this reason.
    #[cold]
    fn invalid(&self, reason: &str) -> Error {
        Error::reason(Kind::InvalidJson, reason).at(self.position)
    }
}
