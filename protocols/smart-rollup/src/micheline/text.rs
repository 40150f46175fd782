//! Reads expressions as people write them: `Pair 1 (Some "a")`, `{ DROP ; UNIT }`.
//!
//! The grammar is that of `src/lib_micheline/micheline_parser.ml`, without its rules for indentation and without the macros of
//! Michelson. Reading does not recurse.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use data_driver::Kind;
use data_driver::describe::{Definition, Describe, Named, Type};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::build::{Builder, Open};
use super::{MAX_DEPTH, Micheline, Prim, annotation, binary};
use crate::Error;
use crate::wire::{Reader, Wire, Writer};

/// An expression whose JSON is the text that people write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MichelineText(pub Micheline);

impl<C> Describe<C> for MichelineText {
    const TYPE: &'static Type = &Type::Named(&Named {
        name: "MichelineText",
        doc: "An expression of Micheline as people write it, `Pair 1 (Some \"a\")`. It is written in one line.",
        definition: Definition::Alias(&Type::String),
    });
}

impl Serialize for MichelineText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0.to_text())
    }
}

impl<'de> Deserialize<'de> for MichelineText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        parse(&text).map(Self).map_err(serde::de::Error::custom)
    }
}

impl Wire for MichelineText {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
        binary::read(reader, MAX_DEPTH).map(Self)
    }

    fn write(&self, writer: &mut Writer) -> Result<(), Error> {
        writer.put(self.0.as_bytes());
        Ok(())
    }
}

pub(super) fn parse(text: &str) -> Result<Micheline, Error> {
    let mut builder = Builder::default();
    parse_into(text, &mut builder)?;
    Ok(builder.finish())
}

/// Adds the expression to what is being built.
pub(super) fn parse_into(text: &str, builder: &mut Builder) -> Result<(), Error> {
    let mut parser = Parser {
        text,
        at: 0,
        builder,
        frames: Vec::new(),
    };
    parser.expression()
}

/// A piece of the text.
enum Token<'a> {
    Int(&'a str),
    String(Cow<'a, str>),
    Bytes(Vec<u8>),
    Name(&'a str),
    Annotation(&'a str),
    /// One of `(){};`.
    Mark(u8),
    End,
}

/// What is open around the place.
enum Frame {
    Sequence(Open),
    Application(Application),
}

/// A primitive whose arguments follow.
struct Application {
    open: Open,
    prim: Prim,
    arguments: usize,
    annotations: String,
    /// Whether it stands in parentheses.
    wrapped: bool,
}

struct Parser<'a, 'b> {
    text: &'a str,
    at: usize,
    builder: &'b mut Builder,
    frames: Vec<Frame>,
}

impl<'a> Parser<'a, '_> {
    /// Reads the one expression that the text is.
    fn expression(&mut self) -> Result<(), Error> {
        // Parentheses around the whole are allowed.
        let whole = self.next()?;
        self.item(whole, true)?;
        loop {
            let Some(frame) = self.frames.last() else {
                return match self.next()? {
                    (_, Token::End) => Ok(()),
                    other => Err(self.unexpected(&other, "the end of the text")),
                };
            };
            let is_sequence = matches!(frame, Frame::Sequence(_));
            if is_sequence {
                self.element()?;
            } else {
                self.argument()?;
            }
        }
    }

    /// Reads what stands next in a sequence: an element, or its end.
    fn element(&mut self) -> Result<(), Error> {
        match self.next()? {
            (_, Token::Mark(b'}')) => self.close_sequence(),
            (_, Token::Mark(b';')) => {
                // One between two elements, one behind the last.
                let start = self.at;
                if let (at, Token::Mark(b';')) = self.next()? {
                    return Err(wrong(at, "an element or `}`", "`;`"));
                }
                self.at = start;
                Ok(())
            }
            other => {
                let open = self.frames.len();
                self.item(other, false)?;
                if self.frames.len() > open {
                    return Ok(());
                }
                self.separator()
            }
        }
    }

    /// Behind an element stands a semicolon or the sequence's end. An application looks for it itself.
    fn separator(&mut self) -> Result<(), Error> {
        if !matches!(self.frames.last(), Some(Frame::Sequence(_))) {
            return Ok(());
        }
        let start = self.at;
        match self.next()? {
            (_, Token::Mark(b';' | b'}')) => {
                self.at = start;
                Ok(())
            }
            other => Err(self.unexpected(&other, "`;` or `}`")),
        }
    }

    /// Reads what stands next in an application: an argument, or its end.
    fn argument(&mut self) -> Result<(), Error> {
        let start = self.at;
        let next = self.next()?;
        let wrapped = match self.frames.last_mut() {
            Some(Frame::Application(application)) => {
                if !matches!(
                    next.1,
                    Token::Mark(b')' | b'}' | b';') | Token::End | Token::Annotation(_)
                ) {
                    application.arguments += 1;
                }
                application.wrapped
            }
            _ => return Ok(()),
        };
        match next {
            (_, Token::Mark(b')')) if wrapped => self.close_application(),
            (_, Token::Mark(b'}' | b';') | Token::End) if !wrapped => {
                self.at = start;
                self.close_application()?;
                self.separator()
            }
            (_, Token::Name(_)) => self.bare(next),
            (_, Token::Mark(b'(')) => {
                let name = self.next()?;
                self.open_application(name, true)
            }
            other => self.item(other, false),
        }
    }

    /// Reads an expression: a leaf is added, what has parts is opened.
    fn item(&mut self, token: (usize, Token<'a>), outermost: bool) -> Result<(), Error> {
        match token.1 {
            Token::Int(digits) => self
                .builder
                .int(digits)
                .map_err(|expected| wrong(token.0, expected, "another")),
            Token::String(ref text) => self.builder.string(text),
            Token::Bytes(ref bytes) => self.builder.bytes(bytes),
            Token::Mark(b'{') => {
                self.check_depth(token.0)?;
                let open = self.builder.open_sequence();
                self.frames.push(Frame::Sequence(open));
                Ok(())
            }
            Token::Mark(b'(') if outermost => {
                let name = self.next()?;
                self.open_application(name, true)
            }
            Token::Name(_) => self.open_application(token, false),
            Token::Annotation(_) | Token::Mark(_) | Token::End => {
                Err(self.unexpected(&token, "an expression"))
            }
        }
    }

    /// Adds a primitive that is an argument: it has none itself.
    fn bare(&mut self, name: (usize, Token<'a>)) -> Result<(), Error> {
        let prim = self.prim(&name)?;
        let open = self.builder.open_application();
        self.builder.close_application(open, prim, 0, "")
    }

    /// Opens an application, with its annotations.
    fn open_application(&mut self, name: (usize, Token<'a>), wrapped: bool) -> Result<(), Error> {
        let prim = self.prim(&name)?;
        self.check_depth(name.0)?;
        let open = self.builder.open_application();
        let mut annotations = String::new();
        loop {
            let start = self.at;
            let (_, Token::Annotation(one)) = self.next()? else {
                self.at = start;
                break;
            };
            if !annotations.is_empty() {
                annotations.push(' ');
            }
            annotations.push_str(one);
        }
        self.frames.push(Frame::Application(Application {
            open,
            prim,
            arguments: 0,
            annotations,
            wrapped,
        }));
        Ok(())
    }

    fn close_application(&mut self) -> Result<(), Error> {
        if let Some(Frame::Application(application)) = self.frames.pop() {
            let Application {
                open,
                prim,
                arguments,
                annotations,
                ..
            } = application;
            self.builder
                .close_application(open, prim, arguments, &annotations)?;
        }
        Ok(())
    }

    fn close_sequence(&mut self) -> Result<(), Error> {
        if let Some(Frame::Sequence(open)) = self.frames.pop() {
            self.builder.close_sequence(open)?;
        }
        self.separator()
    }

    fn prim(&self, name: &(usize, Token<'a>)) -> Result<Prim, Error> {
        let Token::Name(text) = name.1 else {
            return Err(self.unexpected(name, "a primitive"));
        };
        Prim::from_name(text).ok_or_else(|| {
            wrong(
                name.0,
                "a primitive of Michelson",
                format!("`{}`", short(text)),
            )
        })
    }

    fn check_depth(&self, at: usize) -> Result<(), Error> {
        if self.builder.level() + 2 <= MAX_DEPTH {
            return Ok(());
        }
        let expected = format!("an expression that nests at most {MAX_DEPTH} levels deep in JSON");
        let reason = format!("at byte {at} of the text: expected {expected}, found a deeper one");
        Err(Error::new(Kind::LimitExceeded, reason))
    }

    /// Takes the next token, with its offset.
    fn next(&mut self) -> Result<(usize, Token<'a>), Error> {
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

    #[cold]
    fn unexpected(&self, token: &(usize, Token<'a>), expected: &str) -> Error {
        wrong(token.0, expected, self.found(token.0))
    }

    /// What stands at an offset, for errors.
    /// What was taken from there on.
    fn since(&self, start: usize) -> &'a str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    fn found(&self, at: usize) -> String {
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

/// A name, cut to what an error can bear.
fn short(name: &str) -> &str {
    name.get(..64).unwrap_or(name)
}

#[cold]
fn wrong(at: usize, expected: impl Into<String>, found: impl Into<String>) -> Error {
    let (expected, found) = (expected.into(), found.into());
    let reason = format!("at byte {at} of the text: expected {expected}, found {found}");
    Error::new(Kind::InvalidValue, reason)
}
