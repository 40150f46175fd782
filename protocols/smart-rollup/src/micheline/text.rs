//! Reads expressions as people write them: `Pair 1 (Some "a")`, `{ DROP ; UNIT }`.
//!
//! The grammar is that of `src/lib_micheline/micheline_parser.ml`, without its rules for indentation and without the macros of
//! Michelson. Reading does not recurse.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use data_driver::Kind;
use data_driver::describe::{Definition, Describe, Named, Type};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::build::{Builder, Open};
use super::lexer::{Lexer, Token, wrong};
use super::{MAX_DEPTH, Micheline, Prim, binary};
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
        lexer: Lexer::new(text),
        builder,
        frames: Vec::new(),
    };
    parser.expression()
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
    lexer: Lexer<'a>,
    builder: &'b mut Builder,
    frames: Vec<Frame>,
}

impl<'a> Parser<'a, '_> {
    /// Reads the one expression that the text is.
    fn expression(&mut self) -> Result<(), Error> {
        // Parentheses around the whole are allowed.
        let whole = self.lexer.next()?;
        self.item(whole, true)?;
        loop {
            let Some(frame) = self.frames.last() else {
                return match self.lexer.next()? {
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
        match self.lexer.next()? {
            (_, Token::Mark(b'}')) => self.close_sequence(),
            (_, Token::Mark(b';')) => {
                // One between two elements, one behind the last.
                let start = self.lexer.at;
                if let (at, Token::Mark(b';')) = self.lexer.next()? {
                    return Err(wrong(at, "an element or `}`", "`;`"));
                }
                self.lexer.at = start;
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
        let start = self.lexer.at;
        match self.lexer.next()? {
            (_, Token::Mark(b';' | b'}')) => {
                self.lexer.at = start;
                Ok(())
            }
            other => Err(self.unexpected(&other, "`;` or `}`")),
        }
    }

    /// Reads what stands next in an application: an argument, or its end.
    fn argument(&mut self) -> Result<(), Error> {
        let start = self.lexer.at;
        let next = self.lexer.next()?;
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
                self.lexer.at = start;
                self.close_application()?;
                self.separator()
            }
            (_, Token::Name(_)) => self.bare(next),
            (_, Token::Mark(b'(')) => {
                let name = self.lexer.next()?;
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
                let name = self.lexer.next()?;
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
            let start = self.lexer.at;
            let (_, Token::Annotation(one)) = self.lexer.next()? else {
                self.lexer.at = start;
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

    #[cold]
    fn unexpected(&self, token: &(usize, Token<'a>), expected: &str) -> Error {
        wrong(token.0, expected, self.lexer.found(token.0))
    }
}

/// A name, cut to what an error can bear.
fn short(name: &str) -> &str {
    name.get(..64).unwrap_or(name)
}
