//! What a driver can be asked.

use data_driver::Decode;

/// One of the four conversions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operation {
    /// JSON arguments to bytes.
    Encode,
    /// Bytes to JSON.
    Decode(Decode),
}

impl Operation {
    /// The name of the export.
    #[must_use]
    pub const fn export(self) -> &'static str {
        use data_driver::abi::exports;
        match self {
            Self::Encode => exports::ENCODE_INPUT_FN,
            Self::Decode(Decode::Input) => exports::DECODE_INPUT_FN,
            Self::Decode(Decode::Output) => exports::DECODE_OUTPUT_FN,
            Self::Decode(Decode::Event) => exports::DECODE_EVENT,
        }
    }
}

/// A question to a driver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// What to convert.
    pub operation: Operation,
    /// The function or event.
    pub name: String,
    /// JSON text or bytes.
    pub input: Vec<u8>,
}

impl Question {
    /// Asks for the bytes of a function's arguments.
    #[must_use]
    pub fn encode(name: &str, json: &str) -> Self {
        Self {
            operation: Operation::Encode,
            name: name.into(),
            input: json.into(),
        }
    }

    /// Asks for the JSON of some bytes.
    #[must_use]
    pub fn decode(what: Decode, name: &str, bytes: &[u8]) -> Self {
        Self {
            operation: Operation::Decode(what),
            name: name.into(),
            input: bytes.into(),
        }
    }
}
