//! One hostile driver, and what comes of it.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::driver::Driver;
use crate::text::Text;
use crate::{Limits, bombs};

/// One hostile driver, and what comes of it in each host.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// What no other item is called.
    pub name: String,
    /// One of the kinds that the index explains.
    pub kind: String,
    /// The call that meets the attack: an export's name, or `refused` for the conversion of a name that the driver
    /// refuses.
    #[serde(default = "event")]
    pub call: String,
    module: Module,
    /// What comes of it in the Rust host.
    pub rust: Outcome,
    /// What comes of it in the JavaScript loader.
    pub js: Outcome,
    /// What comes of it on a worker.
    pub worker: Outcome,
    /// What the errors' messages hold.
    #[serde(default)]
    pub says: Says,
}

/// Words that stand in the messages of errors.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Says {
    /// A part of the Rust host's message.
    pub rust: Option<String>,
    /// A regular expression for that of the JavaScript package.
    pub js: Option<String>,
}

fn event() -> String {
    "decode_event".into()
}

/// How the file is made.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Module {
    /// From `driver.wat`.
    Driver(Box<Driver>),
    /// From a text of its own.
    Wat(Text),
    /// Its bytes, in hex, with spaces between.
    Bytes(String),
    /// A module that is just within the limits of structure.
    Bomb(String),
}

/// What comes of a driver.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum Outcome {
    /// It loads, and the call succeeds.
    Works,
    /// It does not load; the error is of this kind.
    Load(String),
    /// It loads, and the call fails with an error of this kind.
    Call(String),
    /// Either of these, as the engine or what the driver does to itself will have it, with errors that have a kind.
    Harmless,
    /// Nothing ends it there.
    Endless,
}

impl TryFrom<String> for Outcome {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Ok(match text.split_once(' ') {
            Some(("load", kind)) => Self::Load(kind.into()),
            Some(("call", kind)) => Self::Call(kind.into()),
            _ => match &*text {
                "works" => Self::Works,
                "harmless" => Self::Harmless,
                "endless" => Self::Endless,
                _ => return Err(format!("no outcome: {text}")),
            },
        })
    }
}

impl Item {
    pub(crate) fn wasm(&self, code: &BTreeMap<String, String>, limits: &Limits) -> Vec<u8> {
        let text = match &self.module {
            Module::Driver(driver) => driver.text(code),
            Module::Wat(text) => text.whole(),
            Module::Bytes(hex) => return bytes(hex),
            Module::Bomb(name) => match bombs::within(limits, Some(name)).pop() {
                Some(bomb) => bomb.wat,
                None => panic!("no bomb: {name}"),
            },
        };
        wat::parse_str(&text).unwrap_or_else(|error| panic!("{}: {error}", self.name))
    }
}

fn bytes(hex: &str) -> Vec<u8> {
    hex.split_whitespace()
        .map(|byte| u8::from_str_radix(byte, 16).unwrap_or_else(|_| panic!("no byte: {byte}")))
        .collect()
}
