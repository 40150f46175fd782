//! A contract as its author declared it, as static data.
//!
//! [`contract!`](crate::contract!) makes a [`Contract`] and the implementation of
//! [`ConvertibleContract`](crate::ConvertibleContract) that reads it. A driver that implements the
//! trait by hand can make one as well, for its schema.

mod definitions;
mod document;
mod integers;
mod join;
mod json_schema;
mod writer;

use alloc::string::String;
use alloc::vec::Vec;

pub use document::schema;
pub use integers::decimal_pattern;
pub use join::{count, events, functions};

use crate::describe::Type;
use crate::{Decode, Error, Place, codec};

/// A declared contract.
#[derive(Debug, Clone, Copy)]
pub struct Contract {
    /// The contract's name.
    pub name: &'static str,
    /// What it is for, in Markdown.
    pub doc: &'static str,
    /// The driver's version.
    pub version: &'static str,
    /// The wire format's id.
    pub codec: &'static str,
    /// The functions, in the order of their declaration.
    pub functions: &'static [Function],
    /// The events, in the order of their declaration.
    pub events: &'static [Event],
}

/// A declared function.
#[derive(Debug, Clone, Copy)]
pub struct Function {
    /// The name by which the contract is called.
    pub name: &'static str,
    /// Other names by which the driver knows it.
    pub aliases: &'static [&'static str],
    /// What it does, in Markdown.
    pub doc: &'static str,
    /// What the schema says of it beyond what it says of every function.
    pub members: &'static [Member],
    /// How it is called.
    pub kind: FunctionKind,
    /// The parameters, in order.
    pub params: &'static [Param],
    /// What the input looks like: the one parameter, or the array of all.
    pub input: &'static Type,
    /// What the output looks like; of a feed, one item.
    pub output: &'static Type,
    /// Of a feed, how many bytes each item takes, where that is the same for all.
    pub item_size: Option<usize>,
    /// Turns arguments into bytes.
    pub encode_input: codec::Encode,
    /// Turns bytes into arguments.
    pub decode_input: codec::Decode,
    /// Turns bytes into a result.
    pub decode_output: codec::Decode,
}

/// What the schema says of a function or event beyond what it says of all: under a name that is none of
/// those that all have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member {
    /// The member's name in the schema.
    pub name: &'static str,
    /// What it says.
    pub value: MemberValue,
}

/// The value of a [`Member`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MemberValue {
    /// Text.
    Text(&'static str),
    /// A number.
    Integer(u32),
    /// `true` or `false`.
    Bool(bool),
}

/// How a function is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FunctionKind {
    /// It changes the contract's state.
    Transaction,
    /// It reads.
    Query,
    /// It reads, and gives its results one by one.
    Feed,
}

impl FunctionKind {
    /// The name in the schema.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Transaction => "transaction",
            Self::Query => "query",
            Self::Feed => "feed",
        }
    }
}

/// A declared parameter.
#[derive(Debug, Clone, Copy)]
pub struct Param {
    /// Its name, which JSON does not show where there are several.
    pub name: &'static str,
    /// What it looks like.
    pub ty: &'static Type,
}

/// A declared event.
#[derive(Debug, Clone, Copy)]
pub struct Event {
    /// The topic under which it is emitted.
    pub topic: &'static str,
    /// What it tells, in Markdown.
    pub doc: &'static str,
    /// What the schema says of it beyond what it says of every event.
    pub members: &'static [Member],
    /// What its data looks like.
    pub data: &'static Type,
    /// Turns bytes into data.
    pub decode: codec::Decode,
}

impl Contract {
    /// Turns a function's arguments into bytes.
    ///
    /// # Errors
    /// The function is not declared, or the text is not what it takes.
    pub fn encode_input(&self, name: &str, json: &str) -> Result<Vec<u8>, Error> {
        (self.function(name)?.encode_input)(json)
            .map_err(|error| error.in_place(Place::Function(name)))
    }

    /// Appends the JSON text of bytes.
    ///
    /// # Errors
    /// The function or event is not declared, or the bytes are not of its type.
    pub fn decode(
        &self,
        what: Decode,
        name: &str,
        bytes: &[u8],
        out: &mut String,
    ) -> Result<(), Error> {
        let decode = match what {
            Decode::Input => self.function(name)?.decode_input,
            Decode::Output => self.function(name)?.decode_output,
            Decode::Event => self.event(name)?.decode,
        };
        decode(bytes, out).map_err(|error| error.in_place(what.place(name)))
    }

    /// The function of that name or alias.
    ///
    /// # Errors
    /// There is none; the error offers near matches.
    pub fn function(&self, name: &str) -> Result<&'static Function, Error> {
        // Most calls are by name, and few contracts have aliases.
        let named = self.functions.iter().find(|function| function.name == name);
        let by_alias = || {
            self.functions
                .iter()
                .find(|function| function.aliases.contains(&name))
        };
        named.or_else(by_alias).ok_or_else(|| {
            let known: Vec<&str> = self
                .functions
                .iter()
                .map(|function| function.name)
                .collect();
            Error::unknown_name(Place::Function(name), &known)
        })
    }

    /// Whether there is such a function or event.
    #[must_use]
    pub fn knows(&self, what: Decode, name: &str) -> bool {
        match what {
            Decode::Input | Decode::Output => self
                .functions
                .iter()
                .any(|function| function.name == name || function.aliases.contains(&name)),
            Decode::Event => self.events.iter().any(|event| event.topic == name),
        }
    }

    /// The event of that topic.
    ///
    /// # Errors
    /// There is none; the error offers near matches.
    pub fn event(&self, topic: &str) -> Result<&'static Event, Error> {
        self.events
            .iter()
            .find(|event| event.topic == topic)
            .ok_or_else(|| {
                let known: Vec<&str> = self.events.iter().map(|event| event.topic).collect();
                Error::unknown_name(Place::Event(topic), &known)
            })
    }
}
