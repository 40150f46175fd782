//! What host functions return to a kernel.
//!
//! `src/lib_scoru_wasm/host_funcs.ml`. The memory of WebAssembly is little-endian, and so are these integers.

use alloc::format;
use alloc::string::String;

use data_driver::{Error, Kind, data};

use crate::choice::untagged;
use crate::wire::{Reader, Wire, Writer};

/// Declares the errors with their codes.
macro_rules! errors {
    ($($(#[doc = $doc:literal])* $name:ident = $code:literal,)*) => {
        /// What went wrong in a host function.
        #[data(codec())]
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[serde(rename_all = "SCREAMING_SNAKE_CASE")]
        pub enum HostErrorName {
            $($(#[doc = $doc])* $name,)*
        }

        impl HostErrorName {
            /// The number that the function returns.
            #[must_use]
            pub const fn code(self) -> i32 {
                match self {
                    $(Self::$name => $code,)*
                }
            }

            /// The error of that number, if there is one.
            #[must_use]
            pub const fn from_code(code: i32) -> Option<Self> {
                Some(match code {
                    $($code => Self::$name,)*
                    _ => return None,
                })
            }
        }
    };
}

errors! {
    /// -1: The input is too long to be a key of the durable storage.
    StoreKeyTooLarge = -1,
    /// -2: The input cannot be read as a key of the durable storage.
    StoreInvalidKey = -2,
    /// -3: There is no value under the key.
    StoreNotAValue = -3,
    /// -4: Offset and length are not inside of the value under the key.
    StoreInvalidAccess = -4,
    /// -5: The value would have more than 2³¹ - 1 bytes.
    StoreValueSizeExceeded = -5,
    /// -6: The address is outside of the memory.
    MemoryInvalidAccess = -6,
    /// -7: More bytes than can be read from the inbox, written to the outbox, or read and written in the storage at once.
    InputOutputTooLarge = -7,
    /// -8: Another invalid access.
    GenericInvalidAccess = -8,
    /// -9: The value can only be read.
    StoreReadonlyValue = -9,
    /// -10: There is no subtree under the key.
    StoreNotANode = -10,
    /// -11: The outbox is full.
    FullOutbox = -11,
    /// -12: The key has no subkey of that index.
    StoreInvalidSubkeyIndex = -12,
    /// -13: There is a value under the key already.
    StoreValueAlreadyExists = -13,
}

untagged! {
    /// What a host function returns: 32 bits, little-endian. A negative number is an error.
    pub enum HostResult {
        /// An error.
        Error(HostError),
        /// A negative number that has no name.
        Code(HostCode),
        /// No error: how many bytes, or what else the function counts.
        Value(HostValue),
    }
}

/// An error with its number.
#[data(codec())]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostError {
    /// The error.
    pub error: HostErrorName,
    /// Its number, which may be left away.
    #[serde(default)]
    pub code: Option<i32>,
}

/// A number that has no name.
#[data(codec())]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostCode {
    /// The number, which is negative.
    pub code: i32,
}

/// No error.
#[data(codec())]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostValue {
    /// What the function returns, which is not negative.
    pub value: i32,
}

impl Wire for HostResult {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
        let code = i32::from_le_bytes(reader.array("a host function's result")?);
        Ok(match HostErrorName::from_code(code) {
            Some(error) => Self::Error(HostError {
                error,
                code: Some(code),
            }),
            None if code < 0 => Self::Code(HostCode { code }),
            None => Self::Value(HostValue { value: code }),
        })
    }

    fn write(&self, writer: &mut Writer) -> Result<(), Error> {
        let code = match self {
            Self::Error(HostError { error, code }) => match code {
                Some(code) if *code != error.code() => {
                    return Err(unfit(
                        "code",
                        &format!("{}, the error's number", error.code()),
                        *code,
                    ));
                }
                _ => error.code(),
            },
            Self::Code(HostCode { code }) => match HostErrorName::from_code(*code) {
                None if *code >= 0 => return Err(unfit("code", "a negative number", *code)),
                _ => *code,
            },
            Self::Value(HostValue { value }) if *value < 0 => {
                return Err(unfit("value", "a number that is not negative", *value));
            }
            Self::Value(HostValue { value }) => *value,
        };
        writer.put(&code.to_le_bytes());
        Ok(())
    }
}

#[cold]
fn unfit(member: &str, expected: &str, found: i32) -> Error {
    let reason: String = format!("/{member}: expected {expected}, found {found}");
    Error::new(Kind::InvalidValue, reason)
}

/// Where an input comes from, as `read_input` writes it into the memory: 8 bytes.
#[data(codec())]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputInfo {
    /// The level of its inbox.
    pub level: i32,
    /// Its place in the inbox.
    pub id: i32,
}

impl Wire for InputInfo {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
        Ok(Self {
            level: i32::from_le_bytes(reader.array("the level of an input")?),
            id: i32::from_le_bytes(reader.array("the number of an input")?),
        })
    }

    fn write(&self, writer: &mut Writer) -> Result<(), Error> {
        writer.put(&self.level.to_le_bytes());
        writer.put(&self.id.to_le_bytes());
        Ok(())
    }
}
